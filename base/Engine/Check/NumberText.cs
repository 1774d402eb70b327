namespace Kith.Engine.Check;

/// <summary>Digits with grouping and a decimal mark, made plain by text alone.</summary>
internal static class NumberText
{
    private const int MostDigits = 40;

    /// <summary>Digits with '.' before the decimals, without grouping or needless zeros in front; null with a fault otherwise.</summary>
    /// <param name="rounded">The number was written with an exponent and fewer digits than it has.</param>
    public static string? Plain(ReadOnlySpan<char> text, char? mark, out string? fault, out bool rounded)
    {
        fault = "amount.form";
        rounded = false;
        var exponent = text.IndexOfAny('E', 'e');
        if (exponent > 0)
        {
            return Scientific(text[..exponent], text[(exponent + 1)..], mark, ref fault, out rounded);
        }

        if (text.IsEmpty || !char.IsAsciiDigit(text[^1]) || !(char.IsAsciiDigit(text[0]) || text[0] is '.' or ','))
        {
            return null;
        }

        var point = DecimalPoint(text, mark, ref fault);
        if (point < 0)
        {
            return null;
        }

        var whole = text[..point];
        var fraction = point < text.Length ? text[(point + 1)..] : [];
        if (!IsGrouped(whole) || fraction.ContainsAnyExceptInRange('0', '9') || text.Length > MostDigits + 20)
        {
            return null;
        }

        Span<char> digits = stackalloc char[text.Length + 1];
        var count = 0;
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c) && (count > 0 || c != '0'))
            {
                digits[count++] = c;
            }
        }

        if (count + fraction.Length > MostDigits)
        {
            return null;
        }

        var front = count == 0 ? "0" : digits[..count].ToString();
        return fraction.IsEmpty ? front : string.Concat(front, ".", fraction);
    }

    /// <summary>Moves the decimal mark to the right (or left, for less than 0).</summary>
    public static string Shift(string plain, int places)
    {
        if (places == 0)
        {
            return plain;
        }

        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var digits = plain.Replace(".", "", StringComparison.Ordinal);
        var position = (point < 0 ? plain.Length : point) + places;
        if (position <= 0)
        {
            return string.Concat("0.", new string('0', -position), digits);
        }

        digits = digits.PadRight(position, '0');
        var front = digits[..position].TrimStart('0');
        front = front.Length == 0 ? "0" : front;
        return position == digits.Length ? front : string.Concat(front, ".", digits.AsSpan(position));
    }

    private static string? Scientific(ReadOnlySpan<char> mantissa, ReadOnlySpan<char> exponent, char? mark, ref string? fault, out bool rounded)
    {
        rounded = false;
        var negative = exponent.StartsWith("-");
        exponent = exponent.TrimStart("+-");
        if (exponent.Length is 0 or > 2 || !CodeText.IsDigits(exponent) || mantissa.Contains('E') || mantissa.Contains('e')
            || Plain(mantissa, mark ?? (mantissa.Contains(',') ? ',' : '.'), out fault, out _) is not { } plain)
        {
            return null;
        }

        fault = "amount.form";
        var places = int.Parse(exponent);
        if (places > 30)
        {
            return null;
        }

        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : plain.Length - point - 1;
        // Six figures and an exponent beyond them are a spreadsheet's narrow column: the rest of the digits is gone.
        rounded = !negative && places > decimals && decimals is >= 4 and <= 5;
        return Shift(plain, negative ? -places : places);
    }

    /// <summary>Where the decimal mark stands (the length when there is none), or -1 when that cannot be told.</summary>
    private static int DecimalPoint(ReadOnlySpan<char> text, char? mark, ref string? fault)
    {
        var dot = text.LastIndexOf('.');
        var comma = text.LastIndexOf(',');
        if (dot < 0 && comma < 0)
        {
            return text.Length;
        }

        if (dot >= 0 && comma >= 0)
        {
            return text.Count(dot > comma ? '.' : ',') == 1 ? Math.Max(dot, comma) : -1;
        }

        var only = dot >= 0 ? '.' : ',';
        var at = Math.Max(dot, comma);
        if (text.Count(only) > 1)
        {
            return text.Length; // grouping
        }

        var couldGroup = text.Length - at == 4 && at is >= 1 and <= 3 && !(at == 1 && text[0] == '0') && text.IndexOfAny(" '’") < 0;
        if (mark == '.' && only == ',' && text.Length - at > 4)
        {
            // 1,2345 where a comma groups: a slip of the hand rather than four decimals.
            fault = "amount.ambiguous";
            return -1;
        }

        if (!couldGroup || mark == only)
        {
            return at;
        }

        // A lone dot is what programs write; a lone comma before three digits is a matter of country.
        if (mark is null && only == ',')
        {
            fault = "amount.ambiguous";
            return -1;
        }

        return mark is null ? at : text.Length;
    }

    /// <summary>Groups of three, or of two after the last three as in India; blanks, commas, dots and apostrophes, one kind in a number.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> whole)
    {
        var kind = whole.IndexOfAnyExceptInRange('0', '9');
        if (kind < 0)
        {
            return true;
        }

        var mark = whole[kind];
        if (mark is not (' ' or ',' or '.' or '\'' or '’') || kind > 3 || kind == 0)
        {
            return false;
        }

        var last = whole.LastIndexOf(mark);
        if (whole.Length - last != 4)
        {
            return false;
        }

        var groupOfTwo = false;
        foreach (var range in whole[(kind + 1)..].Split(mark))
        {
            var group = whole[(kind + 1)..][range];
            groupOfTwo |= group.Length == 2;
            if (group.Length is not (2 or 3) || group.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return !groupOfTwo || (mark == ',' && kind <= 2);
    }
}
