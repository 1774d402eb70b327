using System.Globalization;
using System.Text;
using Kith.Tests.Engine.Acquire.Xlsx;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Small to make, dear to read: shapes that no list has, each with a size of its own.</summary>
internal static class Monsters
{
    private static readonly (string Name, Func<Random, byte[]> Make)[] All =
    [
        ("10,000 columns", random => Utf8(Times(10_000, at => "c" + at + ",") + "\n" + Times(10_000, at => at + ","))),
        ("just as many columns as allowed", random => Utf8(Times(1999, at => "c" + at + ",") + "\n" + Times(50, _ => Times(1999, at => at + ",") + "\n"))),
        ("a cell of 1 MB", random => Utf8("name,phone\n\"" + new string('x', 1 << 20) + "\",13800138000\nAnn,1\n")),
        ("a cell of 1 MB of line breaks", random => Utf8("name,phone\n\"" + new string('\n', 1 << 20) + "\",13800138000\nAnn,1\n")),
        ("nothing but quotes", random => Utf8(new string('"', 300_000 + random.Next(2)))),
        ("quotes and delimiters", random => Utf8("a,b,c\n" + Times(60_000, _ => "\",\""))),
        ("quotes that open and never close", random => Utf8("a,b,c\n" + Times(20_000, at => $"x,\"{at},y\n"))),
        ("quotes within quotes", random => Utf8("a,b\n" + Times(400, at => new string('"', at) + "x" + new string('"', at) + ",1\n"))),
        ("delimiters alone", random => Utf8("a,b,c,d\n" + Times(3000, _ => new string(',', 3 + random.Next(60)) + "\n"))),
        ("two million empty lines", random => Utf8("name,phone\nAnn,1\n" + new string('\n', 2_000_000) + "Bob,2\n")),
        ("a million blank cells", random => Utf8("name,phone\n" + Times(500_000, _ => ",\n") + "Bob,2\n")),
        ("backslashes", random => Utf8("a,b\n" + Times(30_000, _ => "\\\"\\,\\\\"))),
        ("a mixture of encodings line by line", random => [.. Enumerable.Range(0, 4000).SelectMany(line => line % 2 == 0 ? Encoding.UTF8.GetBytes($"王小明,{line}\n") : Kith.Engine.Acquire.EncodingNames.Find("gb18030").GetBytes($"李大伟,{line}\n"))]),
        ("NULs between all letters", random => Utf8(Times(20_000, at => $"n\0a\0m\0e\0,{at}\n"))),
        ("combining marks without end", random => Utf8("name,phone\n" + Times(50, _ => "e" + new string('\u0301', 5000) + ",1\n"))),
        ("right to left and zero width", random => Utf8("name,phone\n" + Times(5000, at => $"\u202E\u200B\u2066Ann\u2069{at}\u202C,1\u200D3\n"))),
        ("all lines sums", random => Utf8("name,amount\n" + Times(20_000, at => $"合计,{at}\n"))),
        ("half-filled rows below", random => Utf8("a,b,c,d,e,f\n1,2,3,4,5,6\n" + Times(40_000, at => (at % 31 == 0 ? "1,2,3,4,5,6" : "note,,,,,") + "\n"))),
        ("dates at the edges", random => Utf8("name,birthday\n" + Times(5000, at => $"A{at},{((string[])["0000-00-00", "9999-12-31", "1900-02-29", "-1", "2958466", "99999999", "1e10", "12/31/9999 24:00"])[at % 8]}\n"))),
        ("huge numbers", random => Utf8("name,amount\n" + Times(3000, at => $"A{at},{new string('9', at % 400)}\n"))),
        ("one folded card", random => Utf8("BEGIN:VCARD\nFN:x\n" + Times(200_000, _ => " y\n") + "END:VCARD\n")),
        ("one folded head", random => Utf8("BEGIN:VCARD\nX\n" + Times(200_000, _ => " a\n") + "END:VCARD\n")),
        ("a card of properties that say nothing", random => Utf8("BEGIN:VCARD\nFN:x\n" + Times(200_000, _ => "LABEL;A;B:\n") + "END:VCARD\n")),
        ("cards within cards", random => Utf8(Times(30_000, _ => "BEGIN:VCARD\nAGENT:\n") + Times(30_000, _ => "END:VCARD\n"))),
        ("cards of ever new names", random => Utf8(Times(3000, at => $"BEGIN:VCARD\nFN:{at}\nX-{at}:1\nIMPP;X-SERVICE-TYPE=S{at}:x{at}\nEND:VCARD\n"))),
        ("a card of a thousand phones", random => Utf8("BEGIN:VCARD\nFN:x\n" + Times(20_000, at => $"TEL;TYPE=CELL:{13800000000 + at}\n") + "END:VCARD\n")),
        ("soft breaks", random => Utf8("BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:" + Times(100_000, _ => "=E4=\n") + "\nEND:VCARD\n")),
        ("tables within tables", random => Utf8("<html>" + Times(20_000, _ => "<table><tr><td>x"))),
        ("captions alone", random => Utf8("<html>" + Times(50_000, at => $"<table><caption>{at}</table>") + "<table><tr><td>x</table>")),
        ("spans over everything", random => Utf8("<table>" + Times(500, _ => "<tr>" + Times(20, at => $"<td rowspan=65535 colspan=1000>{at}") + "\n"))),
        ("tags that never end", random => Utf8("<table><tr><td " + new string('a', 500_000))),
        ("entities", random => Utf8("<table><tr><td>" + Times(100_000, _ => "&#x1F600;&amp;&") + "</table>")),
        ("script without end", random => Utf8("<table><tr><td>1</td></tr></table><script>" + Times(100_000, _ => "</scrip "))),
        ("workbook: 16,384 columns", random => Book(Times(40, row => $"<row r=\"{row + 1}\"><c r=\"XFD{row + 1}\"><v>1</v></c></row>"))),
        ("workbook: empty rows", random => Book(Times(500_000, _ => "<row/>") + "<row><c><v>1</v></c></row>")),
        ("workbook: far rows", random => Book(Times(2000, row => $"<row r=\"{(row + 1) * 500}\"><c><v>1</v></c></row>"))),
        ("workbook: rows in no order", random => Book(Times(2000, row => $"<row r=\"{random.Next(1, 3000)}\"><c><v>{row}</v></c></row>"))),
        ("workbook: merged by the thousand", random => Book("<row><c><v>1</v></c><c><v>2</v></c></row>", "<mergeCells>" + Times(30_000, at => $"<mergeCell ref=\"A{at + 1}:XFD{at + 3}\"/>") + "</mergeCells>")),
        ("workbook: shared strings", random => Book(Times(3000, row => $"<row><c t=\"s\"><v>{row % 3}</v></c></row>"), "", "<si><t>" + new string('x', 32_767) + "</t></si><si/><si><t>1</t></si>" + Times(50_000, at => "<si><r><t>a</t></r></si>"))),
        ("workbook: deep", random => Book("<row><c t=\"inlineStr\"><is>" + Times(20_000, _ => "<r>") + "<t>x</t>" + Times(20_000, _ => "</r>") + "</is></c></row>")),
        ("workbook: dates at the edges", random => Book(Times(2000, row => $"<row><c s=\"1\"><v>{((string[])["-1", "0", "60", "2958465.99999", "2958466", "1e300", "-0.0001", "1e-320"])[row % 8]}</v></c></row>"))),
        ("workbook: formats", random => Formats(random)),
        ("workbook: a cell many times", random => Book("<row r=\"1\">" + Times(50_000, _ => "<c r=\"A1\"><v>1</v></c>") + "</row>")),
    ];

