namespace Kith.Engine.Acquire;

/// <summary>Which character encoding bytes are in, from their byte order mark, their validity and the likeliness of the text.</summary>
internal static class EncodingDetection
{
    // In the order in which equal readings are preferred, with a handicap for what today's files rarely are.
    private static readonly (string Name, double Handicap)[] Legacy =
    [
        ("gb18030", 0), ("windows-1252", 0), ("big5", 1), ("shift_jis", 1), ("euc-kr", 1), ("euc-jp", 1.5),
        ("windows-1251", 0.5), ("windows-1250", 1), ("windows-1253", 1), ("windows-1254", 1), ("windows-1255", 1),
        ("windows-1256", 1), ("windows-1257", 1), ("windows-874", 1), ("windows-1258", 2), ("koi8-r", 1.5), ("koi8-u", 1.6),
        ("iso-8859-1", 1), ("iso-8859-2", 1.5), ("iso-8859-15", 1.5), ("iso-8859-7", 1.5), ("iso-8859-5", 2), ("iso-8859-9", 2),
        ("iso-8859-13", 2), ("iso-8859-4", 2.5), ("iso-8859-3", 2.5), ("iso-8859-6", 2), ("iso-8859-8", 2.5),
        ("ibm850", 3), ("ibm852", 3), ("ibm866", 3), ("ibm855", 3.5), ("macintosh", 3), ("x-mac-cyrillic", 3), ("x-mac-ce", 3),
    ];

    /// <summary>Guesses, best first; at least one.</summary>
    /// <param name="sample">The start of the file and the later lines that hold bytes beyond ASCII.</param>
    public static IReadOnlyList<EncodingGuess> Detect(TextSample sample)
    {
        var head = sample.Head;
        if (ByMark(head) is { } marked)
        {
            return [new EncodingGuess(marked, 1)];
        }

        if (WideEncodings.Detect(head) is { } wide)
        {
            return [new EncodingGuess(wide, 0.95)];
        }

        if (BySwitch(head) is { } switched)
        {
            return [new EncodingGuess(switched, 0.9), new EncodingGuess(EncodingNames.Utf8, 0.1)];
        }

        if (sample.HighLines.Length == 0)
        {
            return [new EncodingGuess(EncodingNames.Utf8, 1)];
        }

        var (good, bad) = Utf8Lines.CountSequences(sample.HighLines);
        var validLines = sample.Utf8HighLines;
        if (bad == 0 && good > 4)
        {
            return [new EncodingGuess(EncodingNames.Utf8, 0.99), .. Rank(sample.HighLines).Take(3).Select(g => g with { Confidence = 0.01 })];
        }

        var ranked = Rank(sample.HighLines);
        if (bad == 0)
        {
            return WeighUtf8(sample.HighLines, ranked);
        }

        // Valid multi-byte sequences hardly occur by chance, so lines full of them prove UTF-8 beside other lines.
        return validLines >= 1 && good >= 3 && Utf8Proves(sample)
            ? [new EncodingGuess(EncodingNames.Utf8, 0.9), .. ranked.Take(3)]
            : ranked;
    }

    /// <summary>The likeliest encoding of the lines that are not UTF-8.</summary>
    public static string DetectFallback(ReadOnlySpan<byte> bytes)
    {
        var invalid = TextSample.LinesNotUtf8(bytes);
        return invalid.Length == 0 ? "windows-1252" : Rank(invalid)[0].Encoding;
    }

    private static string? ByMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => EncodingNames.Utf8,
        [0xFF, 0xFE, 0, 0, ..] => "utf-32le",
        [0, 0, 0xFE, 0xFF, ..] => "utf-32be",
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        [0x84, 0x31, 0x95, 0x33, ..] => "gb18030",
        _ => null,
    };

    /// <summary>The seven-bit encodings that switch character sets by escape sequences.</summary>
    private static string? BySwitch(ReadOnlySpan<byte> head)
    {
        if (head.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0)
        {
            return null;
        }

        return head.IndexOf("\x1b$)C"u8) >= 0 ? "iso-2022-kr"
            : head.IndexOf("\x1b$B"u8) >= 0 || head.IndexOf("\x1b$@"u8) >= 0 ? "iso-2022-jp"
            : head.IndexOf("~{"u8) is >= 0 and var at && head[at..].IndexOf("~}"u8) > 2 ? "hz-gb-2312"
            : null;
    }

    private static bool Utf8Proves(TextSample sample)
    {
        var (good, bad) = Utf8Lines.CountSequences(sample.HighLines);
        var invalid = TextSample.LinesNotUtf8(sample.HighLines);
        if (Utf8Lines.CountSequences(invalid) is var (_, broken) && good >= 8 * broken)
        {
            return true;
        }

        // Beside many lines of another encoding a few valid ones may be chance: three-byte characters are not.
        return sample.Utf8HighLines * 10 >= sample.HighLineCount && good * 2 >= bad * Math.Min(1, sample.Utf8HighLines);
    }

    private static List<EncodingGuess> WeighUtf8(ReadOnlySpan<byte> bytes, List<EncodingGuess> ranked)
    {
        // A word or two of another encoding can be valid UTF-8 by chance (联通 in GBK is); the text decides.
        const double Prior = 8;
        var utf8 = CharacterLikelihood.Of(EncodingNames.Find(EncodingNames.Utf8).GetString(bytes)) + Prior;
        var other = CharacterLikelihood.Of(EncodingNames.Find(ranked[0].Encoding).GetString(bytes));
        return utf8 >= other
            ? [new EncodingGuess(EncodingNames.Utf8, 0.9), .. ranked]
            : [ranked[0] with { Confidence = 0.6 }, new EncodingGuess(EncodingNames.Utf8, 0.4), .. ranked.Skip(1)];
    }

    private static List<EncodingGuess> Rank(ReadOnlySpan<byte> bytes)
    {
        var scored = new List<(string Name, string Text, double Score)>(Legacy.Length);
        foreach (var (name, handicap) in Legacy)
        {
            var text = EncodingNames.Find(name).GetString(bytes);
            if (!scored.Exists(s => s.Text == text))
            {
                scored.Add((name, text, CharacterLikelihood.Of(text) - handicap));
            }
        }

        scored.Sort((a, b) => b.Score.CompareTo(a.Score));
        var lead = scored.Count > 1 ? scored[0].Score - scored[1].Score : 100;
        var per = scored[0].Text.AsSpan().ContainsAny('\uFFFD', '\u0080') ? 0.5 : 1;
        return [.. scored.Take(6).Select((s, i) => new EncodingGuess(s.Name,
            i == 0 ? per * (1 - (0.5 * Math.Exp(-lead / 6))) : 0.5 * Math.Exp((s.Score - scored[0].Score) / 6)))];
    }
}
