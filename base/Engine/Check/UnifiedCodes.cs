using System.Buffers;

namespace Kith.Engine.Check;

/// <summary>Unified social credit codes of Chinese organisations (GB 32100-2015), and the older numbers found in their place.</summary>
public static class UnifiedCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Known = SearchValues.Create(Alphabet);

    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>
    /// Upper case without blanks and hyphens. Never refused, since real registers hold codes that break the standard: what is
    /// wrong is flagged (<c>uscc.checksum</c>, <c>uscc.length</c>, <c>uscc.alphabet</c> …) with a suggestion where there is one.
    /// </summary>
    public static Checked Parse(string text)
    {
        if (CodeText.DenseOrNull(text)?.ToUpperInvariant() is not { } code)
        {
            return Checked.Blank;
        }

        Span<char> digits = stackalloc char[FloatText.Capacity];
        if (FloatText.Unroll(code, digits, out _) != FloatShape.None)
        {
            return Checked.Warn(code, "uscc.digits-lost");
        }

        if (code.Length == 18)
        {
            return Eighteen(code);
        }

        var numeric = !code.AsSpan().ContainsAnyExceptInRange('0', '9');
        return code.Length switch
        {
            15 when numeric && IsMod11And10(code) => Checked.Warn(code, "uscc.registration-number"),
            15 or 20 when CodeText.IsAlphanumeric(code) => Checked.Warn(code, "uscc.tax-id"),
            9 when CodeText.IsAlphanumeric(code) => Checked.Warn(code, "uscc.organisation-code"),
            _ => Checked.Warn(code, "uscc.length", code.Length.ToString()),
        };
    }

    /// <summary>The check character of the first 17 characters, or '\0' when one is not of the alphabet.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = i < code.Length ? Alphabet.IndexOf(code[i], StringComparison.Ordinal) : -1;
            if (value < 0)
            {
                return '\0';
            }

            sum += value * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    private static Checked Eighteen(string code)
    {
        var meant = string.Create(18, code, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] switch { 'I' => '1', 'O' => '0', 'Z' => '2', 'S' => '5', 'V' => 'U', var c => c };
            }
        });
        if (meant.AsSpan().ContainsAnyExcept(Known) || meant != code)
        {
            return Checked.Warn(code, "uscc.alphabet", CheckCharacter(meant) == meant[17] ? meant : null);
        }

        return CheckCharacter(code) != code[17] ? Checked.Warn(code, "uscc.checksum", CheckCharacter(code).ToString())
            : code.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9') ? Checked.Warn(code, "uscc.structure")
            : Checked.Good(code);
    }

    /// <summary>ISO 7064 MOD 11,10, the check of 15-digit business registration numbers.</summary>
    private static bool IsMod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits[..^1])
        {
            var sum = (product + (digit - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (product + (digits[^1] - '0')) % 10 == 1;
    }
}
