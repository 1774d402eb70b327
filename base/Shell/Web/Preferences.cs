using Microsoft.AspNetCore.Mvc;

namespace Kith.Shell.Web;

/// <summary>Language and appearance, kept in cookies of the browser, so that they hold before anyone signs in.</summary>
public static class Preferences
{
    public const string Path = "/preferences";
    public const string LanguageCookie = "kith-lang";
    public const string ThemeCookie = "kith-theme";
    public const string ZoneCookie = "kith-zone";

    private static readonly string[] Themes = ["auto", "light", "dark"];

    /// <summary>The theme named, or `auto`.</summary>
    public static string KnownTheme(string? theme) => Array.IndexOf(Themes, theme) >= 0 ? theme! : Themes[0];

    /// <summary>The time zone named (IANA), or the server's.</summary>
    public static TimeZoneInfo KnownZone(string? zone) =>
        zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(zone), out var known) ? known : TimeZoneInfo.Local;

    /// <summary>The answer to `POST /preferences`: changes nothing but the caller's own cookies.</summary>
    // Language: a tag on offer; Theme: `auto`, `light`, `dark`; each may be absent. Back: where to return to.
    internal static IResult Keep(
        HttpContext http,
        Catalogues catalogues,
        [FromForm(Name = "Language")] string? language,
        [FromForm(Name = "Theme")] string? theme,
        [FromForm(Name = "Back")] string? back)
    {
        if (language is not null && catalogues.Languages.Contains(language))
        {
            Remember(http, LanguageCookie, language);
        }

        if (theme is not null)
        {
            Remember(http, ThemeCookie, KnownTheme(theme));
        }

        return Results.LocalRedirect(LocalPath.Or(back, "/"));
    }

    private static void Remember(HttpContext http, string cookie, string value) => http.Response.Cookies.Append(cookie, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        HttpOnly = true,
        IsEssential = true,
    });
}
