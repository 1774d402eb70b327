namespace Kith.Tests.Engine.Check;

/// <summary>The published rules of tax numbers, said once more in another way than the product says them: by weights and remainders.</summary>
internal static class VatRules
{
    /// <param name="Prefix">What the canonical number begins with.</param>
    /// <param name="Form">9 = digit, A = letter, X = either; else itself.</param>
    internal sealed record Rule(string Country, string Prefix, string Form, Func<string, bool> Holds);

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("AT", "ATU", "99999999", n => (Crossed(n[..7], "1212121") + 4 + Digit(n, 7)) % 10 == 0),
        new("BE", "BE", "0999999999", n => (int.Parse(n[..8]) + int.Parse(n[8..])) % 97 == 0 && n[8..] is not "00" and not "98" and not "99"),
        new("BG", "BG", "999999999", n => Weighted(n, "12345678") % 11 is < 10 and var c ? c == Digit(n, 8) : Weighted(n, "3456789:") % 11 % 10 == Digit(n, 8)),
        new("CY", "CY", "99999999A", n => !n.StartsWith("12", StringComparison.Ordinal) && (n.Where((_, i) => i is 0 or 2 or 4 or 6).Sum(c => "BAFHJNPRTV"[c - '0'] - 'A') + n.Where((_, i) => i is 1 or 3 or 5 or 7).Sum(c => c - '0')) % 26 == n[8] - 'A'),
        new("CZ", "CZ", "99999999", n => n[0] != '9' && (Weighted(n, "8765432") % 11) switch { 0 => 1, 1 => 0, var r => 11 - r } == Digit(n, 7)),
        new("CZ", "CZ", "9999999999", n => long.Parse(n) % 11 == 0 || (n[9] == '0' && long.Parse(n[..9]) % 11 == 10)),
        new("DE", "DE", "999999999", n => n[0] != '0' && Hybrid(n)),
        new("DK", "DK", "99999999", n => n[0] != '0' && Weighted(n, "27654321") % 11 == 0),
        new("EE", "EE", "999999999", n => Weighted(n, "371371371") % 10 == 0),
        new("GR", "EL", "999999999", n => Enumerable.Range(0, 8).Sum(i => Digit(n, i) << (8 - i)) % 11 % 10 == Digit(n, 8)),
        new("ES", "ES", "99999999A", n => "TRWAGMYFPDXBNJZSQVHLCKE"[int.Parse(n[..8]) % 23] == n[8]),
        new("ES", "ES", "B99999999", n => (Crossed(n[1..8], "2121212") + Digit(n, 8)) % 10 == 0),
        new("ES", "ES", "Q9999999A", n => "JABCDEFGHI"[(1000 - Crossed(n[1..8], "2121212")) % 10] == n[8]),
        new("FI", "FI", "99999999", n => (Weighted(n, "79:5842") + Digit(n, 7)) % 11 == 0),
        new("FR", "FR", "99999999999", n => Luhn(n[2..]) && (12 + (3 * (int.Parse(n[2..]) % 97))) % 97 == int.Parse(n[..2])),
        new("HR", "HR", "99999999999", Hybrid),
        new("HU", "HU", "99999999", n => Weighted(n, "97319731") % 10 == 0),
        new("IE", "IE", "9999999A", n => Weighted(n, "8765432") % 23 == (n[7] == 'W' ? 0 : n[7] - 'A' + 1)),
        new("IE", "IE", "9999999AA", n => n[8] is >= 'A' and <= 'I' && (Weighted(n, "8765432") + (9 * (n[8] - 'A' + 1))) % 23 == (n[7] == 'W' ? 0 : n[7] - 'A' + 1)),
        new("IT", "IT", "99999999999", Luhn),
        new("LT", "LT", "999999919", n => (Weighted(n, "12345678") % 11 is < 10 and var c ? c : Weighted(n, "34567891") % 11 % 10) == Digit(n, 8)),
        new("LU", "LU", "99999999", n => int.Parse(n[..6]) % 89 == int.Parse(n[6..])),
        new("LV", "LV", "49999999999", n => (Weighted(n, "91483:2576") + Digit(n, 10)) % 11 == 3),
        new("MT", "MT", "99999999", n => (Weighted(n, "346789") + int.Parse(n[6..])) % 37 == 0),
        new("NL", "NL", "999999999B99", n => Weighted(n, "98765432") % 11 == Digit(n, 8) || Big("2321" + n[..9] + "11" + n[10..]) % 97 == 1),
        new("PL", "PL", "9999999999", n => Weighted(n, "657234567") % 11 == Digit(n, 9)),
        new("PT", "PT", "999999999", n => n[0] != '0' && (Weighted(n, "98765432") % 11) switch { 0 or 1 => 0, var r => 11 - r } == Digit(n, 8)),
        new("RO", "RO", "99999999", n => n[0] != '0' && Weighted(n, "3217532") * 10 % 11 % 10 == Digit(n, 7)),
        new("SE", "SE", "999999999901", n => Luhn(n[..10])),
        new("SI", "SI", "99999999", n => n[0] != '0' && (Weighted(n, "8765432") % 11) switch { 0 => 11, 1 => 0, var r => 11 - r } == Digit(n, 7)),
        new("SK", "SK", "9999999999", n => n[0] != '0' && "234789".Contains(n[2]) && long.Parse(n) % 11 == 0),
        new("GB", "GB", "999999999", n => (Weighted(n, "8765432") + int.Parse(n[7..])) % 97 is var r && (r == 0 || (r + 55) % 97 == 0)),
        new("GB", "XI", "999999999", n => (Weighted(n, "8765432") + int.Parse(n[7..])) % 97 is var r && (r == 0 || (r + 55) % 97 == 0)),
        new("CH", "CHE", "999999999", n => (Weighted(n, "54327654") + Digit(n, 8)) % 11 == 0),
        new("NO", "NO", "999999999", n => (Weighted(n, "32765432") + Digit(n, 8)) % 11 == 0),
        new("AU", "AU", "99999999999", n => n[0] != '0' && (((Digit(n, 0) - 1) * 10) + Enumerable.Range(1, 10).Sum(i => Digit(n, i) * ((2 * i) - 1))) % 89 == 0),
        new("IN", "IN", "27AAAAA9999A1ZX", n => (n.Select((c, i) => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".IndexOf(c) * (i % 2 == 0 ? 1 : 2)).Take(14).Sum(v => (v / 36) + (v % 36)) + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".IndexOf(n[14])) % 36 == 0),
        new("RU", "RU", "9999999999", n => Weighted(n, "24:359468") % 11 % 10 == Digit(n, 9)),
        new("RU", "RU", "999999999999", n => Weighted(n, "724:359468") % 11 % 10 == Digit(n, 10) && Weighted(n, "3724:359468") % 11 % 10 == Digit(n, 11)),
        new("BR", "BR", "99999999999", n => Tail(Weighted(n, ":98765432")) == Digit(n, 9) && Tail(Weighted(n, ";:98765432")) == Digit(n, 10)),
        new("BR", "BR", "99999999000199", n => Tail(Weighted(n, "543298765432")) == Digit(n, 12) && Tail(Weighted(n, "6543298765432")) == Digit(n, 13)),
        new("KR", "KR", "9999999999", n => n[0] != '0' && (Weighted(n, "13713713") + (Digit(n, 8) * 5 / 10) + (Digit(n, 8) * 5) + Digit(n, 9)) % 10 == 0),
        new("JP", "JP", "9999999999999", n => n[0] != '0' && Digit(n, 0) == 9 - (n[1..].Reverse().Select((c, i) => (c - '0') * (1 + (i % 2))).Sum() % 9)),
        new("TW", "TW", "99999999", n => Crossed(n, "12121241") is var s && (s % 5 == 0 || (n[6] == '7' && s % 5 == 4))),
    ];

    /// <summary>A ':' stands for ten and a ';' for eleven.</summary>
    private static int Weighted(string number, string weights) => weights.Select((w, i) => (w - '0') * Digit(number, i)).Sum();

    private static int Crossed(string number, string weights) => weights.Select((w, i) => ((w - '0') * Digit(number, i)).ToString(System.Globalization.CultureInfo.InvariantCulture).Sum(c => c - '0')).Sum();

    private static bool Luhn(string number) => number.Reverse().Select((c, i) => (c - '0') * (1 + (i % 2))).Sum(v => v > 9 ? v - 9 : v) % 10 == 0;

    private static bool Hybrid(string number) => (number[..^1].Aggregate(10, (p, c) => (p + c - '0') % 10 is 0 ? 9 : (p + c - '0') % 10 * 2 % 11) + number[^1] - '0') % 10 == 1;

    private static int Tail(int sum) => sum % 11 < 2 ? 0 : 11 - (sum % 11);

    private static System.Numerics.BigInteger Big(string digits) => System.Numerics.BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static int Digit(string number, int at) => number[at] - '0';
}
