namespace Kith.Engine.Check;

/// <summary>How much of a number survived a trip through a spreadsheet's floating-point cell.</summary>
internal enum FloatShape
{
    /// <summary>The text is not written as a float.</summary>
    None,

    /// <summary>All digits are there.</summary>
    Exact,

    /// <summary>The exponent asks for more digits than are written, and at least eight are: the rest are zeros.</summary>
    Filled,

    /// <summary>The exponent asks for digits that nobody wrote down.</summary>
    Lost,
}

/// <summary>Undoes the float writing of whole numbers (1.3800138E+10, 13800138000.0, 13,800,138,000) by text alone.</summary>
internal static class FloatText
{
    /// <summary>Longest number of digits that is unrolled; more is nobody's number.</summary>
    public const int Capacity = 32;

    // Spreadsheets show six significant digits (1.38001E+10), printf seven; a program's shortest exact form leaves out zeros only.
    private const int TrustedDigits = 8;

    /// <summary>Writes the digits of a non-negative whole number and says how they came about.</summary>
    public static FloatShape Unroll(ReadOnlySpan<char> text, Span<char> digits, out int length)
    {
        length = 0;
        text = text.Trim().TrimStart('+');
        var mark = text.IndexOfAny('E', 'e');
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOfAny('.', ',');
        if (mark < 0)
        {
            return point < 0 ? FloatShape.None : Plain(text, digits, out length);
        }

        var exponent = text[(mark + 1)..];
        exponent = exponent.StartsWith("+") ? exponent[1..] : exponent;
        if (point == 0 || exponent.Length is 0 or > 3 || exponent.ContainsAnyExceptInRange('0', '9'))
        {
            return FloatShape.None;
        }

        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        if (whole.Length is 0 or > Capacity || fraction.Length > Capacity || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return FloatShape.None;
        }

        var power = int.Parse(exponent);
        var wanted = whole.Length + power;
        var written = whole.Length + fraction.Length;
        if (wanted > Capacity || (written > wanted && fraction[(wanted - whole.Length)..].ContainsAnyExcept('0')))
        {
            return FloatShape.None;
        }

        Span<char> all = stackalloc char[2 * Capacity];
        whole.CopyTo(all);
        fraction.CopyTo(all[whole.Length..]);
        all[written..].Fill('0');
        all[..wanted].CopyTo(digits);
        length = wanted;
        return written >= wanted ? FloatShape.Exact : written >= TrustedDigits ? FloatShape.Filled : FloatShape.Lost;
    }

    /// <summary>Digits with a fraction of zeros, or with a thousands comma in every place.</summary>
    private static FloatShape Plain(ReadOnlySpan<char> text, Span<char> digits, out int length)
    {
        length = 0;
        var tail = text.Length - text.TrimEnd('0').Length;
        if (tail is > 0 and <= 6 && tail < text.Length && text[^(tail + 1)] is '.' or ',' && !(text[^(tail + 1)] == ',' && tail == 3))
        {
            text = text[..^(tail + 1)];
        }

        if (text.Contains(','))
        {
            var first = text.IndexOf(',');
            if (first is 0 or > 3 || (text.Length - first) % 4 != 0 || text.Length > Capacity)
            {
                return FloatShape.None;
            }

            for (var i = 0; i < text.Length; i++)
            {
                var comma = i >= first && (i - first) % 4 == 0;
                if (comma != (text[i] == ',') || (!comma && !char.IsAsciiDigit(text[i])))
                {
                    length = 0;
                    return FloatShape.None;
                }

                if (!comma)
                {
                    digits[length++] = text[i];
                }
            }

            return FloatShape.Exact;
        }

        if (text.Length is < 5 or > Capacity || text.ContainsAnyExceptInRange('0', '9'))
        {
            return FloatShape.None;
        }

        text.CopyTo(digits);
        length = text.Length;
        return FloatShape.Exact;
    }
}
