using System.IO.Compression;
using System.Text;

namespace Kith.Tests.Engine.Acquire.Xlsx;

/// <summary>One hostile file for each attack by name.</summary>
internal static class Hostile
{
    private const string Root = "<worksheet xmlns=\"" + BookMaker.Main + "\"><sheetData>";

    public static MemoryStream Make(string attack) => attack switch
    {
        "rows of nothing" => new BookMaker { Level = CompressionLevel.Optimal, SheetWriter = w => Repeat(w, "", "<row/>", 20_000_000) }.Build(),
        "spaces in sheet" => Replace("xl/worksheets/sheet1.xml", s =>
        {
            s.Write(Encoding.UTF8.GetBytes(Root));
            Fill(s, (byte)' ', 200);
        }),
        "lying sizes" => LyingSizes(),
        "flipped digit" => FlippedDigit(),
        "truncated" => new MemoryStream(Sound().ToArray()[..400]),
        "entity bomb" => Replace("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><sst><si><t>&c;</t></si></sst>"),
        "16385 columns" => new BookMaker { SheetData = $"<row r=\"7\">{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 16385))}</row>" }.Build(),
        "column ZZZZZZZZZZZZ" => new BookMaker { SheetData = "<row><c r=\"ZZZZZZZZZZZZ1\"><v>1</v></c></row>" }.Build(),
        "row 99999999999999999999" => new BookMaker { SheetData = "<row r=\"99999999999999999999\"><c><v>1</v></c></row>" }.Build(),
        "deep" => new BookMaker { SheetData = $"<row><c>{string.Concat(Enumerable.Repeat("<x>", 1_000_000))}" }.Build(),
        "deep in a skipped part of styles" => Replace("xl/styles.xml", $"<styleSheet><fonts>{string.Concat(Enumerable.Repeat("<x>", 1_000_000))}"),
        "huge shared string" => Replace("xl/sharedStrings.xml", $"<sst><si><t>{new string('长', 20_000_000)}</t></si></sst>"),
        "huge inline string" => new BookMaker { SheetData = $"<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>{new string('x', 20_000_000)}</t></is></c></row>" }.Build(),
        "huge attribute" => new BookMaker { SheetWriter = w => Repeat(w, "<row r=\"", "1", 50_000_000) }.Build(),
        "ever new names" => new BookMaker { SheetWriter = w => Numbered(w, 10_000_000, i => $"<n{i}/>") }.Build(),
        "ever new attributes" => new BookMaker
        {
            SheetWriter = w =>
            {
                w.Write("<row ");
                Numbered(w, 3_000_000, i => $"a{i}=\"\" ");
            },
        }.Build(),
        "15 million strings" => new BookMaker { SheetData = "<row><c t=\"s\"><v>0</v></c></row>", StringsWriter = w => Strings(w, 15_000_000) }.Build(),
        "one cell far right in each row" => new BookMaker { SheetWriter = w => Numbered(w, 1_000_000, i => $"<row r=\"{i}\"><c r=\"XFD{i}\"><v>1</v></c></row>") }.Build(),
        "duplicate" => Replace("XL/workbook.xml", "<workbook/>", keepOld: true),
        "path out of the package" => new BookMaker().Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"../../../../etc/passwd\"/></Relationships>").Build(),
        "sheet of nothing" => Replace("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        "no sheet" => Replace("xl/workbook.xml", "<workbook><sheets/></workbook>"),
        "not closed" => new BookMaker { SheetData = "<row><c><v>1</v></c></row><row><c>" }.Build(),
        "100,000 parts" => ManyParts(100_000),
        "csv" => new MemoryStream(Encoding.UTF8.GetBytes("姓名,电话\r\n王芳,13800138000\r\n")),
        "utf-16 csv" => new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("姓名\t电话\r\n")]),
        "html" => new MemoryStream(Encoding.UTF8.GetBytes("\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>姓名</td></tr></table></html>")),
        "xml 2003" => new MemoryStream(Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")),
        "docx" => new BookMaker().Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"word/document.xml\"/></Relationships>").Part("word/document.xml", "<w/>").Build(),
        "noise" => Noise(),
        "xls" => Ole("Workbook"),
        "encrypted" => Ole("EncryptedPackage"),
        "empty" => new MemoryStream(),
        _ => throw new ArgumentOutOfRangeException(nameof(attack), attack, null),
    };

    public static void Strings(StreamWriter writer, int count)
    {
        writer.Write("<sst>");
        Numbered(writer, count, i => $"<si><t>{i}</t></si>");
        writer.Write("</sst>");
    }

    /// <summary>A sound sheet of 20 columns: texts shared and in place, numbers, dates, an empty cell.</summary>
    public static void Large(Stream stream, int rows)
    {
        var maker = BookMaker.WithFormats("yyyy-mm-dd");
        maker.StringsWriter = w => Strings(w, 50_000);
        maker.SheetWriter = w =>
        {
            for (var r = 1; r <= rows; r++)
            {
                w.Write($"<row r=\"{r}\" spans=\"1:20\">");
                for (var c = 0; c < 20; c++)
                {
                    var place = $"{(char)('A' + c)}{r}";
                    w.Write((c % 5) switch
                    {
                        0 or 1 => $"<c r=\"{place}\" t=\"s\"><v>{r * 31 % 50_000}</v></c>",
                        2 => $"<c r=\"{place}\"><v>1380013{r:0000000}</v></c>",
                        3 => $"<c r=\"{place}\" s=\"1\"><v>{40_000 + (r % 5000)}</v></c>",
                        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>广州市天河区{r}号</t></is></c>",
                    });
                }

                w.Write("</row>");
            }
        };
        maker.Build(stream);
    }

    private static MemoryStream Sound() => new BookMaker { SheetData = "<row><c><v>13800138000</v></c></row>", Strings = "<si/>", Styles = "<styleSheet/>" }.Build();

    private static MemoryStream Replace(string part, string text, bool keepOld = false) => Replace(part, s => s.Write(Encoding.UTF8.GetBytes(text)), keepOld);

    private static MemoryStream Replace(string part, Action<Stream> write, bool keepOld = false)
    {
        var stream = Sound();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            if (!keepOld)
            {
                zip.GetEntry(part)!.Delete();
            }

            using var entry = zip.CreateEntry(part).Open();
            write(entry);
        }

        return stream;
    }

    private static void Fill(Stream stream, byte value, int megabytes)
    {
        var block = new byte[1 << 20];
        Array.Fill(block, value);
        for (var i = 0; i < megabytes; i++)
        {
            stream.Write(block);
        }
    }

    private static void Repeat(StreamWriter writer, string before, string text, int times)
    {
        writer.Write(before);
        for (var i = 0; i < times; i++)
        {
            writer.Write(text);
        }
    }

    private static void Numbered(StreamWriter writer, int count, Func<int, string> text)
    {
        for (var i = 1; i <= count; i++)
        {
            writer.Write(text(i));
        }
    }

    /// <summary>The directory and the local headers say that each part is ten bytes stored.</summary>
    private static MemoryStream LyingSizes()
    {
        var bytes = new BookMaker { SheetData = string.Concat(Enumerable.Repeat("<row><c><v>5</v></c></row>", 1000)) }.Build().ToArray();
        for (var i = 0; i < bytes.Length - 46; i++)
        {
            if (bytes.AsSpan(i).StartsWith("PK\u0001\u0002"u8) && bytes.AsSpan(i + 46).StartsWith("xl/worksheets"u8))
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(i + 20), 10);
                BitConverter.TryWriteBytes(bytes.AsSpan(i + 24), 10);
            }
        }

        return new MemoryStream(bytes);
    }

    /// <summary>A stored part with one digit changed: only the checksum can tell.</summary>
    private static MemoryStream FlippedDigit()
    {
        var stream = Sound();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.NoCompression).Open();
            part.Write(Encoding.UTF8.GetBytes(Root + "<row><c><v>13800138000</v></c></row></sheetData></worksheet>"));
        }

        var bytes = stream.ToArray();
        bytes[bytes.AsSpan().IndexOf("13800138000"u8) + 4]++;
        return new MemoryStream(bytes);
    }

    private static MemoryStream ManyParts(int count)
    {
        var stream = new MemoryStream();
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        for (var i = 0; i < count; i++)
        {
            zip.CreateEntry($"p{i}");
        }

        return stream;
    }

    private static MemoryStream Noise()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        return new MemoryStream(bytes);
    }

    private static MemoryStream Ole(string stream)
    {
        var bytes = new byte[200_000];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        Encoding.Unicode.GetBytes(stream).CopyTo(bytes, 65_530);
        return new MemoryStream(bytes);
    }
}
