namespace Kith.Engine.Check;

/// <summary>Decides which number of a written date is the year, the month and the day.</summary>
internal static class DateReading
{
    private const int LastSerial = 2_958_465; // 9999-12-31

    /// <summary>Digits alone: 20261121, 20261121083000, 202611210830, or a spreadsheet's day number.</summary>
    public static Checked Digits(string text, DateRules rules)
    {
        if (text.Contains('.', StringComparison.Ordinal) || text.Length < 8)
        {
            return rules.AllowSerial ? Serial(text, rules.Since1904)
                : text.Length == 6 && CodeText.IsDigits(text) ? Checked.Bad("date.incomplete")
                : Checked.Bad("date.form");
        }

        if (text.Length is not (8 or 12 or 14))
        {
            return Checked.Bad("date.form");
        }

        var day = text.AsSpan(0, 8);
        var date = rules.Order switch
        {
            DateOrder.DayFirst when !LooksYearFirst(day) => Whole(int.Parse(day[4..]), int.Parse(day[2..4]), int.Parse(day[..2])),
            DateOrder.MonthFirst when !LooksYearFirst(day) => Whole(int.Parse(day[4..]), int.Parse(day[..2]), int.Parse(day[2..4])),
            _ => Whole(int.Parse(day[..4]), int.Parse(day[4..6]), int.Parse(day[6..])),
        };
        if (text.Length == 8 || date.Verdict == Verdict.Bad)
        {
            return date;
        }

        var (hour, minute, second) = (int.Parse(text.AsSpan(8, 2)), int.Parse(text.AsSpan(10, 2)), text.Length == 14 ? int.Parse(text.AsSpan(12, 2)) : 0);
        return hour > 23 || minute > 59 || second > 59 ? Checked.Bad("date.impossible")
            : hour + minute + second == 0 ? date
            : date with { Value = $"{date.Value}T{hour:00}:{minute:00}:{second:00}" };
    }

    public static Checked Date(ReadOnlySpan<char> text, DateRules rules)
    {
        var parts = default(DateParts);
        if (!parts.Read(text))
        {
            return Checked.Bad("date.form");
        }

        if (parts.NamedMonth > 0)
        {
            return Named(parts, rules);
        }

        if (parts.Count < 3)
        {
            return parts.Count == 2 && parts[0].Value <= 31 && parts[0].Mark != '年' && rules.AllowMonthDay ? MonthDay(parts, rules)
                : Checked.Bad(parts.Count == 2 && parts[0].Length <= 4 ? "date.incomplete" : "date.form");
        }

        var (a, b, c) = (parts[0], parts[1], parts[2]);
        if (a.Mark == '年' || parts.IsMinguo)
        {
            return Whole(parts.IsMinguo ? a.Value + 1911 : Year(a, rules), b.Value, c.Value);
        }

        // 26.3.5: a year of two digits is written with both.
        var yearFirst = rules.Order == DateOrder.YearFirst || (rules.Order is null && a.Length == 2 && b.Length <= 2 && c.Length == 1);
        if (a.Length >= 3 || (yearFirst && c.Length <= 2))
        {
            return a.Length == 3 ? Checked.Bad("date.form") : Whole(Year(a, rules), b.Value, c.Value);
        }

        if (c.Length is not (2 or 4) || a.Length > 2 || b.Length > 2)
        {
            return Checked.Bad("date.form");
        }

        // 26.03.15: Chinese lists put the year first, Europeans last; only the column or a person can tell.
        return rules.Order is null && !(rules.DotsDayFirst && parts.HasDots) && a.Length == 2 && c.Length == 2 && a.Value != c.Value && Whole(Year(a, rules), b.Value, c.Value).Verdict != Verdict.Bad && Whole(Year(c, rules), b.Value, a.Value).Verdict != Verdict.Bad
            ? Checked.Bad("date.ambiguous")
            : Small(a.Value, b.Value, Year(c, rules), parts.HasDots, rules.Order == DateOrder.YearFirst ? rules.YearBehind : rules.Order);
    }

    public static Checked MonthDay(ReadOnlySpan<char> text, DateRules rules)
    {
        var parts = default(DateParts);
        return parts.Read(text) && parts is { Count: 2, NamedMonth: 0 } ? MonthDay(parts, rules) : Checked.Bad("date.form");
    }

