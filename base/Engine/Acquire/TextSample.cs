using System.Text.Unicode;

namespace Kith.Engine.Acquire;

/// <summary>
/// The parts of a file that tell how it is written: its start, and the lines with bytes beyond ASCII from as much of it as
/// can be looked through quickly, for the first such byte often comes late.
/// </summary>
internal sealed class TextSample
{
    private const int HeadBytes = 1 << 17;
    private const int ScanBytes = 32 << 20;
    private const int SpreadBlocks = 64;
    private const int MaxHighBytes = 24 << 10;

    private readonly List<byte> _high = [];
    private readonly HashSet<int> _seen = [];

    private TextSample(byte[] head, bool complete) => (Head, IsComplete) = (head, complete);

    /// <summary>The first 128 KiB or less.</summary>
    public byte[] Head { get; }

    /// <summary>True when the head is the whole file.</summary>
    public bool IsComplete { get; }

    /// <summary>Lines that hold bytes beyond ASCII, at most 24 KiB of them.</summary>
    public byte[] HighLines => [.. _high];

    /// <summary>Such lines seen.</summary>
    public int HighLineCount { get; private set; }

    /// <summary>Such lines that are valid UTF-8.</summary>
    public int Utf8HighLines { get; private set; }

    /// <summary>Takes a sample; the position of a seekable stream is put back.</summary>
    public static TextSample Take(Stream stream)
    {
        var start = stream.CanSeek ? stream.Position : 0;
        var head = new byte[HeadBytes];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var sample = new TextSample(head[..read], read < HeadBytes);
        sample.AddLines(sample.IsComplete ? sample.Head : WholeLines(sample.Head, fromStart: true));
        if (!sample.IsComplete && stream.CanSeek)
        {
            sample.ScanOn(stream);
        }

        if (stream.CanSeek)
        {
            stream.Position = start;
        }

        return sample;
    }

    /// <summary>The lines that are not valid UTF-8, at most 24 KiB of them.</summary>
    public static byte[] LinesNotUtf8(ReadOnlySpan<byte> bytes)
    {
        var kept = new List<byte>();
        while (bytes.Length > 0 && kept.Count < MaxHighBytes)
        {
            var line = NextLine(bytes);
            bytes = bytes[line.Length..];
            if (!Utf8.IsValid(line))
            {
                kept.AddRange(line[..Math.Min(line.Length, MaxHighBytes)]);
            }
        }

        return [.. kept];
    }

    private void ScanOn(Stream stream)
    {
        var block = new byte[HeadBytes];
        long scanned = 0;
        int read;
        while (scanned < ScanBytes && _high.Count < MaxHighBytes && (read = stream.ReadAtLeast(block, block.Length, false)) > 0)
        {
            scanned += read;
            AddLines(WholeLines(block.AsSpan(0, read)));
        }

        var rest = stream.Length - stream.Position;
        for (var i = 0; i < SpreadBlocks && rest > block.Length && _high.Count < MaxHighBytes; i++)
        {
            stream.Position = stream.Length - rest + (rest / SpreadBlocks * i);
            read = stream.ReadAtLeast(block, block.Length, false);
            AddLines(WholeLines(block.AsSpan(0, read)));
        }
    }

    // A block from the middle begins and ends within a line, perhaps within a character.
    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> block, bool fromStart = false)
    {
        var first = fromStart ? 0 : block.IndexOfAny((byte)'\n', (byte)'\r') + 1;
        var last = block.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        last = last > 0 ? last : block.LastIndexOfAnyInRange((byte)0, (byte)0x2F) + 1;
        return block[first..Math.Max(first, last)];
    }

    private void AddLines(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && _high.Count < MaxHighBytes)
        {
            var high = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (high < 0)
            {
                return;
            }

            var lineStart = bytes[..high].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
            bytes = bytes[lineStart..];
            var line = NextLine(bytes);
            bytes = bytes[line.Length..];
            if (!IsNew(line))
            {
                continue;
            }

            // A long line is cut where no character can be cut in two: after ASCII.
            if (line.Length > MaxHighBytes - _high.Count)
            {
                line = line[..(MaxHighBytes - _high.Count)];
                line = line[..(line.LastIndexOfAnyInRange((byte)0, (byte)0x2F) + 1)];
                _high.AddRange(line);
                HighLineCount++;
                Utf8HighLines += Utf8.IsValid(line) ? 1 : 0;
                return;
            }

            _high.AddRange(line);
            HighLineCount++;
            Utf8HighLines += Utf8.IsValid(line) ? 1 : 0;
        }
    }

    // A line that repeats a thousand times is one piece of evidence, not a thousand.
    private bool IsNew(ReadOnlySpan<byte> line)
    {
        var hash = new HashCode();
        hash.AddBytes(line);
        return _seen.Add(hash.ToHashCode());
    }

    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? bytes : bytes[..(end + 1)];
    }
}
