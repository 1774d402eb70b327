using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>The character encodings that can be read, under one lower-case name each.</summary>
public static class EncodingNames
{
    /// <summary>UTF-8, the name used for plain ASCII too.</summary>
    public const string Utf8 = "utf-8";

    /// <summary>Names offered to the user, the likelier ones of today's files first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Utf8, "gb18030", "big5", "windows-1252", "utf-16le", "utf-16be", "utf-32le", "utf-32be",
        "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "iso-2022-kr", "hz-gb-2312",
        "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
        "windows-1258", "windows-874", "koi8-r", "koi8-u",
        "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
        "iso-8859-9", "iso-8859-13", "iso-8859-15",
        "ibm850", "ibm852", "ibm855", "ibm866", "macintosh", "x-mac-cyrillic", "x-mac-ce",
    ];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gbk"] = "gb18030", ["gb2312"] = "gb18030", ["cp936"] = "gb18030", ["ansi"] = "windows-1252", ["ascii"] = Utf8,
        ["utf8"] = Utf8, ["utf-16"] = "utf-16le", ["utf-32"] = "utf-32le", ["tis-620"] = "windows-874",
        ["iso-8859-11"] = "windows-874", ["cp949"] = "euc-kr", ["ks_c_5601-1987"] = "euc-kr", ["cp932"] = "shift_jis",
        ["shift-jis"] = "shift_jis", ["sjis"] = "shift_jis", ["latin1"] = "iso-8859-1", ["cp950"] = "big5",
        ["big5-hkscs"] = "big5",
    };

    static EncodingNames() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name or alias; unreadable bytes become U+FFFD.</summary>
    /// <exception cref="TableRefusedException"><c>encoding.unknown</c> when the name is not known.</exception>
    public static Encoding Find(string name)
    {
        var known = Canonical(name) ?? throw new TableRefusedException("encoding.unknown", data: name);
        return known switch
        {
            Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            "utf-32le" => new UTF32Encoding(bigEndian: false, byteOrderMark: false),
            "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            // The code page behind "euc-kr" proper lacks the 8,822 syllables that Korean Windows added.
            "euc-kr" => ByPage(949),
            "euc-jp" => ByPage(51932),
            "iso-2022-jp" => ByPage(50221),
            "macintosh" => ByPage(10000),
            "x-mac-cyrillic" => ByPage(10007),
            "x-mac-ce" => ByPage(10029),
            _ => Encoding.GetEncoding(known, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD")),
        };
    }

    /// <summary>The canonical form of a name, or null when it is not known.</summary>
    public static string? Canonical(string name)
    {
        var trimmed = name.Trim();
        return Aliases.TryGetValue(trimmed, out var known)
            ? known
            : All.FirstOrDefault(n => string.Equals(n, trimmed, StringComparison.OrdinalIgnoreCase));
    }

    private static Encoding ByPage(int page) =>
        Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
}
