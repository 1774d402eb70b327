using System.IO.Compression;
using System.Text;

namespace Kith.Tests.Engine.Acquire.Xlsx;

/// <summary>Writes workbooks part by part, sound ones and hostile ones, without any spreadsheet library.</summary>
internal sealed class BookMaker
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<(string Name, Action<Stream> Write)> _parts = [];

    public string SheetData { get; set; } = "";

    public string AfterData { get; set; } = "";

    public string? Strings { get; set; }

    public string? Styles { get; set; }

    public CompressionLevel Level { get; set; } = CompressionLevel.Fastest;

    public bool Epoch1904 { get; set; }

    public Action<StreamWriter>? SheetWriter { get; set; }

    public Action<StreamWriter>? StringsWriter { get; set; }

    public BookMaker Part(string name, string text)
    {
        _parts.Add((name, s => s.Write(Encoding.UTF8.GetBytes(text))));
        return this;
    }

    public static BookMaker WithFormats(params string[] codes)
    {
        var formats = string.Concat(codes.Select((c, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{System.Security.SecurityElement.Escape(c)}\"/>"));
        var styles = "<xf numFmtId=\"0\"/>" + string.Concat(codes.Select((_, i) => $"<xf numFmtId=\"{164 + i}\"/>"));
        return new BookMaker { Styles = $"<styleSheet xmlns=\"{Main}\"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>" };
    }

    public MemoryStream Build()
    {
        var stream = new MemoryStream();
        Build(stream);
        stream.Position = 0;
        return stream;
    }

    public void Build(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        if (!_parts.Exists(p => p.Name == "_rels/.rels"))
        {
            Text(zip, "_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Text(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{Rel}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{Rel}/styles\" Target=\"styles.xml\"/></Relationships>");
            Text(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><workbookPr date1904=\"{(Epoch1904 ? 1 : 0)}\"/><sheets><sheet name=\"客户\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Write(zip, "xl/worksheets/sheet1.xml", writer =>
            {
                writer.Write($"<worksheet xmlns=\"{Main}\"><dimension ref=\"A1:C9\"/><sheetData>");
                if (SheetWriter is null)
                {
                    writer.Write(SheetData);
                }
                else
                {
                    SheetWriter(writer);
                }

                writer.Write($"</sheetData>{AfterData}</worksheet>");
            });
            if (StringsWriter is not null)
            {
                Write(zip, "xl/sharedStrings.xml", StringsWriter);
            }
            else if (Strings is not null)
            {
                Text(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{Strings}</sst>");
            }

            if (Styles is not null)
            {
                Text(zip, "xl/styles.xml", Styles);
            }
        }

        foreach (var (name, write) in _parts)
        {
            using var part = zip.CreateEntry(name, Level).Open();
            write(part);
        }
    }

    private void Text(ZipArchive zip, string name, string text) => Write(zip, name, w => w.Write(text));

    private void Write(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, Level).Open(), new UTF8Encoding(false), 1 << 16);
        write(writer);
    }
}
