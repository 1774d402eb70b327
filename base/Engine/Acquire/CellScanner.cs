using System.Buffers;

namespace Kith.Engine.Acquire;

/// <summary>How the text of a cell is got from its characters in the file.</summary>
internal enum CellForm : byte
{
    /// <summary>As it stands.</summary>
    Plain,

    /// <summary>Doubled quotes or escapes are to be undone.</summary>
    Quoted,

    /// <summary>Escapes outside quotes are to be undone.</summary>
    Escaped,
}

/// <summary>How a scan ended.</summary>
internal enum Scanned
{
    /// <summary>The row's end was found.</summary>
    Done,

    /// <summary>The row may go on beyond the text.</summary>
    NeedsMore,

    /// <summary>A quote did not close within the limits.</summary>
    Unclosed,
}

/// <summary>Where a cell lies in the scanned text, without its quotes.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct CellSpan(int Start, int Length, CellForm Form);

/// <summary>Finds the cells of one row by the letter of the dialect and notes what is odd about its quotes.</summary>
internal sealed class CellScanner
{
    private readonly char _delimiter;
    private readonly char _quote;
    private readonly char _escape;
    private readonly TextDialect _dialect;
    private readonly ReadLimits _limits;
    private readonly SearchValues<char> _plainStops;
    private readonly SearchValues<char> _quotedStops;
    private readonly List<CellSpan> _cells = [];
    private int _allowedLines;
    private bool _oneLine;
    private bool _quotesArePlain;

    public CellScanner(TextDialect dialect, ReadLimits limits)
    {
        (_dialect, _limits) = (dialect, limits);
        (_delimiter, _quote, _escape) = (dialect.Delimiter, dialect.Quote, dialect.Escape);
        _plainStops = Stops('\r', '\n', _delimiter, _quote, _escape);
        _quotedStops = Stops(_quote, _escape);
    }

    /// <summary>The cells found last.</summary>
    public List<CellSpan> Cells => _cells;

    /// <summary>Characters of the row, its line end included.</summary>
    public int Length { get; private set; }

    /// <summary>Line ends within quotes.</summary>
    public int QuotedLines { get; private set; }

    /// <summary>Line ends outside quotes that an escape makes text.</summary>
    public int EscapedLines { get; private set; }

    /// <summary>1-based column of the first quote that closed before plain text, 0 when there is none.</summary>
    public int TextAfterQuote { get; private set; }

    /// <summary>True when such a quote stands on the row's first line.</summary>
    public bool TextAfterQuoteAtOnce { get; private set; }

    /// <summary>1-based column of the quote that did not close, or of the last one that closed on a later line.</summary>
    public int OpenColumn { get; private set; }

    /// <summary>1-based column of a quote inside an unquoted cell, 0 when there is none.</summary>
    public int StrayQuoteColumn { get; private set; }

    /// <summary>Characters of the longest cell as it stands in the file.</summary>
    public int LongestCell { get; private set; }

