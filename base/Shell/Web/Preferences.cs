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
    internal static IResult Keep(HttpContext http, Catalogues catalogues, [FromForm] Choice choice)
    {
        if (choice.Language is { } language && catalogues.Languages.Contains(language))
        {
            Remember(http, LanguageCookie, language);
        }

        if (choice.Theme is { } theme)
        {
            Remember(http, ThemeCookie, KnownTheme(theme));
        }

        return Results.LocalRedirect(LocalPath.Or(choice.Back, "/"));
    }

    private static void Remember(HttpContext http, string cookie, string value) => http.Response.Cookies.Append(cookie, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        HttpOnly = true,
        IsEssential = true,
    });

    /// <param name="Language">A tag on offer, or null to leave it.</param>
    /// <param name="Theme">`auto`, `light`, `dark`, or null to leave it.</param>
    /// <param name="Back">Where to return to.</param>
    internal sealed record Choice(string? Language, string? Theme, string? Back);
}
