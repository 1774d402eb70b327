using Kith.Acquire.Import;
using Kith.Shell.Web;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Numbers and accounts are read by what else is known of a row: its organisation's country, its own mobile.</summary>
public sealed class NumbersOfRowTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task People_of_a_row_have_the_numbers_of_the_country_that_the_row_says()
    {
        await Us.Import("公司名称,国家,电话,联系人1,电话1,联系人2,电话2\nMüller GmbH,德国,030 901820,Anna Müller,030 901821,Bo Li,\n云帆科技有限公司,,021-63350000,张三,13800138000,,\n", new { region = "CN" });
        Assert.Equal(["+4930901821"], Phones("Anna Müller"));
        Assert.Equal(["+8613800138000"], Phones("张三"));
    }

    [Theory]
    [InlineData("公司名称,联系人1,电话1,联系人2,电话2\nMüller GmbH,Anna Müller,030 901821,Bo Li,030 901822\n云帆科技有限公司,张三,13800138000,,\n")]
    [InlineData("姓名,公司编号,电话\nAnna Müller,0015g00000AbCdE,030 901821\n张三,,13800138000\n")]
    public async Task People_have_the_numbers_of_the_country_that_their_known_organisation_is_in(string list)
    {
        await Us.Import("公司名称,公司编号,国家,税号\nMüller GmbH,0015g00000AbCdE,Germany,DE136695976\n", new
        {
            columns = new object[] { new { index = 1, field = "external_id" }, new { index = 3, field = "vat_id" } },
        });
        if (list.StartsWith('公'))
        {
            list = list.Replace("公司名称", "公司名称,税号", StringComparison.Ordinal).Replace("GmbH,", "GmbH,DE136695976,", StringComparison.Ordinal).Replace("有限公司,", "有限公司,,", StringComparison.Ordinal);
        }

        var dry = await Us.Import(list, dry: true);
        var run = await Us.Run(dry.Id);
        Assert.Equal(dry.Counts, run.Counts);
        Assert.Equal(0, run.Counts.Rejected);
        Assert.Equal(["+4930901821"], Phones("Anna Müller"));
        Assert.Equal(["+8613800138000"], Phones("张三"));
    }

    [Fact]
    public async Task So_have_people_whom_somebody_adds_or_edits_by_hand()
    {
        var organisation = await Us.Add(("company", "Müller GmbH"), ("country", "Germany"));
        var anna = await Us.Add(("name", "Anna Müller"), ("organisation", organisation.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("phone", "030 901821"));
        (await Us.Edit(anna, "phone", "030 901822")).RequireDone();
        Assert.Equal(["+4930901821", "+4930901822"], Phones("Anna Müller"));
    }

    [Theory]
    [InlineData("同手机", "+8613800138000")]
    [InlineData("同手机号", "+8613800138000")]
    [InlineData("微信同号", "+8613800138000")]
    [InlineData("手机同号", "+8613800138000")]
    [InlineData("same as phone", "+8613800138000")]
    [InlineData("138 0013 8000（微信同号）", "+8613800138000")]
    [InlineData("weixin: abc_123", "abc_123")]
    [InlineData("微信：abc_123", "abc_123")]
    [InlineData("微信号abc_123", "abc_123")]
    [InlineData("WeChat：abc_123", "abc_123")]
    [InlineData("微信：13800138009", "+8613800138009")]
    [InlineData("wx_abc123", "wx_abc123")]
    [InlineData("same_as_ever", "same_as_ever")]
    [InlineData("微信：abc_123；wx：def_456", "abc_123", "def_456")]
    public async Task A_cell_for_WeChat_says_the_account_or_that_it_is_the_mobile(string cell, params string[] accounts)
    {
        var list = $"姓名,微信,电话\n张三,{cell},021-63350000/13800138000\n";
        Assert.Equal(0, (await Us.Import(list)).Counts.Warnings);
        Assert.Equal(accounts, Accounts());
        Assert.Equal(1, (await Us.Import(list)).Counts.Unchanged);
    }

    [Theory]
    [InlineData("同上")]
    [InlineData("同左")]
    [InlineData("（同前）")]
    [InlineData("same as above")]
    public async Task A_cell_that_points_to_another_one_is_left_with_a_word(string cell)
    {
        var list = $"姓名,微信,电话\n李四,lisi_1234,13800138001\n张三,{cell},13800138000\n";
        var run = await Us.Import(list);
        Assert.Equal((2L, 1L), (run.Counts.Created, run.Counts.Warnings));
        Assert.Empty(Accounts());
        Assert.Equal(2, (await Us.Import(list)).Counts.Unchanged);
    }

    [Theory]
    [InlineData("微信小程序abc123")]
    [InlineData("微信小程序:abc123")]
    public async Task A_word_that_begins_like_the_label_is_no_label(string cell)
    {
        Assert.Equal(1, (await Us.Import($"姓名,微信,电话\n张三,{cell},13800138000\n")).Counts.Warnings);
        Assert.Equal([cell], Accounts());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RowsAhead.RowsInABatch - 1)]
    [InlineData(RowsAhead.RowsInABatch + 1)]
    public async Task The_country_that_a_row_above_says_holds_however_the_file_is_cut_and_how_often_it_comes(int between)
    {
        var others = string.Concat(Enumerable.Range(0, between).Select(row => $"海港{row}贸易有限公司,H{row},,张三{row % 9},{13800138000 + row},,\n"));
        var list = "公司名称,客户编号,国家,联系人1,电话1,联系人2,电话2\nAcme GmbH,K1,Germany,Anna Schmidt,030 1234567,,\n" + others
            + "Acme GmbH,K1,,Bernd Maier,030 7654321,Carla Braun,030 7654322\nAcme GmbH,K1,,Doris Klein,030 7654323,,\n";
        var columns = new { region = "CN", columns = new object[] { new { index = 1, field = "external_id" } } };
        var dry = await Us.Import(list, columns, dry: true);
        var run = await Us.Run(dry.Id);
        Assert.Equal(dry.Counts, run.Counts);
        Assert.Equal(["+49307654321"], Phones("Bernd Maier"));
        Assert.Equal(["+49307654322"], Phones("Carla Braun"));
        Assert.Equal(["+49307654323"], Phones("Doris Klein"));
        var again = await Us.Import(list, columns);
        Assert.Equal((0L, 0L, 0L, between + 3L), (again.Counts.Created, again.Counts.Updated, again.Counts.People, again.Counts.Unchanged));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RowsAhead.RowsInABatch)]
    public async Task People_without_a_number_are_once_however_the_file_is_cut(int between)
    {
        var others = string.Concat(Enumerable.Range(0, between).Select(row => $"李{row % 9},,{13800138000 + row}\n"));
        var columns = new { columns = new object[] { new { index = 1, field = "organisation_ref" } } };
        await Us.Import("公司名称,公司编号\nMüller GmbH,0015g00000AbCdE\n", new { columns = new object[] { new { index = 1, field = "external_id" } } });
        var list = "姓名,所属编号,电话\nAnna Müller,0015g00000AbCdE,\n" + others + "Anna Müller,0015g00000AbCdE,\n";
        var run = await Us.Import(list, columns);
        Assert.Equal((between + 1L, 1L), (run.Counts.Created, run.Counts.Unchanged));
        Assert.Equal(between + 2L, (await Us.Import(list, columns)).Counts.Unchanged);
    }

    [Fact]
    public async Task Who_has_no_mobile_has_no_account_that_is_it()
    {
        var run = await Us.Import("姓名,微信,电话\n张三,同手机,021-63350000\n");
        Assert.Equal((1L, 1L), (run.Counts.Created, run.Counts.Warnings));
        Assert.Empty(Accounts());
    }

    [Theory]
    [InlineData("021-63350000,801")]
    [InlineData("021-63350000转801")]
    [InlineData("021-63350000分机801")]
    [InlineData("021-63350000 ext. 801")]
    [InlineData("021-63350000x801")]
    public async Task An_extension_is_kept_with_the_number(string cell)
    {
        await Us.Import($"姓名,电话\n张三,\"{cell}\"\n李雷,\"{cell}\"\n");
        Assert.Equal(["+862163350000 801", "+862163350000 801"], kith.Folder.Query<string>("select (contacts ->> '$[0].v') || ' ' || (contacts ->> '$[0].x') from customer"));
    }

    [Theory]
    [InlineData("en", "021 6335 0000 ext. 801")]
    [InlineData("zh-CN", "021 6335 0000 转 801")]
    public async Task An_extension_is_said_in_the_readers_language(string language, string said)
    {
        var id = await Us.Add(("name", "张三"), ("phone", "021-63350000转801"));
        var reader = await kith.Administrator();
        reader.Cookies.Add(kith.Address, new System.Net.Cookie(Preferences.LanguageCookie, language, "/"));
        foreach (var page in (string[])[$"/customers/{id}", "/customers"])
        {
            Assert.Contains(said, System.Net.WebUtility.HtmlDecode((await reader.Get(page)).RequireDone().Text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_way_to_the_new_customers_counts_and_shows_the_people_beside_the_rows()
    {
        var run = await Us.Import("公司名称,联系人1,电话1,联系人2,电话2\n云帆科技有限公司,王伟,13800138000,李雷,13800138001\n");
        var page = (await (await kith.Administrator()).Get($"/import/{run.Id}/run")).RequireDone().Text;
        Assert.Contains("See the 3 new customers", page, StringComparison.Ordinal);
        var shown = (await Us.Get($"/api/customers?import={run.ChangesetId}")).RequireDone();
        Assert.Equal(3, shown.Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task So_it_does_where_only_people_are_new()
    {
        await Us.Import("公司名称,电话\n云帆科技有限公司,021-63350000\n");
        var run = await Us.Import("公司名称,电话,联系人1,电话1,联系人2,电话2\n云帆科技有限公司,021-63350000,王伟,13800138000,李雷,13800138001\n");
        Assert.Equal((0L, 2L), (run.Counts.Created, run.Counts.People));
        var page = (await (await kith.Administrator()).Get($"/import/{run.Id}/run")).RequireDone().Text;
        Assert.Contains("See the 2 new customers", page, StringComparison.Ordinal);
    }

    private IEnumerable<string> Phones(string name) => Contacts("phone", name);

    private IEnumerable<string> Accounts() => Contacts("wechat", "张三");

    private IEnumerable<string> Contacts(string kind, string name) => kith.Folder.Query<string>(
        "select value ->> 'v' from customer, json_each(contacts) where name = @name and value ->> 'k' = @kind order by value ->> 'n'", new { kind, name });
}
