using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Secure.Secrets;

namespace Kith.Acquire.Import;

/// <summary>A staged file, read as rows of data by its layout.</summary>
internal sealed class ImportFile : IDisposable
{
    private const int RowsToLookAt = 200;
    private const int SampleRows = 1000;
    private const int SamplesShown = 3;
    internal const int LongestLabel = 70;
    private const int RowsToCount = 200_000;
    internal const string TooManyCells = "row.too-many-cells";

    private readonly Stream stream;
    private readonly FileLayout layout;
    private readonly RowSource source;
    private readonly NameColumns? names;
    private readonly IEnumerable<MergedRange> merged;

    private ImportFile(DataFolder folder, long id, FileLayout layout, IReadOnlyList<ColumnPlan>? columns)
    {
        stream = OpenStaged(folder, id);
        this.layout = layout;
        source = RowSource.Open(stream, layout);
        names = columns is null ? null : ColumnPlan.NamesIn(columns);
        merged = StagedMerges.Of(folder, id, layout);
    }

    /// <summary>Share of the file that is read, 0 to 1.</summary>
    public double Progress => source.Progress;

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

    /// <summary>Stages the file of one import for another, sealed for that one alone.</summary>
    /// <exception cref="Refused">The staged file is gone.</exception>
    public static async Task Copy(DataFolder folder, long from, long to, CancellationToken stop)
    {
        await using var source = OpenStaged(folder, from);
        await using var copy = Stage(folder, to);
        await source.CopyToAsync(copy, stop);
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
    /// <param name="columns">What the columns are: those that hold names tell where cells merged downwards belong. Null, while that is being found out: they are read as they stand.</param>
    /// <exception cref="Refused">The staged file is gone.</exception>
    public static ImportFile Open(DataFolder folder, long id, FileLayout layout, IReadOnlyList<ColumnPlan>? columns) => new(folder, id, layout, columns);

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

        var layout = RowSource.Detect(stream, TextDetection.DetectFormat(head.AsSpan(0, read)), said) with { Said = said };
        return layout.IsAllData ? layout : Counted(folder, id, DetectShape(folder, id, layout, said));
    }

    /// <summary>The first rows as they stand, each with what it is taken for.</summary>
    public IEnumerable<LabelledRow> FirstRows(int most) => Labelled().Take(most);

    /// <summary>The columns of a file with the field that each seems to be.</summary>
    public static IReadOnlyList<ColumnPlan> Columns(DataFolder folder, long id, FileLayout layout, FieldBook fields)
    {
        using var file = Open(folder, id, layout, null);
        var lines = file.Rows().Take(SampleRows).ToList();
        var rows = lines.ConvertAll(row => row.Cells);
        var headers = layout.Shape.Headers.ToList();
        while (headers.Count < (rows.Count == 0 ? 0 : rows.Max(row => row.Length)))
        {
            headers.Add("");
        }

        var hints = Hints(headers, fields);
        var own = headers.Contains(CustomerRows.IdHeader, StringComparer.Ordinal);
        var looked = WithoutRemarks(headers, rows);
        IReadOnlyList<ColumnGuess> Map(IReadOnlyList<string> named, IReadOnlyList<string[]> cells) => ColumnMapper.Map([.. named.Select(header => IsRemark(header) ? "" : header)], cells, hints);
        var found = own ? [.. Map(headers, looked).Select(guess => new PersonGuess(Exported(guess, headers, fields), default))] : PeopleInColumns.Of(headers, looked, Map);
        var plans = Named([.. found.Select(column => Plan(column.Guess, headers[column.Guess.Column], lines, fields, own) with { Person = column.Person.Ordinal, Role = column.Person.Role })]);
        return own ? plans : OrganisationColumn.In(NameParts.In(plans, looked));
    }

    /// <summary>The users' own fields. Whether they hold values is looked up only where a heading could mean one of ours as well.</summary>
    private static List<FieldHint> Hints(List<string> headers, FieldBook fields)
    {
        var own = fields.All.Where(field => field.IsUserDefined).ToList();
        var keys = own.Count == 0 ? [] : headers.Select(HeaderKey.Of).ToHashSet(StringComparer.Ordinal);
        var unused = fields.Unused([.. own.Where(field => keys.Contains(HeaderKey.Of(field.Label!)) && ColumnMapper.IsOurs(field.Label!)).Select(field => field.Key)]);
        return [.. own.Select(field => new FieldHint(field.Key, Check.Cleaning.FieldTypes.NameOf(field.Type), [field.Label!], !unused.Contains(field.Key)))];
    }

