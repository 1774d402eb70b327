namespace Kith.Engine.Acquire;

/// <summary>Finds out how a file is written from its first bytes.</summary>
public static class TextDetection
{
    // Signatures of files that people mistake for tables of text.
    private static readonly (byte[] Start, string Kind)[] Signatures =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "xls"), ("%PDF"u8.ToArray(), "pdf"), ([0x1F, 0x8B], "gzip"), ("BZh"u8.ToArray(), "bzip2"),
        ([0xFD, (byte)'7', (byte)'z'], "xz"), ("7z\xBC\xAF"u8.ToArray(), "7z"), ("Rar!"u8.ToArray(), "rar"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "image"), ([0xFF, 0xD8, 0xFF], "image"), ("GIF8"u8.ToArray(), "image"),
        ("SQLite format 3"u8.ToArray(), "sqlite"), ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "program"), ("PAR1"u8.ToArray(), "parquet"),
    ];

    /// <summary>Tells a workbook from text by its first bytes.</summary>
    /// <param name="head">The first 512 bytes or more.</param>
    /// <exception cref="TableRefusedException"><c>table.not-a-table</c> with the kind of file it is.</exception>
    public static TableFormat DetectFormat(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8))
        {
            return TableFormat.Xlsx;
        }

        foreach (var (start, kind) in Signatures)
        {
            if (head.StartsWith(start))
            {
                throw new TableRefusedException("table.not-a-table", data: kind);
            }
        }

        var text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (StartsWithName(text, "<!doctype html") || StartsWithName(text, "<html") || StartsWithName(text, "<table") || StartsWithName(text, "<head"))
        {
            throw new TableRefusedException("table.not-a-table", data: "html");
        }

        return StartsWithName(text, "<?xml") ? throw new TableRefusedException("table.not-a-table", data: "xml") : TableFormat.Delimited;
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

        if (DetectFormat(sample.Head) != TableFormat.Delimited)
        {
            throw new TableRefusedException("table.not-a-table", data: "zip");
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

    private static bool StartsWithName(ReadOnlySpan<byte> text, string name) =>
        text.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(text[..name.Length], name);
}
