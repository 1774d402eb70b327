using System.Globalization;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>
/// The tables of a page, as many programs export them under the name of a workbook. Each table is a sheet, a table within a
/// cell one of its own. Read row by row with bounded memory; the stream stays the caller's.
/// </summary>
public sealed class HtmlBook : ITableBook
{
    private const int HeadBytes = 4096;
    private const int MostTables = 1000;
    private readonly Stream page;
    private readonly ReadLimits limits;
    private readonly List<XlsxSheet> sheets = [];
    private readonly List<(IReadOnlyList<MergedRange> Ranges, bool Cut)> merged = [];
    private readonly List<int> lists = [];

    private HtmlBook(Stream page, string encoding, ReadLimits limits)
    {
        this.page = page;
        Encoding = encoding;
        this.limits = limits;
    }

    /// <summary>How the text is written.</summary>
    public string Encoding { get; }

    public IReadOnlyList<XlsxSheet> Sheets => sheets;

    public double Progress { get; private set; }

    /// <summary>Opens a page and looks through it for its tables.</summary>
    /// <param name="saidEncoding">What the user said; null = as the page says or its bytes tell.</param>
    /// <exception cref="TableRefusedException">`html.no-table` when there is none with a row, `encoding.unknown`.</exception>
    public static HtmlBook Open(Stream seekable, string? saidEncoding = null, ReadLimits? limits = null)
    {
        seekable.Position = 0;
        var sample = TextSample.Take(seekable);
        var found = EncodingDetection.Detect(sample)[0];
        var encoding = saidEncoding is null
            ? found.Confidence < 0.99 && Declared(sample.Head) is { } declared ? declared : found.Encoding
            : EncodingNames.Canonical(saidEncoding) ?? throw new TableRefusedException("encoding.unknown", data: saidEncoding);
        var book = new HtmlBook(seekable, encoding, limits ?? ReadLimits.Default);
        book.Survey();
        return book;
    }

    public IEnumerable<TableRow> Rows(int sheet)
    {
        var table = int.Parse(sheets[sheet].Dimension!, CultureInfo.InvariantCulture);
        foreach (var (of, row) in new HtmlRows(Tokens(out var source), limits).All())
        {
            Progress = page.Length == 0 ? 1 : Math.Min(1, (double)source.BytesDecoded / page.Length);
            if (of == table && !row.IsBlank)
            {
                yield return row;
            }
        }

        Progress = 1;
    }

    /// <inheritdoc/>
    /// <remarks>Tables without rows are no sheets.</remarks>
    public IReadOnlyList<int> Filled() => [.. Enumerable.Range(0, sheets.Count)];

    /// <summary>
    /// Where to look for the list first. Pages put a title, and whatever is to stand in its place, into tables too: a table of a
    /// single row or a single column is rather one of these, yet it may be a list all the same.
    /// </summary>
    public IReadOnlyList<int> Lists => lists;

    public IReadOnlyList<MergedRange>? Merged(int sheet) => merged[sheet].Ranges;

    /// <inheritdoc/>
    public bool MergedCut(int sheet) => merged[sheet].Cut;

    /// <summary>The page stays the caller's.</summary>
    public void Dispose()
    {
    }

    private HtmlTokens Tokens(out TextSource source)
    {
        page.Position = 0;
        source = new TextSource(page, Encoding, null, 1);
        return new HtmlTokens(source, limits);
    }

    private void Survey()
    {
        var rows = new HtmlRows(Tokens(out _), limits);
        var filled = new SortedDictionary<int, (long Rows, int Widest)>();
        foreach (var (table, row) in rows.All())
        {
            if (!row.IsBlank && (filled.Count < MostTables || filled.ContainsKey(table)))
            {
                var (seen, widest) = filled.GetValueOrDefault(table);
                filled[table] = (seen + 1, Math.Max(widest, row.Cells.Count(cell => cell.Length > 0)));
            }
        }

        if (filled.Count == 0)
        {
            throw new TableRefusedException("html.no-table");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (table, (seen, widest)) in filled)
        {
            var name = rows.Captions.GetValueOrDefault(table) ?? "";
            name = name.Length > 0 && names.Add(name) ? name : string.Create(CultureInfo.InvariantCulture, $"{table + 1}");
            names.Add(name);

            if (seen > 1 && widest > 1)
            {
                lists.Add(sheets.Count);
            }

            // The number of the table in the page: tables without rows are no sheets.
            sheets.Add(new XlsxSheet(name, false, table.ToString(CultureInfo.InvariantCulture)));
            merged.Add((rows.Merged.Of(table), rows.Merged.IsCut(table)));
        }
    }

    /// <summary>The charset that the page names, where it is one that bytes like these can be in.</summary>
    private static string? Declared(ReadOnlySpan<byte> head)
    {
        var text = System.Text.Encoding.Latin1.GetString(head[..Math.Min(head.Length, HeadBytes)]);
        var at = text.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var name = new StringBuilder();
        foreach (var c in text.AsSpan(at + "charset=".Length).TrimStart("\"' "))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                break;
            }

            name.Append(c);
        }

        // A page that could be read byte by byte so far is not in UTF-16, whatever it says.
        return EncodingNames.Canonical(name.ToString()) is { } known && !known.StartsWith("utf-16", StringComparison.Ordinal) && !known.StartsWith("utf-32", StringComparison.Ordinal) ? known : null;
    }
}
