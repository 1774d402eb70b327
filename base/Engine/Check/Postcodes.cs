using System.Collections.Frozen;
using System.Buffers;

namespace Kith.Engine.Check;

/// <summary>
/// Postal codes by country, in the forms that the postal operators use (Universal Postal Union, POST*CODE and "Addressing the
/// world"; the letters of Royal Mail's PAF, Canada Post and Eircode). Forms only: whether a code is given out is not known.
/// </summary>
public static class Postcodes
{
    private const int LongestUnknown = 12;

    // Forms as CodeForm reads them, several with a bar between. d at the start: no code of that country begins with 0.
    private static readonly FrozenDictionary<string, string[]> Forms = Table(
        ("nnnnnn", "CN KZ RO SG CO EC NG BY UZ KG TJ TM"), ("dnnnnn", "IN RU"), ("nnnnn|nnnnnn", "VN KH"),
        ("nnnnn", "DE FR IT ES KR MY MX FI TR UA LT ID CU CR DO DZ EE EG HN HR IQ JO KE KW LA LK MA MC ME MM MN MU MV NI NP PE PK RS SM SN TH TZ UY VA ZM BA GT GP MQ RE GF AX"),
        ("nnnn", "AU NZ NO ZA PH AF AL AM BD CV CY DK ET GE GL GW HT LB MK TN VE AR|annnnaaa"), ("dnnn", "CH AT BE HU BG LU LI SI"),
        ("nnn", "FO IS LS MG OM PG"), ("nnn|nnnnn|nnnnnn", "TW"), ("nnn-nnnn", "JP"), ("nnnnn|nnnnn-nnnn", "US PR GU VI AS MP SA"),
        ("nn-nnn", "PL"), ("nnnnn-nnn", "BR"), ("dnnn-nnn|dnnn", "PT"), ("nnn nn", "SK"), ("dnn nn", "SE CZ GR"), ("dnnn aa", "NL"), ("ana nan", "CA"),
        ("ann cccc|D6W cccc", "IE"), ("an naa|ann naa|aan naa|aann naa|ana naa|aana naa", "GB"), ("JEn naa|JEnn naa", "JE"), ("GYn naa|GYnn naa", "GG"), ("IMn naa|IMnn naa", "IM"), ("nnnnnnn|nnnnn", "IL"),
        ("nnnnnnn", "CL"), ("nnnnn-nnnnn", "IR"), ("ADnnn", "AD"), ("aaa nnnn", "MT"), ("LV-nnnn", "LV"), ("MD-nnnn", "MD"), ("AZ nnnn", "AZ"), ("aannnn", "BN"), ("BBnnnnn", "BB"));

    // In front of codes of digits, from the days when letters crossed borders by the sign of the car: D-10115, CH-8001.
    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>
    {
        ["D"] = "DE", ["A"] = "AT", ["F"] = "FR", ["I"] = "IT", ["B"] = "BE", ["L"] = "LU", ["E"] = "ES", ["H"] = "HU", ["P"] = "PT", ["S"] = "SE", ["N"] = "NO", ["FIN"] = "FI", ["SLO"] = "SI", ["FL"] = "LI",
    }.ToFrozenDictionary();

    private static readonly SearchValues<char> NotInCanada = SearchValues.Create("DFIOQU");
    private static readonly SearchValues<char> NotInwardInBritain = SearchValues.Create("CIKMOV");
    private static readonly SearchValues<char> NotInIreland = SearchValues.Create("BGIJLMOQSUZ");

    /// <summary>The countries (ISO 3166 alpha-2) whose forms are known.</summary>
    public static IReadOnlyCollection<string> Countries => Forms.Keys;

