using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Engine.Check;
using Kith.Keep.Fields;
using Kith.Secure.Secrets;

namespace Kith.Acquire.Import;

/// <summary>A staged file, read as rows of data by its layout.</summary>
internal sealed class ImportFile : IDisposable
{
    private static readonly string[] Regions =
        ["US", "GB", "DE", "FR", "ES", "IT", "NL", "JP", "KR", "HK", "TW", "SG", "MY", "AU", "CA", "IN", "BR", "MX", "PL", "SE", "CH", "AT"];

    private const int RowsToLookAt = 200;
    private const int SampleRows = 1000;
    private const int SamplesShown = 3;
    private const int LongestLabel = 70;
    private const int RowsToCount = 200_000;
    internal const string TooManyCells = "row.too-many-cells";

    private readonly Stream stream;
    private readonly FileLayout layout;
    private readonly DelimitedReader? text;
    private readonly XlsxBook? book;

    private ImportFile(Stream stream, FileLayout layout)
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

    /// <summary>The file as it came: it may hold classified values, so it lies sealed.</summary>
    public static Stream Stage(DataFolder folder, long id)
    {
        var path = PathOf(folder, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return SealedFile.Create(folder, path, PurposeOf(id));
    }

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
    public static ImportFile Open(DataFolder folder, long id, FileLayout layout) => new(OpenStaged(folder, id), layout);

    /// <exception cref="Refused">The staged file is gone.</exception>
    public static void RequireStaged(DataFolder folder, long id)
    {
        if (!Exists(folder, id))
        {
            throw Refused.Conflict("import.file-gone");
        }
    }

    /// <summary>Finds out how a file is to be read; what the user said wins over what is found.</summary>
    public static FileLayout Detect(DataFolder folder, long id, string name, ChangeImport.Reading? said)
    {
        using var stream = OpenStaged(folder, id);
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
        return Counted(folder, id, DetectShape(folder, id, layout, said) with { Said = said });
    }

    /// <summary>The first rows as they stand, each with what it is taken for.</summary>
    public IEnumerable<LabelledRow> FirstRows(int most) => TableBody.Label(RawRows(), layout.Shape).Take(most);

    /// <summary>The columns of a file with the field that each seems to be.</summary>
    public static IReadOnlyList<ColumnPlan> Columns(DataFolder folder, long id, FileLayout layout, FieldBook fields)
    {
        using var file = Open(folder, id, layout);
        var rows = file.Rows().Take(SampleRows).Select(row => row.Cells).ToList();
        var headers = layout.Shape.Headers.ToList();
        while (headers.Count < (rows.Count == 0 ? 0 : rows.Max(row => row.Length)))
        {
            headers.Add("");
        }

        var hints = fields.All.Where(field => field.IsUserDefined)
            .Select(field => new FieldHint(field.Key, Check.Cleaning.FieldTypes.NameOf(field.Type), [field.Label!])).ToList();
        var own = headers.Contains(Kith.Keep.Customers.CustomerRows.IdHeader, StringComparer.Ordinal);
        var guesses = ColumnMapper.Map([.. headers.Select(header => IsRemark(header) ? "" : header)], WithoutRemarks(headers, rows), hints);
        return Named([.. guesses.Select(guess => Plan(own ? Exported(guess, headers, fields) : guess, headers[guess.Column], rows, fields))]);
    }

    /// <summary>Whether a rejects file says something about the row here, instead of the row itself.</summary>
    private static bool IsRemark(string header) => header is DownloadRejects.RowColumn or DownloadRejects.ReasonColumn;

    /// <summary>Numbers and sentences of ours must not be taken for a field: the column that is one would lose it.</summary>
    private static List<string[]> WithoutRemarks(List<string> headers, List<string[]> rows) => headers.Exists(IsRemark)
        ? [.. rows.Select(row => row.Select((cell, index) => IsRemark(headers[index]) ? "" : cell).ToArray())]
        : rows;

    /// <summary>
    /// Whose numbers the phone columns hold: the home region while most of them are numbers of its plan, else the region whose
    /// plan knows most of them.
    /// </summary>
    public static string RegionOf(DataFolder folder, long id, FileLayout layout, IReadOnlyList<ColumnPlan> columns)
    {
        var phones = columns.Where(column => column.Field == "phone").Select(column => column.Index).ToList();
        using var file = Open(folder, id, layout);
        var cells = file.Rows().Take(RowsToLookAt).SelectMany(row => phones.Where(index => index < row.Cells.Length).Select(index => row.Cells[index]))
            .Where(cell => !string.IsNullOrWhiteSpace(cell) && !cell.Contains('+', StringComparison.Ordinal)).ToList();
        int Known(string region) => cells.Count(cell => Phones.Parse(cell, region) is { Count: > 0 } numbers && numbers.All(number => number.Verdict != Verdict.Bad));
        var home = Known(Cleaner.HomeRegion);
        if (home * 10 >= cells.Count * 6)
        {
            return Cleaner.HomeRegion;
        }

        var best = Regions.MaxBy(Known)!;
        return Known(best) > home ? best : Cleaner.HomeRegion;
    }

    /// <summary>The rows of data: titles, header, units, totals, notes, repeated headers and blank rows are passed over.</summary>
    public IEnumerable<TableRow> Rows() => TableBody.Label(RawRows(), layout.Shape)
        .Where(labelled => labelled.Role == RowRole.Data)
        .Select(labelled => labelled.Row.Problem is null && layout.Shape.Misfit(labelled.Row) == TooManyCells
            ? labelled.Row with { Problem = TooManyCells, ProblemColumn = layout.Shape.Columns + 1 }
            : labelled.Row);

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

    private static Stream OpenStaged(DataFolder folder, long id)
    {
        RequireStaged(folder, id);
        return SealedFile.Open(folder, PathOf(folder, id), PurposeOf(id));
    }

    private static string PurposeOf(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"import {id}");

    private IEnumerable<TableRow> RawRows() => book is null
        ? text!
        : book.Rows(Math.Max(0, book.Sheets.ToList().FindIndex(sheet => sheet.Name == layout.Sheet)));

    private static FileLayout DetectText(Stream stream, ChangeImport.Reading? said)
    {
        static char? One(string? value) => value is null ? null : value.Length == 0 ? TextDialect.None : value == "\\t" ? '\t' : value[0];
        var guess = TextDetection.Detect(stream, new TextOverrides(said?.Encoding, One(said?.Delimiter), One(said?.Quote)));
        return new FileLayout(
            FileLayout.Csv,
            guess.Dialect,
            [guess.Dialect.Encoding, .. guess.Alternatives.Select(other => other.Encoding)],
            null,
            [],
            NoShape,
            Math.Min(guess.EncodingConfidence, guess.DialectConfidence),
            guess.Findings);
    }

    private static FileLayout DetectSheet(Stream stream, ChangeImport.Reading? said)
    {
        using var book = XlsxBook.Open(stream);
        var names = book.Sheets.Select(sheet => sheet.Name).ToList();
        if (said?.Sheet is { } wanted && !names.Contains(wanted, StringComparer.Ordinal))
        {
            throw Refused.Invalid("import.no-sheet", "sheet", ("sheet", wanted), ("sheets", string.Join(", ", names)));
        }

        var sheet = said?.Sheet ?? book.Sheets.Where(candidate => !candidate.Hidden).Select(candidate => candidate.Name)
            .FirstOrDefault(candidate => book.Rows(names.IndexOf(candidate)).Any()) ?? names[0];
        return new FileLayout(FileLayout.Xlsx, null, [], sheet, names, NoShape, 1, []);
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

        return layout with { Shape = ShapeDetection.Detect(first, merged, new ShapeOverrides(said?.HeaderRow, said?.HeaderRows)) };
    }

    /// <summary>Counts the rows, so that people know how many and how far; of a long file it reads a part.</summary>
    private static FileLayout Counted(DataFolder folder, long id, FileLayout layout)
    {
        using var file = Open(folder, id, layout);
        try
        {
            long rows = file.Rows().Take(RowsToCount).LongCount();
            var share = rows < RowsToCount ? 1 : file.Progress;
            return layout with { Rows = (long)(rows / Math.Max(share, 1e-6)), RowsEstimated = share < 1 };
        }
        catch (TableRefusedException refused)
        {
            return layout with { Rows = 0, RowsEstimated = true, Broken = refused.Finding };
        }
    }

    private static TableShape NoShape { get; } = new(0, 0, 0, 1, [], 0);

    /// <summary>In a file that Kith exported the headers are the fields' own names: nothing is to be guessed.</summary>
    private static ColumnGuess Exported(ColumnGuess guess, List<string> headers, FieldBook fields)
    {
        var header = headers[guess.Column];
        var known = fields.All.FirstOrDefault(field => field.IsUserDefined && field.Label == header)
            ?? fields.All.FirstOrDefault(field => field.Key == header || (field.Type.IsContact() && IsNumbered(header, field.Key)));
        return known is null ? guess : guess with { Field = known.Key, Confidence = 1, Because = "name" };
    }

    /// <summary>`phone 2`: the second phone of an exported customer.</summary>
    private static bool IsNumbered(string header, string key) =>
        header.Length > key.Length + 1 && header.StartsWith(key + " ", StringComparison.Ordinal) && !header.AsSpan(key.Length + 1).ContainsAnyExceptInRange('0', '9');

    private static ColumnPlan Plan(ColumnGuess guess, string header, List<string[]> rows, FieldBook fields)
    {
        var samples = rows.Select(row => guess.Column < row.Length ? row[guess.Column].Trim() : "").Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal)
            .Take(SamplesShown).Select(sample => Masked(sample, guess.Field, fields)).ToList();
        var ours = IsRemark(header) || header == Kith.Keep.Customers.CustomerRows.OrganisationHeader;
        var field = ours ? null : header == Kith.Keep.Customers.CustomerRows.IdHeader ? "id" : guess.Field;
        var keep = field is null && !ours && header.Length > 0 && samples.Count > 0;
        return new ColumnPlan(
            guess.Column,
            header,
            keep ? ColumnPlan.NewField : field,
            keep ? header : null,
            keep ? TypeName(guess.SuggestedType) : null,
            guess.Fit,
            guess.Because,
            samples,
            WritingOf(keep ? guess.SuggestedType : field is null ? null : TypeOf(field, fields), rows, guess.Column),
            rows.Exists(row => guess.Column < row.Length && IsSensitive(row[guess.Column].Trim())));
    }

