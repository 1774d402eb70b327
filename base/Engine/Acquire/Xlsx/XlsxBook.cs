using System.Xml;

namespace Kith.Engine.Acquire;

/// <summary>
/// A workbook (.xlsx, .xlsm) read as text, sheet by sheet and row by row, in bounded memory. The package is read by own
/// code over XmlReader and not by DocumentFormat.OpenXml: its packaging trusts declared sizes and refuses names that
/// spreadsheet programs accept. One thread at a time; the stream stays the caller's.
/// </summary>
public sealed class XlsxBook : ITableBook
{
    private const int MaxSheets = 4096;
    private const int HintedSheets = 64;
    private const int HintBytes = 1 << 16;
    private readonly ZipPackage _package;
    private readonly XlsxLimits _limits;
    private readonly List<XlsxSheet> _sheets = [];
    private readonly List<string?> _parts = [];
    private readonly Dictionary<int, IReadOnlyList<MergedRange>?> _merged = [];
    private readonly HashSet<int> _mergedCut = [];
    private string? _stringsPart, _stylesPart;
    private SharedStrings? _strings;
    private NumberFormats? _formats;
    private bool _epoch1904;

    private XlsxBook(ZipPackage package, XlsxLimits limits)
    {
        _package = package;
        _limits = limits;
    }

    /// <summary>The worksheets in the order of their tabs; charts and macros are no sheets here.</summary>
    public IReadOnlyList<XlsxSheet> Sheets => _sheets;