    private static Checked MonthDay(DateParts parts, DateRules rules)
    {
        var (first, second) = (parts[0].Value, parts[1].Value);
        var dayFirst = parts[0].Mark != '月' && ((rules.Order == DateOrder.DayFirst && second <= 12) || first > 12);
        var (month, day) = dayFirst ? (second, first) : (first, second);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month)
            ? Checked.Good($"--{month:00}-{day:00}")
            : Checked.Bad("date.impossible");
    }

    /// <summary>Day and month by number with the year last. Dots are written by those who put the day first.</summary>
    private static Checked Small(int a, int b, int year, bool dots, DateOrder? order)
    {
        if (a > 12 || b > 12)
        {
            var date = a > 12 ? Whole(year, b, a) : Whole(year, a, b);
            var against = order == (a > 12 ? DateOrder.MonthFirst : DateOrder.DayFirst);
            return against && date.Verdict == Verdict.Good ? Checked.Warn(date.Value!, "date.other-order") : date;
        }

        if (a == b)
        {
            return Whole(year, a, b);
        }

        return order switch
        {
            DateOrder.DayFirst => Whole(year, b, a),
            DateOrder.MonthFirst => Whole(year, a, b),
            _ when dots => Whole(year, b, a),
            _ => Checked.Bad("date.ambiguous"),
        };
    }

    private static Checked Named(DateParts parts, DateRules rules)
    {
        if (parts.Count == 1)
        {
            var day = parts[0];
            return day.Length > 2 || !rules.AllowMonthDay ? Checked.Bad("date.incomplete")
                : day.Value >= 1 && day.Value <= DateTime.DaysInMonth(2024, parts.NamedMonth) ? Checked.Good($"--{parts.NamedMonth:00}-{day.Value:00}")
                : Checked.Bad("date.impossible");
        }

        if (parts.Count != 2)
        {
            return Checked.Bad("date.form");
        }

        var (first, last) = (parts[0], parts[1]);
        var yearFirst = first.Length == 4 && last.Length <= 2;
        return yearFirst ? Whole(first.Value, parts.NamedMonth, last.Value) : Whole(Year(last, rules), parts.NamedMonth, first.Value);
    }

    private static int Year(DateParts.NumberPart part, DateRules rules)
    {
        if (part.Length > 2)
        {
            return part.Value;
        }

        var year = (rules.LatestYear / 100 * 100) + part.Value;
        return year > rules.LatestYear ? year - 100 : year;
    }

    private static Checked Whole(int year, int month, int day)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return Checked.Bad("date.impossible");
        }

        var text = $"{year:0000}-{month:00}-{day:00}";
        return year is < 1850 or > 2150 ? Checked.Warn(text, "date.odd-year") : Checked.Good(text);
    }

    private static bool LooksYearFirst(ReadOnlySpan<char> digits) =>
        digits[..2] is "19" or "20" && digits[4] is '0' or '1' && int.Parse(digits[4..6]) is >= 1 and <= 12 && int.Parse(digits[6..]) is >= 1 and <= 31;

    private static Checked Serial(string text, bool since1904)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if ((point < 0 ? text.Length : point) > 7)
        {
            return Checked.Bad("date.form");
        }

        var serial = int.Parse(point < 0 ? text : text.AsSpan(0, point));
        if (serial is < 1 or > LastSerial || (!since1904 && serial == 60))
        {
            return Checked.Bad("date.impossible"); // 60 is the 29th of February 1900, which never was
        }

        // The spreadsheet's calendar believes in that day, so that all later numbers are one too high.
        var days = since1904 ? serial : serial < 60 ? serial : serial - 1;
        var start = since1904 ? new DateTime(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) : new DateTime(1899, 12, 31, 0, 0, 0, DateTimeKind.Unspecified);
        if (days > (DateTime.MaxValue - start).Days)
        {
            return Checked.Bad("date.impossible");
        }

        var moment = start.AddDays(days);
        var seconds = point < 0 ? 0 : decimal.Round(decimal.Parse("0" + text[point..Math.Min(text.Length, point + 12)], System.Globalization.CultureInfo.InvariantCulture) * 86_400);
        if (seconds >= 86_400)
        {
            seconds = 86_399;
        }

        moment = moment.AddSeconds((int)seconds);
        return Checked.Good(moment.ToString(seconds == 0 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss"));
    }
}
