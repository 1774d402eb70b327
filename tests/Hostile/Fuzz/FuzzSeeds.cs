using System.Text;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Sound files to damage: those of the shared data, and ones made here for where those are absent.</summary>
internal static class FuzzSeeds
{
    private const int LongestText = 24 << 10;

    private static int LongestBook => FuzzRun.Long ? 256 << 10 : 40 << 10;

    public static IReadOnlyList<FuzzInput> SharedTexts() =>
        [.. Shared("csv", ".csv", ".tsv", ".psv", ".ssv", ".txt", ".prn"), .. Shared("excel", ".csv", ".txt", ".prn")];

    public static IReadOnlyList<FuzzInput> SharedBooks() =>
        [.. Shared("excel", ".xlsx", ".xlsm", ".xlsb", ".ods").Where(seed => seed.Bytes.AsSpan().StartsWith("PK\x03\x04"u8)), .. SharedOldBooks()];

    public static IReadOnlyList<FuzzInput> SharedOldBooks() => Shared("excel", ".xls", ".biff5");

    public static IReadOnlyList<FuzzInput> SharedCards() => Shared("vcard", ".vcf");

    /// <summary>The naughty strings, one a seed.</summary>
    public static IReadOnlyList<string> SharedStrings() =>
        [.. System.Text.Json.JsonSerializer.Deserialize<string[]>(File.ReadAllText(SharedData.Require("strings/blns.json")))!];

    /// <summary>A text as somebody might send it, of its own making: no two are alike.</summary>
    public static FuzzInput Text(Random random)
    {
        var delimiter = ",;\t|"[random.Next(4)];
        var end = ((string[])["\n", "\r\n", "\r"])[random.Next(3)];
        var columns = 1 + random.Next(random.Next(10) == 0 ? 60 : 8);
        var text = new StringBuilder(random.Next(20) == 0 ? "客户名单" + end + end : "");
        text.AppendJoin(delimiter, Enumerable.Range(0, columns).Select(column => column < HeaderTexts.Length ? HeaderTexts[(column + columns) % HeaderTexts.Length] : "c" + column)).Append(end);
        for (var rows = random.Next(random.Next(10) == 0 ? 200 : 25); rows > 0; rows--)
        {
            text.AppendJoin(delimiter, Enumerable.Range(0, random.Next(12) == 0 ? random.Next(columns + 3) : columns).Select(_ => Written(Cell(random), delimiter, random))).Append(rows == 1 && random.Next(2) == 0 ? "" : end);
        }

        return new FuzzInput("own text", Encoded(random, text.ToString()));
    }

    public static FuzzInput Cards(Random random)
    {
        var text = new StringBuilder();
        for (var cards = 1 + random.Next(12); cards > 0; cards--)
        {
            text.Append("BEGIN:VCARD\r\nVERSION:").Append(((string[])["2.1", "3.0", "4.0"])[random.Next(3)]).Append("\r\n");
            for (var lines = random.Next(9); lines > 0; lines--)
            {
                text.Append(CardNames[random.Next(CardNames.Length)]).Append(':').Append(Cell(random).ReplaceLineEndings("\\n")).Append("\r\n");
            }

            text.Append("END:VCARD\r\n");
        }

        return new FuzzInput("own cards", Encoded(random, text.ToString()));
    }

    public static FuzzInput Page(Random random)
    {
        var text = new StringBuilder("<html><body><table>");
        for (var rows = 1 + random.Next(15); rows > 0; rows--)
        {
            text.Append("<tr>");
            for (var cells = random.Next(6); cells > 0; cells--)
            {
                text.Append(random.Next(6) == 0 ? $"<td colspan={random.Next(4)} rowspan=\"{random.Next(5)}\">" : "<td>").Append(random.Next(4) == 0 ? Cell(random) : System.Net.WebUtility.HtmlEncode(Cell(random))).Append(random.Next(5) == 0 ? "" : "</td>");
            }

            text.Append(random.Next(5) == 0 ? "" : "</tr>").Append(random.Next(20) == 0 ? "<tr><td><table><tr><td>inner</table>" : "");
        }

        return new FuzzInput("own page", Encoded(random, text.Append("</table></body></html>").ToString()));
    }

