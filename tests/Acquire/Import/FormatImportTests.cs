using System.Text;
using Kith.Engine.Acquire;
using Kith.Tests.Engine.Acquire.Xls;
using Kith.Tests.Engine.Acquire.Xlsx;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>A file is taken for what its content is, whatever its name, and every row of it is accounted for.</summary>
public sealed class FormatImportTests(RunningKith kith) : IClassFixture<RunningKith>
{
    [Fact]
    public async Task An_address_book_comes_in_card_by_card()
    {
        var text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8D=A1;=E4=B8=80;;;\r\nTEL;CELL:13922220001\r\nTEL;WORK:010-88880001\r\nPHOTO;ENCODING=BASE64;JPEG:AAAA\r\n\r\nEND:VCARD\r\n"
            + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:合计\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:卡二\r\nTEL;TYPE=CELL:13922220002\r\n";
        var view = await kith.Operator.Upload("contacts.csv", text);
        Assert.Equal(("vcf", 3L), (view.Layout.Format, view.Layout.Rows));
        Assert.Equal("vcard.media-ignored", Assert.Single(view.Layout.Findings).Code);
        Assert.Equal(["phone", "phone"], view.Plan.Columns.Where(column => column.Header.EndsWith("phone", StringComparison.Ordinal)).Select(column => column.Field));
        var done = await kith.Operator.Run(view.Id);
        Assert.Equal((3L, 2L, 1L), (done.Counts.Rows, done.Counts.Created, done.Counts.Rejected));
    }

    [Fact]
    public async Task An_old_workbook_comes_in()
    {
        var view = await kith.Operator.Upload("list.xlsx", OldBook.Make(936, [["客户姓名", "手机"], ["旧一", 13933330001d], ["旧二", "13933330002"]]).ToArray());
        Assert.Equal("xls", view.Layout.Format);
        var done = await kith.Operator.Run(view.Id);
        Assert.Equal((2L, 2L), (done.Counts.Rows, done.Counts.Created));
    }

    [Theory]
    [InlineData("<html><head><meta charset=gb2312></head><body><table><tr><td>客户姓名</td><td>手机</td></tr><tr><td>页一</td><td>13944440001</td></tr><tr><td>页二</td><td>13944440002</td></tr></table></body></html>", "gb18030", "html")]
    [InlineData("客户姓名\t手机\r\n文一\t13955550001\r\n文二\t13955550002\r\n", "utf-16le", "csv")]
    public async Task What_is_only_called_a_workbook_comes_in(string text, string encoding, string format)
    {
        var view = await kith.Operator.Upload("导出.xls", (byte[])[.. encoding == "utf-16le" ? Encoding.Unicode.GetPreamble() : [], .. EncodingNames.Find(encoding).GetBytes(text)]);
        Assert.Equal((format, 2L), (view.Layout.Format, view.Layout.Rows));
        Assert.Equal(["name", "phone"], view.Plan.Columns.Select(column => column.Field));
        var done = await kith.Operator.Run(view.Id);
        Assert.Equal((2L, 2L), (done.Counts.Rows, done.Counts.Created));
    }

    public static TheoryData<string> BooksWithMerges => ["xlsx", "xls", "html"];

    /// <summary>One company over three rows of people, the header merged over two rows, a total below.</summary>
    [Theory]
    [MemberData(nameof(BooksWithMerges))]
    public async Task A_company_merged_over_the_rows_of_its_people_is_the_company_of_each(string format)
    {
        var view = await kith.Operator.Upload("客户." + format, Merged(format));
        Assert.Equal((format, 4L), (view.Layout.Format, view.Layout.Rows));
        Assert.Equal(["company", "name", "phone"], view.Plan.Columns.Select(column => column.Field));
        var run = await kith.Operator.Run(view.Id);
        Assert.Equal((4L, 0L), (run.Counts.Rows, run.Counts.Rejected));
        Assert.Equal(
            [$"{format}丁:乙公司", $"{format}丙:甲公司", $"{format}乙:甲公司", $"{format}甲:甲公司"],
            kith.Folder.Query<string>("select name || ':' || company from customer where name glob @like order by name", new { like = format + "?" }));
        var line = (await kith.Operator.Get($"/api/imports/{view.Id}/preview")).Text;
        Assert.Contains("甲公司", line, StringComparison.Ordinal);
    }

    /// <summary>Many programs put a title over the table, merged across it, or in a table of its own before it.</summary>
    [Theory]
    [InlineData("<table><tr><td colspan=2>2026年客户名单</td></tr><tr><td>客户姓名</td><td>手机</td></tr><tr><td>题一</td><td>13966660001</td></tr><tr><td>题二</td><td>13966660002</td></tr></table>")]
    [InlineData("<table><tr><td>2026年客户名单</td></tr><tr><td>导出时间：2026-11-01</td></tr></table><table><tr><td>客户姓名</td><td>手机</td></tr><tr><td>题三</td><td>13966660003</td></tr><tr><td>题四</td><td>13966660004</td></tr></table>")]
    public async Task A_page_with_a_title_over_its_table_is_read_from_its_headings(string page)
    {
        var view = await kith.Operator.Upload("导出.xls", Encoding.UTF8.GetBytes(page));
        Assert.Equal(["客户姓名", "手机"], view.Layout.Shape.Headers);
        Assert.Equal(2, view.Layout.Rows);
        Assert.Equal(2, (await kith.Operator.Run(view.Id)).Counts.Created);
    }

    private static byte[] Merged(string format)
    {
        var rows = new[]
        {
            new[] { "公司", "姓名", "手机" }, ["", "", ""], ["甲公司", format + "甲", Phone(1)], ["", format + "乙", Phone(2)], ["", format + "丙", Phone(3)], ["乙公司", format + "丁", Phone(4)], ["合计", "", "4"],
        };
        string Phone(int number) => $"1397777{(format == "xls" ? 1 : format == "xlsx" ? 2 : 3)}00{number}";
        switch (format)
        {
            case "xlsx":
                return new BookMaker
                {
                    SheetData = string.Concat(rows.Select((row, at) => $"<row r=\"{at + 1}\">" + string.Concat(row.Select((cell, column) => cell.Length == 0 ? "" : $"<c r=\"{(char)('A' + column)}{at + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")) + "</row>")),
                    AfterData = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/><mergeCell ref=\"C1:C2\"/><mergeCell ref=\"A3:A5\"/></mergeCells>",
                }.Build().ToArray();
            case "xls":
                return OldBook.Make(936, rows, merged: [(0, 1, 0, 0), (0, 1, 1, 1), (0, 1, 2, 2), (2, 4, 0, 0)]).ToArray();
            default:
                var lines = rows.Where((_, at) => at is not 1).Select(row => string.Concat(row.Where((cell, column) => cell.Length > 0 || row[0] == "合计" || column > 0)
                    .Select(cell => $"<td{(cell == "甲公司" ? " rowspan=3" : "")}>{cell}</td>")));
                return Encoding.UTF8.GetBytes("<html><meta charset=utf-8><table><tr>" + string.Join("</tr><tr>", lines) + "</tr></table></html>");
        }
    }
}
