using Kith.Engine.Acquire;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>A staged file, read as rows of data by its layout.</summary>
internal sealed class ImportFile : IDisposable
{
    private const int RowsToLookAt = 200;
    private const int SampleRows = 100;
    private const int SamplesShown = 3;

    private readonly FileStream stream;
    private readonly FileLayout layout;
    private readonly DelimitedReader? text;
    private readonly XlsxBook? book;

    private ImportFile(FileStream stream, FileLayout layout)
    {
        this.stream = stream;
        this.layout = layout;
        if (layout.Format == FileLayout.Xlsx)
        {
            book = XlsxBook.Open(stream);
        }
        else
        {
            text = new DelimitedReader(stream, layout.Dialect!);
        }
    }

    /// <summary>Share of the file that is read, 0 to 1.</summary>
    public double Progress => book?.Progress ?? (stream.Length == 0 ? 1 : Math.Min(1, (double)text!.BytesRead / stream.Length));

    public static string PathOf(DataFolder folder, long id) =>
        Path.Combine(folder.Imports, id.ToString(System.Globalization.CultureInfo.InvariantCulture), "source");

    public static bool Exists(DataFolder folder, long id) => File.Exists(PathOf(folder, id));

    public static void Discard(DataFolder folder, long id)
    {
        var place = Path.GetDirectoryName(PathOf(folder, id))!;
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>Opens a staged file by its layout.</summary>
    /// <exception cref="Refused">The staged file is gone.</exception>
    public static ImportFile Open(DataFolder folder, long id, FileLayout layout)
    {
        var path = PathOf(folder, id);
        if (!File.Exists(path))
        {
            throw Refused.Conflict("import.file-gone");
        }

        return new ImportFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), layout);
    }

    /// <summary>Finds out how a file is to be read; what the user said wins over what is found.</summary>
    public static FileLayout Detect(DataFolder folder, long id, string name, ChangeImport.Reading? said)
    {
        using var stream = File.OpenRead(PathOf(folder, id));
        var head = new byte[512];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read == 0)
        {
            throw new TableRefusedException("table.empty");
        }

        var layout = TextDetection.DetectFormat(head.AsSpan(0, read)) == TableFormat.Xlsx
            ? DetectSheet(stream, said)
            : DetectText(stream, said);
        return DetectShape(folder, id, layout, said);
    }

    /// <summary>The columns of a file with the field that each seems to be.</summary>
    public static IReadOnlyList<ColumnPlan> Columns(DataFolder folder, long id, FileLayout layout, FieldBook fields)
    {
        using var file = Open(folder, id, layout);
        var rows = file.Rows().Take(SampleRows).Select(row => row.Cells).ToList();
        var headers = Headers(folder, id, layout, rows.Count == 0 ? 0 : rows.Max(row => row.Length));
        var hints = fields.All.Where(field => field.IsUserDefined)
            .Select(field => new FieldHint(field.Key, Check.Cleaning.FieldTypes.NameOf(field.Type), [field.Label!])).ToList();
        return [.. ColumnMapper.Map(headers, rows, hints).Select(guess => Plan(guess, headers[guess.Column], rows))];
    }

    /// <summary>The rows of data: below the header, above the totals; blank rows are passed over.</summary>
    public IEnumerable<TableRow> Rows()
    {
        foreach (var row in RawRows())
        {
            if (row.Number < layout.FirstRow || row.IsBlank || ShapeDetection.IsTotalsRow(row.Cells))
            {
                continue;
            }

            yield return row;
        }
    }

    public void Dispose()
    {
        text?.Dispose();
        book?.Dispose();
        stream.Dispose();
    }

    /// <summary>A refusal of a whole file: which file, which row and column, and what is wrong.</summary>
    public static Refused Refusal(TableRefusedException refused, string name)
    {
        var data = new Dictionary<string, object?>(DataOf(refused), StringComparer.Ordinal) { ["file"] = name };
        return new Refused(Shell.Refusal.Invalid, "finding." + refused.Code, null, data);
    }

    public static IReadOnlyDictionary<string, object?> DataOf(TableRefusedException refused) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["row"] = refused.Row,
        ["column"] = refused.Column,
        ["data"] = refused.Finding.Data,
    };

    private IEnumerable<TableRow> RawRows() => book is null
        ? text!
        : book.Rows(Math.Max(0, book.Sheets.ToList().FindIndex(sheet => sheet.Name == layout.Sheet)));

    private static FileLayout DetectText(FileStream stream, ChangeImport.Reading? said)
    {
        static char? One(string? value) => value is null ? null : value.Length == 0 ? TextDialect.None : value == "\\t" ? '\t' : value[0];
        var guess = TextDetection.Detect(stream, new TextOverrides(said?.Encoding, One(said?.Delimiter), One(said?.Quote)));
        return new FileLayout(
            FileLayout.Csv,
            guess.Dialect,
            [guess.Dialect.Encoding, .. guess.Alternatives.Select(other => other.Encoding)],
            null,
            [],
            0,
            1,
            1,
            Math.Min(guess.EncodingConfidence, guess.DialectConfidence),
            guess.Findings);
    }

    private static FileLayout DetectSheet(FileStream stream, ChangeImport.Reading? said)
    {
        using var book = XlsxBook.Open(stream);
        var names = book.Sheets.Select(sheet => sheet.Name).ToList();
        if (said?.Sheet is { } wanted && !names.Contains(wanted, StringComparer.Ordinal))
        {
            throw Refused.Invalid("import.no-sheet", "sheet", ("sheet", wanted), ("sheets", string.Join(", ", names)));
        }

        var sheet = said?.Sheet ?? book.Sheets.Where(candidate => !candidate.Hidden).Select(candidate => candidate.Name)
            .FirstOrDefault(candidate => book.Rows(names.IndexOf(candidate)).Any()) ?? names[0];
        return new FileLayout(FileLayout.Xlsx, null, [], sheet, names, 0, 1, 1, 1, []);
    }

    private static FileLayout DetectShape(DataFolder folder, long id, FileLayout layout, ChangeImport.Reading? said)
    {
        using var file = Open(folder, id, layout);
        var merged = file.book?.Merged(layout.Sheets.ToList().IndexOf(layout.Sheet!));
        var first = file.RawRows().Take(RowsToLookAt).ToList();
        if (first.Count == 0)
        {
            throw new TableRefusedException("table.empty");
        }

        var shape = ShapeDetection.Detect(first, merged);
        if (said?.HeaderRow is { } header)
        {
            var rows = header == 0 ? 0 : said.HeaderRows ?? 1;
            return layout with { HeaderRow = header, HeaderRows = rows, FirstRow = header == 0 ? first[0].Number : FirstAfter(first, header, rows) };
        }

        return layout with { HeaderRow = shape.HeaderRow, HeaderRows = shape.HeaderRows, FirstRow = shape.FirstDataRow };
    }

    private static long FirstAfter(List<TableRow> rows, long header, int headerRows) =>
        rows.Where(row => row.Number >= header).Skip(headerRows).Select(row => row.Number).FirstOrDefault(header + headerRows);

    private static List<string> Headers(DataFolder folder, long id, FileLayout layout, int width)
    {
        using var file = Open(folder, id, layout);
        IReadOnlyList<string> names = [];
        if (layout.HeaderRow > 0)
        {
            var rows = file.RawRows().SkipWhile(row => row.Number < layout.HeaderRow).Take(layout.HeaderRows).ToList();
            names = ShapeDetection.JoinHeaders(rows);
        }

        return [.. Enumerable.Range(0, Math.Max(width, names.Count)).Select(index => index < names.Count ? names[index] : "")];
    }

    private static ColumnPlan Plan(ColumnGuess guess, string header, List<string[]> rows)
    {
        var samples = rows.Select(row => guess.Column < row.Length ? row[guess.Column].Trim() : "").Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal).Take(SamplesShown).ToList();
        var ours = header is DownloadRejects.RowColumn or DownloadRejects.ReasonColumn;
        var field = ours ? null : header == Kith.Keep.Customers.CustomerRows.IdHeader ? "id" : guess.Field;
        var keep = field is null && !ours && header.Length > 0 && samples.Count > 0;
        return new ColumnPlan(
            guess.Column,
            header,
            keep ? ColumnPlan.NewField : field,
            keep ? header : null,
            keep ? guess.SuggestedType : null,
            guess.Fit,
            guess.Because,
            samples);
    }
}