    public static FuzzInput Book(Random random)
    {
        var rows = new StringBuilder();
        var number = 1;
        for (var count = random.Next(30); count > 0; count--)
        {
            number += random.Next(8) == 0 ? random.Next(50) : 1;
            rows.Append(random.Next(3) == 0 ? "<row>" : $"<row r=\"{number}\">");
            for (var cells = random.Next(6); cells > 0; cells--)
            {
                var clean = new string([.. Cell(random).Where(c => System.Xml.XmlConvert.IsXmlChar(c))]);
                rows.Append(random.Next(3) switch
                {
                    0 => $"<c><v>{random.Next(100_000)}</v></c>",
                    1 => $"<c t=\"s\"><v>{random.Next(4)}</v></c>",
                    _ => $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(clean)}</t></is></c>",
                });
            }

            rows.Append("</row>");
        }

        var book = Engine.Acquire.Xlsx.BookMaker.WithFormats("yyyy\"年\"m\"月\"d\"日\"", "0.00_);[Red](0.00)");
        (book.SheetData, book.Strings) = (rows.ToString(), "<si><t>姓名</t></si><si><t>张三</t></si><si><r><t>rich</t></r><r><t> text</t></r></si><si/>");
        return new FuzzInput("own workbook", book.Build().ToArray());
    }

    /// <summary>A cell as lists hold it, or one that they should not.</summary>
    public static string Cell(Random random) => random.Next(14) switch
    {
        0 => "",
        1 => Mutator.Token(random) + Mutator.Token(random),
        2 => Lists.Name(random.Next(2000)),
        3 => Lists.Phone(random.Next(10_000)),
        4 => "+" + random.NextInt64(1_000_000_000_000),
        5 => $"mail{random.Next(1000)}@example.com",
        6 => $"{random.Next(1850, 2150)}-{random.Next(14)}-{random.Next(33)}",
        7 => $"{random.Next(40)}.{random.Next(14)}.{random.Next(100):00}",
        8 => (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        9 => "北京市朝阳区建国路" + random.Next(200) + "号",
        10 => "line one\nline \"two\"",
        11 => new string((char)random.Next(1, 0x10000), random.Next(6)).Replace('\uFFFE', ' '),
        12 => "VIP；北京、重点",
        _ => "云帆科技有限公司 (Cloud)",
    };

    private static readonly string[] HeaderTexts = ["姓名", "公司", "手机", "邮箱", "address", "tags", "birthday", "remark", "金额", "联系人1", "电话1", "联系人2"];

    private static readonly string[] CardNames =
        ["FN", "N", "N;CHARSET=UTF-8", "TEL;TYPE=CELL", "TEL;WORK;VOICE", "EMAIL;INTERNET", "ADR;TYPE=home", "ORG", "NOTE", "BDAY", "NOTE;ENCODING=QUOTED-PRINTABLE", "PHOTO;ENCODING=b", "item1.TEL", "item1.X-ABLabel", "X-QQ", "IMPP", "URL", "AGENT"];

    private static string Written(string cell, char delimiter, Random random) =>
        cell.IndexOfAny([delimiter, '"', '\r', '\n']) >= 0 && random.Next(20) > 0 ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;

    private static byte[] Encoded(Random random, string text) => random.Next(4) > 0
        ? Encoding.UTF8.GetBytes(text)
        : EncodingNames.Find(((string[])["gb18030", "utf-16le", "utf-16be", "big5", "windows-1252"])[random.Next(5)]).GetBytes(text);

    private static List<FuzzInput> Shared(string set, params string[] endings)
    {
        var root = SharedData.Require(set);
        var seeds = new List<FuzzInput>();
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => endings.Contains(Path.GetExtension(path))).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            var book = set == "excel" && bytes is [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, ..];
            if (!book || bytes.Length <= LongestBook)
            {
                seeds.Add(new FuzzInput(Path.GetRelativePath(root, path), book ? bytes : bytes[..Math.Min(bytes.Length, LongestText)]));
            }
        }

        return seeds;
    }
}
