using System.Text;
using System.Text.Unicode;

namespace Kith.Engine.Acquire;

/// <summary>From the value of a property as it is written to its text.</summary>
internal static class VcardText
{
    /// <summary>Undoes the transfer encoding and the charset; escapes stay, for a structured value is split first.</summary>
    /// <param name="fileEncoding">What a value without a charset of its own falls back to.</param>
    public static string Decode(VcardProperty property, string fileEncoding)
    {
        switch (property.Encoding)
        {
            case "quoted-printable":
                return Printable(property.Value, property.Parameter("CHARSET"), fileEncoding);
            case "base64":
                var compact = property.Value.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
                var bytes = new byte[compact.Length];
                return Convert.TryFromBase64String(compact, bytes, out var written) ? Characters(bytes.AsSpan(0, written), property.Parameter("CHARSET"), fileEncoding) : property.Value;
            default:
                return property.Value;
        }
    }

    /// <summary>The parts of a structured value, each without its escapes.</summary>
    public static string[] Split(string value, char separator, bool version21)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
            }
            else if (value[i] == separator)
            {
                parts.Add(Unescape(value[start..i], version21));
                start = i + 1;
            }
        }

        parts.Add(Unescape(value[start..], version21));
        return [.. parts];
    }

    /// <summary>
    /// Escapes of RFC 6350, 3.4 and the colon that phones escape too; line ends as LF. In 2.1 only separators are escaped:
    /// there `C:\new` is a path.
    /// </summary>
    public static string Unescape(string value, bool version21)
    {
        if (!value.AsSpan().ContainsAny('\\', '\r'))
        {
            return value.Trim();
        }

        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var next = i + 1 < value.Length ? value[i + 1] : '\0';
            if (value[i] == '\\' && (next is ';' or ',' or ':' || (!version21 && next is '\\' or 'n' or 'N' or '"')))
            {
                text.Append(next is 'n' or 'N' ? '\n' : next);
                i++;
            }
            else if (value[i] == '\r')
            {
                text.Append('\n');
                i += next == '\n' ? 1 : 0;
            }
            else
            {
                text.Append(value[i]);
            }
        }

        return text.ToString().Trim();
    }

    private static string Printable(string value, string? charset, string fileEncoding)
    {
        var text = new StringBuilder(value.Length);
        var bytes = new List<byte>();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '=' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add(Convert.ToByte(value.Substring(i + 1, 2), 16));
                i += 2;
            }
            else if (value[i] == '=' && i == value.Length - 1)
            {
                // A soft line break with nothing behind it.
            }
            else if (value[i] < 128)
            {
                bytes.Add((byte)value[i]);
            }
            else
            {
                Flush();
                text.Append(value[i]);
            }
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            text.Append(Characters(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), charset, fileEncoding));
            bytes.Clear();
        }
    }

    /// <summary>The charset that is said, unless the bytes belie it; without one UTF-8 where they are it, else as the file is.</summary>
    private static string Characters(ReadOnlySpan<byte> bytes, string? charset, string fileEncoding)
    {
        var said = charset is null ? null : EncodingNames.Canonical(charset);
        if (said is null or EncodingNames.Utf8)
        {
            said = Utf8.IsValid(bytes) || Utf8Lines.MostlyUtf8(bytes) ? EncodingNames.Utf8
                : fileEncoding is EncodingNames.Utf8 or "utf-16le" or "utf-16be" ? EncodingDetection.DetectFallback(bytes) : fileEncoding;
        }

        return EncodingNames.Find(said).GetString(bytes);
    }
}
