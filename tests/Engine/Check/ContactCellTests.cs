using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

/// <summary>One cell with a person and numbers together. Nothing of it is lost.</summary>
public sealed class ContactCellTests
{
    private static readonly string[] Mixed =
    [
        "张三 13800138001（微信同号）", "李经理：0571-88888888转801 / 13900139001", "王小姐 vx: abc_123456 QQ 12345678", "John Smith <john@example.com>", "张三(采购) 13800138001；李四(财务) 13900139001",
        "联系人：张三，电话：13800138001", "采购部王丽 13800138001", "张三13800138001李四13900139001", "Tel: 010-62785001 Fax: 010-62785002", "老板 13800138001 只能下午打", "杭州某某有限公司 张三 13800138001", "a@b.com; c@d.com",
        "微信号zhangsan88", "财务：李四 13900139001，采购：王五 13700137001", "Mrs. Jane Doe +44 20 7946 0958 ext 12", "",
    ];

    [Theory]
    [InlineData("张三 13800138001（微信同号）", "张三|+8613800138001||||same")]
    [InlineData("张三 13800138001 同微信", "张三|+8613800138001||||same")]
    [InlineData("李经理：0571-88888888转801 / 13900139001", "李经理|+8657188888888;ext=801,+8613900139001||||")]
    [InlineData("李经理 021-63350000,801", "李经理|+862163350000;ext=801||||")]
    [InlineData("李经理 021-63350000 分机：801，13900139001", "李经理|+862163350000;ext=801,+8613900139001||||")]
    [InlineData("王小姐 vx: abc_123456 QQ 12345678", "王小姐|||abc_123456|12345678|")]
    [InlineData("John Smith <john@example.com>", "John Smith||john@example.com|||")]
    [InlineData("张三(采购) 13800138001；李四(财务) 13900139001", "张三/采购|+8613800138001|||| + 李四/财务|+8613900139001||||")]
    [InlineData("财务：李四 13900139001，采购：王五 13700137001", "李四/财务|+8613900139001|||| + 王五/采购|+8613700137001||||")]
    [InlineData("张三13800138001李四13900139001", "张三|+8613800138001|||| + 李四|+8613900139001||||")]
    [InlineData("联系人：张三，电话：13800138001", "张三|+8613800138001||||")]
    [InlineData("联系人张三 13800138001", "张三|+8613800138001||||")]
    [InlineData("采购部王丽 13800138001", "王丽/采购部|+8613800138001||||")]
    [InlineData("13800138001 张三", "张三|+8613800138001||||")]
    [InlineData("张三 13800138001 13900139001", "张三|+8613800138001,+8613900139001||||")]
    [InlineData("微信号zhangsan88", "|||zhangsan88||")]
    [InlineData("张三 微信：13800138001", "张三|||13800138001||")]
    [InlineData("Mrs. Jane Doe +44 20 7946 0958", "Mrs. Jane Doe|+442079460958||||")]
    [InlineData("张三 zhang@example.com 13800138001", "张三|+8613800138001|zhang@example.com|||")]
    [InlineData("欧阳锋:13800138001", "欧阳锋|+8613800138001||||")]
    public void People_and_their_numbers_are_found(string text, string expected) =>
        Assert.Equal(expected, string.Join(" + ", ContactCells.Read(text, "CN").People.Select(Shown)));

    [Theory]
    [InlineData("张三 13800138001 只能下午打", "只能下午打")]
    [InlineData("杭州某某有限公司 张三 13800138001", "杭州某某有限公司")]
    [InlineData("张三 13800138001", null)]
    public void What_is_nobodys_stays_as_remark(string text, string? remark) => Assert.Equal(remark, ContactCells.Read(text, "CN").Remark);

    [Theory]
    [InlineData("13800138001")]
    [InlineData("138 0013 8001")]
    [InlineData("0571-88888888转801")]
    [InlineData("Tel: 010-62785001 Fax: 010-62785002")]
    [InlineData("电话：010-62785001/2")]
    [InlineData("13800138001、13900139001")]
    [InlineData("+86 (0)10 6278 5001 ext. 12")]
    [InlineData("138****8001")]
    [InlineData("138001380O1")]
    [InlineData("1.38001E+10")]
    [InlineData("12345")]
    [InlineData("手机 13800138001 或 13900139001")]
    public void A_cell_of_numbers_only_reads_as_before(string text)
    {
        var cell = ContactCells.Read(text, "CN");
        Assert.True(cell.IsPhonesOnly);
        Assert.Equal(Phones.Parse(text, "CN"), cell.People[0].Phones);
    }

    [Fact]
    public void The_pieces_are_the_whole_cell_one_after_the_other()
    {
        string[] parts = ["张三", "李经理", "13800138001", "0571-88888888转801", "（微信同号）", " ", "：", "；", "vx: abc_123456", "QQ 12345678", "a@b.com", "<", ">", "采购", "Tel", "John Smith", "，", "1", "O", "x", "😀", "\uD800", "备注", "é", "·", "+", "("];
        var random = new Random(11);
        foreach (var text in Mixed.Concat(Enumerable.Range(0, 20_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 10)).Select(_ => parts[random.Next(parts.Length)])))))
        {
            var cell = ContactCells.Read(text, "CN");
            var at = 0;
            foreach (var piece in cell.Pieces)
            {
                Assert.Equal(at, piece.Start);
                Assert.True(piece.Length > 0);
                var value = text.Substring(piece.Start, piece.Length);
                if (piece.Kind == ContactPieceKind.Gap)
                {
                    Assert.DoesNotContain(value, char.IsLetterOrDigit);
                }
                else if (piece.Kind == ContactPieceKind.Remark && cell.Remark is { } remark)
                {
                    Assert.Contains(value.Trim(), remark, StringComparison.Ordinal);
                }

                at += piece.Length;
            }

            Assert.Equal(text.Length, at);
        }
    }

    private static string Shown(ContactPerson p) => string.Join('|',
        p.Role is null ? p.Name : $"{p.Name}/{p.Role}", string.Join(',', p.Phones.Select(n => n.Key)), string.Join(',', p.Emails.Select(e => e.Address)), string.Join(',', p.Wechat), string.Join(',', p.Qq), p.WechatIsPhone ? "same" : "");
}
