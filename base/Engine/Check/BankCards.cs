namespace Kith.Engine.Check;

/// <summary>Numbers of bank cards (ISO/IEC 7812: 12 to 19 digits, the last one a Luhn check).</summary>
public static class BankCards
{
    /// <summary>Digits only. A failing Luhn check is flagged, since some banks' account numbers have none.</summary>
    public static Checked Parse(string text)
    {
        if (CodeText.DenseOrNull(text) is not { } code)
        {
            return Checked.Blank;
        }

        Span<char> digits = stackalloc char[FloatText.Capacity];
        if (FloatText.Unroll(code, digits, out _) != FloatShape.None)
        {
            return Checked.Bad("bank-card.digits-lost");
        }

        if (!CodeText.IsDigits(code))
        {
            return Checked.Bad(code.Contains('*', StringComparison.Ordinal) ? "bank-card.masked" : "bank-card.alphabet");
        }

        if (code.Length is < 12 or > 19)
        {
            return Checked.Bad("bank-card.length", code.Length.ToString());
        }

        if (IsLuhn(code))
        {
            return code.AsSpan().ContainsAnyExcept('0') ? Checked.Good(code) : Checked.Bad("bank-card.placeholder");
        }

        // A spreadsheet keeps 15 digits and fills the rest with zeros.
        return code.Length >= 17 && !code.AsSpan(15).ContainsAnyExcept('0') ? Checked.Bad("bank-card.digits-lost") : Checked.Warn(code, "bank-card.checksum");
    }

    internal static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? value : value > 4 ? (value * 2) - 9 : value * 2;
        }

        return sum % 10 == 0;
    }
}
