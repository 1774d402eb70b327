namespace Kith.Engine.Check;

/// <summary>Reads one piece of a cell, digits and light punctuation only, as one number, several, or one with an extension.</summary>
internal sealed class PhonePieces(NumberingPlan? home)
{
    private const int MostDigits = 64;
    private const int Depth = 4;
    private const int MostDigitsOfAnExtension = 5;
    private const int FewestDigitsOfAnEnding = 3;
    private const int MostDigitsOfAnEnding = 6;

    public List<PhoneNumber> Found { get; } = new(1);

    /// <summary>What a piece too small for a number would have been refused for; it counts only when nothing else is found.</summary>
    public string? Noise { get; private set; }

    public static PhoneNumber Bad(string code, string? data = null, string? e164 = null, string? region = null) =>
        new(e164, null, region, PhoneKind.Unknown, Verdict.Bad, new Finding(code, data));

    /// <summary>Gives the last number found an extension.</summary>
    public void Extend(ReadOnlySpan<char> extension)
    {
        if (Found.Count > 0 && Found[^1].Extension is null)
        {
            Found[^1] = Found[^1] with { Extension = extension.ToString() };
        }
    }

    /// <summary>Whether a piece is too short for a number, and may say how another one ends or goes on.</summary>
    public static bool IsShort(ReadOnlySpan<char> piece) => piece.Trim() is { Length: >= 2 and <= MostDigitsOfAnEnding } digits && !digits.ContainsAnyExceptInRange('0', '9');

    /// <summary>
    /// 021-63350000,801: two to five digits with only a comma between them and a Chinese number of a house (mobiles have no
    /// extensions, and elsewhere a comma parts two numbers); none of the five-digit services that everybody can call.
    /// </summary>
    public bool IsExtension(ReadOnlySpan<char> piece)
    {
        piece = piece.Trim();
        return IsShort(piece) && piece.Length <= MostDigitsOfAnExtension && !(piece.Length == 5 && PhoneText.IsChineseShortCode(piece))
            && Found.Count > 0 && Found[^1] is { Verdict: not Verdict.Bad, Extension: null, Kind: not PhoneKind.Mobile, Region: "CN" };
    }

    /// <summary>07123 4567, 4568: a second number of the same place, as long as what the first one is written with behind its last gap.</summary>
    /// <param name="first">The first number as it is written.</param>
    public bool IsOfSamePlace(ReadOnlySpan<char> first, ReadOnlySpan<char> piece)
    {
        first = first.Trim();
        piece = piece.Trim();
        var gap = first.LastIndexOfAnyExceptInRange('0', '9');
        if (gap <= 0 || piece.Length < FewestDigitsOfAnEnding || first.Length - gap - 1 != piece.Length || Found[^1] is { Verdict: Verdict.Bad } or { Kind: PhoneKind.Mobile }
            || Single(string.Concat(first[..(gap + 1)], piece)) is not { } other || other.Region != Found[^1].Region)
        {
            return false;
        }

        Found.Add(other);
        return true;
    }

