using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Kith.Secure.Access;

/// <summary>
/// A browser that signed in as somebody before holds a mark of it, so that strangers who guess that name keep only
/// themselves out. The mark lets nobody in: it says whose attempts are counted apart (OWASP, slowing down online guessing
/// attacks with device cookies). Nothing is stored: the mark is a random number and its keyed fingerprint with the login.
/// </summary>
public sealed class KnownBrowsers(ISeal seal)
{
    private const int NumberBytes = 16;

    /// <summary>As long as browsers keep a cookie.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(400);

    /// <summary>The name of this browser, if it signed in under this login before.</summary>
    public string? NameOf(HttpContext http, string login)
    {
        if (!http.Request.Cookies.TryGetValue(CookieName(http, login), out var text) || text.Length > 64)
        {
            return null;
        }

        try
        {
            var mark = WebEncoders.Base64UrlDecode(text);
            return mark.Length > NumberBytes && CryptographicOperations.FixedTimeEquals(mark.AsSpan(NumberBytes), Proof(mark.AsSpan(0, NumberBytes), login))
                ? Convert.ToHexString(mark, 0, NumberBytes)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Gives the browser its mark.</summary>
    public void Remember(HttpContext http, string login)
    {
        var number = RandomNumberGenerator.GetBytes(NumberBytes);
        http.Response.Cookies.Append(
            CookieName(http, login),
            WebEncoders.Base64UrlEncode([.. number, .. Proof(number, login)]),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = Lasting, IsEssential = true });
    }

    private byte[] Proof(ReadOnlySpan<byte> number, string login) => seal.Fingerprint("known browser", Convert.ToHexString(number) + login);

    /// <summary>Each login has a cookie of its own, since people share browsers; the name does not tell whose it is.</summary>
    private string CookieName(HttpContext http, string login) =>
        (http.Request.IsHttps ? "__Host-kith-" : "kith-") + Convert.ToHexStringLower(seal.Fingerprint("known browser of", login), 0, 6);
}
