using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>
/// Tax numbers of companies: VAT ids of the European Union, Great Britain, Northern Ireland, Switzerland and Norway, and the
/// numbers that lists of other countries carry in their place. Forms: the list of the EU Commission's VIES ("VAT identification
/// number structure") and the tax offices named at the rule; check digits: <see cref="VatChecks"/>. A form is read by <see cref="CodeForm"/>.
/// </summary>
public static class VatIds
{
    /// <param name="Prefix">What the canonical number begins with.</param>
    /// <param name="Forms">What follows, several with a bar between.</param>
    private sealed record Rule(string Country, string Prefix, string[] Forms, Func<string, bool> Check);

    private static readonly Rule[] Rules =
    [
        Of("AT", "ATU", "nnnnnnnn", VatChecks.Austria), Of("BE", "BE", "0nnnnnnnnn|1nnnnnnnnn", VatChecks.Belgium),
        Of("BG", "BG", "nnnnnnnnn|nnnnnnnnnn", VatChecks.Bulgaria), Of("CY", "CY", "nnnnnnnna", VatChecks.Cyprus),
        Of("CZ", "CZ", "nnnnnnnn|nnnnnnnnn|nnnnnnnnnn", VatChecks.Czechia), Of("DE", "DE", "dnnnnnnnn", VatChecks.IsMod11And10),
        Of("DK", "DK", "dnnnnnnn", VatChecks.Denmark), Of("EE", "EE", "nnnnnnnnn", VatChecks.Estonia), Of("GR", "EL", "nnnnnnnnn", VatChecks.Greece),
        Of("ES", "ES", "cnnnnnnnc", VatChecks.Spain), Of("FI", "FI", "nnnnnnnn", VatChecks.Finland), Of("FR", "FR", "ccnnnnnnnnn", VatChecks.France),
        Of("HR", "HR", "nnnnnnnnnnn", VatChecks.IsMod11And10), Of("HU", "HU", "nnnnnnnn", VatChecks.Hungary),
        Of("IE", "IE", "nnnnnnna|nnnnnnnaa|nannnnna", VatChecks.Ireland), Of("IT", "IT", "nnnnnnnnnnn", code => BankCards.IsLuhn(code)),
        Of("LT", "LT", "nnnnnnnnn|nnnnnnnnnnnn", VatChecks.Lithuania), Of("LU", "LU", "nnnnnnnn", VatChecks.Luxembourg),
        Of("LV", "LV", "nnnnnnnnnnn", VatChecks.Latvia), Of("MT", "MT", "nnnnnnnn", VatChecks.Malta), Of("NL", "NL", "nnnnnnnnnBnn", VatChecks.Netherlands),
        Of("PL", "PL", "nnnnnnnnnn", VatChecks.Poland), Of("PT", "PT", "dnnnnnnnn", VatChecks.Portugal),
        Of("RO", "RO", "dn|dnn|dnnn|dnnnn|dnnnnn|dnnnnnn|dnnnnnnn|dnnnnnnnn|dnnnnnnnnn", VatChecks.Romania),
        Of("SE", "SE", "nnnnnnnnnnnn", VatChecks.Sweden), Of("SI", "SI", "dnnnnnnn", VatChecks.Slovenia), Of("SK", "SK", "dnnnnnnnnn", VatChecks.Slovakia),
        Of("GB", "GB", "nnnnnnnnn|nnnnnnnnnnnn|GDnnn|HAnnn", VatChecks.Britain), Of("XI", "XI", "nnnnnnnnn|nnnnnnnnnnnn|GDnnn|HAnnn", VatChecks.Britain),
        Of("CH", "CHE", "nnnnnnnnn", VatChecks.Switzerland), Of("NO", "NO", "nnnnnnnnn", VatChecks.Norway),
        Of("AU", "AU", "dnnnnnnnnnn", VatChecks.Australia), Of("IN", "IN", "nnaaaaannnnaccc", VatChecks.India),
        Of("US", "US", "nnnnnnnnn", _ => true), // an employer number (EIN) has no check digit
        Of("RU", "RU", "nnnnnnnnnn|nnnnnnnnnnnn", VatChecks.Russia), Of("BR", "BR", "nnnnnnnnnnn|ccccccccccccnn", VatChecks.Brazil),
        Of("KR", "KR", "dnnnnnnnnn", VatChecks.Korea), Of("JP", "JP", "dnnnnnnnnnnnn", VatChecks.Japan), Of("TW", "TW", "nnnnnnnn", VatChecks.Taiwan),
    ];

    private static readonly FrozenDictionary<string, Rule> ByRegion = Rules.ToFrozenDictionary(rule => rule.Country);

    // What people and programs write in front, and behind in Norway and Switzerland.
    private static readonly string[] Labels =
        ["USTIDNR", "USTID", "UID", "VATREGNO", "VATNUMBER", "VATREG", "VATNO", "VATID", "VAT", "TVA", "IVA", "PIVA", "BTW", "MWST", "MOMS", "CVR", "NIP", "GSTIN", "ABN", "EIN", "CNPJ", "CPF", "税号", "統一編號", "统一编号", "統編", "ИНН"];

    private static readonly string[] Tails = ["MWST", "TVA", "IVA", "TPV", "MVA", "VAT"];

    private const int ShortestWithLabel = 6;

    // Between the digits; a * is no mark but hides one.
    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create(" .,/-:：()_#№");

    /// <summary>The countries (ISO 3166 alpha-2, and XI for Northern Ireland) whose numbers are known.</summary>
    public static IReadOnlyCollection<string> Countries => ByRegion.Keys;

