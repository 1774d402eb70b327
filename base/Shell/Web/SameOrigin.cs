namespace Kith.Shell.Web;

/// <summary>
/// Refuses writes that another site makes a browser send, whatever their body: JSON, and uploads too large to be read
/// for a token first. (Forms carry a token besides, which the framework checks where it binds them.)
/// </summary>
public static class SameOrigin
{
    /// <summary>Whether a browser says that its own page of this site sends the request; false when nothing says so.</summary>
    public static bool IsProved(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none";

    /// <summary>Whether something says that the request comes from elsewhere.</summary>
    public static bool IsDenied(HttpRequest request) => !IsOwn(request);

    // Browsers say where a request comes from, and no page can make them lie. A client that says nothing is not a browser,
    // so it sends no cookies that someone else could borrow.
    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