    /// <summary>Whether a rejects file says something about the row here, instead of the row itself.</summary>
    private static bool IsRemark(string header) => header is DownloadRejects.RowColumn or DownloadRejects.ReasonColumn;

    /// <summary>Numbers and sentences of ours must not be taken for a field: the column that is one would lose it.</summary>
    private static List<string[]> WithoutRemarks(List<string> headers, List<string[]> rows) => headers.Exists(IsRemark)
        ? [.. rows.Select(row => row.Select((cell, index) => IsRemark(headers[index]) ? "" : cell).ToArray())]
        : rows;

    /// <summary>Whose people wrote it, as far as its first rows tell.</summary>
    public static FileRegion RegionOf(DataFolder folder, long id, FileLayout layout, IReadOnlyList<ColumnPlan> columns)
    {
        using var file = Open(folder, id, layout, columns);
        return FileRegion.Of(file, columns);
    }

    /// <summary>The rows of data: titles, header, units, totals, notes, repeated headers and blank rows are passed over.</summary>
    public IEnumerable<TableRow> Rows() => Labelled()
        .Where(labelled => labelled.Role == RowRole.Data)
        .Select(labelled => labelled.Row.Problem is null && layout.Shape.Misfit(labelled.Row) == TooManyCells
            ? labelled.Row with { Problem = TooManyCells, ProblemColumn = layout.Shape.Columns + 1 }
            : labelled.Row);

    public void Dispose()
    {
        source.Dispose();
        stream.Dispose();
    }

    /// <summary>A refusal of a whole file: which file, which row and column, and what is wrong.</summary>
    public static Refused Refusal(TableRefusedException refused, string name)
    {
        var data = new Dictionary<string, object?>(DataOf(refused), StringComparer.Ordinal) { ["file"] = name };
        // What is no known kind of file has no name that a person would know.
        var nameless = refused.Code == "table.not-a-table" && refused.Finding.Data is null or "binary" or "ole" or "image";
        return new Refused(Shell.Refusal.Invalid, "finding." + refused.Code + (nameless ? ".bare" : ""), null, data);
    }

