namespace Kith.Engine.Acquire;

/// <summary>Finds out how a file is written from its first bytes.</summary>
public static class TextDetection
{
    // Signatures of files that people mistake for tables of text.
    private static readonly (byte[] Start, string Kind)[] Signatures =
    [
        ("%PDF"u8.ToArray(), "pdf"), ([0x1F, 0x8B], "gzip"), ("BZh"u8.ToArray(), "bzip2"),
        ([0xFD, (byte)'7', (byte)'z'], "xz"), ("7z\xBC\xAF"u8.ToArray(), "7z"), ("Rar!"u8.ToArray(), "rar"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "image"), ([0xFF, 0xD8, 0xFF], "image"), ("GIF8"u8.ToArray(), "image"),
        ("SQLite format 3"u8.ToArray(), "sqlite"), ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "program"), ("PAR1"u8.ToArray(), "parquet"),
    ];

    /// <summary>Tells what holds the table by the first bytes of the file; its name says nothing.</summary>
    /// <param name="head">The first 512 bytes or more.</param>
    /// <exception cref="TableRefusedException"><c>table.not-a-table</c> with the kind of file it is, for what holds no table.</exception>
    public static TableFormat DetectFormat(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8))
        {
            return TableFormat.Xlsx;
        }

        if (XlsBook.IsOne(head))
        {
            return TableFormat.Xls;
        }

        foreach (var (start, kind) in Signatures)
        {
            if (head.StartsWith(start))
            {
                throw new TableRefusedException("table.not-a-table", data: kind);
            }
        }

        var text = Narrow(head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head).AsSpan().TrimStart(" \t\r\n"u8);
        if (StartsWithName(text, "begin:vcard"))
        {
            return TableFormat.Vcard;
        }

        if (StartsWithName(text, "<?xml"))
        {
            // Pages of Excel begin like this too.
            return Contains(text, "<html") ? TableFormat.Html : throw new TableRefusedException("table.not-a-table", data: "xml");
        }

        string[] pages = ["<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<!--", "<div", "<center"];
        return StartsWithAny(text, pages) ? TableFormat.Html : TableFormat.Delimited;
    }

    /// <summary>UTF-16 without what makes it wide, so that a beginning of plain letters can be told.</summary>
    private static byte[] Narrow(ReadOnlySpan<byte> head)
    {
        var wide = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        return wide || (head.Length >= 4 && (head[0] == 0) != (head[1] == 0) && (head[2] == 0) != (head[3] == 0))
            ? [.. head[(wide ? 2 : 0)..].ToArray().Where(b => b != 0)]
            : head.ToArray();
    }

    /// <summary>Detects encoding and dialect. The position of a seekable stream is put back; a big file is sampled.</summary>
    /// <param name="stream">The file; of one that can't seek the first 128 KiB are consumed.</param>
    /// <param name="said">What the user said; it wins over what is found.</param>
    /// <exception cref="TableRefusedException">
    /// <c>table.empty</c>, <c>table.not-a-table</c> for binary files, <c>encoding.unknown</c> for a name that is not known.
    /// </exception>
    public static TextGuess Detect(Stream stream, TextOverrides? said = null)
    {
        var sample = TextSample.Take(stream);
        if (sample.Head.Length == 0)
        {
            throw new TableRefusedException("table.empty");
        }

        var format = DetectFormat(sample.Head);
        if (format != TableFormat.Delimited)
        {
            throw new TableRefusedException("table.not-a-table", data: format == TableFormat.Xlsx ? "zip" : format.ToString().ToLowerInvariant());
        }

        var encodings = EncodingDetection.Detect(sample);
        var encoding = encodings[0];
        if (said?.Encoding is { } name)
        {
            encoding = new EncodingGuess(EncodingNames.Canonical(name) ?? throw new TableRefusedException("encoding.unknown", data: name), 1);
        }

        var source = new TextSource(new MemoryStream(sample.Head, writable: false), encoding.Encoding, null, 1);
        var chars = new char[TextSource.BlockBytes + 4];
        var text = new string(chars, 0, source.Read(chars));
        RefuseBinary(text, sample.Head.Length);
        var (dialect, confidence) = DialectDetection.Detect(text, sample.IsComplete, said);
        var fallback = Fallback(sample, encoding.Encoding);
        return new TextGuess(
            dialect with { Encoding = encoding.Encoding, LineFallback = fallback },
            encoding.Confidence,
            confidence,
            [.. encodings.Where(e => e.Encoding != encoding.Encoding)],
            Findings(sample, encoding.Encoding, fallback, source));
    }

    private static string? Fallback(TextSample sample, string encoding) =>
        encoding == EncodingNames.Utf8 && sample.HighLineCount > sample.Utf8HighLines
            ? EncodingDetection.DetectFallback(sample.HighLines)
            : null;

    private static List<TableFinding> Findings(TextSample sample, string encoding, string? fallback, TextSource head)
    {
        if (fallback is null)
        {
            return [];
        }

        // The line is known when the first such line lies within the head; the reader gives the line of each anyway.
        var bytes = sample.Head.AsSpan();
        for (var line = 1L; bytes.Length > 0 && head.Fallback is not null; line++)
        {
            var end = bytes.IndexOf((byte)'\n');
            var one = end < 0 ? bytes : bytes[..(end + 1)];
            if (!System.Text.Unicode.Utf8.IsValid(one))
            {
                return [new TableFinding("encoding.mixed", line, 0, fallback)];
            }

            bytes = bytes[one.Length..];
        }

        return [new TableFinding("encoding.mixed", 0, 0, fallback)];
    }

    private static void RefuseBinary(string text, int bytes)
    {
        var controls = 0;
        foreach (var c in text)
        {
            controls += c is (< ' ' and not ('\t' or '\r' or '\n' or '\0' or '\x1A' or '\x1B' or '\x1E' or '\x1F' or '\x01' or '\f' or '\v')) or '\uFFFD' ? 1 : 0;
        }

        if (controls * 20 > text.Length || (text.Length == 0 && bytes > 4))
        {
            throw new TableRefusedException("table.not-a-table", data: "binary");
        }
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> text, string[] names)
    {
        foreach (var name in names)
        {
            if (StartsWithName(text, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(ReadOnlySpan<byte> text, string name)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (StartsWithName(text[at..], name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithName(ReadOnlySpan<byte> text, string name) =>
        text.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(text[..name.Length], name);
}
