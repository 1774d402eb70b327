using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Kith.Engine.Acquire;

/// <summary>
/// An old workbook (.xls, BIFF2 to BIFF8) read as text, row by row, its numbers and dates as <see cref="XlsxBook"/> writes
/// them. The records are read by ExcelDataReader; the container around them, whose chains a hostile file can close to a
/// circle, by own code. One thread at a time; the stream stays the caller's.
/// </summary>
public sealed class XlsBook : ITableBook
{
    // The format ends here: a column further on is a damaged record, and would make every row as wide.
    private const int MostColumns = 256;

    // A cell takes bytes of its own: a small file that spans millions only has a stray record in a far corner.
    private const long CellsGranted = 4_000_000;
    private const int CellsPerByte = 8;
    private const int RowsLookedAt = 100_000;
    private const double DaysTo1904 = 1462;
    private const double FirstDayAfterGap = 61;
    private readonly Stream workbook;
    private readonly BiffScan scan;
    private readonly IExcelDataReader reader;
    private readonly List<XlsxSheet> sheets = [];
    private readonly List<IReadOnlyList<MergedRange>> merged = [];
    private readonly Dictionary<(int Index, string? Code), NumberFormat> formats = [];

    private XlsBook(Stream workbook)
    {
        this.workbook = workbook;
        scan = BiffScan.Read(workbook);
        if (scan.Encrypted)
        {
            throw new TableRefusedException("xls.encrypted");
        }

        var latin = EncodingNames.Find("windows-1252");
        reader = Guarded(() => ExcelReaderFactory.CreateBinaryReader(workbook, new ExcelReaderConfiguration { FallbackEncoding = latin, LeaveOpen = true }));
        Guarded(() =>
        {
            do
            {
                sheets.Add(new XlsxSheet(reader.Name ?? "", !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase), null));
                merged.Add([.. (reader.MergeCells ?? []).Select(range => new MergedRange(range.FromRow + 1, range.FromColumn + 1, range.ToRow + 1, range.ToColumn + 1))]);
            }
            while (reader.NextResult());
            return true;
        });
        if (sheets.TrueForAll(sheet => sheet.Name.Length == 0) && reader.ResultsCount == 0)
        {
            throw new TableRefusedException("xls.no-sheet");
        }
    }

    public IReadOnlyList<XlsxSheet> Sheets => sheets;

    public double Progress { get; private set; }

    /// <summary>Whether a file begins as an old workbook does: in its container, or bare as the oldest ones are.</summary>
    public static bool IsOne(ReadOnlySpan<byte> head) => IsCompound(head) || IsBare(head);

    /// <summary>Opens a workbook.</summary>
    /// <param name="seekable">The file.</param>
    /// <exception cref="TableRefusedException">
    /// `xls.encrypted`, `xls.damaged`, `xls.truncated`, `xls.no-sheet`; `xlsx.encrypted` for a locked new workbook, which lies
    /// in the same container; `table.not-a-table` for other documents of it.
    /// </exception>
    public static XlsBook Open(Stream seekable)
    {
        Span<byte> head = stackalloc byte[16];
        seekable.Position = 0;
        head = head[..seekable.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (IsBare(head))
        {
            const int Piece = 1 << 12;
            var pieces = Enumerable.Range(0, (int)Math.Min((seekable.Length / Piece) + 1, int.MaxValue)).Select(piece => (uint)piece).ToArray();
            return new XlsBook(new SectorStream(seekable, pieces, Piece, piece => (long)piece * Piece, seekable.Length));
        }

        if (!IsCompound(head))
        {
            throw new TableRefusedException("table.not-a-table", data: "binary");
        }

        var file = new CompoundFile(seekable);
        if (file.Has("EncryptedPackage"))
        {
            throw new TableRefusedException("xlsx.encrypted");
        }

        return new XlsBook(file.Open("Workbook") ?? file.Open("Book") ?? throw new TableRefusedException("table.not-a-table", data: file.Has("WordDocument") ? "doc" : "ole"));
    }

    public IEnumerable<TableRow> Rows(int sheet)
    {
        _ = sheets[sheet];
        return Read(sheet);
    }

    /// <inheritdoc/>
    /// <remarks>In one pass: to come to a sheet, the library goes through all those before it.</remarks>
    public IReadOnlyList<int> Filled()
    {
        var filled = new List<int>();
        var left = RowsLookedAt;
        var goesOn = true;
        for (var sheet = 0; sheet < sheets.Count; sheet++)
        {
            var holds = true;
            try
            {
                goesOn = goesOn && (sheet == 0 ? ToFirst() : Guarded(reader.NextResult));
                holds = !goesOn || sheets[sheet].Hidden || MayHoldRows(sheet, ref left);
            }
            catch (TableRefusedException)
            {
                // What can't be read counts.
            }

            if (holds && !sheets[sheet].Hidden)
            {
                filled.Add(sheet);
            }
        }

        return filled;
    }

    public IReadOnlyList<MergedRange>? Merged(int sheet) => merged[sheet];

    /// <summary>The format holds no more of them than can be kept.</summary>
    public bool MergedCut(int sheet) => false;

    public void Dispose()
    {
        reader.Dispose();
        workbook.Dispose();
    }

    private static bool IsCompound(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    // BOF of BIFF2, 3, 4 and 5: its length, then version, then the kind of what begins.
    private static bool IsBare(ReadOnlySpan<byte> head) =>
        head is [0x09, 0x00 or 0x02 or 0x04 or 0x08, >= 4 and <= 20, 0, _, _, 0x05 or 0x10 or 0x20 or 0x40 or 0x00, 0x00 or 0x01, ..];

    private IEnumerable<TableRow> Read(int sheet)
    {
        ToFirst();
        for (var at = 0; at < sheet && Guarded(reader.NextResult); at++)
        {
            // To the sheet that is asked for.
        }

        var rows = Math.Max(reader.RowCount, 1);
        RequireExtent(rows);
        for (var number = 1L; Guarded(reader.Read); number++)
        {
            Progress = Math.Min(1, (double)number / rows);
            var row = Guarded(() => ReadRow(sheet, number));
            if (row.Cells is { Length: > 0 })
            {
                yield return row;
            }
        }

        Progress = 1;
    }

    private bool ToFirst() => Guarded(() =>
    {
        reader.Reset();
        return true;
    });

    private void RequireExtent(int rows)
    {
        if (reader.FieldCount > MostColumns)
        {
            throw new TableRefusedException("xls.damaged", data: "columns");
        }

        if ((long)rows * reader.FieldCount > CellsGranted + (workbook.Length * CellsPerByte))
        {
            throw new TableRefusedException("xls.damaged", data: "cells");
        }
    }

    private bool MayHoldRows(int sheet, ref int left)
    {
        RequireExtent(Math.Max(reader.RowCount, 1));
        for (var number = 1L; left > 0; number++, left--)
        {
            if (!Guarded(reader.Read))
            {
                return false;
            }

            if (Guarded(() => ReadRow(sheet, number)) is { IsBlank: false })
            {
                return true;
            }
        }

        return true;
    }

    private TableRow ReadRow(int sheet, long number)
    {
        string[]? cells = null;
        string? problem = null;
        List<int>? decimals = null;
        for (var column = reader.FieldCount - 1; column >= 0; column--)
        {
            var text = Text(sheet, number, column, ref problem);
            if (text.Contains('.', StringComparison.Ordinal) && reader.GetValue(column) is double or decimal && SheetCellText.IsDecimal(text, FormatOf(column)))
            {
                (decimals ??= []).Add(column);
            }

            if (text.Length > 0 && cells is null)
            {
                cells = new string[column + 1];
            }

            if (cells is not null)
            {
                cells[column] = text;
            }
        }

        return new TableRow(number, cells ?? [], problem, Decimals: decimals?.ToArray());
    }

    private string Text(int sheet, long number, int column, ref string? problem)
    {
        switch (reader.GetValue(column))
        {
            case null:
                return scan.ErrorAt(sheet, (int)number - 1, column) ?? "";
            case string text:
                return text;
            case bool yes:
                return yes ? "TRUE" : "FALSE";
            case DateTime moment:
                return Moment(moment, FormatOf(column));
            case TimeSpan elapsed:
                return SheetCellText.FromNumber(elapsed.TotalDays.ToString("R", CultureInfo.InvariantCulture), FormatOf(column), false, out _);
            case IFormattable value:
                var shown = SheetCellText.FromNumber(value.ToString("R", CultureInfo.InvariantCulture), FormatOf(column), scan.Epoch1904, out var lostDigits);
                problem ??= lostDigits ? "xlsx.number-over-15-digits" : null;
                return shown;
            case var other:
                return other.ToString() ?? "";
        }
    }

    /// <summary>Back to the day number that the reader made the moment of, to be written as all dates are.</summary>
    private string Moment(DateTime moment, NumberFormat format)
    {
        var day = moment.ToOADate();
        day = scan.Epoch1904 ? day - DaysTo1904 : day is >= 1 and < FirstDayAfterGap ? day - 1 : day;
        return SheetCellText.FromNumber(day.ToString("R", CultureInfo.InvariantCulture), format, scan.Epoch1904, out _);
    }

    private NumberFormat FormatOf(int column)
    {
        var index = reader.GetNumberFormatIndex(column);
        var code = reader.GetNumberFormatString(column);
        if (!formats.TryGetValue((index, code), out var format))
        {
            format = NumberFormat.BuiltIn(index);
            formats[(index, code)] = format = format.Meaning == NumberMeaning.Number && code is not null ? NumberFormat.Parse(code) : format;
        }

        return format;
    }

    /// <summary>Records that contradict each other make the library throw whatever comes: all of it means a damaged file.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw new TableRefusedException("xls.encrypted");
        }
        catch (Exception e) when (e is not TableRefusedException)
        {
            throw new TableRefusedException("xls.damaged", data: e.GetType().Name);
        }
    }
}
