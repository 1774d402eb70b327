using System.Text;
using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire.Html;

/// <summary>Tables of web pages, as exports under the name of a workbook really are.</summary>
public sealed class HtmlBookTests
{
    [Theory]
    [InlineData("<table><tr><th>姓名<th>电话<tr><td>王小明<td>13800138000</table>", "姓名¦电话¶王小明¦13800138000")]
    [InlineData("<TABLE><TR><TD COLSPAN=2>a</TD><TD>b</TD></TR><TR><TD>1</TD><TD>2</TD><TD>3</TD></TR></TABLE>", "a¦¦b¶1¦2¦3")]
    [InlineData("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>", "a¦b¶¦c¶d¦e")]
    [InlineData("<table><tr><td>a&amp;b&nbsp;&lt;&#20013;&#x6587;&eacute;&nbsp</td><td>x<br>y<br/> z</td><td> run \n  together </td></tr></table>", "a&b\u00A0<中文é¦x\ny\nz¦run together")]
    [InlineData("<style>td{color:red}<table></style><script>'<table><tr><td>no'</script><!-- <table><tr><td>no --><table><tr><td>yes</td></tr></table>", "yes")]
    [InlineData("<table><tr><td x:num=\"13800138000\">1.38E+10</td><td x:num='0.5'>50%</td><td x:str>007</td></tr></table>", "13800138000¦50%¦007")]
    [InlineData("<table><tr><td>1 < 2 & 3 > 2</td></tr>", "1 < 2 & 3 > 2")]
    [InlineData("<table><td>no row</td></table>", "no row")]
    [InlineData("<table><tr><td>cut off", "cut off")]
    public void Cells_are_read(string page, string rows) => Assert.Equal(rows, Shown(Open(page), 0));

