using System.Text;

namespace Kith.Engine.Reach;

/// <summary>
/// Writes a CSV file row by row: UTF-8, with a byte order mark unless told otherwise (spreadsheet programs guess wrongly
/// without), CRLF, quotes as RFC 4180 has them, every cell through <see cref="CsvFormulaGuard"/>. Read back, each cell is
/// what was given, save lone surrogates, which no encoding can hold.
/// </summary>
/// <param name="output">Where to; it stays the caller's. A PipeWriter serves by its `AsStream()`.</param>
/// <param name="encoding">
/// One that writes ASCII as ASCII; null for UTF-8. Only GB18030 and UTF-8 hold every character. No other gets a mark: the
/// programs that expect GB18030 would show it.
/// </param>
public sealed class CsvWriter(Stream output, bool byteOrderMark = true, Encoding? encoding = null) : IAsyncDisposable
{
    private const int FlushAt = 1 << 15;
    private byte[] _buffer = new byte[FlushAt * 2];
    private int _used;
    private bool _begun;

    /// <summary>Rows written, the header included.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes one row; null is an empty cell. Bytes go out in blocks: call <see cref="FlushAsync"/> at the end.</summary>
    public ValueTask WriteRowAsync(IReadOnlyList<string?> cells, CancellationToken cancellation = default)
    {
        Begin();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                Put((byte)',');
            }

            // A row of one empty cell would read back as a blank line.
            Cell(cells[i] ?? "", quoted: cells.Count == 1 && string.IsNullOrEmpty(cells[0]));
        }

        Put((byte)'\r');
        Put((byte)'\n');
        Rows++;
        return _used >= FlushAt ? new ValueTask(FlushAsync(cancellation)) : ValueTask.CompletedTask;
    }

    /// <summary>Sends what is buffered; a file without rows still gets its byte order mark.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        Begin();
        await output.WriteAsync(_buffer.AsMemory(0, _used), cancellation);
        _used = 0;
    }

    /// <summary>Flushes.</summary>
    public async ValueTask DisposeAsync() => await FlushAsync();

    private void Begin()
    {
        if (!_begun && byteOrderMark && encoding is null)
        {
            Encoding.UTF8.Preamble.CopyTo(_buffer);
            _used = Encoding.UTF8.Preamble.Length;
        }

        _begun = true;
    }

    private void Cell(string text, bool quoted)
    {
        var risky = CsvFormulaGuard.IsRisky(text);

        // Blanks at the edges and a leading U+FEFF are what readers trim or take for a mark.
        quoted |= text.AsSpan().ContainsAny("\",\r\n") || text is [' ' or '\t' or '\uFEFF', ..] or [.., ' ' or '\t'];
        if (quoted)
        {
            Put((byte)'"');
        }

        if (risky)
        {
            Put((byte)'\'');
        }

        var rest = text.AsSpan();
        for (int quote; quoted && (quote = rest.IndexOf('"')) >= 0; rest = rest[(quote + 1)..])
        {
            Text(rest[..(quote + 1)]);
            Put((byte)'"');
        }

        Text(rest);
        if (quoted)
        {
            Put((byte)'"');
        }
    }

    private void Text(ReadOnlySpan<char> text)
    {
        Room(encoding?.GetMaxByteCount(text.Length) ?? text.Length * 3);
        _used += (encoding ?? Encoding.UTF8).GetBytes(text, _buffer.AsSpan(_used));
    }

    private void Put(byte b)
    {
        Room(1);
        _buffer[_used++] = b;
    }

    private void Room(int bytes)
    {
        if (_buffer.Length - _used < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + bytes));
        }
    }
}
