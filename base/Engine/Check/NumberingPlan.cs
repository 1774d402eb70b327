using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Engine.Data;

namespace Kith.Engine.Check;

/// <summary>One way to write a national number: for numbers that start so and match wholly, groups are put into a template.</summary>
internal sealed class NumberWriting(string[] column)
{
    private readonly Lazy<Regex> pattern = new(() => NumberingPlan.Anchored(column[0] + "$"));
    private readonly Lazy<Regex> start = new(() => NumberingPlan.Anchored(column[2]));

    public Regex Pattern => pattern.Value;
    public string Template => column[1];

    /// <summary>How the first group is written with the trunk prefix, "$1" standing for the group; or empty.</summary>
    public string TrunkRule => column[3];

    /// <summary>The template for readers abroad where it differs; "NA" when it is never written abroad.</summary>
    public string International => column[4];

    public bool Fits(string national) => start.Value.IsMatch(national) && Pattern.IsMatch(national);
}

/// <summary>The telephone numbering plan of one region, from the published metadata that the build packed (phone.txt, phone.bin).</summary>
internal sealed class NumberingPlan
{
    private const int KindCount = 10;
    private const int GeneralBit = 1 << KindCount;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly ushort[] Automaton = LoadAutomaton();
    private static readonly NumberingPlan[] All = [.. EmbeddedTables.Lines("phone.txt").Select(line => new NumberingPlan(line.Split('\t')))];
    private static readonly NumberingPlan[][] ByCode = GroupByCode();
    private static readonly FrozenDictionary<string, NumberingPlan> ByRegion =
        All.Where(p => p.Region != "001").ToFrozenDictionary(p => p.Region, StringComparer.OrdinalIgnoreCase);

    private readonly int root;
    private readonly int generalLengths;
    private readonly int[] kindLengths;
    private readonly bool mobileIsFixed;
    private readonly string internationalPrefix;
    private readonly string trunkPattern;
    private readonly string trunkTransform;
    private readonly string[]? leadingLiterals;
    private readonly Lazy<Regex> internationalRegex;
    private readonly Lazy<Regex> trunkRegex;
    private readonly Lazy<Regex> leadingRegex;
    private readonly Lazy<NumberWriting[]> writings;

    private NumberingPlan(string[] column)
    {
        Region = column[0];
        Code = column[1];
        internationalPrefix = column[3];
        Trunk = column[4];
        trunkPattern = column[5];
        trunkTransform = column[6];
        var leading = column[7];
        root = int.Parse(column[8]);
        generalLengths = int.Parse(column[9]);
        kindLengths = [.. column[10].Split(',').Select(int.Parse)];
        mobileIsFixed = column[11] == "1";
        leadingLiterals = leading.Length == 0 ? [] : leading.All(c => char.IsAsciiDigit(c) || c == '|') ? leading.Split('|') : null;
        internationalRegex = Compiled(internationalPrefix);
        trunkRegex = Compiled(trunkPattern);
        leadingRegex = Compiled(leading);
        writings = new(() => [.. JsonSerializer.Deserialize<string[][]>(column[12])!.Select(w => new NumberWriting(w))]);
    }

    /// <summary>ISO 3166 alpha-2, or "001" for numbers of no country (satellite, universal freephone).</summary>
    public string Region { get; }

    /// <summary>The country calling code, 1 to 3 digits.</summary>
    public string Code { get; }

    /// <summary>The national (trunk) prefix as people write it, or empty.</summary>
    public string Trunk { get; }

    public IReadOnlyList<NumberWriting> Writings => writings.Value;

    /// <summary>Does a rule pick this region by the first digits of the national number?</summary>
    private bool HasLeading => leadingLiterals is not { Length: 0 };

    public static NumberingPlan? OfRegion(string region) => ByRegion.GetValueOrDefault(region);

    /// <summary>All plans that share the calling code at the start of <paramref name="digits"/>, the main one first; empty when unknown.</summary>
    public static ReadOnlySpan<NumberingPlan> OfCode(ReadOnlySpan<char> digits, out int codeLength)
    {
        var code = 0;
        codeLength = 0;
        if (digits.StartsWith("0"))
        {
            return [];
        }

        for (codeLength = 1; codeLength <= 3 && codeLength <= digits.Length; codeLength++)
        {
            code = (code * 10) + (digits[codeLength - 1] - '0');
            if (code > 0 && ByCode[code].Length > 0)
            {
                return ByCode[code];
            }
        }

        return [];
    }

    /// <summary>The plan among those of one code that owns the number, with its kind; null when none does.</summary>
    public static NumberingPlan? Owner(ReadOnlySpan<NumberingPlan> plans, ReadOnlySpan<char> national, out PhoneKind kind)
    {
        foreach (var plan in plans)
        {
            if (plans.Length > 1 && plan.HasLeading && !plan.StartsWithLeading(national))
            {
                continue;
            }

            kind = plan.KindOf(national);
            if (kind != PhoneKind.Unknown || (plans.Length > 1 && plan.HasLeading))
            {
                return plan;
            }
        }

        kind = PhoneKind.Unknown;
        return plans.Length == 1 ? plans[0] : null;
    }

    public bool IsGeneral(ReadOnlySpan<char> national) => (Accepts(national) & GeneralBit) != 0;

