using System.Text;
using System.Text.Unicode;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Reads a file as an import does, and holds what comes out to what must be so for any file: no row is dropped, none comes twice.</summary>
internal static class FileLaws
{
    private const int RowsToLookAt = 200;
    private const int LongestForDrips = 6 << 10;
    private const int MostSheets = 40;
    private static readonly FieldHint[] OwnFields = [new("own", "text", ["等级", "level"])];

    /// <exception cref="TableRefusedException">The file is refused.</exception>
    public static string Read(FuzzInput input)
    {
        var bytes = input.Bytes;
        switch (TextDetection.DetectFormat(bytes.AsSpan(0, Math.Min(bytes.Length, 512))))
        {
            case TableFormat.Delimited:
                Text(bytes);
                break;
            case TableFormat.Vcard:
                Cards(bytes);
                break;
            case TableFormat.Xls:
                using (var old = XlsBook.Open(new MemoryStream(bytes)))
                {
                    Book(old);
                }

                break;
            case TableFormat.Html:
                using (var page = HtmlBook.Open(new MemoryStream(bytes)))
                {
                    Book(page);
                }

                break;
            default:
                using (var book = XlsxBook.Open(new MemoryStream(bytes)))
                {
                    PackageLaws.Require(bytes, Book(book));
                }

                break;
        }

        return "read";
    }

    private static void Text(byte[] bytes)
    {
        var dialect = TextDetection.Detect(new MemoryStream(bytes)).Dialect;
        var rows = DelimitedReader.Read(new MemoryStream(bytes), dialect).ToList();
        RequireEveryLine(rows, dialect, bytes);
        RequireEveryLetter(rows, dialect, bytes);
        if (bytes.Length < LongestForDrips)
        {
            var drips = DelimitedReader.Read(new DrippingStream(bytes), dialect).ToList();
            FuzzRun.Require(
                drips.Select(Whole).SequenceEqual(rows.Select(Whole)),
                $"small reads give {drips.Count} rows, whole ones {rows.Count}");
        }

        Shape(rows, null);
    }

    /// <summary>Each physical line begins a row or is told by a line break within the cells of the row before.</summary>
    private static void RequireEveryLine(List<TableRow> rows, TextDialect dialect, byte[] bytes)
    {
        for (var at = 0; at < rows.Count; at++)
        {
            var next = at + 1 < rows.Count ? rows[at + 1].Number : Lines(bytes, dialect.Encoding) + 1;
            var taken = 1 + rows[at].Cells.Sum(cell => CellText.LineEnds(cell));
            FuzzRun.Require(next - rows[at].Number == taken, $"the row on line {rows[at].Number} tells of {taken} lines, yet the next begins on {next}");
        }

        FuzzRun.Require(dialect.SkipLines > 0 || rows.Count == 0 || rows[0].Number == 1, "the first line is missing");
    }

    /// <summary>All letters and digits of the file stand in the cells, in their order: whatever the quotes mean, nothing is lost.</summary>
    private static void RequireEveryLetter(List<TableRow> rows, TextDialect dialect, byte[] bytes)
    {
        if (dialect.SkipLines > 0 || (dialect.Encoding == EncodingNames.Utf8 && !Utf8.IsValid(bytes)) || (char[])[dialect.Delimiter, dialect.Quote, dialect.Escape] is var marks && marks.Any(char.IsLetterOrDigit))
        {
            return;
        }

        var (file, cells) = (Letters([Decoded(bytes, dialect.Encoding)]), Letters(rows.SelectMany(row => row.Cells)));
        FuzzRun.Require(file == cells, $"{file.Length} letters in the file, {cells.Length} in the cells");
    }

