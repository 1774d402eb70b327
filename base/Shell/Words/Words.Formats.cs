using System.Globalization;

namespace Kith.Shell;

/// <content>Numbers, dates, money and sizes. Their shapes are words of the catalogue (`format.*`, `money.*`, `ago.*`).</content>
public sealed partial class Words
{
    private const decimal MinutesOfHour = 60;
    private const long MsOfMinute = 60_000;
    private const long MsOfHour = 60 * MsOfMinute;
    private const long MsOfDay = 24 * MsOfHour;

    private readonly CultureInfo _culture;
    private readonly (decimal Size, string Mark)[] _short;
    private readonly string[] _sizes;

    /// <summary>A whole number with its digits grouped.</summary>
    public string Number(long value) => value.ToString("#,##0", _culture);

    /// <summary>A number with its digits grouped and its own decimals, at most <paramref name="decimals"/> of them.</summary>
    public string Number(decimal value, int decimals = 6) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("#,##0.##########", _culture);

    /// <summary>A number short enough for a card: 12.3K, 1.2M; in Chinese 1.2万, 3.4亿. Three digits stay exact enough.</summary>
    public string Short(long value)
    {
        var size = Math.Abs((decimal)value);
        var unit = Array.FindLastIndex(_short, u => size >= u.Size);
        if (unit < 0)
        {
            return Number(value);
        }

        var text = Rounded(size / _short[unit].Size);
        if (unit + 1 < _short.Length && text * _short[unit].Size >= _short[unit + 1].Size)
        {
            text = Rounded(size / _short[++unit].Size);
        }

        return $"{(value < 0 ? "-" : "")}{text.ToString("#,##0.#", _culture)}{_short[unit].Mark}";

        static decimal Rounded(decimal n) => Math.Round(n, n < 100 ? 1 : 0, MidpointRounding.AwayFromZero);
    }

    /// <summary>A share from 0 to 1 as per cent. Never rounds up to 100 % nor down to 0 % what is not whole.</summary>
    public string Percent(double share)
    {
        var percent = share is > 0 and < 1 ? Math.Clamp(Math.Round(share * 100, 1), 0.1, 99.9) : Math.Round(share * 100, 1);
        return Say("format.percent", ("number", percent.ToString("0.#", _culture)));
    }

    /// <summary>A calendar day.</summary>
    public string Date(DateOnly day) => day.ToString(this["format.date"], _culture);

    /// <summary>The day of an instant (milliseconds since 1970-01-01 UTC) where the reader is.</summary>
    public string Date(long utcMs, TimeZoneInfo zone) => Date(DateOnly.FromDateTime(Local(utcMs, zone)));

    /// <summary>An instant (milliseconds since 1970-01-01 UTC) to the minute, where the reader is.</summary>
    public string DateTime(long utcMs, TimeZoneInfo zone) => Local(utcMs, zone).ToString(this["format.date-time"], _culture);

    /// <summary>How long ago an instant was: "3 minutes ago" up to a week, then the date. The future is given in full.</summary>
    public string Ago(long utcMs, long nowMs, TimeZoneInfo zone)
    {
        var passed = nowMs - utcMs;
        if (passed < -MsOfMinute)
        {
            return DateTime(utcMs, zone);
        }

        var days = DateOnly.FromDateTime(Local(nowMs, zone)).DayNumber - DateOnly.FromDateTime(Local(utcMs, zone)).DayNumber;
        return passed switch
        {
            < MsOfMinute => this["ago.now"],
            < MsOfHour => Say("ago.minutes", ("count", passed / MsOfMinute)),
            _ when days == 0 => Say("ago.hours", ("count", passed / MsOfHour)),
            _ when days == 1 => this["ago.yesterday"],
            < 7 * MsOfDay => Say("ago.days", ("count", (long)days)),
            _ => Date(utcMs, zone),
        };
    }

    /// <summary>A stretch of time, to the second below an hour, to the minute above.</summary>
    public string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => Say("duration.milliseconds", ("count", (long)time.TotalMilliseconds)),
        < 60 => Say("duration.seconds", ("count", Math.Round((decimal)time.TotalSeconds, 1))),
        < 3600 => Say("duration.minutes", ("minutes", (long)time.TotalMinutes), ("seconds", (long)time.Seconds)),
        _ => Say("duration.hours", ("hours", (long)time.TotalHours), ("minutes", (long)(decimal.Floor((decimal)time.TotalMinutes) % MinutesOfHour))),
    };

    /// <summary>An amount in minor units (fen, cents) of an ISO 4217 currency, with its usual decimals.</summary>
    public string Money(long minor, string currency)
    {
        var decimals = Currencies.Decimals(currency);
        var size = Math.Abs((decimal)minor) / Currencies.Scale(decimals);
        var amount = size.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), _culture);
        var known = "money." + currency;
        var text = Has(known) ? Say(known, ("amount", amount)) : $"{currency} {amount}";
        return minor < 0 ? "-" + text : text;
    }

    /// <summary>A size in bytes, in units of 1024: "812 B", "12.4 MB".</summary>
    public string FileSize(long bytes)
    {
        var size = (decimal)bytes;
        var unit = 0;
        while (size >= 1000 && unit < _sizes.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return Number(size, unit == 0 || size >= 100 ? 0 : 1) + " " + _sizes[unit];
    }

    /// <summary>Several things in one line, with the comma of the language.</summary>
    public string List(IEnumerable<string> items) => string.Join(this["format.list"], items);

    /// <summary>A value of any type as a placeholder shows it.</summary>
    internal string Any(object? value) => value switch
    {
        null => "",
        string text => text,
        int or long or short or byte or uint or ushort => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal number => Number(number),
        double number => Number((decimal)number),
        DateOnly day => Date(day),
        IEnumerable<string> several => List(several),
        _ => Convert.ToString(value, _culture) ?? "",
    };

    private static DateTime Local(long utcMs, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(utcMs), zone).DateTime;

    // Built from words, not from the machine's culture data: the same text on every system.
    private CultureInfo Culture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = this["format.group"];
        culture.NumberFormat.NumberDecimalSeparator = this["format.point"];
        culture.DateTimeFormat.AbbreviatedMonthNames = [.. this["format.months"].Split('|'), ""];
        return culture;
    }

    private (decimal Size, string Mark)[] Units(string key) => this[key].Split('|')
        .Select(unit => unit.Split(':'))
        .Select(unit => (decimal.Parse(unit[0], CultureInfo.InvariantCulture), unit[1]))
        .ToArray();
}
