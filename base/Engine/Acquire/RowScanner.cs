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

/// <summary>Where a cell lies in the scanned text, without its quotes.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct CellSpan(int Start, int Length, CellForm Form);

/// <summary>
/// Finds the cells of the row at the start of a text. Broken quoting is judged here: a quote that closes before plain
/// text, or does not close within the limits, makes a problem row of as few lines as possible.
/// </summary>
internal sealed class RowScanner
{
    private readonly char _delimiter;
    private readonly char _quote;
    private readonly char _escape;
    private readonly TextDialect _dialect;
    private readonly ReadLimits _limits;
    private readonly SearchValues<char> _plainStops;
    private readonly SearchValues<char> _quotedStops;
    private readonly List<CellSpan> _cells = [];
    private int _columns;
    private int _unclosed;
    private int _quotedLines;
    private int _textAfterQuote;
    private int _openColumn;
    private bool _firstLineText;
    private bool _oneLine;
    private bool _quotesArePlain;

    public RowScanner(TextDialect dialect, ReadLimits limits)
    {
        (_dialect, _limits) = (dialect, limits);
        (_delimiter, _quote, _escape, _columns) = (dialect.Delimiter, dialect.Quote, dialect.Escape, dialect.Columns);
        _plainStops = Stops('\r', '\n', _delimiter, _quote, _escape);
        _quotedStops = Stops(_quote, _escape);
    }

    private enum Scanned
    {
        Done,
        NeedsMore,
        Unclosed,
    }

    /// <summary>Characters of the row, its line end included.</summary>
    public int Length { get; private set; }

    /// <summary>Physical lines of the row.</summary>
    public int Lines { get; private set; }

    /// <summary>Why the row can't be trusted.</summary>
    public string? Problem { get; private set; }

    /// <summary>1-based column of the problem.</summary>
    public int ProblemColumn { get; private set; }

    /// <summary>1-based column of a quote inside an unquoted cell, 0 when there is none.</summary>
    public int StrayQuoteColumn { get; private set; }

    /// <summary>Characters of the longest cell as it stands in the file.</summary>
    public int LongestCell { get; private set; }

    /// <summary>Scans one row.</summary>
    /// <param name="text">Starts with the row.</param>
    /// <param name="line">The row's line number, for refusals.</param>
    /// <param name="ended">True when the text ends the file.</param>
    /// <returns>False when the row may go on beyond the text.</returns>
    /// <exception cref="TableRefusedException">More columns than allowed.</exception>
    public bool Scan(ReadOnlySpan<char> text, long line, bool ended)
    {
        (_oneLine, _quotesArePlain) = (false, false);
        switch (ScanCells(text, line, ended))
        {
            case Scanned.NeedsMore:
                return false;
            case Scanned.Unclosed:
                _unclosed++;
                return CutToFirstLine(text, line, _firstLineText ? "csv.text-after-quote" : "csv.quote-unclosed", _openColumn);
        }

        if (_quotedLines > 0 && (_textAfterQuote > 0 || (_columns > 1 && _cells.Count != _columns)))
        {
            return JudgeManyLines(text, line);
        }

        if (_textAfterQuote > 0)
        {
            (Problem, ProblemColumn) = ("csv.text-after-quote", _textAfterQuote);
            Repair(text[..Length].TrimEnd("\r\n"));
        }
        else
        {
            LearnColumns();
        }

        return true;
    }

    /// <summary>The texts of the cells found last.</summary>
    public string[] Cells(ReadOnlySpan<char> text)
    {
        var cells = new string[_cells.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = _cells[i];
            var span = text.Slice(cell.Start, cell.Length);
            cells[i] = cell.Form == CellForm.Plain
                ? CellText.Plain(span)
                : CellText.Unescape(span, cell.Form == CellForm.Quoted ? _quote : TextDialect.None, _dialect);
        }

        return cells;
    }

    private bool JudgeManyLines(ReadOnlySpan<char> text, long line)
    {
        var (fits, cells, column) = (_cells.Count == _columns, _cells.ToArray(), _textAfterQuote);
        var (length, lines, longest) = (Length, Lines, LongestCell);
        if (_textAfterQuote > 0 || _columns > 1)
        {
            CutToFirstLine(text, line, "csv.quote-unclosed", _openColumn);
            if (_cells.Count == _columns || (column > 0 && !fits))
            {
                return true;
            }
        }

        _cells.Clear();
        _cells.AddRange(cells);
        (Length, Lines, LongestCell) = (length, lines, longest);
        (Problem, ProblemColumn) = column > 0 ? ("csv.text-after-quote", column) : (null, 0);
        return true;
    }

    private bool CutToFirstLine(ReadOnlySpan<char> text, long line, string problem, int column)
    {
        var end = text.IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        _oneLine = true;
        ScanCells(first, line, ended: true);
        var lineEnd = end < 0 ? 0 : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
        Length = first.Length + lineEnd;
        (Problem, ProblemColumn, StrayQuoteColumn) = (problem, column, 0);
        Repair(first);
        return true;
    }

    private void Repair(ReadOnlySpan<char> oneLine)
    {
        if (_cells.Count != _columns && _columns > 1 && QuoteRepair.Find(oneLine, _dialect, _columns) is { } better)
        {
            _cells.Clear();
            _cells.AddRange(better);
        }
    }

    private void LearnColumns()
    {
        if (_dialect.Columns == 0 && StrayQuoteColumn == 0)
        {
            _columns = _cells.Count;
        }
    }

    private Scanned ScanCells(ReadOnlySpan<char> text, long line, bool ended)
    {
        _cells.Clear();
        (Problem, ProblemColumn, StrayQuoteColumn, LongestCell) = (null, 0, 0, 0);
        (_quotedLines, _textAfterQuote, _openColumn, _firstLineText) = (0, 0, 0, false);
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
                (Length, Lines) = (pos, 1 + _quotedLines);
                return ended ? Scanned.Done : Scanned.NeedsMore;
            }

            if (text[pos] == '\r' && pos + 1 == text.Length && !ended)
            {
                return Scanned.NeedsMore;
            }

            Length = pos + (text[pos] == '\r' && pos + 1 < text.Length && text[pos + 1] == '\n' ? 2 : 1);
            Lines = 1 + _quotedLines;
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
                pos = Math.Min(pos + 2, text.Length);
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
        var allowedLines = _limits.MaxQuotedLines >> Math.Min(_unclosed / 8, 30);
        while (true)
        {
            var stop = text[p..].IndexOfAny(_quotedStops);
            p = stop < 0 ? text.Length : p + stop;
            lines += CellText.LineEnds(text[counted..p]);
            counted = p;
            if (lines > allowedLines || (lines > 0 && p - start > _limits.MaxQuotedChars))
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

            if (after == text.Length || text[after] is '\r' or '\n' || text[after] == _delimiter)
            {
                _cells.Add(new CellSpan(start, p - start, form));
                _quotedLines += lines;
                _openColumn = lines > 0 ? _cells.Count : _openColumn;
                pos = after;
                return Scanned.Done;
            }

            _firstLineText |= _quotedLines + lines == 0;
            _textAfterQuote = _textAfterQuote > 0 ? _textAfterQuote : _cells.Count + 1;
            p++;
        }
    }

    private Scanned NotClosed(ReadOnlySpan<char> text, ref int pos)
    {
        _openColumn = _cells.Count + 1;
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
