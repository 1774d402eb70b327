namespace Kith.Engine.Check;

/// <summary>In which order a column writes the parts of its dates.</summary>
public enum DateOrder
{
    YearFirst,
    DayFirst,
    MonthFirst,
}

/// <summary>What the caller knows about a column of dates.</summary>
/// <param name="Order">Decides 05/06/2026; null: such a date is refused as ambiguous.</param>
/// <param name="LatestYear">The last year that two digits can mean: with 2030, 30 is 2030 and 31 is 1931.</param>
/// <param name="AllowSerial">Whole and decimal numbers are days of a spreadsheet's calendar.</param>
/// <param name="Since1904">The spreadsheet counts from 1904 (old Macintosh files).</param>
/// <param name="AllowMonthDay">A month and day without a year is a value (a birthday), written --11-21.</param>
/// <param name="DotsDayFirst">Where no order is known, 12.03.05 is the 12th of March (<see cref="DateHabits"/>); else it is refused as ambiguous.</param>
/// <param name="YearBehind">Decides 05/06/2026 in a column whose other dates have the year in front; null: it is refused as ambiguous.</param>
public sealed record DateRules(
    DateOrder? Order = null,
    int LatestYear = 2049,
    bool AllowSerial = false,
    bool Since1904 = false,
    bool AllowMonthDay = false,
    bool DotsDayFirst = false,
    DateOrder? YearBehind = null);

/// <summary>Dates, with or without a time of day, in Chinese, English and continental writing.</summary>
public static class Dates
{
    private const int LongestCell = 64;

    /// <summary>
    /// ISO 8601 text: yyyy-MM-dd, yyyy-MM-ddTHH:mm:ss with the zone where one was written, or --MM-dd. A midnight without a
    /// zone is taken as no time, since that is how programs export plain dates.
    /// </summary>
    public static Checked Parse(string text, DateRules rules)
    {
        if (BlankWords.IsBlankWord(text))
        {
            return Checked.Blank;
        }

        if (text.Length > LongestCell)
        {
            return Checked.Bad("date.form");
        }

        var clean = Clean.Code(text).Trim('\'', '"').Replace('－', '-').Replace('—', '-').Replace('–', '-').Replace('．', '.').Replace('、', '/').Replace('。', '.');
        if (clean.StartsWith("0000-00-00", StringComparison.Ordinal) || clean is "0" or "00000000" or "1900-01-00" or "1900/1/0" or "1/0/1900" or "1/0/00")
        {
            return Checked.Blank; // the empty dates of databases and spreadsheets
        }

        if (clean.StartsWith("--", StringComparison.Ordinal) && rules.AllowMonthDay)
        {
            return DateReading.MonthDay(clean.AsSpan(2), rules with { Order = DateOrder.MonthFirst });
        }

        if (CodeText.IsDigits(clean) || IsDecimal(clean))
        {
            return DateReading.Digits(clean, rules);
        }

        var rest = ClockTime.Take(clean, out var clock);
        if (clock.IsWrong)
        {
            return Checked.Bad("date.impossible");
        }

        var date = DateReading.Date(rest, rules);
        if (date.Verdict == Verdict.Bad || !clock.IsPresent)
        {
            return date;
        }

        return date.Value!.StartsWith("--", StringComparison.Ordinal) ? Checked.Bad("date.form") : date with { Value = date.Value + clock.Iso };
    }

    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        return point is > 3 and <= 7 && CodeText.IsDigits(text[..point]) && CodeText.IsDigits(text[(point + 1)..]);
    }
}
