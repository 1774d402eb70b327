namespace Kith.Engine.Check;

/// <summary>
/// The check digits of tax numbers, one method for a country, each for the number without its prefix and of a right form. Source
/// of the European rules: the algorithms that the member states gave to the Commission for VIES (document BZST "Prüfziffern­berechnung
/// der USt-IdNrn. der EU-Mitgliedstaaten"); of the others, the office named at the method.
/// </summary>
internal static class VatChecks
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string IrishLetters = "WABCDEFGHIJKLMNOPQRSTUV";

    /// <summary>ISO 7064 MOD 11,10: Germany and Croatia.</summary>
    public static bool IsMod11And10(string code)
    {
        var product = 10;
        foreach (var digit in code.AsSpan(0, code.Length - 1))
        {
            var sum = (product + (digit - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (product + D(code, code.Length - 1)) % 10 == 1;
    }

    public static bool Austria(string code)
    {
        var sum = 4;
        for (var i = 0; i < 7; i++)
        {
            var value = D(code, i) * (1 + (i % 2));
            sum += (value / 10) + (value % 10);
        }

        return (10 - (sum % 10)) % 10 == D(code, 7);
    }

    public static bool Belgium(string code) => 97 - (int.Parse(code.AsSpan(0, 8)) % 97) == int.Parse(code.AsSpan(8));

    /// <summary>Nine digits: companies. Ten: a citizen's number, a foreigner's, or that of another payer.</summary>
    public static bool Bulgaria(string code)
    {
        if (code.Length == 10)
        {
            return Sum(code, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == D(code, 9) || Sum(code, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == D(code, 9)
                || (11 - (Sum(code, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 == D(code, 9);
        }

        var check = Sum(code, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
        check = check == 10 ? Sum(code, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10 : check;
        return check == D(code, 8);
    }

    public static bool Cyprus(string code)
    {
        ReadOnlySpan<int> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += i % 2 == 0 ? odd[D(code, i)] : D(code, i);
        }

        return !code.StartsWith("12", StringComparison.Ordinal) && code[8] == (char)('A' + (sum % 26));
    }

    /// <summary>Eight digits: companies; nine: people born before 1954 (no check) or, beginning with 6, others; ten: a birth number.</summary>
    public static bool Czechia(string code)
    {
        if (code.Length == 8)
        {
            return code[0] != '9' && Eleven(Sum(code, [8, 7, 6, 5, 4, 3, 2])) switch { 10 => 0, 11 => 1, var c => c } == D(code, 7);
        }

        if (code.Length == 9)
        {
            return code[0] != '6' || (19 - Eleven(Sum(code.AsSpan(1), [8, 7, 6, 5, 4, 3, 2]))) % 10 == D(code, 8);
        }

        var head = int.Parse(code.AsSpan(0, 9)) % 11;
        return head % 10 == D(code, 9);
    }

    public static bool Denmark(string code) => Sum(code, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;

    public static bool Estonia(string code) => Sum(code, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0;

    public static bool Greece(string code) => Sum(code, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == D(code, 8);

    /// <summary>People: eight digits (X, Y, Z count as 0, 1, 2; K, L, M as none) and a letter. Companies: a letter, seven digits and a digit or letter.</summary>
    public static bool Spain(string code)
    {
        var body = code.AsSpan(1, 7);
        switch (code[0])
        {
            case >= '0' and <= '9':
                return code[8] == SpanishLetters[int.Parse(code.AsSpan(0, 8)) % 23];
            case 'X' or 'Y' or 'Z':
                return code[8] == SpanishLetters[(((code[0] - 'X') * 10_000_000) + int.Parse(body)) % 23];
            case 'K' or 'L' or 'M':
                return code[8] == SpanishLetters[int.Parse(body) % 23];
            case 'I' or 'O' or 'T':
                return false;
        }

        var sum = 0;
        for (var i = 0; i < 7; i++)
        {
            var value = (body[i] - '0') * (2 - (i % 2));
            sum += (value / 10) + (value % 10);
        }

        var check = (10 - (sum % 10)) % 10;
        var byDigit = code[8] - '0' == check;
        var byLetter = code[8] == "JABCDEFGHI"[check];
        return code[0] is 'P' or 'Q' or 'R' or 'S' or 'N' or 'W' ? byLetter : code[0] is 'A' or 'B' or 'E' or 'H' ? byDigit : byDigit || byLetter;
    }

    public static bool Finland(string code) => Eleven(Sum(code, [7, 9, 10, 5, 8, 4, 2])) % 11 == D(code, 7);

    /// <summary>
    /// A key of two and a SIREN (Luhn; Monaco's and the post office's break it and have the key only). The key in digits is
    /// (12 + 3 SIREN) mod 97, in letters, without I and O, by the newer rule.
    /// </summary>
    public static bool France(string code)
    {
        const string Letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var siren = long.Parse(code.AsSpan(2));
        if (!BankCards.IsLuhn(code.AsSpan(2)) && !code.AsSpan(2).StartsWith("000") && siren != 356_000_000)
        {
            return false;
        }

        if (CodeText.IsDigits(code.AsSpan(0, 2)))
        {
            return ((siren * 100) + 12) % 97 == int.Parse(code.AsSpan(0, 2));
        }

        var (first, second) = (Letters.IndexOf(code[0], StringComparison.Ordinal), Letters.IndexOf(code[1], StringComparison.Ordinal));
        var key = char.IsAsciiDigit(code[0]) ? (first * 24) + second - 10 : (first * 34) + second - 100;
        return first >= 0 && second >= 0 && (siren + 1 + (key / 11)) % 11 == key % 11;
    }

    public static bool Hungary(string code) => Sum(code, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0;

    /// <summary>Seven digits, a check letter and, since 2013, another letter; before, a letter stood second.</summary>
    public static bool Ireland(string code)
    {
        if (char.IsAsciiLetter(code[1]))
        {
            return code[7] == IrishLetters[Sum(string.Concat("0", code.AsSpan(2, 5), code.AsSpan(0, 1)), [8, 7, 6, 5, 4, 3, 2]) % 23];
        }

        var extra = code.Length == 8 || code[8] == 'W' ? 0 : 9 * (code[8] - 'A' + 1);
        return (code.Length == 8 || code[8] is (>= 'A' and <= 'I') or 'W') && code[7] == IrishLetters[(Sum(code, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23];
    }

    /// <summary>Nine digits for companies, twelve for others for a time; the last but one is 1.</summary>
    public static bool Lithuania(string code)
    {
        int first = 0, second = 0;
        for (var i = 0; i < code.Length - 1; i++)
        {
            first += D(code, i) * (1 + (i % 9));
            second += D(code, i) * (1 + ((i + 2) % 9));
        }

        return code[^2] == '1' && (first % 11 == 10 ? second : first) % 11 % 10 == D(code, code.Length - 1);
    }

    public static bool Luxembourg(string code) => int.Parse(code.AsSpan(0, 6)) % 89 == int.Parse(code.AsSpan(6));

    /// <summary>Companies begin with 4 or more; people have their personal code, which since 2017 (32…) has no check.</summary>
    public static bool Latvia(string code) =>
        code[0] > '3' ? Sum(code, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
        : code.StartsWith("32", StringComparison.Ordinal) || (1 + Sum(code, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10 == D(code, 10);

    public static bool Malta(string code) => Sum(code, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 == 0;

    /// <summary>Companies: eleven-proof of the first nine. Sole traders since 2020: the whole, NL in front, by MOD 97-10.</summary>
    public static bool Netherlands(string code) =>
        (Sum(code, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == D(code, 8)) || Ibans.Modulo97(code, Ibans.Modulo97("NL", 0)) == 1;

    public static bool Poland(string code) => Sum(code, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == D(code, 9);

    public static bool Portugal(string code) => Eleven(Sum(code, [9, 8, 7, 6, 5, 4, 3, 2])) switch { >= 10 => 0, var c => c } == D(code, 8);

    public static bool Romania(string code) => Sum(code[..^1].PadLeft(9, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10 == D(code, code.Length - 1);

    public static bool Sweden(string code) => BankCards.IsLuhn(code.AsSpan(0, 10)) && int.Parse(code.AsSpan(10)) is >= 1 and <= 94;

    public static bool Slovenia(string code) => Eleven(Sum(code, [8, 7, 6, 5, 4, 3, 2])) switch { 10 => 0, var c => c } == D(code, 7);

    public static bool Slovakia(string code) => code[2] is '2' or '3' or '4' or '7' or '8' or '9' && long.Parse(code) % 11 == 0;

    /// <summary>
    /// HMRC: the weighted sum and the last two digits together leave 0 (mod 97), for numbers given out since 2009 with 55 added;
    /// branches add three digits; government departments are GD000–499, health authorities HA500–999.
    /// </summary>
    public static bool Britain(string code) => code.Length == 5
        ? (code[0] == 'G') == (code[2] < '5')
        : Sum(code, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97 is 0 or 42;

    /// <summary>The enterprise number (UID, Federal Statistical Office): modulo 11; 10 is never given.</summary>
    public static bool Switzerland(string code) => Eleven(Sum(code, [5, 4, 3, 2, 7, 6, 5, 4])) % 11 == D(code, 8);

    /// <summary>The organisation number (Brønnøysund registers): modulo 11; 10 is never given.</summary>
    public static bool Norway(string code) => Eleven(Sum(code, [3, 2, 7, 6, 5, 4, 3, 2])) % 11 == D(code, 8);

    /// <summary>ABN (Australian Business Register): one taken from the first digit, the weighted sum is divided by 89.</summary>
    public static bool Australia(string code) => (Sum(code, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0;

    /// <summary>GSTIN (GST Council): Luhn's way in base 36, every second factor 2.</summary>
    public static bool India(string code)
    {
        var sum = 0;
        for (var i = 0; i < 14; i++)
        {
            var value = Base36(code[i]) * (1 + (i % 2));
            sum += (value / 36) + (value % 36);
        }

        return code[13] == 'Z' && code[12] != '0' && (36 - (sum % 36)) % 36 == Base36(code[14]);
    }

    /// <summary>INN (Federal Tax Service): ten digits for companies, twelve with two check digits for people.</summary>
    public static bool Russia(string code) => code.Length == 10
        ? Sum(code, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == D(code, 9)
        : Sum(code, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == D(code, 10) && Sum(code, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == D(code, 11);

    /// <summary>Receita Federal: CPF of eleven digits, CNPJ of fourteen, whose first twelve may be letters since 2026 (their ASCII value less 48).</summary>
    public static bool Brazil(string code)
    {
        static int Check(ReadOnlySpan<char> body, int most)
        {
            var (sum, weight) = (0, 2);
            for (var i = body.Length - 1; i >= 0; i--)
            {
                sum += (body[i] - '0') * weight;
                weight = weight == most ? 2 : weight + 1;
            }

            return sum % 11 < 2 ? 0 : 11 - (sum % 11);
        }

        var most = code.Length == 11 ? 11 : 9;
        return code.AsSpan().ContainsAnyExcept(code[0]) && Check(code.AsSpan(0, code.Length - 2), most) == D(code, code.Length - 2)
            && Check(code.AsSpan(0, code.Length - 1), most) == D(code, code.Length - 1);
    }

    /// <summary>The business registration number (National Tax Service).</summary>
    public static bool Korea(string code) => (10 - ((Sum(code, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + (D(code, 8) * 5 / 10)) % 10)) % 10 == D(code, 9);

    /// <summary>The corporate number (National Tax Agency): the check digit stands first, nine less the rest of the weighted sum by nine.</summary>
    public static bool Japan(string code)
    {
        var sum = 0;
        for (var i = 1; i < 13; i++)
        {
            sum += D(code, i) * (i % 2 == 0 ? 1 : 2);
        }

        return 9 - (sum % 9) == D(code, 0);
    }

    /// <summary>
    /// The unified business number 統一編號 (Ministry of Finance): the digits of the products are added; a 7 in the seventh place
    /// may count as one more. The sum is a multiple of 10 by the old rule, of 5 since 2023, which holds all the old ones.
    /// </summary>
    public static bool Taiwan(string code)
    {
        ReadOnlySpan<int> weights = [1, 2, 1, 2, 1, 2, 4, 1];
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var value = D(code, i) * weights[i];
            sum += (value / 10) + (value % 10);
        }

        return sum % 5 == 0 || (code[6] == '7' && (sum + 1) % 5 == 0);
    }

    private static int D(ReadOnlySpan<char> code, int at) => code[at] - '0';

    private static int Eleven(int sum) => 11 - (sum % 11);

    private static int Base36(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;

    private static int Sum(ReadOnlySpan<char> code, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (code[i] - '0') * weights[i];
        }

        return sum;
    }
}
