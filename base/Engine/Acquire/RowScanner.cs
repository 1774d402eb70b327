namespace Kith.Engine.Acquire;

/// <summary>
/// Takes the row at the start of a text and judges broken quoting: a quote that closes before plain text, or does not
/// close within the limits, makes a problem row of as few lines as possible.
/// </summary>
internal sealed class RowScanner(TextDialect dialect, ReadLimits limits)
{
    private readonly CellScanner _cells = new(dialect, limits);
    // Repairs of one file may take so many steps, about a second; a file broken throughout keeps its plain reading.
    private long _repairWork = 500_000_000;
    private int _columns = dialect.Columns;
    private int _unclosed;

    /// <summary>Characters of the row, its line end included.</summary>
    public int Length { get; private set; }

    /// <summary>Physical lines of the row.</summary>
    public int Lines { get; private set; }

    /// <summary>Why the row can't be trusted.</summary>
    public string? Problem { get; private set; }

    /// <summary>1-based column of the problem.</summary>
    public int ProblemColumn { get; private set; }

    /// <inheritdoc cref="CellScanner.StrayQuoteColumn"/>
    public int StrayQuoteColumn => _cells.StrayQuoteColumn;

    /// <inheritdoc cref="CellScanner.LongestCell"/>
    public int LongestCell => _cells.LongestCell;

    /// <summary>Scans one row.</summary>
    /// <param name="text">Starts with the row.</param>
    /// <param name="line">The row's line number, for refusals.</param>
    /// <param name="ended">True when the text ends the file.</param>
    /// <returns>False when the row may go on beyond the text.</returns>
    /// <exception cref="TableRefusedException">More columns than allowed.</exception>
    public bool Scan(ReadOnlySpan<char> text, long line, bool ended)
    {
        (Problem, ProblemColumn) = (null, 0);
        // Each quote that stayed open makes the next ones less believable, which bounds the scanning ahead.
        switch (_cells.Scan(text, line, ended, limits.MaxQuotedLines >> Math.Min(_unclosed / 8, 30)))
        {
            case Scanned.NeedsMore:
                return false;
            case Scanned.Unclosed:
                _unclosed++;
                CutToFirstLine(text, line, _cells.TextAfterQuoteAtOnce ? "csv.text-after-quote" : "csv.quote-unclosed", _cells.OpenColumn);
                return true;
        }

        (Length, Lines) = (_cells.Length, 1 + _cells.QuotedLines + _cells.EscapedLines);
        if (_cells.QuotedLines > 0 && (_cells.TextAfterQuote > 0 || (_columns > 1 && _cells.Cells.Count != _columns)))
        {
            JudgeManyLines(text, line, ended);
        }
        else if (_cells.TextAfterQuote > 0)
        {
            (Problem, ProblemColumn) = ("csv.text-after-quote", _cells.TextAfterQuote);
            Repair(text[..Length].TrimEnd("\r\n"));
        }
        else if (dialect.Columns == 0 && StrayQuoteColumn == 0)
        {
            _columns = _cells.Cells.Count;
        }

        return true;
    }

    /// <summary>The texts of the cells found last.</summary>
    public string[] Cells(ReadOnlySpan<char> text)
    {
        var cells = new string[_cells.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = _cells.Cells[i];
            var span = text.Slice(cell.Start, cell.Length);
            cells[i] = cell.Form == CellForm.Plain
                ? CellText.Plain(span)
                : CellText.Unescape(span, cell.Form == CellForm.Quoted ? dialect.Quote : TextDialect.None, dialect);
        }

        return cells;
    }

    /// <summary>A row over several lines with something wrong: it is kept only when its first line makes no better row.</summary>
    private void JudgeManyLines(ReadOnlySpan<char> text, long line, bool ended)
    {
        var (fits, column) = (_cells.Cells.Count == _columns, _cells.TextAfterQuote);
        if (column > 0 || _columns > 1)
        {
            CutToFirstLine(text, line, "csv.quote-unclosed", _cells.OpenColumn);
            if (_cells.Cells.Count == _columns || (column > 0 && !fits))
            {
                _unclosed++;
                return;
            }
        }

        _unclosed = Math.Max(0, _unclosed - 1);
        _cells.Scan(text, line, ended, limits.MaxQuotedLines);
        (Length, Lines) = (_cells.Length, 1 + _cells.QuotedLines + _cells.EscapedLines);
        (Problem, ProblemColumn) = column > 0 ? ("csv.text-after-quote", column) : (null, 0);
    }

    private void CutToFirstLine(ReadOnlySpan<char> text, long line, string problem, int column)
    {
        var end = text.IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        _cells.Scan(first, line, ended: true, allowedLines: 0, oneLine: true);
        var lineEnd = end < 0 ? 0 : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
        (Length, Lines, Problem, ProblemColumn) = (first.Length + lineEnd, 1, problem, column);
        Repair(first);
    }

    private void Repair(ReadOnlySpan<char> oneLine)
    {
        if (_cells.Cells.Count == _columns || _columns <= 1 || _repairWork <= 0)
        {
            return;
        }

        _repairWork -= QuoteRepair.Work(oneLine, dialect, _columns);
        if (QuoteRepair.Find(oneLine, dialect, _columns) is { } better)
        {
            _cells.Cells.Clear();
            _cells.Cells.AddRange(better);
        }
    }
}
