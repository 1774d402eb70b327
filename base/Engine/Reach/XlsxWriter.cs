using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kith.Engine.Acquire;

namespace Kith.Engine.Reach;

/// <summary>
/// Writes a workbook row by row at constant memory, whatever its size: texts lie in their cells (a table of shared ones
/// would have to be held), and past the last row of a sheet it goes on in a further one, the header repeated. Read back,
/// every cell is what was given, save those told in <see cref="Findings"/>.
/// </summary>
/// <remarks>Not safe for several threads. Call <see cref="FinishAsync"/> at the end: without it the file is broken.</remarks>
public sealed class XlsxWriter : IAsyncDisposable
{
    /// <summary>Rows of a sheet, the header included (ECMA-376; Excel's own limit).</summary>
    public const int MostRows = 1_048_576;

    /// <summary>Characters of a cell, in UTF-16 units.</summary>
    public const int MostChars = 32_767;

    /// <summary>Columns of a sheet.</summary>
    public const int MostColumns = 16_384;

    private const int RowsToMeasure = 200;
    private const int FindingsKept = 100;
    private readonly Stream _output;
    private readonly OutgoingBytes _outgoing = new();
    private readonly ZipArchive _zip;
    private readonly XlsxXml _xml = new();
    private readonly XlsxKind[] _kinds;
    private readonly string[] _headers;
    private readonly byte[][] _letters;
    private readonly string _name;
    private readonly int _rowsInSheet;
    private readonly List<TableFinding> _findings = [];
    private List<string?[]>? _measured = [];
    private double[] _widths = [];
    private Stream? _sheet;
    private int _row;
    private bool _finished;

