using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>
/// International bank account numbers (ISO 13616-1): two letters of a country, two check digits (ISO 7064 MOD 97-10) and the
/// account as that country writes it, by length and kind of character (the SWIFT IBAN registry).
/// </summary>
public static class Ibans
{
    private const string Label = "IBAN";
    private const int Shortest = 15;
    private const int Longest = 34;

    // Country, then the account behind the check digits: how many digits (n), letters (a) or either (c).
    private const string Registry =
        "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n "
        + "EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n "
        + "IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c "
        + "MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n "
        + "SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c";

    private static readonly FrozenDictionary<string, string> Forms =
        Registry.Split(' ').ToFrozenDictionary(entry => entry[..2], entry => Spelled(entry.AsSpan(2)));

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Forms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Capitals and digits without blanks. A wrong length, form or check is refused: the standard knows no exceptions. A
    /// country that is not in the registry is flagged (<c>iban.country</c>) where the check digits are right.
    /// </summary>
    public static Checked Parse(string text)
    {
        if (CodeText.DenseOrNull(text) is not { } code)
        {
            return Checked.Blank;
        }

        code = code.ToUpperInvariant();
        code = code.StartsWith(Label, StringComparison.Ordinal) ? code[Label.Length..].TrimStart(':', '：', '.') : code;
        if (code.AsSpan().ContainsAny('*', '•'))
        {
            return Checked.Bad("iban.masked");
        }

        if (code.Length < 4 || !CodeForm.Fits("aann", code.AsSpan(0, 4)) || !CodeText.IsAlphanumeric(code))
        {
            return Checked.Bad("iban.form");
        }

        var known = Lookup.TryGetValue(code.AsSpan(0, 2), out var form);
        if (known ? code.Length != form!.Length + 4 : code.Length is < Shortest or > Longest)
        {
            return Checked.Bad("iban.length", known ? (form!.Length + 4).ToString() : null);
        }

        return known && !CodeForm.Fits(form!, code.AsSpan(4)) ? Checked.Bad("iban.form")
            : !HasRightCheck(code) ? Checked.Bad("iban.checksum")
            : known ? Checked.Good(code)
            : Checked.Warn(code, "iban.country", code[..2]);
    }

    /// <summary>An IBAN as it is printed: groups of four.</summary>
    public static string ForPeople(string iban) => string.Join(' ', iban.Chunk(4).Select(group => new string(group)));

    /// <summary>The country in front moved behind, letters as 10 to 35: the whole leaves 1 when divided by 97. 00, 01 and 99 are never given.</summary>
    private static bool HasRightCheck(string code)
    {
        var rest = Modulo97(code.AsSpan(4), 0);
        rest = Modulo97(code.AsSpan(0, 4), rest);
        return rest == 1 && code.AsSpan(2, 2) is not ("00" or "01" or "99");
    }

    /// <summary>Digits and letters (10 to 35) read on as one number, modulo 97.</summary>
    internal static int Modulo97(ReadOnlySpan<char> text, int rest)
    {
        foreach (var c in text)
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + (c - '0')) % 97 : ((rest * 100) + (c - 'A' + 10)) % 97;
        }

        return rest;
    }

    private static string Spelled(ReadOnlySpan<char> parts)
    {
        var form = new System.Text.StringBuilder();
        var count = 0;
        foreach (var c in parts)
        {
            if (char.IsAsciiDigit(c))
            {
                count = (count * 10) + (c - '0');
            }
            else
            {
                form.Append(c, count);
                count = 0;
            }
        }

        return form.ToString();
    }
}
