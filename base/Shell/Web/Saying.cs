namespace Kith.Shell.Web;

/// <summary>
/// What an act has to say on the page that it leads to: "Saved · Undo". Kept for one page in a cookie of the browser, so
/// that the address of that page stays as it is.
/// </summary>
/// <param name="WordKey">The key of the sentence.</param>
/// <param name="Undo">Where undoing is posted to; null when there is nothing to take back.</param>
public sealed record Saying(string WordKey, string? Undo)
{
    private const string Cookie = "kith-said";
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);

    /// <summary>Has the next page say it.</summary>
    public static void Next(HttpContext http, string wordKey, string? undo = null) => http.Response.Cookies.Append(
        Cookie,
        $"{wordKey} {undo}",
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = Lasting, IsEssential = true });

    /// <summary>The path that takes a changeset back.</summary>
    public static string? UndoOf(long? changesetId) => changesetId is { } id ? $"/changesets/{id}/undo" : null;

    /// <summary>What there is to say, once.</summary>
    internal static Saying? Take(HttpContext http, Words words)
    {
        // A form posted in the background that leads elsewhere: the page that the browser then goes to says it.
        if (http.Request.Headers["Kith-Here"] is [{ } here] && here != http.Request.Path)
        {
            return null;
        }

        if (http.Request.Cookies[Cookie]?.Split(' ', 2) is not [var key, var undo] || !words.Has(key))
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie);
        return new Saying(key, undo.Length == 0 ? null : LocalPath.Or(undo, "/"));
    }
}
