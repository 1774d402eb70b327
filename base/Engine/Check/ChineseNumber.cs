namespace Kith.Engine.Check;

/// <summary>Numbers written in hanzi, everyday (一百二十, 二〇二六) and formal (壹万贰仟叁佰肆拾伍元陆角柒分).</summary>
internal static class ChineseNumber
{
    /// <summary>0 to 9, or -1.</summary>
    public static int Digit(char c) => c switch
    {
        '〇' or '零' or '○' or '◯' => 0,
        '一' or '壹' or '弌' => 1,
        '二' or '贰' or '貳' or '两' or '兩' or '弍' => 2,
        '三' or '叁' or '參' or '叄' or '参' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' or '陸' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    public static decimal Unit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' or '萬' => 10_000,
        '亿' or '億' => 100_000_000,
        _ => 0,
    };

    /// <summary>A whole number below 10¹⁶ by place words, or digit by digit; false for anything else.</summary>
    public static bool TryWhole(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 40)
        {
            return false;
        }

        var hasUnit = false;
        foreach (var c in text)
        {
            hasUnit |= Unit(c) > 0;
        }

        return hasUnit ? ByPlace(text, out value) : ByDigit(text, out value);
    }

    /// <summary>An amount in formal writing: …元…角…分, with 整 or 正 at the end.</summary>
    public static bool TryAmount(ReadOnlySpan<char> text, out decimal value)
    {
        text = text.TrimEnd("整正");
        value = 0;
        var any = false;
        foreach (var (mark, worth) in (ReadOnlySpan<(string, decimal)>)[("元圆圓块", 1m), ("角毛", 0.1m), ("分", 0.01m)])
        {
            var end = text.IndexOfAny(mark);
            if (end < 0)
            {
                continue;
            }

            // 壹仟元零伍分: the zero only bridges the missing 角.
            var part = worth < 1 ? text[..end].TrimStart('零') : text[..end];
            if (!TryWhole(part, out var count) || (worth < 1 && count > 9))
            {
                return false;
            }

            value += count * worth;
            any = true;
            text = text[(end + 1)..];
        }

        return text.IsEmpty ? any : !any && TryWhole(text, out value);
    }

    private static bool ByDigit(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (Digit(c) < 0 || value > 10_000_000_000_000_000)
            {
                return false;
            }

            value = (value * 10) + Digit(c);
        }

        return true;
    }

    private static bool ByPlace(ReadOnlySpan<char> text, out decimal value)
    {
        decimal total = 0, section = 0;
        var digit = -1;
        value = 0;
        foreach (var c in text)
        {
            var unit = Unit(c);
            if (Digit(c) is >= 0 and var next)
            {
                if (digit > 0)
                {
                    return false;
                }

                digit = next;
            }
            else if (unit is > 0 and < 10_000)
            {
                section += (digit <= 0 ? 1 : digit) * unit;
                digit = -1;
            }
            else if (unit >= 10_000)
            {
                section += Math.Max(digit, 0);
                // 亿 multiplies all before it (一万二千亿), 万 only its own section.
                total = unit == 10_000 ? total + (section * unit) : (total + section) * unit;
                (section, digit) = (0, -1);
            }
            else
            {
                return false;
            }
        }

        value = total + section + Math.Max(digit, 0);
        return value < 10_000_000_000_000_000;
    }
}
