using System.Text.Json;
using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>WeChat, QQ and WeCom are contacts like phones: a customer has several, each with its own history.</summary>
public sealed class MessengerTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private readonly KithClient us = kith.Operator;

    [Fact]
    public async Task Each_account_has_a_number_of_its_own_and_its_own_history()
    {
        var id = await us.Add(("name", "Ann"), ("wechat", "ann_first"), ("wecom", "ann.lee"));
        (await us.Edit(id, "wechat", "ann_second")).RequireDone();
        var edit = (await us.Edit(id, "wechat:1", "ann_changed")).RequireDone().Json.GetProperty("changesetId").GetString();
        Assert.Equal(["wechat:1 ann_changed", "wecom:2 ann.lee", "wechat:3 ann_second"], await Contacts(id));
        (await us.Edit(id, "wechat:3", "")).RequireDone();
        (await us.Post($"/api/changesets/{edit}/undo")).RequireDone();
        Assert.Equal(["wechat:1 ann_first", "wecom:2 ann.lee"], await Contacts(id));
        (await us.Edit(id, "wechat", "ann_third")).RequireDone();
        Assert.Equal("wechat:4 ann_third", (await Contacts(id))[^1]);
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task An_account_is_found_by_search_and_as_a_twin()
    {
        var id = await us.Add(("name", "Bea"), ("wechat", "Bea_wx_77"), ("qq", "88776655"), ("wecom", "bea@acme"));
        foreach (var text in (string[])["bea_wx_77", "88776655", "beaacme"])
        {
            Assert.Contains($"\"{id}\"", (await us.Get("/api/customers?q=" + text)).RequireDone().Text, StringComparison.Ordinal);
        }

        foreach (var typed in (string[])["wechat=BEA_WX_77", "qq=88776655@qq.com", "wecom=bea%40acme"])
        {
            Assert.Contains($"\"{id}\"", (await us.Get("/api/customers/twins?" + typed)).RequireDone().Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_phone_can_be_the_wechat_account_too()
    {
        var id = await us.Add(("name", "Cid"), ("phone", "138 0013 8321"), ("wechat", "13800138321"));
        var wechat = (await us.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("customer").GetProperty("contacts")[1];
        Assert.Equal(
            ("+8613800138321", "138 0013 8321", "phone:1"),
            (wechat.GetProperty("value").GetString(), wechat.GetProperty("display").GetString(), wechat.GetProperty("sameAs").GetString()));
        (await us.Edit(id, "wechat", "+86 138-0013-8321")).RequireDone();
        Assert.Equal(2, (await Contacts(id)).Count);
        Wholeness.Require(kith.Folder);
    }

    [Theory]
    [InlineData("wechat", "王总 的微信", "wechat.form")]
    [InlineData("qq", "0123", "qq.form")]
    [InlineData("wecom", "张三", "wecom.form")]
    public async Task An_odd_account_is_kept_and_flagged(string field, string value, string code)
    {
        var id = await us.Add(("name", "Dan"));
        Assert.Equal(code, (await us.Edit(id, field, value)).RequireDone().Json.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal([$"{field}:1 {value}"], await Contacts(id));
    }

    [Theory]
    [InlineData("zhang_san1/li_si_22", 2)]
    [InlineData("zhang_san1；li_si_22", 2)]
    [InlineData("小王, 销售", 1)]
    public async Task Accounts_of_one_cell_are_told_apart_only_where_each_is_sound(string value, int accounts)
    {
        var id = await us.Add(("name", "Eve"), ("wechat", value));
        Assert.Equal(accounts, (await Contacts(id)).Count);
    }

    [Fact]
    public async Task An_import_adds_accounts_and_an_export_brings_them_back_unchanged()
    {
        using var alone = new KithFolder();
        await using var other = await RunningKith.Start(alone);
        await other.Operator.Import("姓名,手机,微信,企业微信,QQ\n张三,13800138777,zhang_san_7,zhang.san,1234567\n");
        await other.Operator.Import("姓名,手机,微信\n张三,13800138777,13800138777\n");
        var export = (await other.Operator.Post("/api/exports", new { })).RequireDone().Json.GetProperty("id").GetString();
        var file = (await other.Operator.Get($"/api/exports/{export}/file")).RequireDone().Text;
        Assert.Contains(",wechat,wechat 2,qq,wecom,", file.Split("\r\n")[0], StringComparison.Ordinal);
        var again = (await other.Operator.Import(file)).Counts;
        Assert.Equal((1, 0), (again.Unchanged, again.Updated + again.Created + again.Rejected));
        Wholeness.Require(alone);
    }

    private async Task<List<string>> Contacts(long id) =>
        [.. (await us.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("customer").GetProperty("contacts").EnumerateArray().Select(Text)];

    private static string Text(JsonElement contact) => $"{contact.GetProperty("kind").GetString()}:{contact.GetProperty("n")} {contact.GetProperty("value").GetString()}";
}