    /// <summary>New fields get names that a field may bear, each its own.</summary>
    private static IReadOnlyList<ColumnPlan> Named(ColumnPlan[] columns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < columns.Length; index++)
        {
            if (columns[index].NewLabel is { } label)
            {
                var name = label = label.Trim()[..Math.Min(label.Trim().Length, LongestLabel)];
                for (var number = 2; !taken.Add(name); number++)
                {
                    name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{label} {number}");
                }

                columns[index] = columns[index] with { NewLabel = name };
            }
        }

        return columns;
    }

    /// <summary>The plan is stored in clear: what a classified field will hold, or what looks like it, stands in it masked.</summary>
    internal static string Masked(string sample, string? field, FieldBook fields)
    {
        var classified = (field is not null && fields.Find(field) is { Classified: true }) || IsSensitive(sample);
        return classified ? Keep.Customers.CustomerView.Masked(sample) : sample;
    }

    private static bool IsSensitive(string sample) => sample.Length is >= 15 and <= 30
        && (ResidentIds.Parse(sample, DateOnly.MaxValue) is { Verdict: Verdict.Good, Value.Length: 18 }
            || BankCards.Parse(sample) is { Verdict: Verdict.Good, Value.Length: >= 15 });

    private static string? TypeOf(string field, FieldBook fields) => fields.Find(field) is { } known ? Check.Cleaning.FieldTypes.NameOf(known.Type) : null;

    private static string TypeName(string suggested) => suggested == "yesno" ? "yes-no" : suggested;

    /// <summary>How a column writes dates or decimals, as its values prove it.</summary>
    private static string? WritingOf(string? type, List<string[]> rows, int column)
    {
        var cells = rows.Select(row => column < row.Length ? row[column] : "");
        switch (type)
        {
            case "date" or "birthday":
                var dates = DateShape.Detect(cells);
                var order = dates.Order switch { DateOrder.YearFirst => "ymd", DateOrder.DayFirst => "dmy", DateOrder.MonthFirst => "mdy", _ => null };
                order = dates.IsMixed ? null : order; // both orders are proved: a person decides
                return dates.Serials > dates.Samples / 2 ? (order ?? "ymd") + " serial" : order;
            case "number" or "money":
                return AmountShape.Detect(cells).DecimalMark?.ToString();
            default:
                return null;
        }
    }
}
