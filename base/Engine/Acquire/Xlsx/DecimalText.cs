using System.Globalization;

namespace Kith.Engine.Acquire;

/// <summary>
/// A decimal number as written (`-1.3800138E+10`), taken apart and put together by its digits alone: no floating point
/// anywhere, so a phone or account number keeps every digit that the file still has.
/// </summary>
internal readonly struct DecimalText
{
    // Spreadsheet programs compute with 15 digits; what they write behind these is binary noise or already lost.
    private const int TrustedDigits = 15;

    // A fraction that is so much shorter once rounded was typed that way; any other keeps all it has.
    private const int TypedDigits = 12;
    private const int MaxExpanded = 40;
    private readonly string _digits;
    private readonly int _point;

    private DecimalText(bool negative, string digits, int point)
    {
        Negative = negative;
        _digits = digits;
        _point = point;
    }

    public bool Negative { get; }

    public bool IsInteger => _point >= _digits.Length;

    /// <summary>Whether it is a whole number with more digits than a spreadsheet program keeps.</summary>
    public bool LostDigits => IsInteger && _point > TrustedDigits;

    /// <summary>Takes a number apart; false for anything but digits with one sign, point and exponent.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DecimalText number)
    {
        number = default;
        text = text.Trim();
        var negative = text is ['-', ..];
        if (text is ['-' or '+', ..])
        {
            text = text[1..];
        }

        var exponent = 0;
        var e = text.IndexOfAny('E', 'e');
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 9999)
            {
                return false;
            }

            text = text[..e];
        }

        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        var part = dot < 0 ? [] : text[(dot + 1)..];
        if (whole.Length + part.Length is 0 or > 400 || whole.ContainsAnyExceptInRange('0', '9') || part.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var digits = string.Concat(whole, part);
        var zeros = digits.AsSpan().IndexOfAnyExcept('0');
        if (zeros < 0)
        {
            number = new DecimalText(false, "", 0);
            return true;
        }

        number = new DecimalText(negative, digits[zeros..].TrimEnd('0'), whole.Length + exponent - zeros);
        return true;
    }

    /// <summary>A fraction as its author typed it: 32.899999999999999 was 32.9. Everything else stays as it is.</summary>
    public DecimalText WithoutNoise()
    {
        if (IsInteger || _digits.Length <= TrustedDigits)
        {
            return this;
        }

        var kept = _digits[..TrustedDigits].ToCharArray();
        var point = _point;
        if (_digits[TrustedDigits] >= '5')
        {
            var i = TrustedDigits - 1;
            while (i >= 0 && kept[i] == '9')
            {
                kept[i--] = '0';
            }

            if (i < 0)
            {
                return new DecimalText(Negative, "1", point + 1);
            }

            kept[i]++;
        }

        var rounded = new string(kept).TrimEnd('0');
        return rounded.Length <= TypedDigits ? new DecimalText(Negative, rounded, point) : this;
    }

    /// <summary>The number times a power of ten.</summary>
    public DecimalText Shift(int places) => new(Negative, _digits, _digits.Length == 0 ? 0 : _point + places);

    /// <summary>The digits of a whole number without sign; "0" for zero. Null when it is no whole number or absurdly long.</summary>
    public string? WholeDigits() =>
        !IsInteger || _point > MaxExpanded ? null : _digits.Length == 0 ? "0" : _digits.PadRight(_point, '0');

    /// <summary>Plain decimal notation; null when that would take more than some 40 places.</summary>
    public override string? ToString()
    {
        if (_digits.Length == 0)
        {
            return "0";
        }

        if (_point > MaxExpanded || _point < -MaxExpanded)
        {
            return null;
        }

        var sign = Negative ? "-" : "";
        return _point <= 0 ? $"{sign}0.{new string('0', -_point)}{_digits}"
            : IsInteger ? sign + _digits.PadRight(_point, '0')
            : $"{sign}{_digits.AsSpan(0, _point)}.{_digits.AsSpan(_point)}";
    }
}
