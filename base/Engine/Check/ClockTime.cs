using System.Text.RegularExpressions;

namespace Kith.Engine.Check;

/// <summary>A time of day with its zone, at the end of a written date.</summary>
internal readonly partial record struct ClockTime(bool IsPresent, bool IsWrong, string Iso)
{
    /// <summary>Takes the time off the end; what comes back is the date alone.</summary>
    public static ReadOnlySpan<char> Take(string text, out ClockTime clock)
    {
        clock = default;
        if (text.IndexOfAny([':', '时', '時', '点', '點']) < 0)
        {
            return text;
        }

        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return text;
        }

        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan) : 0;
        var (hour, minute, second) = (Part("h"), Part("m"), Part("s"));
        var half = (match.Groups["before"].Value + match.Groups["after"].Value).Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
        var wrong = hour > 23 || minute > 59 || second > 60 || (half.Length > 0 && hour > 12 && half is "am" or "上午");
        hour = half is "pm" or "下午" or "晚上" or "p" && hour < 12 ? hour + 12 : half is "am" or "a" && hour == 12 ? 0 : hour;
        second = Math.Min(second, 59); // a leap second has no place in calendars of days

        var zone = match.Groups["zone"].Value.ToUpperInvariant();
        if (zone is "UTC" or "GMT" or "Z")
        {
            zone = "Z";
        }
        else if (zone.Length > 0)
        {
            var digits = string.Concat(zone.Where(char.IsAsciiDigit)).PadLeft(2, '0');
            digits = digits.Length == 3 ? "0" + digits : digits.PadRight(4, '0');
            wrong |= int.Parse(digits) > 1400 || digits[2] > '5';
            zone = $"{(zone.Contains('-', StringComparison.Ordinal) ? '-' : '+')}{digits[..2]}:{digits[2..]}";
        }

        var midnight = hour == 0 && minute == 0 && second == 0 && zone.Length == 0;
        clock = new ClockTime(true, wrong, midnight ? "" : $"T{hour:00}:{minute:00}:{second:00}{zone}");
        return text.AsSpan(0, match.Index).TrimEnd(" ,T");
    }

    [GeneratedRegex(@"(?:(?<=\d)T|[ ,T]|(?<=日|号|號)|^) *(?<before>上午|下午|晚上|凌晨|中午|[AaPp]\.?[Mm]\.?)? *(?<h>\d{1,2})(?::|时|時|点|點)(?:(?<m>\d{1,2})分?)?(?::?(?<s>\d{1,2})秒?)?(?:[.,]\d{1,9})? *(?<after>[AaPp]\.?[Mm]\.?)? *(?<zone>[Zz]|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?(?: *[Uu]hr)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