    private static void Cards(byte[] bytes)
    {
        var survey = VcardSurvey.Take(new MemoryStream(bytes));
        using var reader = new VcardReader(new MemoryStream(bytes), survey.Encoding, survey.Shape.Headers);
        var rows = reader.ToList();
        FuzzRun.Require(rows.Count == survey.Cards, $"{survey.Cards} cards were counted, {rows.Count} given");
        RequireRising(rows.Select(row => row.Number));
        FuzzRun.Require(rows.TrueForAll(row => row.Cells.Length == survey.Shape.Columns), "a card has another number of cells");
        var text = Decoded(bytes, survey.Encoding);
        if (!text.Contains("AGENT", StringComparison.OrdinalIgnoreCase) && (survey.Encoding != EncodingNames.Utf8 || Utf8.IsValid(bytes)))
        {
            var begun = text.Split('\n', '\r').Count(line => line.TrimStart('\uFEFF').Trim().Equals("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase) && !(line.Length > 0 && line[0] is ' ' or '\t'));
            FuzzRun.Require(rows.Count >= begun, $"{begun} cards begin, {rows.Count} are given");
        }

        Map(survey.Shape.Headers, rows);
    }

    /// <returns>Rows given, all sheets together.</returns>
    private static long Book(ITableBook book)
    {
        long given = 0;
        var filled = book.Filled();
        for (var sheet = 0; sheet < Math.Min(book.Sheets.Count, MostSheets); sheet++)
        {
            _ = book.Merged(sheet);
            var first = new List<TableRow>();
            long last = 0;
            foreach (var row in book.Rows(sheet))
            {
                FuzzRun.Require(row.Number > last, $"row {row.Number} comes after row {last}");
                last = row.Number;
                given++;
                if (first.Count < RowsToLookAt)
                {
                    first.Add(row);
                }
            }

            FuzzRun.Require(
                book.Sheets[sheet].Hidden || filled.Contains(sheet) || first.TrueForAll(row => row.IsBlank),
                $"sheet {sheet} holds rows, yet counts as empty");
            if (first.Count > 0)
            {
                Shape(first, book.Merged(sheet));
            }
        }

        return given;
    }

    private static void Shape(List<TableRow> rows, IReadOnlyList<MergedRange>? merged)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var shape = ShapeDetection.Detect([.. rows.Take(RowsToLookAt)], merged);
        var labelled = TableBody.Label(rows, shape).ToList();
        FuzzRun.Require(labelled.Select(label => label.Row.Number).SequenceEqual(rows.Select(row => row.Number)), $"{labelled.Count} rows are labelled of {rows.Count}");
        Map(shape.Headers, [.. labelled.Where(label => label.Role == RowRole.Data).Select(label => label.Row)]);
    }

    private static void Map(IReadOnlyList<string> headers, List<TableRow> rows)
    {
        var sample = rows.Take(RowsToLookAt).Select(row => row.Cells).ToList();
        var wide = headers.Concat(Enumerable.Repeat("", Math.Max(0, sample.Select(cells => cells.Length).DefaultIfEmpty().Max() - headers.Count))).ToList();
        var guesses = ColumnMapper.Map(wide, sample, OwnFields);
        FuzzRun.Require(guesses.Count == wide.Count, $"{guesses.Count} guesses for {wide.Count} columns");
        _ = PersonColumns.Find(wide);
    }

    private static void RequireRising(IEnumerable<long> numbers)
    {
        long last = 0;
        foreach (var number in numbers)
        {
            FuzzRun.Require(number > last, $"row {number} comes after row {last}");
            last = number;
        }
    }

    private static string Decoded(byte[] bytes, string encoding)
    {
        var text = EncodingNames.Find(encoding).GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    private static long Lines(byte[] bytes, string encoding)
    {
        var text = Decoded(bytes, encoding);
        return CellText.LineEnds(text) + (text.Length == 0 || text[^1] is '\r' or '\n' ? 0 : 1);
    }

    private static string Letters(IEnumerable<string> texts)
    {
        var letters = new StringBuilder();
        foreach (var c in texts.SelectMany(text => text).Where(char.IsLetterOrDigit))
        {
            letters.Append(c);
        }

        return letters.ToString();
    }

    private static (long, string, string?) Whole(TableRow row) => (row.Number, string.Join('\u0001', row.Cells), row.Problem);

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));
    }
}