    /// <summary>The share of the sheet being read that is behind us, 0 to 1, by stored bytes.</summary>
    public double Progress { get; private set; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="seekable">The file; read in several places.</param>
    /// <exception cref="TableRefusedException">It is none, or one that cannot be read; the code says which.</exception>
    public static XlsxBook Open(Stream seekable, XlsxLimits? limits = null)
    {
        limits ??= XlsxLimits.Default;
        FileKind.RequireZip(seekable);
        var book = new XlsxBook(ZipPackage.Open(seekable, limits), limits);
        book.ReadWorkbook();
        return book;
    }

    /// <summary>
    /// The rows of a sheet that hold anything, in the order of the file, with their own numbers: empty rows are left out.
    /// Numbers rise: where those of the file do not, they go on counting.
    /// </summary>
    /// <param name="sheet">Index in <see cref="Sheets"/>.</param>
    /// <exception cref="TableRefusedException">While reading, with row and column.</exception>
    public IEnumerable<TableRow> Rows(int sheet)
    {
        _ = _sheets[sheet];
        return Read(sheet);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Filled()
    {
        var shown = Enumerable.Range(0, _sheets.Count).Where(sheet => !_sheets[sheet].Hidden);
        try
        {
            ReadTables();
        }
        catch (TableRefusedException)
        {
            return [.. shown];
        }

        // Thousands of sheets may name one part.
        var known = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        var left = _limits.LookBudget;
        var filled = new List<int>();
        foreach (var sheet in shown)
        {
            var part = _parts[sheet] ?? "";
            if (!known.TryGetValue(part, out var holds))
            {
                known[part] = holds = MayHoldRows(sheet, ref left);
            }

            if (holds)
            {
                filled.Add(sheet);
            }
        }

        return filled;
    }

    /// <summary>
    /// The merged ranges of a sheet. They stand behind the rows in the file: for a very large sheet they are null until
    /// its rows have been read to the end.
    /// </summary>
    public IReadOnlyList<MergedRange>? Merged(int sheet)
    {
        if (!_merged.TryGetValue(sheet, out var ranges))
        {
            using var rows = OpenSheet(sheet);
            try
            {
                ranges = rows.SkipToMerged(_limits.MergedBudget) ? KeepMerged(sheet, rows) : _merged[sheet] = null;
            }
            catch (TableRefusedException)
            {
                // Whoever reads the rows is told in which one.
                ranges = _merged[sheet] = [];
            }
        }

        return ranges;
    }

    /// <inheritdoc/>
    public bool MergedCut(int sheet) => _mergedCut.Contains(sheet);

    private IReadOnlyList<MergedRange> KeepMerged(int sheet, SheetRows rows)
    {
        _merged[sheet] = rows.Merged;
        if (rows.MergedCut)
        {
            _mergedCut.Add(sheet);
        }

        return rows.Merged;
    }

    /// <summary>Forgets the tables held in memory.</summary>
    public void Dispose()
    {
        _strings = null;
        _formats = null;
    }

    private IEnumerable<TableRow> Read(int sheet)
    {
        ReadTables();
        using var rows = OpenSheet(sheet);
        foreach (var row in RowsInOrder.Of(rows.All()))
        {
            Progress = rows.Progress;
            yield return row;
        }

        Progress = 1;
        KeepMerged(sheet, rows);
    }

    private bool MayHoldRows(int sheet, ref long left)
    {
        SheetRows? rows = null;
        try
        {
            rows = OpenSheet(sheet);
            return rows.MayHoldAnything(left);
        }
        catch (TableRefusedException)
        {
            return true;
        }
        finally
        {
            left -= rows?.BytesRead ?? 0;
            rows?.Dispose();
        }
    }

    private void ReadTables()
    {
        _strings ??= SharedStrings.Read(_stringsPart is null ? null : _package.Part(_stringsPart), _limits);
        _formats ??= NumberFormats.Read(_stylesPart is null ? null : _package.Part(_stylesPart), _limits);
    }

    private SheetRows OpenSheet(int sheet)
    {
        var part = _parts[sheet] is { } name ? _package.Part(name) : null;
        return part is null
            ? throw new TableRefusedException("xlsx.sheet-missing", data: _sheets[sheet].Name)
            : new SheetRows(part, _strings ?? new SharedStrings(), _formats ?? new NumberFormats(), _epoch1904, _limits);
    }

    private void ReadWorkbook()
    {
        var workbook = Relations("").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target;
        if (workbook is null || !_package.Has(workbook))
        {
            workbook = "xl/workbook.xml";
        }

        if (!_package.Has(workbook) || workbook.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
        {
            throw new TableRefusedException("xlsx.not-a-workbook", data: OtherPackage());
        }

        var relations = Relations(workbook);
        _stringsPart = Of(relations, "/sharedStrings") ?? Beside(workbook, "sharedStrings.xml");
        _stylesPart = Of(relations, "/styles") ?? Beside(workbook, "styles.xml");
        using var xml = new PartXml(_package.Part(workbook)!, _limits);
        while (xml.Read())
        {
            if (xml.Xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Xml.Depth == 0 && xml.Xml.LocalName != "workbook")
            {
                throw new TableRefusedException("xlsx.not-a-workbook", data: OtherPackage());
            }

            if (xml.Xml is { Depth: 1, LocalName: "workbookPr" })
            {
                _epoch1904 = xml.Attribute("date1904") is "1" or "true" or "on";
            }
            else if (xml.Xml is { Depth: 2, LocalName: "sheet" })
            {
                AddSheet(xml, relations);
            }
        }

        if (_sheets.Count == 0)
        {
            throw new TableRefusedException("xlsx.no-sheet");
        }
    }

    private void AddSheet(PartXml xml, List<Relation> relations)
    {
        var id = xml.Attribute("id", ofRelationships: true);
        var relation = relations.Find(r => r.Id == id);
        if (_sheets.Count >= MaxSheets || (relation.Type is { } type && !type.EndsWith("/worksheet", StringComparison.Ordinal)))
        {
            return;
        }

        var name = new CellBuffer();
        name.Append(xml.Attribute("name"));
        name.DecodeEscapes();
        var part = relation.Target;
        _parts.Add(part);
        _sheets.Add(new XlsxSheet(name.ToString(), xml.Attribute("state") is "hidden" or "veryHidden", part is null ? null : Dimension(part)));
    }

    /// <summary>A hint only, so a sheet that cannot be read says so later, when it is asked for its rows.</summary>
    private string? Dimension(string part)
    {
        if (_sheets.Count >= HintedSheets)
        {
            return null;
        }

        try
        {
            using var stream = _package.Part(part);
            if (stream is null)
            {
                return null;
            }

            using var xml = new PartXml(stream, _limits with { MaxPartBytes = HintBytes });
            while (xml.Read() && xml.Xml.LocalName != "sheetData" && stream.Count < HintBytes)
            {
                if (xml.Xml.LocalName == "dimension")
                {
                    return xml.Attribute("ref");
                }
            }
        }
        catch (TableRefusedException)
        {
        }

        return null;
    }

    /// <summary>The relations of a part ("" for the package), their targets as part names.</summary>
    private List<Relation> Relations(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var folder = part[..slash];
        var found = new List<Relation>();
        if (_package.Part($"{folder}_rels/{part[slash..]}.rels") is not { } stream)
        {
            return found;
        }

        using var xml = new PartXml(stream, _limits);
        while (xml.Read())
        {
            if (xml.Xml.NodeType == XmlNodeType.Element && xml.Xml.LocalName == "Relationship" && found.Count < MaxSheets * 2
                && xml.Attribute("TargetMode") != "External" && xml.Attribute("Target") is { } target)
            {
                var path = target.StartsWith('/') || target.StartsWith('\\') ? target : folder + target;
                var name = ZipPackage.Normalise(path);
                found.Add(new Relation(xml.Attribute("Id") ?? "", xml.Attribute("Type") ?? "", name is not null && _package.Has(name) ? name : ZipPackage.Normalise(target)));
            }
        }

        return found;
    }

    private static string? Of(List<Relation> relations, string type) =>
        relations.Find(r => r.Type?.EndsWith(type, StringComparison.Ordinal) == true).Target;

    private string? Beside(string workbook, string name) =>
        workbook[..(workbook.LastIndexOf('/') + 1)] + name is var path && _package.Has(path) ? path : null;

    private string OtherPackage() =>
        _package.Has("xl/workbook.bin") ? "xlsb"
        : _package.Has("word/document.xml") ? "docx"
        : _package.Has("ppt/presentation.xml") ? "pptx"
        : _package.Has("content.xml") && _package.Has("mimetype") ? "ods"
        : _package.Has("Index/Document.iwa") || _package.Has("Index.zip") ? "numbers" : "zip";

    private readonly record struct Relation(string Id, string Type, string? Target);
}
