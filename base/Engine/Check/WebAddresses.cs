using System.Text;

namespace Kith.Engine.Check;

/// <summary>Addresses of web sites.</summary>
public static class WebAddresses
{
    /// <summary>
    /// http or https, the host in lower case, https where no scheme was given, no lone slash at the end. Other schemes
    /// (javascript:, file: …) and addresses with a user name are refused: they are traps when shown as links.
    /// </summary>
    public static Checked Parse(string text)
    {
        if (CodeText.CleanOrNull(text) is not { } clean)
        {
            return Checked.Blank;
        }

        var address = clean.Replace('。', '.').Trim('<', '>', '"', '\'', ';', ',').Trim();
        if (address.Length > 2000 || address.Contains(' ', StringComparison.Ordinal) || address.Contains('\\', StringComparison.Ordinal))
        {
            return Checked.Bad("url.form");
        }

        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            var colon = address.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && (colon == address.Length - 1 || !char.IsAsciiDigit(address[colon + 1])))
            {
                return Checked.Bad("url.scheme", address[..colon]);
            }

            address = "https://" + address.TrimStart('/');
        }
        else if (!address.AsSpan(0, scheme).Equals("http", StringComparison.OrdinalIgnoreCase) && !address.AsSpan(0, scheme).Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            return Checked.Bad("url.scheme", address[..scheme]);
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0
            || !uri.Host.Contains('.', StringComparison.Ordinal) || uri.Host.Contains("..", StringComparison.Ordinal) || uri.HostNameType is not UriHostNameType.Dns)
        {
            return Checked.Bad("url.form");
        }

        var host = uri.Host;
        var ascii = DomainName.ToAscii(ref host);
        var ending = ascii?[(ascii.LastIndexOf('.') + 1)..] ?? "";
        if (ascii is null || ending.Length < 2 || CodeText.IsDigits(ending))
        {
            return Checked.Bad("url.form");
        }

        var written = new StringBuilder(uri.Scheme).Append("://").Append(ascii);
        if (!uri.IsDefaultPort)
        {
            written.Append(':').Append(uri.Port);
        }

        written.Append(uri.PathAndQuery == "/" ? "" : uri.PathAndQuery).Append(uri.Fragment);
        return Checked.Good(written.ToString());
    }
}
