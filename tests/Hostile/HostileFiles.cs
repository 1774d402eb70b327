using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kith.Tests.Engine.Acquire.Xlsx;

namespace Kith.Tests.Hostile;

/// <summary>Files that somebody sends by mistake or to do harm, written to disk as large as they are.</summary>
internal static class HostileFiles
{
    /// <summary>Stands in each file: to look for in the data folder afterwards.</summary>
    public const string Marker = "Qzxmarker";

    private const string Row = Marker + ",13800138000\n";
    private const int Megabyte = 1 << 20;
    private static readonly bool Full = Environment.GetEnvironmentVariable("KITH_LONG") == "1";

    public static void Write(string path, string kind)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, Megabyte);
        switch (kind)
        {
            case "one line of 200 MB":
                Text(file, "name,phone\n" + Marker);
                Fill(file, 'x', Full ? 1024 : 200);
                break;
            case "a cell of 50 MB":
                Text(file, "name,phone\n\"" + Marker);
                Fill(file, 'x', 50);
                Text(file, "\",13800138000\n");
                break;
            case "an unclosed quote over 200,000 lines":
                Text(file, "name,phone\n\"" + Row);
                Lines(file, 200_000, row => $"Name {row},139{row + 10_000_000}\n");
                break;
            case "10,000 columns":
                Text(file, Columns(10_000, column => "c" + column) + "\n" + Columns(10_000, _ => Marker) + "\n");
                break;
            case "a million columns":
                Text(file, "name,phone\n" + Row + Columns(1_000_000, _ => "1") + "\n");
                break;
            case "NUL bytes all over":
                Text(file, "name,phone\n");
                Lines(file, 500, row => $"\0{Marker}\0{row},1390000{row:0000}\0\n");
                break;
            case "nothing but NUL bytes":
                Fill(file, '\0', 2);
                break;
            case "two encodings":
                Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
                Text(file, "姓名,手机\n" + string.Concat(Enumerable.Range(0, 300).Select(row => $"王小明,139{row + 10_000_000}\n")));
                file.Write(Encoding.GetEncoding("gb18030").GetBytes(string.Concat(Enumerable.Range(300, 300).Select(row => $"李大伟,139{row + 10_000_000}\n"))));
                break;
            case "broken UTF-8":
                Text(file, "name,phone\n" + Row);
                file.Write([(byte)'A', 0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80, .. ",13900000001\n"u8, 0xF5, 0x80, 0x80, 0x80, .. ",13900000002\n"u8]);
                break;
            case "a PNG called xlsx":
                file.Write([0x89, .. "PNG\r\n\u001a\n\0\0\0\rIHDR"u8, .. new byte[2000]]);
                break;
            case "a zip bomb":
                Bomb(file, Full ? 8192 : 1536);
                break;
            default:
                using (var made = kind.StartsWith("xlsx: ", StringComparison.Ordinal) ? Book(kind[6..]) : new MemoryStream(Encoding.UTF8.GetBytes(Plain(kind))))
                {
                    made.Position = 0;
                    made.CopyTo(file);
                }

                break;
        }
    }

    private static string Plain(string kind) => kind switch
    {
        "zero bytes" => "",
        "only a BOM" => "\ufeff",
        "only a header" => "name,phone\n",
        "only blank lines" => new string('\n', 5000),
        "only commas" => string.Concat(Enumerable.Repeat(",,,,\n", 5000)),
        "one name 500 times in the header" => string.Join(',', Enumerable.Repeat("name", 500)) + "\n" + string.Join(',', Enumerable.Repeat(Marker, 500)) + "\n",
        "phone 500 times in the header" => "name," + string.Join(',', Enumerable.Repeat("phone", 500)) + "\n" + Marker + "," + string.Join(',', Enumerable.Range(0, 500).Select(column => 13900000000 + column)) + "\n",
        "bidi and zero width" => $"name,phone\n\u202eevil{Marker}\u202c,13800138000\n\u200b\u200d\u2060,13800138001\nA\u200bn\u2066n\u2069\ufeff,13800138002\n{new string('\u0301', 300)}a,13800138003\n",
        "formulas" => $"name,phone,company\n=HYPERLINK(\"http://evil.example\"),13800138000,{Marker}\n@SUM(1+1)*cmd|' /C calc'!A0,13800138001,+1+1\n-2+3,13800138002,\"\t=1+1\"\n",
        "absurd numbers" => "name,phone,amount,birthday\n" + string.Concat(new[] { "1E400", "-0", "NaN", "-Infinity", "1e-400", new string('9', 400), "0x1F", "１２３", "1,2,3" }
            .Select((number, row) => string.Create(CultureInfo.InvariantCulture, $"{Marker}{row},{13900000000 + row},\"{number}\",1990-01-0{row + 1}\n"))),
        "impossible dates" => "name,phone,birthday\n" + string.Concat(new[] { "0000-00-00", "9999-99-99", "2990-01-01", "-1", "99999999999", "1990-02-30", "30/02/1990", "1E308" }
            .Select((date, row) => string.Create(CultureInfo.InvariantCulture, $"{Marker}{row},{13900000000 + row},{date}\n"))),
        "an HTML page" => "<!DOCTYPE html><html><body><p>" + Marker + "</p><table></table></body></html>",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static MemoryStream Book(string attack) => attack switch
    {
        "a billion laughs" => Declaring("<!ENTITY a0 \"lol\">" + string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY a{level} \"{string.Concat(Enumerable.Repeat($"&a{level - 1};", 10))}\">")), "&a9;"),
        "quadratic blow-up" => Declaring($"<!ENTITY a \"{new string('a', 50_000)}\">", string.Concat(Enumerable.Repeat("&a;", 50_000))),
        "an external entity" => Declaring("<!ENTITY a SYSTEM \"file:///etc/passwd\">", "&a;"),
        "an external document type" => Sheet("<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/evil.dtd\">", Marker),
        "a dimension that lies" => Rows(100, "<dimension ref=\"A1:XFD1048576\"/>", ""),
        "string counts that lie" => new BookMaker
        {
            SheetData = Head + "<row><c t=\"s\"><v>0</v></c><c><v>13800138000</v></c></row><row><c t=\"s\"><v>4294967295</v></c><c><v>13800138001</v></c></row>",
            Strings = $"<si><t>{Marker}</t></si>",
        }.Build(),
        "damaged after 3,000 rows" => new BookMaker { SheetData = Head + string.Concat(Enumerable.Range(0, 3000).Select(Customer)) + "<row><c><v>1</v></c>" }.Build(),
        _ => Engine.Acquire.Xlsx.Hostile.Make(attack),
    };

    private const string Head = "<row><c t=\"inlineStr\"><is><t>name</t></is></c><c t=\"inlineStr\"><is><t>phone</t></is></c></row>";

    private static string Customer(int row) => string.Create(CultureInfo.InvariantCulture, $"<row><c t=\"inlineStr\"><is><t>{Marker}{row}</t></is></c><c><v>{13900000000 + row}</v></c></row>");

    private static MemoryStream Declaring(string entities, string text) => Sheet($"<!DOCTYPE worksheet [{entities}]>", text);

    private static MemoryStream Rows(int rows, string dimension, string before) => Sheet(before, Marker, dimension, string.Concat(Enumerable.Range(0, rows).Select(Customer)));

    private static MemoryStream Sheet(string declaration, string text, string dimension = "", string more = "")
    {
        var stream = new BookMaker().Build();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            part.Write(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>{declaration}<worksheet xmlns=\"{BookMaker.Main}\">{dimension}<sheetData>{Head}<row><c t=\"inlineStr\"><is><t>{text}</t></is></c><c><v>13800138000</v></c></row>{more}</sheetData></worksheet>"));
        }

        return stream;
    }

    /// <summary>Gigabytes of rows and space between them, a few megabytes as they lie on the disk.</summary>
    private static void Bomb(Stream stream, int megabytes)
    {
        var row = Encoding.UTF8.GetBytes($"<row><c t=\"inlineStr\"><is><t>{Marker}</t></is></c><c><v>13800138000</v></c></row>");
        var block = new byte[Megabyte];
        Array.Fill(block, (byte)' ');
        row.CopyTo(block, 0);

        new BookMaker
        {
            Level = CompressionLevel.Optimal,
            SheetWriter = writer =>
            {
                writer.Write(Head);
                writer.Flush();
                for (var written = 0; written < megabytes; written++)
                {
                    writer.BaseStream.Write(block);
                }
            },
        }.Build(stream);
    }

    private static string Columns(int count, Func<int, string> cell) => string.Join(',', Enumerable.Range(0, count).Select(cell));

    private static void Text(Stream file, string text) => file.Write(Encoding.UTF8.GetBytes(text));

    private static void Lines(Stream file, int count, Func<int, string> line)
    {
        for (var row = 0; row < count; row++)
        {
            Text(file, line(row));
        }
    }

    private static void Fill(Stream file, char with, int megabytes)
    {
        var block = new byte[Megabyte];
        Array.Fill(block, (byte)with);
        for (var written = 0; written < megabytes; written++)
        {
            file.Write(block);
        }
    }
}