    public void ReadPiece(ReadOnlySpan<char> piece, bool letterForDigit, bool masked)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var count = PhoneText.Digits(piece, digits);
        if (count < 0)
        {
            Found.Add(Bad("phone.too-long"));
        }
        else if (letterForDigit)
        {
            var suggestion = Read(digits[..count], HasPlus(piece));
            Found.Add(Bad("phone.letter-for-digit", suggestion.IsValid ? suggestion.E164 : null, suggestion.E164, suggestion.Plan?.Region));
        }
        else if (masked)
        {
            Found.Add(Bad("phone.masked"));
        }
        else if (Single(piece) is { } number || (number = WithExtension(piece)) is not null)
        {
            Found.Add(number);
        }
        else if (!AtSlashes(piece) && !AtGaps(piece, Depth) && Guessed(digits[..count], piece) is var last)
        {
            if (last.Verdict == Verdict.Bad && count < 5 && !HasPlus(piece))
            {
                Noise ??= last.Finding?.Code;
            }
            else
            {
                Found.Add(last);
            }
        }
    }

    /// <summary>The whole piece as one valid number, else null.</summary>
    private PhoneNumber? Single(ReadOnlySpan<char> piece)
    {
        Span<char> buffer = stackalloc char[MostDigits];
        var count = PhoneText.Digits(piece, buffer);
        if (count is < 4 or > 24)
        {
            return null;
        }

        ReadOnlySpan<char> digits = buffer[..count];
        var plus = HasPlus(piece);
        var reading = Read(digits, plus);
        if (!reading.IsValid && piece.IndexOf("(0)") is > 0 and var trunk)
        {
            // +34 (0) 91 …: the trunk zero in brackets is no part of the number where the plan knows no trunk prefix.
            count = PhoneText.Digits(piece[..trunk], buffer);
            count += PhoneText.Digits(piece[(trunk + 3)..], buffer[count..]);
            digits = buffer[..count];
            reading = Read(digits, plus);
        }

        return reading.IsValid ? Valid(reading, digits) : null;
    }

    private static PhoneNumber Valid(PhoneReading reading, ReadOnlySpan<char> digits)
    {
        var placeholder = PhoneText.IsPlaceholder(digits) || PhoneText.IsPlaceholder(reading.National);
        return new PhoneNumber(reading.E164, null, reading.Plan?.Region, reading.Kind,
            placeholder ? Verdict.Warn : Verdict.Good, placeholder ? new Finding("phone.placeholder") : null);
    }

    /// <summary>Home's way first; where that fails, 00 and 011 are tried as the plus that people of other countries mean by them.</summary>
    private PhoneReading Read(ReadOnlySpan<char> digits, bool plus)
    {
        var reading = PhoneReading.Of(digits, plus, home);
        if (reading.IsValid || digits.Length < 8)
        {
            return reading;
        }

        // 011 is an area code where people dial 0 first (Buenos Aires, Delhi); no Chinese area is called so.
        var skip = digits.StartsWith("00") ? 2 : digits.StartsWith("011") && home is { Trunk: not "0" } or { Code: "86" } ? 3 : 0;
        if (skip == 0)
        {
            return reading;
        }

        var abroad = PhoneReading.Of(digits[skip..], plus: true, home);
        return abroad.IsValid ? abroad : reading;
    }

    /// <summary>0755-26012345-801, 0755-26012345(801): a complete line of a house, then a dash or bracket and up to six digits.</summary>
    private PhoneNumber? WithExtension(ReadOnlySpan<char> piece)
    {
        piece = piece.TrimEnd(" )");
        var dash = piece.LastIndexOfAny('-', '(');
        var tail = piece[(dash + 1)..].Trim();
        return dash > 0 && tail.Length is >= 1 and <= 6 && !tail.ContainsAnyExceptInRange('0', '9')
            && Single(piece[..dash]) is { Kind: not PhoneKind.Mobile } number
            ? number with { Extension = tail.ToString() }
            : null;
    }

    /// <summary>Several numbers between slashes; what follows the first may be only its other ending: 010-62785001/2.</summary>
    private bool AtSlashes(ReadOnlySpan<char> piece)
    {
        if (!piece.Contains('/'))
        {
            return false;
        }

        var before = Found.Count;
        var any = false;
        PhoneNumber? first = null;
        Span<char> digits = stackalloc char[MostDigits];
        foreach (var range in piece.Split('/'))
        {
            var part = piece[range].Trim();
            if (!part.ContainsAnyInRange('0', '9'))
            {
                continue;
            }

            var number = Single(part) ?? WithExtension(part) ?? (first is null ? null : OtherEnding(first, part));
            any |= number is not null;
            first ??= number;
            var count = PhoneText.Digits(part, digits);
            Found.Add(number ?? Guessed(digits[..Math.Max(count, 0)], part));
        }

        if (!any)
        {
            Found.RemoveRange(before, Found.Count - before);
        }

        return any;
    }

    private PhoneNumber? OtherEnding(PhoneNumber first, ReadOnlySpan<char> ending)
    {
        var keep = first.E164!.Length - ending.Length;
        if (ending.Length is > 4 and not (7 or 8) || ending.ContainsAnyExceptInRange('0', '9') || keep < 5)
        {
            return null;
        }

        var reading = Read(string.Concat(first.E164.AsSpan(1, keep - 1), ending), plus: true);
        return reading.IsValid && reading.Plan?.Region == first.Region ? Valid(reading, reading.National) : null;
    }

    /// <summary>Several valid numbers with nothing but blanks or dashes between them; all of the piece must be used.</summary>
    private bool AtGaps(ReadOnlySpan<char> piece, int depth)
    {
        if (depth == 0 || piece.Length < 12)
        {
            return false;
        }

        foreach (var gap in (ReadOnlySpan<char>)[' ', '-', '.'])
        {
            for (var at = 1; at < piece.Length - 4; at++)
            {
                if (piece[at] != gap || piece[at - 1] == gap || (Single(piece[..at]) ?? WithExtension(piece[..at])) is not { } left)
                {
                    continue;
                }

                var rest = piece[(at + 1)..].Trim(" -.");
                var mark = Found.Count;
                Found.Add(left);
                if ((Single(rest) ?? WithExtension(rest)) is { } right)
                {
                    Found.Add(right);
                    return true;
                }

                if (AtGaps(rest, depth - 1))
                {
                    return true;
                }

                Found.RemoveRange(mark, Found.Count - mark);
            }
        }

        return false;
    }

    /// <summary>What remains: a number whose country code lost its plus, or a refusal with the most telling reason.</summary>
    private PhoneNumber Guessed(ReadOnlySpan<char> digits, ReadOnlySpan<char> piece)
    {
        var plus = HasPlus(piece);
        var reading = Read(digits, plus);
        var region = reading.Plan?.Region;
        if (PhoneText.IsPlaceholder(digits) || PhoneText.IsPlaceholder(reading.National))
        {
            return Bad("phone.placeholder", null, reading.E164, region);
        }

        var chinese = reading.Code == "86";
        if (chinese && PhoneText.IsChineseShortCode(reading.National))
        {
            return Bad("phone.short-code", null, reading.E164, region);
        }

        if (!plus && digits.Length is >= 11 and <= 15 && digits[0] is not ('0' or '1' or '7') && !piece.Contains('('))
        {
            var abroad = PhoneReading.Of(digits, plus: true, home);
            if (abroad.IsValid)
            {
                return Valid(abroad, digits) with { Verdict = Verdict.Warn, Finding = new Finding("phone.country-guessed", abroad.Plan?.Region) };
            }
        }

        if (chinese && reading.National is ['1', >= '3' and <= '9', ..] && reading.National.Length is >= 5 and not 11)
        {
            return Bad(reading.National.Length < 11 ? "phone.too-short" : "phone.too-long", null, reading.E164, region); // a mobile with a digit lost or doubled
        }

        return chinese && digits.Length is 7 or 8 && digits[0] is >= '2' and <= '8'
            ? Bad("phone.area-code-missing", null, reading.E164, region)
            : Bad(reading.Fault ?? "phone.invalid", null, reading.E164, region);
    }

    private static bool HasPlus(ReadOnlySpan<char> piece) => piece.TrimStart(" (").StartsWith("+");
}