    /// <summary>
    /// A postal code of a country (ISO 3166 alpha-2) in its usual writing. What does not fit is kept and flagged
    /// (<c>postcode.form</c>); one that would fit with zeros in front comes with that as a suggestion
    /// (<c>postcode.leading-zero</c>), since one cell can't tell a zero lost to a spreadsheet from a code of another country.
    /// A country without a rule lets all pass as they are.
    /// </summary>
    public static Checked Parse(string text, string region)
    {
        if (CodeText.CleanOrNull(text)?.ToUpperInvariant() is not { } code)
        {
            return Checked.Blank;
        }

        Span<char> unrolled = stackalloc char[FloatText.Capacity];
        if (FloatText.Unroll(code, unrolled, out var length) == FloatShape.Exact)
        {
            code = unrolled[..length].ToString();
        }

        region = region.ToUpperInvariant();
        if (!Forms.TryGetValue(region, out var forms))
        {
            return code.Length <= LongestUnknown ? Checked.Good(code) : Checked.Warn(code, "postcode.form", region);
        }

        var dense = CodeText.Dense(code);
        if (Written(dense, region, forms) is { } written)
        {
            return Checked.Good(written);
        }

        // What begins with a zero has lost none: 01067 is Dresden, and not a short code of China.
        for (var zeros = 1; zeros <= MostZeros(region, dense.Length) && !dense.StartsWith('0') && CodeText.IsDigits(dense); zeros++)
        {
            if (Written(new string('0', zeros) + dense, region, forms) is { } restored)
            {
                return Checked.Warn(code, "postcode.leading-zero", restored);
            }
        }

        return Checked.Warn(code, "postcode.form", region);
    }

    /// <summary>Whether a text has the form of a code of this country, as evidence where it comes from.</summary>
    public static bool Fits(string text, string region) =>
        Forms.TryGetValue(region, out var forms) && CodeText.CleanOrNull(text)?.ToUpperInvariant() is { } code && Written(CodeText.Dense(code), region, forms) is not null;

    /// <summary>Whether a text has the form of a code of any country that is known.</summary>
    public static bool FitsAny(string text) => CodeText.CleanOrNull(text)?.ToUpperInvariant() is { } code && CodeText.Dense(code) is var dense
        && Forms.Any(country => Written(dense, country.Key, country.Value) is not null);

    private static string? Written(string dense, string region, string[] forms)
    {
        foreach (var form in forms)
        {
            if (CodeForm.Fits(form, dense) && HasItsLetters(dense, region))
            {
                return CodeForm.Write(form, dense);
            }

            // The letters of LV-1010 belong to the code, and may be left out; those of D-10115 do not.
            var letters = form.AsSpan().IndexOfAny('n', 'd');
            if (letters > 0 && CodeText.IsDigits(dense) && CodeForm.Fits(form, string.Concat(region, dense)))
            {
                return CodeForm.Write(form, string.Concat(region, dense));
            }
        }

        var sign = dense.AsSpan().IndexOfAnyInRange('0', '9');
        return sign is > 0 and <= 3 && (dense.AsSpan(0, sign).SequenceEqual(region) || (Signs.TryGetValue(dense[..sign], out var country) && country == region))
            && Array.Find(forms, form => CodeForm.Fits(form, dense.AsSpan(sign))) is { } plain
            ? CodeForm.Write(plain, dense.AsSpan(sign))
            : null;
    }

    private static bool HasItsLetters(ReadOnlySpan<char> dense, string region) => region switch
    {
        "CA" => !dense.ContainsAny(NotInCanada) && dense[0] is not ('W' or 'Z'),
        "GB" or "GG" or "JE" or "IM" => !dense[^2..].ContainsAny(NotInwardInBritain) && dense[0] is not ('Q' or 'V' or 'X')
            && (!char.IsAsciiLetter(dense[1]) || dense[1] is not ('I' or 'J' or 'Z')),
        "IE" => !dense.ContainsAny(NotInIreland),
        _ => true,
    };

    /// <summary>Rome, Helsinki, Warsaw and Puerto Rico have codes that begin with two zeros.</summary>
    private static int MostZeros(string region, int length) => length == 3 && region is "IT" or "FI" or "PL" or "US" or "PR" ? 2 : 1;

    private static FrozenDictionary<string, string[]> Table(params (string Forms, string Countries)[] rows) => rows
        .SelectMany(row => row.Countries.Split(' ').Select(entry =>
        {
            var own = entry.Split('|');
            return KeyValuePair.Create(own[0], row.Forms.Split('|').Concat(own[1..]).ToArray());
        }))
        .ToFrozenDictionary();
}
