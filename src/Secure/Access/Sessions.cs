using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.WebUtilities;

namespace Kith.Secure.Access;

/// <summary>Who is signed in: the browser holds a random token, the database its SHA-256.</summary>
public sealed class Sessions(Store store, TimeProvider clock) : IIdentify
{
    private const int TokenBytes = 32;
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(14);

    public Caller? Identify(HttpContext http)
    {
        if (TokenOf(http) is not { } token)
        {
            RequireSetUp(http);
            return null;
        }

        var user = store.Read(sql => sql.QuerySingleOrDefault<(long Id, string Name, string Role, string Language)>(
            """
            select u.user_id, u.name, u.role, u.language
            from session s join app_user u on u.user_id = s.user_id
            where s.token_hash = @hash and s.expires_at > @now and u.state = 'active'
            """,
            new { hash = SHA256.HashData(token), now = clock.GetUtcNow().ToUnixTimeMilliseconds() }));
        if (user.Id == 0)
        {
            RequireSetUp(http);
            return null;
        }

        Language.Prefer(http, user.Language);
        var origin = http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Origin.Api : Origin.Page;
        return new Caller(user.Id, user.Name, user.Role, origin, http.TraceIdentifier) { Address = http.Connection.RemoteIpAddress?.ToString() };
    }

    /// <summary>Before the first user exists "sign in" would be a riddle: the first visit says what is to be done.</summary>
    private void RequireSetUp(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is not null && !Users.Any(store))
        {
            throw new Refused(Refusal.Unauthenticated, "setup.first");
        }
    }

    /// <summary>Opens a session inside an act; the cookie is set once the act is durable.</summary>
    internal static byte[] Open(Act act, long userId)
    {
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        act.Sql.Execute("delete from session where expires_at <= @Now", new { act.Now });
        act.Sql.Execute(
            "insert into session (token_hash, user_id, created_at, expires_at) values (@hash, @userId, @Now, @until)",
            new { hash = SHA256.HashData(token), userId, act.Now, until = act.Now + (long)Lasting.TotalMilliseconds });
        return token;
    }

    internal static void Close(Act act, byte[] token) =>
        act.Sql.Execute("delete from session where token_hash = @hash", new { hash = SHA256.HashData(token) });

    internal static void CloseAll(Act act, long userId) => act.Sql.Execute("delete from session where user_id = @userId", new { userId });

    internal static void SetCookie(HttpContext http, byte[] token) => http.Response.Cookies.Append(
        CookieName(http),
        WebEncoders.Base64UrlEncode(token),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = Lasting, IsEssential = true });

    internal static void DropCookie(HttpContext http) => http.Response.Cookies.Delete(CookieName(http));

    internal static byte[]? TokenOf(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(CookieName(http), out var text) || text.Length is 0 or > 64)
        {
            return null;
        }

        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The __Host- prefix binds the cookie to this host, and browsers accept it over TLS only.</summary>
    private static string CookieName(HttpContext http) => http.Request.IsHttps ? "__Host-kith" : "kith";
}