    [Fact]
    public void Each_table_is_a_sheet_and_one_within_a_cell_is_its_own()
    {
        using var book = Open("<table><caption>Customers</caption><tr><td>a<table><tr><td>inner</td></tr></table>b</td></tr></table><table></table><table><tr><td>second</td></tr></table>");
        Assert.Equal(["Customers", "2", "4"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(["ab", "inner", "second"], Enumerable.Range(0, 3).Select(sheet => Shown(book, sheet)));
    }

    [Fact]
    public void Merged_cells_are_told()
    {
        using var book = Open("<table><tr><td colspan=3 rowspan=2>title</td></tr><tr></tr><tr><td>1</td></tr></table>");
        Assert.Equal([new MergedRange(1, 1, 2, 3)], book.Merged(0));
    }

    [Theory]
    [InlineData("<meta charset=gb2312>", "gb18030", "gb18030")]
    [InlineData("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=GBK\">", "gb18030", "gb18030")]
    [InlineData("<meta charset=utf-8>", "gb18030", "gb18030")]
    [InlineData("", "gb18030", "gb18030")]
    [InlineData("<meta charset=gb2312>", "utf-8", "utf-8")]
    [InlineData("<meta charset=utf-16>", "utf-16le", "utf-16le")]
    public void The_charset_is_what_the_bytes_bear_out(string meta, string written, string read)
    {
        var page = $"<html><head>{meta}</head><table><tr><td>客户姓名</td><td>联系电话</td></tr><tr><td>欧阳文静</td><td>广州市天河区体育西路</td></tr><tr><td>张伟强</td><td>上海市浦东新区</td></tr></table>";
        using var book = HtmlBook.Open(new MemoryStream(EncodingNames.Find(written).GetBytes(page)));
        Assert.Contains("欧阳文静", Shown(book, 0), StringComparison.Ordinal);
        if (meta != "<meta charset=utf-8>")
        {
            Assert.Equal(read, book.Encoding);
        }
    }

    [Theory]
    [InlineData("<html><p>nothing here</p></html>")]
    [InlineData("<table></table>")]
    [InlineData("<table><tr><td> &nbsp; </td></tr></table>")]
    public void A_page_without_a_table_is_refused(string page) =>
        Assert.Equal("html.no-table", Assert.Throws<TableRefusedException>(() => Open(page)).Code);

    [Fact]
    public void Hostile_pages_stay_within_bounds()
    {
        Assert.Equal("table.too-many-columns", Refusal("<table><tr>" + string.Concat(Enumerable.Repeat("<td colspan=1000>x</td>", 100))));
        Assert.Equal("table.row-too-long", Refusal("<table><tr>" + string.Concat(Enumerable.Repeat($"<td>{new string('x', 900_000)}</td>", 12))));
        Assert.Equal("table.cell-too-long", Open($"<table><tr><td>{new string('x', 2_000_000)}</td></tr>").Rows(0).Single().Problem);
        Assert.Equal(32, Open(string.Concat(Enumerable.Repeat("<table><tr><td>x", 100_000))).Sheets.Count);
        Assert.Single(Open("<table><tr><td rowspan=999999999 colspan=2>x</td></tr><tr><td>y</td></tr></table>").Merged(0)!);
        Assert.Single(Open("<table><tr><td " + string.Concat(Enumerable.Repeat("a=\"b ", 100_001)) + ">x</td></tr></table>").Sheets);
    }

    [Fact]
    public void A_table_of_one_column_counts_beside_others_and_merged_cells_are_those_of_their_table()
    {
        using var book = Open("<table><tr><td>Home<td>About<tr><td>Help<td>Login</table><table><tr><td>Email<tr><td rowspan=2>a@example.com<tr><td></table>");
        Assert.Equal([0, 1], book.Filled());
        Assert.Equal([0], book.Lists);
        Assert.Empty(book.Merged(0)!);
        Assert.Equal([new MergedRange(2, 1, 3, 1)], book.Merged(1));
        Assert.False(book.MergedCut(1));
    }

    [Theory]
    [InlineData(9_999, "late")]
    [InlineData(10_000, "10001")]
    public void Names_of_tables_are_kept_of_ten_thousand(int before, string name)
    {
        using var book = Open(string.Concat(Enumerable.Range(0, before).Select(at => $"<table><caption>empty {at}</table>")) + "<table><caption>late</caption><tr><td>x</table>");
        Assert.Equal(name, Assert.Single(book.Sheets).Name);
        Assert.Equal([0], book.Filled());
    }

    [Fact]
    public void Mutated_pages_are_read_or_refused()
    {
        var seed = "<html><meta charset=gbk><table border=\"1\"><caption>c</caption><tr><td colspan=2 x:num=\"1\">a&amp;&#x4e2d;</td><td rowspan='3'>b<br></tr><!-- x --><tr><td>c</td></tr></table><style>x</style></html>";
        var random = new Random(11);
        for (var round = 0; round < 5000; round++)
        {
            var text = new StringBuilder(seed);
            for (var change = random.Next(1, 15); change > 0; change--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(text.Length - at, random.Next(6))),
                    1 => text.Insert(at, seed.AsSpan(random.Next(seed.Length))[..1]),
                    _ => text.Insert(at, "<>&\"'=/!-"[random.Next(9)]),
                };
                _ = text.Length == 0 ? text.Append('x') : text;
            }

            try
            {
                using var book = Open(text.ToString());
                Assert.All(Enumerable.Range(0, book.Sheets.Count), sheet => Assert.NotEmpty(book.Rows(sheet)));
            }
            catch (TableRefusedException refused)
            {
                Assert.Equal("html.no-table", refused.Code);
            }
        }
    }

    private static HtmlBook Open(string page) => HtmlBook.Open(new MemoryStream(Encoding.UTF8.GetBytes(page)));

    private static string Refusal(string page) => Assert.Throws<TableRefusedException>(() => Open(page).Rows(0).ToList()).Code;

    private static string Shown(HtmlBook book, int sheet) => string.Join('¶', book.Rows(sheet).Select(row => string.Join('¦', row.Cells)));
}