    /// <summary>Starts a workbook.</summary>
    /// <param name="output">Where to; it stays the caller's and is written asynchronously only.</param>
    /// <param name="sheetName">The first sheet's name; further ones get a number behind it. At most 25 characters, none of \ / ? * [ ] :</param>
    /// <param name="columns">1 to 16,384 columns.</param>
    /// <param name="rowsInSheet">Rows after which the next sheet begins, the header included.</param>
    public XlsxWriter(Stream output, string sheetName, IReadOnlyList<XlsxColumn> columns, int rowsInSheet = MostRows)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Count, MostColumns);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsInSheet, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowsInSheet, MostRows);
        _output = output;
        _name = sheetName;
        _rowsInSheet = rowsInSheet;
        _kinds = [.. columns.Select(column => column.Kind)];
        _headers = [.. columns.Select(column => column.Header)];
        _letters = [.. Enumerable.Range(0, columns.Count).Select(index => Encoding.ASCII.GetBytes(XlsxXml.Letters(index)))];
        _zip = new ZipArchive(_outgoing, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>Rows written, headers left out.</summary>
    public long Rows { get; private set; }

    /// <summary>Sheets begun.</summary>
    public int Sheets { get; private set; }

    /// <summary>
    /// `xlsx.cell-cut` with the row (counted as <see cref="Rows"/>) and the column of a text longer than a cell can be:
    /// the first hundred.
    /// </summary>
    public IReadOnlyList<TableFinding> Findings => _findings;

    /// <summary>Texts that were cut, those beyond the kept findings included.</summary>
    public long CellsCut { get; private set; }

    /// <summary>Writes one row; null is an empty cell, missing cells at the end are empty.</summary>
    public async ValueTask WriteRowAsync(IReadOnlyList<string?> cells, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cells.Count, _kinds.Length);
        if (_measured is not null)
        {
            _measured.Add([.. cells]);
            if (_measured.Count < RowsToMeasure)
            {
                return;
            }

            await WriteMeasured(cancellation);
            return;
        }

        Put(cells);
        await Drain(whole: false, cancellation);
    }

    /// <summary>Completes the file.</summary>
    public async Task FinishAsync(CancellationToken cancellation = default)
    {
        if (_finished)
        {
            return;
        }

        await WriteMeasured(cancellation);
        if (_sheet is null)
        {
            BeginSheet();
        }

        EndSheet();
        Part("xl/workbook.xml", XlsxXml.Workbook([.. Enumerable.Range(1, Sheets).Select(SheetName)]));
        Part("xl/_rels/workbook.xml.rels", XlsxXml.WorkbookRelations(Sheets));
        Part("xl/styles.xml", XlsxXml.Styles);
        Part("_rels/.rels", XlsxXml.Relations);
        Part("[Content_Types].xml", XlsxXml.ContentTypes(Sheets));
        _zip.Dispose();
        _finished = true;
        await Drain(whole: true, cancellation);
    }

    /// <summary>Gives memory back; what was not finished stays a broken file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_sheet is not null)
        {
            await _sheet.DisposeAsync();
        }

        _zip.Dispose();
        await _outgoing.DisposeAsync();
    }

    private async ValueTask WriteMeasured(CancellationToken cancellation)
    {
        if (_measured is not { } held)
        {
            return;
        }

        _measured = null;
        _widths = [.. _headers.Select((header, column) => XlsxXml.Width(held.Select(row => column < row.Length ? row[column] : null).Prepend(header)))];
        foreach (var row in held)
        {
            Put(row);
            await Drain(whole: false, cancellation);
        }
    }

    private void Put(IReadOnlyList<string?> cells)
    {
        if (_sheet is null || _row == _rowsInSheet)
        {
            EndSheet();
            BeginSheet();
        }

        Rows++;
        _row++;
        _xml.RowStart(_row);
        for (var column = 0; column < cells.Count; column++)
        {
            if (cells[column] is { Length: > 0 } text)
            {
                PutCell(column, text);
            }
        }

        _xml.RowEnd();
    }

    private void PutCell(int column, string text)
    {
        var kind = _kinds[column];
        if (kind == XlsxKind.Number && XlsxValue.IsLosslessNumber(text))
        {
            _xml.Number(_letters[column], _row, text, XlsxXml.PlainStyle);
        }
        else if (kind == XlsxKind.Date && XlsxValue.Serial(text) is > 0 and var day)
        {
            _xml.Number(_letters[column], _row, day.ToString(CultureInfo.InvariantCulture), XlsxXml.DateStyle);
        }
        else
        {
            _xml.Text(_letters[column], _row, Fitting(text, column), XlsxXml.TextStyle);
        }
    }

    private ReadOnlySpan<char> Fitting(string text, int column)
    {
        if (text.Length <= MostChars)
        {
            return text;
        }

        CellsCut++;
        if (_findings.Count < FindingsKept)
        {
            _findings.Add(new TableFinding("xlsx.cell-cut", Rows, column + 1, text.Length.ToString(CultureInfo.InvariantCulture)));
        }

        // A pair of surrogates is not cut in two.
        return text.AsSpan(0, char.IsHighSurrogate(text[MostChars - 1]) ? MostChars - 1 : MostChars);
    }

    private void BeginSheet()
    {
        Sheets++;
        _row = 1;
        _sheet = _zip.CreateEntry(XlsxXml.SheetPart(Sheets), CompressionLevel.Fastest).Open();
        _xml.SheetStart(_widths);
        _xml.RowStart(_row);
        for (var column = 0; column < _headers.Length; column++)
        {
            _xml.Text(_letters[column], _row, _headers[column], XlsxXml.HeaderStyle);
        }

        _xml.RowEnd();
    }

    private void EndSheet()
    {
        if (_sheet is not null)
        {
            _xml.SheetEnd($"A1:{XlsxXml.Letters(_headers.Length - 1)}{_row.ToString(CultureInfo.InvariantCulture)}");
            _xml.MoveTo(_sheet);
            _sheet.Dispose();
            _sheet = null;
        }
    }

    /// <summary>Compressing is work for the processor alone; only what comes out of it is waited for.</summary>
    private async ValueTask Drain(bool whole, CancellationToken cancellation)
    {
        if (_sheet is not null && _xml.IsFull)
        {
            _xml.MoveTo(_sheet);
        }

        var waiting = _outgoing.Waiting;
        if (waiting.Length > (whole ? 0 : XlsxXml.BlockBytes))
        {
            await _output.WriteAsync(waiting, cancellation);
            _outgoing.Clear();
        }
    }

    private string SheetName(int number) => number == 1 ? _name : string.Create(CultureInfo.InvariantCulture, $"{_name} {number}");

    private void Part(string name, string xml)
    {
        using var part = _zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }
}