    /// <summary>
    /// Capitals and digits with the country's prefix (EL for Greece, CHE for Switzerland): the prefix says the country, else
    /// the region (ISO 3166 alpha-2) of the row. Never refused: tax offices gave out numbers that break their own rule, and lists hold
    /// numbers of kinds that are not known here. What is wrong is flagged: <c>vat-id.checksum</c>, <c>vat-id.form</c>, with the
    /// country; <c>vat-id.leading-zero</c> with the number that was meant. A Chinese unified social credit code is itself the
    /// tax number there and stays as it is.
    /// </summary>
    public static Checked Parse(string text, string region)
    {
        if (CodeText.DenseOrNull(text) is not { } code)
        {
            return Checked.Blank;
        }

        // 1E123456789 is a French number, 1.23457E+08 a spreadsheet's.
        Span<char> unrolled = stackalloc char[FloatText.Capacity];
        var length = 0;
        var shape = code.AsSpan().ContainsAny(".,+") ? FloatText.Unroll(code, unrolled, out length) : FloatShape.None;
        if (shape is FloatShape.Filled or FloatShape.Lost)
        {
            return Checked.Warn(code, "vat-id.digits-lost");
        }

        var bare = Bare(shape == FloatShape.Exact ? unrolled[..length].ToString() : code);
        if (BlankWords.IsBlankWord(bare))
        {
            return bare.Length > 0 ? Checked.Blank : Checked.Warn(code, "vat-id.form", region);
        }

        code = bare;
        if (IsUnifiedCode(code))
        {
            return Checked.Good(code);
        }

        region = region.ToUpperInvariant();
        Rule? misfit = null;
        string? misfitting = null;
        foreach (var (rule, rest) in Readings(code, region))
        {
            if (Array.Exists(rule.Forms, form => CodeForm.Fits(form, rest)))
            {
                if (rest.AsSpan().ContainsAnyInRange('1', '9') && rule.Check(rest))
                {
                    return Checked.Good(rule.Prefix + rest);
                }

                (misfit, misfitting) = misfit is null ? (rule, rest) : (misfit, misfitting);
            }
            else if (WithZero(rule, rest) is { } meant)
            {
                return Checked.Warn(code, "vat-id.leading-zero", meant);
            }
        }

        return misfit is null ? Checked.Warn(code, "vat-id.form", region) : Checked.Warn(misfit.Prefix + misfitting, "vat-id.checksum", misfit.Country);
    }

    /// <summary>Whether a text is surely a tax number, by its prefix and check digit: what says so of a column without a heading's help.</summary>
    public static bool IsSurely(string text) =>
        text.Length <= 24 && text.Length >= 8 && CodeText.DenseOrNull(text) is { } code && Bare(code) is var bare && !IsUnifiedCode(bare)
        && Array.Exists(Rules, rule => rule.Country != "US" && bare.StartsWith(rule.Prefix, StringComparison.Ordinal)
            && Array.Exists(rule.Forms, form => CodeForm.Fits(form, bare.AsSpan(rule.Prefix.Length))) && rule.Check(bare[rule.Prefix.Length..]));

    /// <summary>Whether the code is a tax number of mainland China, right to its last character.</summary>
    private static bool IsUnifiedCode(string code) => code.Length == 18 && UnifiedCodes.Parse(code).Verdict == Verdict.Good;

    /// <summary>By prefix, then as people of the region write it; Belgium's numbers had nine digits once.</summary>
    private static IEnumerable<(Rule Rule, string Body)> Readings(string code, string region)
    {
        foreach (var rule in Rules)
        {
            if (code.StartsWith(rule.Prefix, StringComparison.Ordinal) || (rule.Country == "GR" && code.StartsWith("GR", StringComparison.Ordinal)))
            {
                yield return (rule, Rest(rule, code[(rule.Country == "GR" ? 2 : rule.Prefix.Length)..]));
            }
        }

        if (ByRegion.TryGetValue(region, out var home))
        {
            yield return (home, Rest(home, code));
        }

        if (code.Length == 14 && code[0] == 'T')
        {
            yield return (ByRegion["JP"], code[1..]); // the number on Japanese invoices
        }
    }

    private static string Rest(Rule rule, string rest) => rule.Country switch
    {
        "BE" when rest.Length == 9 => "0" + rest,
        "AT" when rest.Length == 9 && rest[0] == 'U' => rest[1..],
        "CH" when rest.Length == 10 && rest[0] == 'E' => rest[1..],
        "HU" when rest.Length == 11 && CodeText.IsDigits(rest) => rest[..8], // the home form: number, kind of taxation, county
        "JP" when rest.Length == 14 && rest[0] == 'T' => rest[1..],
        _ => rest,
    };

    private static string? WithZero(Rule rule, string rest) =>
        CodeText.IsDigits(rest) && "0" + rest is var longer && Array.Exists(rule.Forms, form => CodeForm.Fits(form, longer)) && rule.Country != "US" && rule.Check(longer)
            ? rule.Prefix + longer : null;

    /// <summary>Capitals and digits only, without the words around.</summary>
    private static string Bare(string code)
    {
        code = Clean.Code(string.Concat(code.ToUpperInvariant().Where(c => !Marks.Contains(c))));
        while (Labels.FirstOrDefault(word => code.Length > word.Length + ShortestWithLabel && code.StartsWith(word, StringComparison.Ordinal)) is { } label)
        {
            code = code[label.Length..];
        }

        while (Tails.FirstOrDefault(word => code.Length > word.Length + ShortestWithLabel && code.EndsWith(word, StringComparison.Ordinal)) is { } tail)
        {
            code = code[..^tail.Length];
        }

        return code;
    }

    private static Rule Of(string country, string prefix, string forms, Func<string, bool> check) => new(country, prefix, forms.Split('|'), check);
}
