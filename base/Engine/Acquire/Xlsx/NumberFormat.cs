using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>What a number format makes of a number, as far as it changes what the number means.</summary>
internal enum NumberMeaning
{
    Number,
    Percent,

    /// <summary>Whole digits laid into a pattern with leading zeros or separators.</summary>
    Digits,
    Date,
    Time,
    DateTime,

    /// <summary>Date or time of day, told by the value: the ids whose meaning depends on the writer's language.</summary>
    DateOrTime,
    Elapsed,
}

/// <summary>A number format (ECMA-376 part 1, 18.8.30 and 18.8.31) reduced to its meaning.</summary>
/// <param name="Meaning">What a value under it is.</param>
/// <param name="FractionOfSecond">Whether parts of a second are shown.</param>
/// <param name="Pattern">For digits: `0` and `#` for digits, everything else literal (a literal digit sign is escaped by \).</param>
internal sealed record NumberFormat(NumberMeaning Meaning, bool FractionOfSecond = false, string? Pattern = null)
{
    public static NumberFormat General { get; } = new(NumberMeaning.Number);

    /// <summary>The formats that have an id and no code. 27–36 and 50–58 are those of Chinese, Japanese and Korean.</summary>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        9 or 10 => new(NumberMeaning.Percent),
        14 or (>= 15 and <= 17) => new(NumberMeaning.Date),
        >= 18 and <= 21 => new(NumberMeaning.Time),
        22 => new(NumberMeaning.DateTime),
        32 or 33 or 45 => new(NumberMeaning.Time),
        46 => new(NumberMeaning.Elapsed),
        47 => new(NumberMeaning.Time, FractionOfSecond: true),
        34 or 35 or 55 or 56 => new(NumberMeaning.DateOrTime),
        (>= 27 and <= 31) or 36 or (>= 50 and <= 58) => new(NumberMeaning.Date),
        >= 71 and <= 74 => new(NumberMeaning.Date),
        >= 75 and <= 76 => new(NumberMeaning.Time),
        77 => new(NumberMeaning.DateTime),
        78 or 80 => new(NumberMeaning.Time),
        79 => new(NumberMeaning.Elapsed),
        81 => new(NumberMeaning.Date),
        _ => General,
    };

    /// <summary>Reads a format code. A code that makes no sense is General: a number too many is better than a false date.</summary>
    public static NumberFormat Parse(string code)
    {
        if (code.Length > 255 || IsGeneral(code))
        {
            return General;
        }

        var section = FirstSection(code, out var fractionOfSecond, out var elapsed, out var conditional);
        var signs = section.ToString();
        if (HasPlaceholder(signs))
        {
            // Letters beside digit signs are a unit left unquoted ("0.00 Eur"), no date.
            return signs.Contains('%') ? new NumberFormat(NumberMeaning.Percent)
                : !conditional && IsDigitPattern(signs) ? new NumberFormat(NumberMeaning.Digits, Pattern: signs) : General;
        }

        bool year = false, day = false, month = false, hour = false, second = false;
        for (var i = 0; i < signs.Length; i++)
        {
            switch (signs[i])
            {
                case '\\':
                    i++;
                    break;
                case 'y' or 'Y' or 'e' or 'E' or 'g' or 'G' or 'b' or 'B':
                    year = true;
                    break;
                case 'd' or 'D' or 'a' or 'A' when signs[i] is 'd' or 'D' || string.Compare(signs, i, "aaa", 0, 3, StringComparison.OrdinalIgnoreCase) == 0:
                    day = true;
                    break;
                case 'h' or 'H':
                    hour = true;
                    break;
                case 's' or 'S':
                    second = true;
                    break;
                case 'm' or 'M':
                    month = true;
                    break;
                case '\u0001':
                    hour = true;
                    break;
            }
        }

        if (elapsed)
        {
            return new NumberFormat(NumberMeaning.Elapsed, fractionOfSecond);
        }

        if (year || day || (month && !hour && !second))
        {
            return new NumberFormat(hour || second ? NumberMeaning.DateTime : NumberMeaning.Date, fractionOfSecond);
        }

        return hour || second ? new NumberFormat(NumberMeaning.Time, fractionOfSecond) : General;
    }

    // "General" is written in the language of the program: G/通用格式 and Standard contain letters of dates.
    private static bool IsGeneral(string code) =>
        code.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Split(';')[0].Trim() is var plain
        && (plain.Length == 0 || plain.Contains("General", StringComparison.OrdinalIgnoreCase) || plain is "@" or "G/通用格式" or "G/標準" or "G/标准" or "G/표준"
            or "Standard" or "Standaard" or "Estándar" or "Основной" or "Geral" or "Genel");

    /// <summary>
    /// The section for positive numbers with its literals escaped by \, colours, locales and fillers taken out, and the
    /// marks of morning and afternoon as U+0001.
    /// </summary>
    private static StringBuilder FirstSection(string code, out bool fractionOfSecond, out bool elapsed, out bool conditional)
    {
        fractionOfSecond = elapsed = conditional = false;
        var signs = new StringBuilder();
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            var rest = code.AsSpan(i);
            switch (code[i])
            {
                case '"':
                    for (i++; i < code.Length && code[i] != '"'; i++)
                    {
                        signs.Append('\\').Append(code[i]);
                    }

                    break;
                case '\\' when i + 1 < code.Length:
                    signs.Append('\\').Append(code[++i]);
                    break;
                case '_' or '*' when i + 1 < code.Length:
                    i++;
                    break;
                case '[':
                    var end = rest.IndexOf(']');
                    if (end < 0)
                    {
                        return signs.Clear();
                    }

                    var inside = rest[1..end];
                    elapsed |= inside.Length > 0 && inside.Trim("hHmMsS").IsEmpty;
                    conditional |= inside is ['<' or '>' or '=', ..];
                    i += end;
                    break;
                case '.' when signs.Length > 0 && signs[^1] is 's' or 'S' or ']' && i + 1 < code.Length && code[i + 1] == '0':
                    fractionOfSecond = true;
                    i += rest[1..].IndexOfAnyExcept('0') is var more && more < 0 ? rest.Length - 1 : more;
                    break;
                case 'A' or 'a' when rest.StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    signs.Append('\u0001');
                    i += 4;
                    break;
                case 'A' or 'a' when rest.StartsWith("A/P", StringComparison.OrdinalIgnoreCase):
                    signs.Append('\u0001');
                    i += 2;
                    break;
                case '上' when rest.StartsWith("上午/下午", StringComparison.Ordinal):
                    signs.Append('\u0001');
                    i += 4;
                    break;
                default:
                    signs.Append(code[i]);
                    break;
            }
        }

        return signs;
    }

    private static bool HasPlaceholder(string signs)
    {
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] == '\\')
            {
                i++;
            }
            else if (signs[i] is '0' or '#' or '?')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDigitPattern(string signs)
    {
        var zeros = 0;
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] == '\\')
            {
                i++;
            }
            else if (signs[i] == '0')
            {
                zeros++;
            }
            else if (signs[i] is not ('#' or '-' or ' ' or '(' or ')' or '+'))
            {
                return false;
            }
        }

        return zeros >= 2;
    }
}