    /// <summary>Scans one row.</summary>
    /// <param name="text">Starts with the row.</param>
    /// <param name="line">The row's line number, for refusals.</param>
    /// <param name="ended">True when the text ends the file.</param>
    /// <param name="allowedLines">Line ends that a quoted cell may hold.</param>
    /// <param name="oneLine">True when the text is one line and a quote that does not close in it is plain text.</param>
    /// <exception cref="TableRefusedException">More columns than allowed.</exception>
    public Scanned Scan(ReadOnlySpan<char> text, long line, bool ended, int allowedLines, bool oneLine = false)
    {
        (_allowedLines, _oneLine, _quotesArePlain) = (allowedLines, oneLine, false);
        _cells.Clear();
        (StrayQuoteColumn, LongestCell, EscapedLines) = (0, 0, 0);
        (QuotedLines, TextAfterQuote, OpenColumn, TextAfterQuoteAtOnce) = (0, 0, 0, false);
        var runs = _dialect.DelimiterRule != DelimiterRule.Each;
        var pos = runs ? SkipDelimiters(text, 0) : 0;
        while (true)
        {
            if (_cells.Count >= _limits.MaxColumns)
            {
                throw new TableRefusedException("table.too-many-columns", line, _limits.MaxColumns + 1,
                    _limits.MaxColumns.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            if (_dialect.SpaceAfterDelimiter && _cells.Count > 0)
            {
                pos = SkipSpace(text, pos);
            }

            var scanned = _quote != TextDialect.None && !_quotesArePlain && pos < text.Length && text[pos] == _quote
                ? ScanQuoted(text, ref pos, ended)
                : ScanPlain(text, pos, ref pos, ended);
            if (scanned != Scanned.Done)
            {
                return scanned;
            }

            LongestCell = Math.Max(LongestCell, _cells[^1].Length);
            if (pos < text.Length && text[pos] == _delimiter && _delimiter != TextDialect.None)
            {
                pos = runs ? SkipDelimiters(text, pos) : pos + 1;
                if (!runs || (pos < text.Length && text[pos] is not ('\r' or '\n')))
                {
                    continue;
                }
            }

            if (pos == text.Length)
            {
                Length = pos;
                return ended ? Scanned.Done : Scanned.NeedsMore;
            }

            if (text[pos] == '\r' && pos + 1 == text.Length && !ended)
            {
                return Scanned.NeedsMore;
            }

            Length = pos + (text[pos] == '\r' && pos + 1 < text.Length && text[pos + 1] == '\n' ? 2 : 1);
            return Scanned.Done;
        }
    }

    private Scanned ScanPlain(ReadOnlySpan<char> text, int start, ref int pos, bool ended)
    {
        var form = CellForm.Plain;
        pos = start;
        while (true)
        {
            var stop = text[pos..].IndexOfAny(_plainStops);
            if (stop < 0)
            {
                pos = text.Length;
                _cells.Add(new CellSpan(start, pos - start, form));
                return ended ? Scanned.Done : Scanned.NeedsMore;
            }

            pos += stop;
            var at = text[pos];
            if (at == _escape && at != _quote)
            {
                form = CellForm.Escaped;
                var ends = pos + 1 < text.Length && text[pos + 1] is '\r' or '\n';
                EscapedLines += ends ? 1 : 0;
                pos = Math.Min(pos + (ends && text[(pos + 1)..].StartsWith("\r\n") ? 3 : 2), text.Length);
            }
            else if (at == _quote && at != _delimiter)
            {
                StrayQuoteColumn = StrayQuoteColumn > 0 ? StrayQuoteColumn : _cells.Count + 1;
                pos++;
            }
            else if (at == _delimiter && _dialect.DelimiterRule == DelimiterRule.LongRun && IsSingle(text, pos))
            {
                pos++;
            }
            else
            {
                _cells.Add(new CellSpan(start, pos - start, form));
                return Scanned.Done;
            }
        }
    }

    private Scanned ScanQuoted(ReadOnlySpan<char> text, ref int pos, bool ended)
    {
        var (start, p, counted, lines, form) = (pos + 1, pos + 1, pos + 1, 0, CellForm.Plain);
        while (true)
        {
            var stop = text[p..].IndexOfAny(_quotedStops);
            p = stop < 0 ? text.Length : p + stop;
            lines += CellText.LineEnds(text[counted..p]);
            counted = p;
            if (lines > _allowedLines || (lines > 0 && p - start > _limits.MaxQuotedChars))
            {
                return NotClosed(text, ref pos);
            }

            if (stop < 0)
            {
                return ended ? NotClosed(text, ref pos) : Scanned.NeedsMore;
            }

            if (p + 1 == text.Length && !ended)
            {
                return Scanned.NeedsMore;
            }

            if (text[p] == _escape && _escape != _quote)
            {
                form = CellForm.Quoted;
                p = Math.Min(p + 2, text.Length);
                continue;
            }

            if (p + 1 < text.Length && text[p + 1] == _quote)
            {
                form = CellForm.Quoted;
                p += 2;
                continue;
            }

            var after = p + 1;
            while (after < text.Length && text[after] is ' ' or '\t' && text[after] != _delimiter)
            {
                after++;
            }

            if (after == text.Length && !ended)
            {
                return Scanned.NeedsMore;
            }

            // Without a delimiter a NUL is text as any other.
            if (after == text.Length || text[after] is '\r' or '\n' || (text[after] == _delimiter && _delimiter != TextDialect.None))
            {
                _cells.Add(new CellSpan(start, p - start, form));
                QuotedLines += lines;
                OpenColumn = lines > 0 ? _cells.Count : OpenColumn;
                pos = after;
                return Scanned.Done;
            }

            TextAfterQuoteAtOnce |= QuotedLines + lines == 0;
            TextAfterQuote = TextAfterQuote > 0 ? TextAfterQuote : _cells.Count + 1;
            p++;
        }
    }

    private Scanned NotClosed(ReadOnlySpan<char> text, ref int pos)
    {
        OpenColumn = _cells.Count + 1;
        if (!_oneLine)
        {
            return Scanned.Unclosed;
        }

        // What closes no quote here closes none further on either: the rest of the line is read once, not once a quote.
        _quotesArePlain = true;
        return ScanPlain(text, pos, ref pos, ended: true);
    }

    private bool IsSingle(ReadOnlySpan<char> text, int pos) =>
        pos + 1 == text.Length || text[pos + 1] != _delimiter;

    private int SkipDelimiters(ReadOnlySpan<char> text, int pos)
    {
        while (pos < text.Length && text[pos] == _delimiter)
        {
            pos++;
        }

        return pos;
    }

    private int SkipSpace(ReadOnlySpan<char> text, int pos)
    {
        var next = pos;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        return next < text.Length && text[next] == _quote && _quote != TextDialect.None ? next : Math.Min(next, pos + 1);
    }

    private static SearchValues<char> Stops(params ReadOnlySpan<char> chars)
    {
        Span<char> used = stackalloc char[chars.Length];
        var count = 0;
        foreach (var c in chars)
        {
            if (c != TextDialect.None)
            {
                used[count++] = c;
            }
        }

        return SearchValues.Create(used[..count]);
    }
}
