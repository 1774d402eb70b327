namespace Kith.Engine.Keep;

/// <summary>Splits international numbers; the lengths of country codes are those of ITU-T E.164 (list of 2016-12-15).</summary>
internal static class PhoneDigits
{
    /// <summary>E.164 allows 15 digits; more room for private numbers.</summary>
    public const int Longest = 20;

    /// <summary>Copies the digits of a number, an extension (;ext=, x, 转) left out; the rest of the buffer stays untouched.</summary>
    public static int Copy(ReadOnlySpan<char> phone, Span<char> digits)
    {
        var count = 0;
        foreach (var c in phone)
        {
            if (c is ';' or 'x' or 'X' or '转' or '#')
            {
                break;
            }

            if (char.IsAsciiDigit(c) && count < digits.Length)
            {
                digits[count++] = c;
            }
        }

        return count;
    }

    /// <summary>How many of the first digits of an international number are the country code; 0 when unknown.</summary>
    public static int CountryCode(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty || digits[0] == '0')
        {
            return 0;
        }

        if (digits[0] is '1' or '7')
        {
            return 1;
        }

        return digits.Length < 2 ? 0 : (((digits[0] - '0') * 10) + digits[1] - '0') switch
        {
            21 or 22 or 23 or 24 or 25 or 26 or 29 or 35 or 37 or 38 or 42 or 50 or 59 or 67 or 68 or 69 or 80 or 85 or 87 or 88
                or 96 or 97 or 99 => Math.Min(3, digits.Length),
            _ => 2,
        };
    }
}
