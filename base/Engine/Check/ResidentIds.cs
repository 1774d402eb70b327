namespace Kith.Engine.Check;

/// <summary>A Chinese resident identity number and what it says.</summary>
/// <param name="Value">18 characters; null when blank or refused; other documents keep their own number.</param>
/// <param name="BirthDate">yyyy-MM-dd, or null.</param>
/// <param name="Sex">"male" or "female", or null.</param>
/// <param name="Province">GB/T 2260 code of the province of first registration, two digits, or null.</param>
public sealed record ResidentId(string? Value, string? BirthDate, string? Sex, string? Province, Verdict Verdict, Finding? Finding);

/// <summary>Resident identity numbers (GB 11643-1999; the 15-digit ones of before are completed).</summary>
public static class ResidentIds
{
    private const string CheckCharacters = "10X98765432";
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>GB/T 2260 provinces, with 83 for residents from Taiwan and 91 for foreigners with permanent residence.</summary>
    private static ReadOnlySpan<byte> Provinces =>
        [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91];

    /// <param name="today">No one is born after this day.</param>
    public static ResidentId Parse(string text, DateOnly today)
    {
        if (CodeText.DenseOrNull(text)?.ToUpperInvariant() is not { } code)
        {
            return new(null, null, null, null, Verdict.Good, null);
        }

        Span<char> digits = stackalloc char[FloatText.Capacity];
        if (FloatText.Unroll(code, digits, out _) != FloatShape.None)
        {
            return Bad("resident-id.digits-lost");
        }

        if (code.Length == 15 && CodeText.IsDigits(code))
        {
            var body = string.Concat(code.AsSpan(0, 6), "19", code.AsSpan(6));
            var full = Judge(body + CheckCharacter(body), today);
            return full.Verdict == Verdict.Bad ? full : full with { Verdict = Verdict.Warn, Finding = new Finding("resident-id.first-generation", code) };
        }

        if (code.Length == 18 && CodeText.IsDigits(code.AsSpan(0, 17)) && (char.IsAsciiDigit(code[17]) || code[17] == 'X'))
        {
            return CheckCharacter(code) == code[17] ? Judge(code, today)
                : code.EndsWith("000", StringComparison.Ordinal) ? Bad("resident-id.digits-lost")
                : Bad("resident-id.checksum");
        }

        return IsOtherDocument(code)
            ? new(code, null, null, null, Verdict.Warn, new Finding("resident-id.other-document"))
            : Bad(CodeText.IsAlphanumeric(code) && code.Length is not (15 or 18) ? "resident-id.length" : "resident-id.alphabet", code.Length.ToString());
    }

    /// <summary>ISO 7064 MOD 11-2 over the first 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    private static ResidentId Judge(string code, DateOnly today)
    {
        if (!DateOnly.TryParseExact(code.AsSpan(6, 8), "yyyyMMdd", out var born) || born > today || born.Year < 1850)
        {
            return Bad("resident-id.birth-date");
        }

        var province = (byte)(((code[0] - '0') * 10) + code[1] - '0');
        var known = Provinces.IndexOf(province) >= 0;
        return new(code, born.ToString("yyyy-MM-dd"), (code[16] - '0') % 2 == 1 ? "male" : "female", known ? code[..2] : null,
            known ? Verdict.Good : Verdict.Warn, known ? null : new Finding("resident-id.region", code[..6]));
    }

    /// <summary>Permits for Hong Kong, Macau and Taiwan residents, Hong Kong and Macau identity cards, passports.</summary>
    private static bool IsOtherDocument(ReadOnlySpan<char> code)
    {
        code = code.TrimEnd(')');
        var bracket = code.IndexOf('(');
        if (bracket > 0)
        {
            return bracket >= code.Length - 2 && CodeText.IsAlphanumeric(code[..bracket]) && bracket is >= 7 and <= 8;
        }

        var letters = 0;
        while (letters < code.Length && char.IsAsciiLetterUpper(code[letters]))
        {
            letters++;
        }

        var rest = code[letters..];
        return letters switch
        {
            0 => CodeText.IsDigits(rest) && rest.Length is 8 or 9,
            1 or 2 => rest.Length is >= 6 and <= 10 && CodeText.IsDigits(rest[..6]) && CodeText.IsAlphanumeric(rest),
            _ => false,
        };
    }

    private static ResidentId Bad(string code, string? data = null) => new(null, null, null, null, Verdict.Bad, new Finding(code, data));
}
