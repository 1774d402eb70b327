namespace Kith.Engine.Check;

/// <summary>A number or an amount of money, exact.</summary>
/// <param name="Value">Digits with '.' before the decimals and '-' in front where negative; null when blank or refused.</param>
/// <param name="Currency">ISO 4217, where the cell names one.</param>
/// <param name="IsPercent">12.5% has the value 12.5 and this mark.</param>
public sealed record Amount(string? Value, string? Currency, bool IsPercent, Verdict Verdict, Finding? Finding);

/// <summary>What the caller knows about a column of numbers.</summary>
/// <param name="DecimalMark">'.' or ','; null: 1,234 is refused as ambiguous.</param>
/// <param name="Currency">What a bare $ or ¥ means (ISO 4217).</param>
public sealed record AmountRules(char? DecimalMark = null, string? Currency = null);

/// <summary>Numbers and amounts in Chinese, English and continental writing: by text alone, never through floating point.</summary>
public static class Amounts
{
    private const int LongestCell = 100;

    public static Amount Parse(string text, AmountRules rules)
    {
        if (BlankWords.IsBlankWord(text))
        {
            return new(null, null, false, Verdict.Good, null);
        }

        if (text.Length > LongestCell)
        {
            return Bad("amount.form");
        }

        var clean = Clean.Code(text).Replace('−', '-').Replace('–', '-').Replace('‑', '-');
        ReadOnlySpan<char> rest = clean.AsSpan().Trim("'\" ");
        string? currency = null;
        var negative = Strip(ref rest, ref currency, rules, out var faulty);
        if (faulty)
        {
            return Bad("amount.form");
        }

        if (ChineseNumber.TryAmount(rest, out var hanzi))
        {
            currency ??= rest.IndexOfAny("元圆圓角") >= 0 ? "CNY" : null;
            return Good((negative ? -hanzi : hanzi).ToString(System.Globalization.CultureInfo.InvariantCulture), currency, false);
        }

        var percent = rest.EndsWith("%");
        rest = percent ? rest[..^1].TrimEnd() : rest;
        var shift = Multiplier(ref rest);
        var plain = NumberText.Plain(rest, rules.DecimalMark, out var fault, out var rounded);
        if (plain is null)
        {
            return Bad(fault!);
        }

        var value = NumberText.Shift(plain, shift);
        value = negative && value.AsSpan().ContainsAnyInRange('1', '9') ? "-" + value : value;
        return rounded ? new(value, currency, percent, Verdict.Warn, new Finding("amount.rounded")) : Good(value, currency, percent);
    }

    /// <summary>Takes signs, brackets and currencies off both ends; true when the amount is negative.</summary>
    private static bool Strip(ref ReadOnlySpan<char> text, ref string? currency, AmountRules rules, out bool faulty)
    {
        var negative = false;
        var signs = 0;
        faulty = false;
        for (var changed = true; changed && !text.IsEmpty;)
        {
            changed = true;
            if (text[0] == '(' && text[^1] == ')')
            {
                text = text[1..^1].Trim();
                negative = true;
                signs++;
            }
            else if (text[0] is '-' or '+')
            {
                negative |= text[0] == '-';
                text = text[1..].Trim();
                signs++;
            }
            else if (text[^1] == '-')
            {
                text = text[..^1].Trim();
                negative = true;
                signs++;
            }
            else
            {
                changed = Currency(ref text, ref currency, rules, ref faulty);
            }
        }

        faulty |= signs > 1;
        return negative;
    }

    private static bool Currency(ref ReadOnlySpan<char> text, ref string? currency, AmountRules rules, ref bool faulty)
    {
        for (var length = Math.Min(6, text.Length - 1); length > 0; length--)
        {
            var back = text[^length..];
            // The 元 after a number in hanzi belongs to it (壹佰元): the number reads it.
            var atEnd = ChineseNumber.Digit(text[0]) < 0 ? Currencies.Code(back, rules.Currency) : null;
            if ((atEnd ?? Currencies.Code(text[..length], rules.Currency)) is not { } found)
            {
                continue;
            }

            faulty |= currency is not null && currency != found;
            currency ??= found;
            text = (atEnd is null ? text[length..] : text[..^length]).Trim();
            return true;
        }

        return false;
    }

    /// <summary>万, 亿, k, Mio at the end: the number of zeros they stand for.</summary>
    private static int Multiplier(ref ReadOnlySpan<char> text)
    {
        ReadOnlySpan<(string Word, int Zeros)> words =
        [
            ("十亿", 9), ("百亿", 10), ("千亿", 11), ("万亿", 12), ("亿", 8), ("億", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4), ("萬", 4), ("千", 3), ("百", 2),
            ("mio", 6), ("mrd", 9), ("mln", 6), ("bn", 9), ("mn", 6), ("k", 3), ("w", 4), ("m", 6), ("tsd", 3),
        ];
        foreach (var (word, zeros) in words)
        {
            if (text.Length > word.Length && text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^word.Length].TrimEnd(" .");
                return zeros;
            }
        }

        return 0;
    }

    private static Amount Good(string value, string? currency, bool percent) => new(value, currency, percent, Verdict.Good, null);

    private static Amount Bad(string code) => new(null, null, false, Verdict.Bad, new Finding(code));
}
