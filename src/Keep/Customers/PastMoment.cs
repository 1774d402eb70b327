using System.Globalization;
using Kith.Shell.Web;

namespace Kith.Keep.Customers;

/// <summary>How a past moment is written.</summary>
public static class PastMoment
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private static readonly string[] Fixed = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"];

    /// <summary>
    /// In UTC milliseconds: an instant with `Z` or an offset; a date and a time where the asker is; a plain date, whose last
    /// moment there it means.
    /// </summary>
    /// <exception cref="Refused">It is none of these.</exception>
    public static long Read(string text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return In(zone, day.AddDays(1).ToDateTime(TimeOnly.MinValue)) - 1;
        }

        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return In(zone, local);
        }

        return DateTimeOffset.TryParseExact(text, Fixed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : throw Refused.Invalid("as-of.form", "asOf", ("value", text));
    }

    /// <summary>As addresses carry it.</summary>
    public static string Write(long utcMs) => DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As `input[type=datetime-local]` shows it, where the reader is.</summary>
    internal static string ForInput(long utcMs, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(utcMs), zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Where the asker is: what the browser told, else the server's place.</summary>
    internal static TimeZoneInfo ZoneOf(HttpContext http) => Preferences.KnownZone(http.Request.Cookies[Preferences.ZoneCookie]);

    // A time that the clocks leap over in spring is one that the new clock shows.
    private static long In(TimeZoneInfo zone, DateTime local) => (local - DateTime.UnixEpoch - zone.GetUtcOffset(local)).Ticks / TimeSpan.TicksPerMillisecond;
}