    /// <summary>Less than 0: too short or a length between the possible ones; 0: possible; more: too long.</summary>
    public int CompareLength(int length) =>
        length < 32 && (generalLengths & (1 << length)) != 0 ? 0 : length >= 32 || generalLengths >> length == 0 ? 1 : -1;

    public bool IsShorterThanAll(int length) => length < 32 && (generalLengths & ((1 << length) - 1)) == 0;

    public PhoneKind KindOf(ReadOnlySpan<char> national)
    {
        var accepted = Accepts(national);
        var bit = 1 << national.Length;
        if ((accepted & GeneralBit) == 0 || (generalLengths & bit) == 0)
        {
            return PhoneKind.Unknown;
        }

        bool Is(PhoneKind kind) => (accepted & (1 << ((int)kind - 1))) != 0 && (kindLengths[(int)kind - 1] & bit) != 0;

        // The order of the published method: the special kinds first, then fixed and mobile.
        foreach (var kind in (ReadOnlySpan<PhoneKind>)[PhoneKind.PremiumRate, PhoneKind.TollFree, PhoneKind.SharedCost, PhoneKind.Voip,
            PhoneKind.PersonalNumber, PhoneKind.Pager, PhoneKind.CompanyNumber, PhoneKind.Voicemail])
        {
            if (Is(kind))
            {
                return kind;
            }
        }

        return Is(PhoneKind.FixedLine)
            ? mobileIsFixed || Is(PhoneKind.Mobile) ? PhoneKind.FixedLineOrMobile : PhoneKind.FixedLine
            : Is(PhoneKind.Mobile) ? PhoneKind.Mobile : PhoneKind.Unknown;
    }

    /// <summary>The length of this region's prefix for calls abroad at the start of the digits, 0 when there is none.</summary>
    public int InternationalPrefixLength(ReadOnlySpan<char> digits)
    {
        var length = 0;
        if (internationalPrefix.Length > 0 && digits.Length > 0 && digits[0] is '0' or '1' or '8' or '9')
        {
            if (internationalPrefix.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                foreach (var match in internationalRegex.Value.EnumerateMatches(digits))
                {
                    length = match.Length;
                    break;
                }
            }
            else if (digits.StartsWith(internationalPrefix))
            {
                length = internationalPrefix.Length;
            }
        }

        // No country's code starts with 0: then it was no prefix.
        return length > 0 && length < digits.Length && digits[length] != '0' ? length : 0;
    }

    /// <summary>Removes the trunk prefix and carrier code, or applies the plan's rewriting, where that leaves a number.</summary>
    public ReadOnlySpan<char> WithoutTrunk(ReadOnlySpan<char> digits)
    {
        if (trunkPattern.Length == 0 || digits.Length == 0)
        {
            return digits;
        }

        ReadOnlySpan<char> rest;
        if (trunkPattern.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            if (trunkTransform.Length == 0)
            {
                var end = 0;
                foreach (var prefix in trunkRegex.Value.EnumerateMatches(digits))
                {
                    end = prefix.Length;
                    break;
                }

                return end == 0 ? digits : Kept(digits, digits[end..]);
            }

            var text = digits.ToString();
            var match = trunkRegex.Value.Match(text);
            if (!match.Success || match.Length == 0)
            {
                return digits;
            }

            var last = match.Groups[match.Groups.Count - 1];
            rest = match.Groups.Count > 1 && last.Success
                ? match.Result(trunkTransform) + text[match.Length..]
                : digits[match.Length..];
        }
        else if (digits.StartsWith(trunkPattern))
        {
            rest = digits[trunkPattern.Length..];
        }
        else
        {
            return digits;
        }

        return Kept(digits, rest);
    }

    /// <summary>The rest, unless taking the prefix off spoils a number or leaves too little of one.</summary>
    private ReadOnlySpan<char> Kept(ReadOnlySpan<char> digits, ReadOnlySpan<char> rest) =>
        (IsGeneral(digits) && !IsGeneral(rest)) || CompareLength(rest.Length) < 0 ? digits : rest;

    internal static Regex Anchored(string pattern) =>
        new($"^(?:{pattern})", RegexOptions.CultureInvariant, Patience);

    private static Lazy<Regex> Compiled(string pattern) => new(() => Anchored(pattern));

    private bool StartsWithLeading(ReadOnlySpan<char> national)
    {
        if (leadingLiterals is null)
        {
            return leadingRegex.Value.IsMatch(national);
        }

        foreach (var literal in leadingLiterals)
        {
            if (national.StartsWith(literal))
            {
                return true;
            }
        }

        return false;
    }

    private int Accepts(ReadOnlySpan<char> national)
    {
        var row = root;
        foreach (var digit in national)
        {
            row = Automaton[(row * 11) + 1 + (digit - '0')];
            if (row == 0)
            {
                return 0;
            }
        }

        return Automaton[row * 11];
    }

    private static ushort[] LoadAutomaton()
    {
        using var stream = EmbeddedTables.Open("phone.bin");
        var table = new ushort[stream.Length / 2];
        stream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return table;
    }

    private static NumberingPlan[][] GroupByCode()
    {
        var groups = All.ToLookup(p => int.Parse(p.Code));
        return [.. Enumerable.Range(0, 1000).Select(code => groups[code].ToArray())];
    }
}
