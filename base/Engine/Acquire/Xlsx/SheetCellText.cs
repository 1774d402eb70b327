using System.Globalization;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>A number of a cell as the text that a person means by it, under the cell's number format.</summary>
internal static class SheetCellText
{
    private const long MillisecondsPerDay = 86_400_000;
    private const int LastDay = 2_958_465;

    /// <summary>
    /// Integers keep their digits, however they were written; fractions lose the binary noise behind
    /// what was typed; percentages get their sign (0.125 → `12.5%`, not the rounded display); dates and times become ISO.
    /// Text that is no number stays as it is.
    /// </summary>
    /// <param name="lostDigits">Whether digits behind the fifteenth were already lost in the file.</param>
    public static string FromNumber(ReadOnlySpan<char> raw, NumberFormat format, bool epoch1904, out bool lostDigits)
    {
        lostDigits = false;
        if (format.Meaning == NumberMeaning.Number && raw.Length is > 0 and <= 15 && IsPlainInteger(raw))
        {
            return raw.ToString();
        }

        if (!DecimalText.TryParse(raw, out var number))
        {
            return raw.ToString();
        }

        var text = format.Meaning switch
        {
            NumberMeaning.Percent => number.WithoutNoise().Shift(2).ToString() is { } percent ? percent + "%" : null,
            NumberMeaning.Digits => Laid(number, format.Pattern!),
            NumberMeaning.Number => null,
            _ => Moment(number, format, epoch1904),
        };
        if (text is not null)
        {
            return text;
        }

        lostDigits = number.LostDigits;
        return number.WithoutNoise().ToString() ?? raw.Trim().ToString();
    }

    /// <summary>Whether the text of a number has a decimal point.</summary>
    public static bool IsDecimal(string text, NumberFormat format) =>
        format.Meaning is NumberMeaning.Number or NumberMeaning.Percent && text.Contains('.', StringComparison.Ordinal);

    /// <summary>A cell of type `d`: ISO 8601 in the file, made alike with the other dates. Other text stays.</summary>
    public static string FromIso(string raw, NumberFormat format)
    {
        var text = raw.Trim().TrimEnd('Z').Replace('T', ' ');
        string[] shapes = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];
        if (!DateTime.TryParseExact(text, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return raw;
        }

        var dateOnly = moment.TimeOfDay == TimeSpan.Zero && format.Meaning != NumberMeaning.DateTime;
        return moment.ToString(dateOnly ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static bool IsPlainInteger(ReadOnlySpan<char> raw) =>
        raw is "0" || (raw[0] is >= '1' and <= '9' && !raw.ContainsAnyExceptInRange('0', '9'));

    /// <summary>Digits laid into a pattern from the right, as `000000` or `000-0000` shows them.</summary>
    private static string? Laid(DecimalText number, string pattern)
    {
        if (number.WholeDigits() is not { } digits || number.LostDigits)
        {
            return null;
        }

        var shown = new StringBuilder();
        var next = digits.Length - 1;
        var firstSign = pattern.Length;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] is '0' or '#')
            {
                firstSign = i;
                break;
            }
        }

        for (var i = pattern.Length - 1; i >= 0; i--)
        {
            var literal = i > 0 && pattern[i - 1] == '\\';
            if (literal || pattern[i] is not ('0' or '#'))
            {
                shown.Insert(0, pattern[i]);
                i -= literal ? 1 : 0;
                continue;
            }

            if (next >= 0 || pattern[i] == '0')
            {
                shown.Insert(0, next >= 0 ? digits[next--] : '0');
            }

            if (i == firstSign && next >= 0)
            {
                shown.Insert(0, digits[..(next + 1)]);
                next = -1;
            }
        }

        return (number.Negative ? "-" : "") + shown.ToString().Trim();
    }

    /// <summary>A serial date, time or duration; null when it lies outside the calendar, so that the number itself is shown.</summary>
    private static string? Moment(DecimalText number, NumberFormat format, bool epoch1904)
    {
        if (number.Negative || !decimal.TryParse(number.ToString(), CultureInfo.InvariantCulture, out var serial) || serial > LastDay)
        {
            return null;
        }

        // Times are stored to some microseconds; shown are whole seconds unless the format says otherwise.
        var unit = format.FractionOfSecond || format.Meaning == NumberMeaning.Date ? 1 : 1000;
        var milliseconds = (long)decimal.Round(serial * MillisecondsPerDay / unit, MidpointRounding.AwayFromZero) * unit;
        var (day, time) = ((int)(milliseconds / MillisecondsPerDay), milliseconds % MillisecondsPerDay);
        if (format.Meaning == NumberMeaning.Elapsed)
        {
            return Clock(milliseconds, format.FractionOfSecond);
        }

        var isTime = !epoch1904 && day == 0 && format.Meaning != NumberMeaning.Date;
        if (isTime || (epoch1904 && day == 0 && format.Meaning == NumberMeaning.Time))
        {
            return Clock(time, format.FractionOfSecond);
        }

        if (Day(day, epoch1904) is not { } date)
        {
            return null;
        }

        return format.Meaning == NumberMeaning.Date || (format.Meaning == NumberMeaning.DateOrTime && time == 0)
            ? date
            : date + " " + Clock(time, format.FractionOfSecond);
    }

    /// <summary>
    /// A day number. In the 1900 system day 60 is 29 February 1900, which never was: it is shown as the programs show it,
    /// for a date check to find. (ECMA-376 part 1, 18.17.4.1.)
    /// </summary>
    private static string? Day(int day, bool epoch1904)
    {
        if (!epoch1904 && day is 0 or 60)
        {
            return day == 60 ? "1900-02-29" : null;
        }

        var shift = epoch1904 ? new DateOnly(1904, 1, 1).DayNumber : new DateOnly(1899, 12, 30).DayNumber + (day < 60 ? 1 : 0);
        return day + shift > DateOnly.MaxValue.DayNumber ? null : DateOnly.FromDayNumber(day + shift).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Clock(long milliseconds, bool fraction)
    {
        var text = $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}";
        return fraction && milliseconds % 1000 != 0 ? $"{text}.{milliseconds % 1000:000}" : text;
    }
}
