using System.Text;
using Kith.Engine.Acquire;
using Kith.Tests.Engine.Acquire.Xls;
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
}
