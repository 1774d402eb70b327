using Kith.Shell.Web;

namespace Kith.Shell;

/// <summary>In which language a request is answered.</summary>
public static class Language
{
    public static Words WordsFor(HttpContext http) => http.RequestServices.GetRequiredService<PageContext>().Words;

    /// <summary>The user's own language, unless this browser has chosen one.</summary>
    public static void Prefer(HttpContext http, string language)
    {
        var page = http.RequestServices.GetRequiredService<PageContext>();
        if (!http.Request.Cookies.ContainsKey(Preferences.LanguageCookie) && page.Catalogues.Languages.Contains(language, StringComparer.Ordinal))
        {
            page.Words = page.Catalogues.For(language);
        }
    }
}
