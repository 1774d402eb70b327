namespace Kith.Shell.Web;

/// <summary>What every answer says to the browser about what it may load and do.</summary>
public static class PageHeaders
{
    /// <summary>Nothing from elsewhere, nothing inline, no framing by others.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UsePageHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        http.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            // The style sheet names the font, and the font's name carries a hash of its content: no need to ask again.
            if (http.Request.Path.Value?.EndsWith(".woff2", StringComparison.Ordinal) == true && http.Response.StatusCode == 200)
            {
                http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            }

            return Task.CompletedTask;
        }, http);
        return next(http);
    });
}
