using System.Globalization;

namespace Kith.Shell.Web;

/// <summary>
/// What every page of one request shares: language, appearance, the reader's clock, who reads and what that person may
/// do. Scoped; whoever signs the request in sets <see cref="UserName"/>, <see cref="Can"/> and, by a setting, the rest.
/// </summary>
public sealed class PageContext
{
    private readonly TimeProvider _clock;
    private readonly HttpContext? _http;

    public PageContext(Catalogues catalogues, IHttpContextAccessor accessor, IEnumerable<NavEntry> nav, TimeProvider clock)
    {
        var request = accessor.HttpContext?.Request;
        var cookies = request?.Cookies;
        _clock = clock;
        Catalogues = catalogues;
        Nav = [.. nav.OrderBy(entry => entry.Group)];
        Words = catalogues.Choose(null, cookies?[Preferences.LanguageCookie], request?.Headers.AcceptLanguage);
        Theme = Preferences.KnownTheme(cookies?[Preferences.ThemeCookie]);
        Zone = Preferences.KnownZone(cookies?[Preferences.ZoneCookie]);
        Address = request is null ? "/" : request.Path + request.QueryString;
        OnMac = request?.Headers.UserAgent.ToString().Contains("Mac OS", StringComparison.Ordinal) == true;
        UserName = accessor.HttpContext?.User.Identity?.Name;
        _http = accessor.HttpContext;
    }

    public Catalogues Catalogues { get; }

    public Words Words { get; set; }

    /// <summary>`auto`, `light` or `dark`.</summary>
    public string Theme { get; set; }

    /// <summary>The zone that times are shown in: what the browser told, else the server's.</summary>
    public TimeZoneInfo Zone { get; set; }

    /// <summary>Path and query of this request, for forms that come back to it.</summary>
    public string Address { get; }

    /// <summary>Whether the keyboard has a ⌘ key.</summary>
    public bool OnMac { get; }

    /// <summary>Null before sign-in.</summary>
    public string? UserName { get; set; }

    /// <summary>Whether the user holds a permission. Nothing, until someone says so.</summary>
    public Func<string, bool> Can { get; set; } = static _ => false;

    /// <summary>All entries of all modules; <see cref="Allowed"/> are those of this user.</summary>
    public IReadOnlyList<NavEntry> Nav { get; }

    public IEnumerable<NavEntry> Allowed => Nav.Where(entry => entry.Needs is null || Can(entry.Needs));

    /// <summary>What the act before this page has to say; null the second time it is asked.</summary>
    public Saying? TakeSaying() => _http is null ? null : Saying.Take(_http, Words);

    /// <summary>Now, in milliseconds since 1970-01-01 UTC.</summary>
    public long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>An instant as machines read it, for `time[datetime]`.</summary>
    internal static string Machine(long utcMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