    public static IReadOnlyDictionary<string, object?> DataOf(TableRefusedException refused) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["row"] = refused.Row,
        ["column"] = refused.Column,
        ["data"] = refused.Code == "table.not-a-table" ? refused.Finding.Data?.ToUpperInvariant() : refused.Finding.Data,
    };

    private static Stream OpenStaged(DataFolder folder, long id)
    {
        RequireStaged(folder, id);
        return SealedFile.Open(folder, PathOf(folder, id), PurposeOf(id));
    }

    private static string PurposeOf(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"import {id}");

    private IEnumerable<LabelledRow> Labelled()
    {
        if (layout.IsAllData)
        {
            return source.Rows.Select(row => new LabelledRow(row, RowRole.Data));
        }

        var ids = layout.Shape.Headers.ToList().IndexOf(CustomerRows.IdHeader);
        var labelled = TableBody.Label(source.Rows, layout.Shape);
        if (ids >= 0)
        {
            return labelled.Select(each => NamesCustomer(each.Row, ids) ? each with { Role = RowRole.Data } : each);
        }

        return layout.MergedDown && names is not null ? MergedCells.FillDown(labelled, merged, layout.Shape.Columns, names) : labelled;
    }

    /// <summary>A customer of ours may be called Total.</summary>
    internal static bool NamesCustomer(TableRow row, int ids) => ids >= 0 && ids < row.Cells.Length && row.Cells[ids] is { Length: > 0 } id && !id.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static FileLayout DetectShape(DataFolder folder, long id, FileLayout layout, ChangeImport.Reading? said)
    {
        using var file = Open(folder, id, layout, null);
        var merged = file.source.Merged;
        var first = file.source.Rows.Take(RowsToLookAt).ToList();
        if (first.Count == 0)
        {
            throw new TableRefusedException("table.empty");
        }

        var shape = ShapeDetection.Detect(first, merged?.Where(range => range.FirstRow <= first[^1].Number).ToList(), new ShapeOverrides(said?.HeaderRow, said?.HeaderRows));
        return StagedMerges.Found(folder, id, layout with { Shape = shape }, file.source, first);
    }

    /// <summary>Counts the rows, so that people know how many and how far; of a long file it reads a part.</summary>
    private static FileLayout Counted(DataFolder folder, long id, FileLayout layout)
    {
        using var file = Open(folder, id, layout, null);
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

    /// <summary>In a file that Kith exported the headers are the fields' own names: nothing is to be guessed.</summary>
    private static ColumnGuess Exported(ColumnGuess guess, List<string> headers, FieldBook fields)
    {
        var header = headers[guess.Column];
        var known = fields.All.FirstOrDefault(field => !field.IsUserDefined && (field.Key == header || (field.Type.IsContact() && IsNumbered(header, field.Key))))
            ?? fields.All.FirstOrDefault(field => field.Label == header)
            ?? fields.All.FirstOrDefault(field => field.Key == header);
        return known is null ? guess : guess with { Field = known.Key, Confidence = 1, Because = "name" };
    }

    /// <summary>`phone 2`: the second phone of an exported customer.</summary>
    private static bool IsNumbered(string header, string key) =>
        header.Length > key.Length + 1 && header.StartsWith(key + " ", StringComparison.Ordinal) && !header.AsSpan(key.Length + 1).ContainsAnyExceptInRange('0', '9');

    private static ColumnPlan Plan(ColumnGuess guess, string header, List<TableRow> rows, FieldBook fields, bool own)
    {
        var cells = rows.ConvertAll(row => guess.Column < row.Cells.Length ? row.Cells[guess.Column] : "");
        var sensitive = cells.Exists(cell => IsSensitive(cell.Trim()));
        var samples = SamplesOf(cells, guess.Field, fields, sensitive);
        var ours = IsRemark(header);
        var field = ours ? null : header switch
        {
            CustomerRows.IdHeader => "id",
            CustomerRows.OrganisationHeader => ColumnPlan.Organisation,
            _ => guess.Field,
        };
        var keep = field is null && !ours && header.Length > 0 && samples.Count > 0 && !RunningNumber.Is(header, cells);
        var writing = ColumnWriting.Of(
            field,
            keep ? Check.Cleaning.FieldTypes.Parse(TypeName(guess.SuggestedType)) : field is null ? null : fields.Find(field)?.Type,
            header,
            [.. cells.Where((_, at) => !rows[at].IsDecimal(guess.Column))],
            [.. cells.Where((_, at) => rows[at].IsDecimal(guess.Column))],
            own);
        return new ColumnPlan(
            guess.Column,
            header,
            keep ? ColumnPlan.NewField : field,
            keep ? header : null,
            keep ? TypeName(guess.SuggestedType) : null,
            guess.Fit,
            guess.Because,
            samples,
            writing.Writing,
            sensitive,
            Masked(writing.Open, guess.Field, fields, sensitive),
            writing.Currency);
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

    /// <summary>A few different texts of a column.</summary>
    internal static IReadOnlyList<string> SamplesOf(IEnumerable<string> texts, string? field, FieldBook fields, bool sensitive = false) =>
        [.. texts.Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(SamplesShown).Select(sample => Masked(sample, field, fields, sensitive))];

    /// <summary>The plan is stored in clear: what a classified field will hold, or what looks like it, stands in it masked.</summary>
    internal static string Masked(string sample, string? field, FieldBook fields, bool sensitive = false)
    {
        var classified = sensitive || (field is not null && fields.Find(field) is { Classified: true }) || IsSensitive(sample);
        return classified ? CustomerView.Masked(sample) : sample;
    }

    /// <summary>The same of cells that can be read in more than one way.</summary>
    internal static IReadOnlyList<OpenReading> Masked(IReadOnlyList<OpenReading> open, string? field, FieldBook fields, bool sensitive) =>
        [.. open.Select(reading => reading with { Sample = Masked(reading.Sample, field, fields, sensitive) })];

    private static bool IsSensitive(string sample) => sample.Length is >= 15 and <= 42
        && (ResidentIds.Parse(sample, DateOnly.MaxValue) is { Verdict: Verdict.Good, Value.Length: 18 }
            || BankCards.Parse(sample) is { Verdict: Verdict.Good, Value.Length: >= 15 } || Ibans.Parse(sample).Verdict == Verdict.Good);

    private static string TypeName(string suggested) => suggested == "yesno" ? "yes-no" : suggested;
}
