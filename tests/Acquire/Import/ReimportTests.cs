using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>What a file may and may not do to the customers that are there.</summary>
public sealed class ReimportTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task A_number_of_another_system_joins_nobody_of_another_name()
    {
        await Us.Import("编号,姓名,电话\n1,张三,13800138001\n2,李四,13800138002\n", name: "crm.csv");
        var shop = await Us.Import("编号,姓名,电话\n1,王小红,13900139001\n2,Bob Lee,13900139002\n", name: "shop.csv");
        Assert.Equal(2, shop.Counts.Created);
        Assert.Equal(2, shop.Counts.Warnings);
        Assert.Equal(4, Count());
    }

    [Fact]
    public async Task A_number_of_the_same_source_joins_whatever_the_name_became()
    {
        await Us.Import("编号,姓名,电话\n1,张三,13800138001\n", new { source = "CRM" });
        var again = await Us.Import("编号,姓名,电话\n1,张珊,13800138009\n", new { source = "CRM" });
        Assert.Equal(1, again.Counts.Updated);
        var named = await Us.Import("编号,姓名\n1,张山\n", new { source = "elsewhere", match = new[] { "external_id" } });
        Assert.Equal(1, named.Counts.Updated);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task Two_names_that_share_an_id_in_one_file_are_two_and_a_dry_run_says_the_same()
    {
        const string Twins = "Customer no,Name,Email\n77,Carl Ahrens,carl@example.com\n77,Doris Behn,doris@example.com\n78,沈 洁,shen@example.com\n78,沈洁,\n";
        var dry = (await Us.Run((await Us.Upload("twins.csv", Twins)).Id, dry: true)).Counts;
        var run = await Us.Import(Twins, name: "twins.csv");
        Assert.Equal((3L, 1L), (run.Counts.Created, run.Counts.Warnings));
        Assert.Equal(dry, run.Counts);
        Assert.Equal("import.shared-id", run.Problems.Single().Code);
        Assert.Equal((0L, 0L), ((await Us.Import(Twins, name: "twins.csv")).Counts is var again ? (again.Created, again.Rejected) : default));
        Assert.Equal(3, Count());
    }

    [Fact]
    public async Task People_who_differ_only_in_an_encrypted_value_are_two()
    {
        var run = await Us.Import("姓名,银行卡号\n张伟,6222020200112230008\n张伟,6217001210024455220\n");
        Assert.Equal(2, run.Counts.Created);
        Assert.Equal(2, (await Us.Import("姓名,银行卡号\n张伟,6222020200112230008\n张伟,6217001210024455220\n")).Counts.Unchanged);
    }

    [Fact]
    public async Task A_value_that_can_not_be_erases_nothing()
    {
        var id = await Us.Add(("name", "Ann"), ("phone", "13800138000"), ("birthday", "1990-05-06"));
        var run = await Us.Import("name,phone,birthday\nAnn,13800138000,1990-13-45\n", new { emptyErases = true, leaveOut = true });
        Assert.Equal(1, run.Counts.Unchanged);
        Assert.Equal("1990-05-06", await Field(id, "birthday"));
        await Us.Import("name,phone,birthday\nAnn,13800138000,\n", new { emptyErases = true });
        Assert.Null(await Field(id, "birthday"));
    }

    [Fact]
    public async Task Words_that_may_be_values_are_kept()
    {
        await Us.Import("name,phone,stage,title,tags,country\nNull,13800138000,待定,测试,test,NA\n");
        var id = kith.Folder.Single<long>("select customer_id from customer");
        var customer = (await Us.Get($"/api/customers/{id}")).Json.GetProperty("customer");
        Assert.Equal("Null", customer.GetProperty("name").GetString());
        Assert.Equal("待定", customer.GetProperty("stage").GetString());
        Assert.Equal("test", customer.GetProperty("tags")[0].GetString());
        Assert.Equal("测试", await Field(id, "title"));
        Assert.Equal("NA", await Field(id, "country"));
    }

    [Fact]
    public async Task What_stands_for_nothing_in_a_list_is_not_taken_for_a_value()
    {
        await Us.Import("name,phone,stage,title\nAnn,13800138000,N/A,NULL\n");
        var id = kith.Folder.Single<long>("select customer_id from customer");
        Assert.Null(await Field(id, "title"));
        Assert.Null(kith.Folder.Single<string?>("select stage from customer"));
    }

    [Fact]
    public async Task Skipping_means_those_who_were_here_before()
    {
        await Us.Add(("name", "孙二"), ("phone", "13300001112"));
        var run = await Us.Import("name,phone,email\n钱一,13300001111,\n钱一,13300001111,q@x.example\n孙二,13300001112,s@x.example\n", new { policy = "skip", doNotContact = true });
        Assert.Equal((1, 2), (run.Counts.Created, run.Counts.Updated));
        Assert.Contains("q@x.example", kith.Folder.Single<string>("select contacts from customer where name = '钱一'"), StringComparison.Ordinal);
        Assert.DoesNotContain("s@x.example", kith.Folder.Single<string>("select contacts from customer where name = '孙二'"), StringComparison.Ordinal);
        Assert.Contains("do_not_contact", kith.Folder.Single<string>("select fields from customer where name = '孙二'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kind_of_a_customer_follows_the_file()
    {
        var id = await Us.Add(("name", "山海"), ("phone", "13800138000"));
        var kind = new { columns = new[] { new { index = 2, field = "kind" } } };
        await Us.Import("name,phone,type\n山海,13800138000,organisation\n", kind);
        Assert.Equal("organisation", kith.Folder.Single<string>("select kind from customer where customer_id = @id", new { id }));
        await Us.Import("name,phone,type\n山海,13800138000,\n", kind);
        Assert.Equal("organisation", kith.Folder.Single<string>("select kind from customer where customer_id = @id", new { id }));
    }

    [Fact]
    public async Task Too_many_or_too_long_tags_are_said()
    {
        var many = string.Join(';', Enumerable.Range(0, 201).Select(number => $"t{number}"));
        var run = await Us.Import($"name,phone,tags\nAnn,13800138000,{many}\nBea,13800138001,{new string('x', 101)}\n", dry: true);
        Assert.Equal(2, run.Counts.Rejected);
        Assert.Equal(["tag.too-long", "tags.too-many"], run.Problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_own_field_whose_name_begins_like_a_contact_comes_back_as_itself()
    {
        await Us.Import("name,phone,phone type\nAnn,13800138000,mobile\n", new { columns = new[] { new { index = 2, field = "new", newLabel = "phone type", newType = "text" } } });
        var again = await Reimport();
        Assert.Equal((1, 0), (again.Counts.Unchanged, again.Counts.Rejected));
    }

    [Fact]
    public async Task Rejected_rows_of_an_export_keep_their_text()
    {
        var view = await Us.Import("name,phone,remark\nAnn,123,'-5 discount\n");
        var rejects = (await Us.Get($"/api/imports/{view.Id}/rejects.csv")).RequireDone().Text;
        Assert.Contains("'-5 discount", rejects, StringComparison.Ordinal);
        Assert.DoesNotContain("''-5", rejects, StringComparison.Ordinal);
    }

    private async Task<ImportView> Reimport()
    {
        var id = (await Us.Post("/api/exports", new { format = "csv" })).RequireDone().Json.GetProperty("id").GetString();
        var file = (await Us.Get($"/api/exports/{id}/file")).RequireDone();
        var view = await Us.Upload("export.csv", file.Body);
        return await Us.Run(view.Id);
    }

    private long Count() => kith.Folder.Single<long>("select count(*) from customer");

    private async Task<string?> Field(long id, string key) => (await Us.Get($"/api/customers/{id}")).RequireDone().Json.GetProperty("customer").GetProperty("fields").EnumerateArray()
        .Where(field => field.GetProperty("key").GetString() == key).Select(field => field.GetProperty("value").GetString()).FirstOrDefault();
}
