using System.Text;
using System.Text.Unicode;

namespace Kith.Engine.Acquire;

/// <summary>
/// Decodes a stream block by block. Lines of a UTF-8 file that are not valid UTF-8 are decoded on their own, so that a
/// file glued together from two encodings is read rather than turned into mojibake.
/// </summary>
internal sealed class TextSource(Stream stream, string encoding, string? lineFallback, int maxMarks)
{
    /// <summary>Bytes read at a time; a buffer with this much room never starves the source.</summary>
    public const int BlockBytes = 1 << 17;

    private readonly byte[] _bytes = new byte[BlockBytes];
    private readonly Decoder? _decoder = EncodingNames.Canonical(encoding) == EncodingNames.Utf8 ? null : EncodingNames.Find(encoding).GetDecoder();
    private readonly Queue<long> _marks = new();
    private Encoding? _fallback = lineFallback is null ? null : EncodingNames.Find(lineFallback);
    private int _count;
    private bool _streamEnded;
    private bool _started;

    /// <summary>Bytes taken from the stream and decoded so far.</summary>
    public long BytesDecoded { get; private set; }

    /// <summary>Characters handed out so far.</summary>
    public long CharsDecoded { get; private set; }

    /// <summary>True once the last character was handed out.</summary>
    public bool Ended { get; private set; }

    /// <summary>A NUL or a U+FFFD may stand before this position; from here on there is none so far.</summary>
    public long SuspectUntil { get; private set; }

    /// <summary>The encoding of the lines that were not UTF-8, null while there was none.</summary>
    public string? Fallback { get; private set; }

    /// <summary>Position of the next line that was decoded by the fallback, or <see cref="long.MaxValue"/>.</summary>
    public long NextMark => _marks.TryPeek(out var at) ? at : long.MaxValue;

    /// <summary>Drops the marks before a position.</summary>
    /// <returns>True when there was one.</returns>
    public bool PassMarks(long position)
    {
        var any = false;
        while (_marks.TryPeek(out var at) && at < position)
        {
            _marks.Dequeue();
            any = true;
        }

        return any;
    }

    /// <summary>Decodes into the target, which needs room for at least four characters.</summary>
    /// <returns>The number of characters written; 0 only at the end.</returns>
    public int Read(Span<char> target)
    {
        var written = 0;
        while (written == 0 && !Ended)
        {
            FillBytes();
            written = _decoder is null ? DecodeUtf8(target) : Decode(_decoder, target);
            if (!_started && written > 0)
            {
                _started = true;
                if (target[0] == '\uFEFF')
                {
                    target[1..written].CopyTo(target);
                    written--;
                }
            }
        }

        if (target[..written].ContainsAny('\0', '\uFFFD'))
        {
            SuspectUntil = CharsDecoded + written;
        }

        CharsDecoded += written;
        return written;
    }

    private void FillBytes()
    {
        while (!_streamEnded && _count < _bytes.Length)
        {
            var read = stream.Read(_bytes, _count, _bytes.Length - _count);
            _streamEnded = read == 0;
            _count += read;
        }
    }

    private int Decode(Decoder decoder, Span<char> target)
    {
        decoder.Convert(_bytes.AsSpan(0, _count), target, flush: _streamEnded, out var used, out var written, out var done);
        Consume(used);
        Ended = _streamEnded && done && _count == 0;
        return written;
    }

    private int DecodeUtf8(Span<char> target)
    {
        // One byte never becomes more than one character.
        var take = Math.Min(_count, target.Length);
        if (take < _count || !_streamEnded)
        {
            var lineEnd = _bytes.AsSpan(0, take).LastIndexOf((byte)'\n');
            take = lineEnd >= 0 ? lineEnd + 1 : WholeChars(take);
        }

        var bytes = _bytes.AsSpan(0, take);
        var written = Utf8.IsValid(bytes) ? Encoding.UTF8.GetChars(bytes, target) : DecodeLines(bytes, target);
        Consume(take);
        Ended = _streamEnded && _count == 0;
        return written;
    }

    private int DecodeLines(ReadOnlySpan<byte> bytes, Span<char> target)
    {
        if (_fallback is null)
        {
            Fallback = EncodingDetection.DetectFallback(bytes);
            _fallback = EncodingNames.Find(Fallback);
        }

        Fallback ??= lineFallback;
        var written = 0;
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var line = bytes[..(end < 0 ? bytes.Length : end + 1)];
            bytes = bytes[line.Length..];
            if (Utf8.IsValid(line) || Utf8Lines.MostlyUtf8(line))
            {
                written += Encoding.UTF8.GetChars(line, target[written..]);
                continue;
            }

            if (_marks.Count < maxMarks)
            {
                _marks.Enqueue(CharsDecoded + written);
            }

            // Half a character before the line end must not swallow it: two rows would be one.
            written += _fallback.GetChars(end < 0 ? line : line[..end], target[written..]);
            if (end >= 0)
            {
                target[written++] = (char)line[end];
            }
        }

        return written;
    }

    private int WholeChars(int take)
    {
        for (var back = 1; back <= 4 && back <= take; back++)
        {
            var lead = _bytes[take - back];
            if ((lead & 0xC0) != 0x80)
            {
                var length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
                return length > back && take > back ? take - back : take;
            }
        }

        return take;
    }

    private void Consume(int used)
    {
        _bytes.AsSpan(used, _count - used).CopyTo(_bytes);
        _count -= used;
        BytesDecoded += used;
    }
}