    public static int Count => All.Length;

    private static int next;

    /// <summary>One after the other.</summary>
    public static FuzzInput Make(Random random)
    {
        var (name, make) = All[(Interlocked.Increment(ref next) - 1) % All.Length];
        return new FuzzInput(name, make(random));
    }

    private static byte[] Formats(Random random)
    {
        var book = BookMaker.WithFormats([.. Enumerable.Range(0, 2000).Select(at => Times(random.Next(40), _ => ((string[])["y", "m", "d", "[", "]", "\"", "\\", "0", "#", ";", "@", "General", "[$-804]", "AM/PM", "E+", "/"])[random.Next(16)]))]);
        book.SheetData = Times(2000, row => $"<row><c s=\"{row + 1}\"><v>{row * 37}.5</v></c></row>");
        return book.Build().ToArray();
    }

    private static byte[] Book(string rows, string after = "", string? strings = null)
    {
        var book = BookMaker.WithFormats("yyyy-mm-dd hh:mm:ss");
        (book.SheetData, book.AfterData, book.Strings) = (rows, after, strings);
        return book.Build().ToArray();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Times(int count, Func<int, string> text)
    {
        var all = new StringBuilder();
        for (var at = 0; at < count; at++)
        {
            all.Append(CultureInfo.InvariantCulture, $"{text(at)}");
        }

        return all.ToString();
    }
}
