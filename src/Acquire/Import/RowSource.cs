using Kith.Engine.Acquire;

namespace Kith.Acquire.Import;

/// <summary>The rows of a file as they stand, whatever its format.</summary>
internal sealed class RowSource : IDisposable
{
    private readonly IEnumerable<TableRow> rows;
    private readonly Func<double> progress;
    private readonly ITableBook? book;
    private readonly int sheet;
    private readonly IDisposable reader;

    private RowSource(IEnumerable<TableRow> rows, Func<double> progress, IDisposable reader) => (this.rows, this.progress, this.reader) = (rows, progress, reader);

    /// <param name="sheet">Its name; the first where there is none of it.</param>
    internal RowSource(ITableBook book, string? sheet)
    {
        this.sheet = Math.Max(0, book.Sheets.ToList().FindIndex(candidate => candidate.Name == sheet));
        (this.book, rows, progress, reader) = (book, book.Rows(this.sheet), () => book.Progress, book);
    }

    /// <summary>Rows in their order; blank ones may be missing.</summary>
    public IEnumerable<TableRow> Rows => rows;

    /// <summary>Share of the file that is read, 0 to 1.</summary>
    public double Progress => progress();

    /// <summary>Merged cells of a sheet; null for other files, and while they are not known.</summary>
    public IReadOnlyList<MergedRange>? Merged => book?.Merged(sheet);

    /// <summary>Whether some of them that reach down are not told.</summary>
    public bool MergedCut => book?.MergedCut(sheet) == true;

    /// <summary>Whether it is a file whose cells can be merged.</summary>
    public bool IsBook => book is not null;

    /// <summary>Opens a file by its layout.</summary>
    public static RowSource Open(Stream stream, FileLayout layout)
    {
        double Share(long bytes) => stream.Length == 0 ? 1 : Math.Min(1, (double)bytes / stream.Length);
        switch (layout.Format)
        {
            case FileLayout.Csv:
                var text = new DelimitedReader(stream, layout.Dialect!);
                return new RowSource(text, () => Share(text.BytesRead), text);
            case FileLayout.Vcf:
                var cards = new VcardReader(stream, layout.Encodings[0], layout.Shape.Headers);
                return new RowSource(cards, () => Share(cards.BytesRead), cards);
            default:
                return new RowSource(OpenBook(stream, layout.Format, layout.Format == FileLayout.Html ? layout.Encodings[0] : null), layout.Sheet);
        }
    }

    /// <summary>Finds out how a file is to be read, save for the shape of its rows; what the user said wins over what is found.</summary>
    public static FileLayout Detect(Stream stream, TableFormat format, ChangeImport.Reading? said) => format switch
    {
        TableFormat.Delimited => DetectText(stream, said),
        TableFormat.Vcard => DetectCards(stream, said),
        TableFormat.Xls => DetectBook(stream, FileLayout.Xls, said),
        TableFormat.Html => DetectBook(stream, FileLayout.Html, said),
        _ => DetectBook(stream, FileLayout.Xlsx, said),
    };

    public void Dispose() => reader.Dispose();

    private static ITableBook OpenBook(Stream stream, string format, string? encoding) => format switch
    {
        FileLayout.Xls => XlsBook.Open(stream),
        FileLayout.Html => HtmlBook.Open(stream, encoding),
        _ => XlsxBook.Open(stream),
    };

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

    private static FileLayout DetectCards(Stream stream, ChangeImport.Reading? said)
    {
        var survey = VcardSurvey.Take(stream, said?.Encoding);
        return new FileLayout(FileLayout.Vcf, null, survey.Encodings, null, [], survey.Shape, 1, survey.Findings, Rows: survey.Cards);
    }

    private static FileLayout DetectBook(Stream stream, string format, ChangeImport.Reading? said)
    {
        using var book = OpenBook(stream, format, said?.Encoding);
        var names = book.Sheets.Select(sheet => sheet.Name).ToList();
        if (said?.Sheet is { } wanted && !names.Contains(wanted, StringComparer.Ordinal))
        {
            throw Refused.Invalid("import.no-sheet", "sheet", ("sheet", wanted), ("sheets", string.Join(", ", names)));
        }

        var filled = book.Filled().Select(at => names[at]).ToList();
        var lists = book is HtmlBook { Lists: { Count: > 0 } likely } ? [.. likely.Select(at => names[at])] : filled;
        var sheet = said?.Sheet ?? lists.Find(name => !NoteSheets.IsOne(name)) ?? lists.FirstOrDefault() ?? names[0];
        return new FileLayout(format, null, book is HtmlBook page ? [page.Encoding] : [], sheet, names, NoShape, 1, [], SheetsWithRows: filled);
    }

    private static TableShape NoShape { get; } = new(0, 0, 0, 1, [], 0);
}
