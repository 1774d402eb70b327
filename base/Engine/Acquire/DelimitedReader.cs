using System.Collections;

namespace Kith.Engine.Acquire;

/// <summary>
/// Reads a delimited text row by row with bounded memory. A row with broken quoting does not end the reading: it comes
/// with its problem and the best reading of its cells, and the next line starts afresh.
/// </summary>
/// <remarks>To cancel, stop enumerating. One pass only; not safe for several threads.</remarks>
public sealed class DelimitedReader : IEnumerable<TableRow>, IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly TextSource _source;
    private readonly TextDialect _dialect;
    private readonly ReadLimits _limits;
    private readonly RowScanner _scanner;
    private readonly List<TableFinding> _findings = [];
    private char[] _buffer = new char[2 * TextSource.BlockBytes];
    private int _start;
    private int _end;
    private long _line = 1;
    private bool _begun;

    /// <summary>Starts reading at the stream's position.</summary>
    /// <param name="stream">The file's bytes; need not be seekable.</param>
    /// <param name="dialect">How the file is written.</param>
    /// <param name="limits">Bounds; null for <see cref="ReadLimits.Default"/>.</param>
    /// <param name="leaveOpen">True to keep the stream open on dispose.</param>
    /// <exception cref="TableRefusedException">The encoding is unknown.</exception>
    public DelimitedReader(Stream stream, TextDialect dialect, ReadLimits? limits = null, bool leaveOpen = false)
    {
        _stream = stream;
        _dialect = dialect;
        _limits = limits ?? ReadLimits.Default;
        _leaveOpen = leaveOpen;
        _source = new TextSource(stream, dialect.Encoding, dialect.LineFallback, _limits.MaxFindings);
        _scanner = new RowScanner(dialect, _limits);
    }

    /// <summary>Bytes decoded so far, up to 256 KiB ahead of the row last given.</summary>
    public long BytesRead => _source.BytesDecoded;

    /// <summary>What was noticed so far beside the rows' own problems.</summary>
    public IReadOnlyList<TableFinding> Findings => _findings;

    /// <summary>Findings noticed so far, those beyond the kept ones included.</summary>
    public long FindingCount { get; private set; }

    /// <summary>Reads all rows of a stream and closes it.</summary>
    public static IEnumerable<TableRow> Read(Stream stream, TextDialect dialect, ReadLimits? limits = null)
    {
        using var reader = new DelimitedReader(stream, dialect, limits);
        foreach (var row in reader)
        {
            yield return row;
        }
    }

    /// <summary>The rows, blank lines included.</summary>
    /// <exception cref="InvalidOperationException">The reader was enumerated before.</exception>
    /// <exception cref="TableRefusedException">A limit of the file as a whole was passed.</exception>
    public IEnumerator<TableRow> GetEnumerator()
    {
        if (_begun)
        {
            throw new InvalidOperationException("A reader reads its stream once.");
        }

        _begun = true;
        return Rows().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the stream unless it was to stay open.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private IEnumerable<TableRow> Rows()
    {
        for (var skip = _dialect.SkipLines; skip > 0 && NextRow(out _); skip--)
        {
        }

        while (NextRow(out var row))
        {
            yield return row;
        }
    }

    private bool NextRow(out TableRow row)
    {
        while (true)
        {
            var text = _buffer.AsSpan(_start, _end - _start);
            if (text.IsEmpty && _source.Ended)
            {
                row = default;
                return false;
            }

            if (!text.IsEmpty && _scanner.Scan(text, _line, _source.Ended))
            {
                row = TakeRow(text);
                return true;
            }

            if (text.Length > _limits.MaxRowChars)
            {
                throw new TableRefusedException("table.row-too-long", _line, 0, Invariant(_limits.MaxRowChars));
            }

            Fill();
        }
    }

    private TableRow TakeRow(ReadOnlySpan<char> text)
    {
        var position = _source.CharsDecoded - text.Length;
        var cells = _scanner.Cells(text);
        var (problem, column) = (_scanner.Problem, _scanner.ProblemColumn);
        if (_scanner.LongestCell > _limits.MaxCellChars)
        {
            problem ??= "table.cell-too-long";
        }

        if (position < _source.SuspectUntil && problem is null && text[.._scanner.Length].IndexOfAny('\0', '\uFFFD') is >= 0 and var at)
        {
            problem = text[at] == '\0' ? "text.nul" : "encoding.undecodable";
            column = 1 + Array.FindIndex(cells, c => c.AsSpan().ContainsAny('\0', '\uFFFD'));
        }

        if (_source.NextMark < position + _scanner.Length && _source.PassMarks(position + _scanner.Length))
        {
            Note(new TableFinding("encoding.mixed", _line, 0, _source.Fallback));
        }

        if (_scanner.StrayQuoteColumn > 0 && problem is null)
        {
            Note(new TableFinding("csv.quote-in-text", _line, _scanner.StrayQuoteColumn));
        }

        var row = new TableRow(_line, cells, problem, column);
        _line += _scanner.Lines;
        _start += _scanner.Length;
        return row;
    }

    private void Note(TableFinding finding)
    {
        FindingCount++;
        if (_findings.Count < _limits.MaxFindings)
        {
            _findings.Add(finding);
        }
    }

    private void Fill()
    {
        var kept = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            (_start, _end) = (0, kept);
        }

        if (_buffer.Length - _end < TextSource.BlockBytes)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        // A long row is scanned again after each fill, so fills grow with the buffer.
        do
        {
            _end += _source.Read(_buffer.AsSpan(_end));
        }
        while (!_source.Ended && _end < _buffer.Length / 2);
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
