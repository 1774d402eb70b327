using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>The list: sorted, filtered, counted, paged by key.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private static readonly string[] Names = ["王伟", "王伟", "张三", "阿宝", "Zoe", "adam", "Ömer", "李雷", "重庆", "曾国", "赵六", "Bea", "Ben", "Ann Lee", "", "陈晨"];
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start();
        var rows = Enumerable.Range(0, 137).Select(row =>
            $"{Names[row % Names.Length]},Company {row % 10},{(row % 3 == 0 ? "lead" : "won")},{(row % 4 == 0 ? "VIP" : "")},138{row:00000000}");
        await kith.Operator.Import("name,company,stage,tags,phone\n" + string.Join('\n', rows), new { source = "fair" });
        await kith.Operator.Add(("name", "By hand"), ("source", "phone call"), ("tags", "VIP"));
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public void Pages_visit_every_record_once_in_order()
    {
        var cases = Gen.Elements("name", "-name", "updated", "-updated", "created", "-created").SelectMany(sort =>
            Gen.Choose(1, 60).SelectMany(size => Gen.Elements("", "&stage=lead", "&tag=VIP", "&source=fair", "&q=Company", "&q=wang").Select(filter => (sort, size, filter))));
        Prop.ForAll(cases.ToArbitrary(), one => Holds(one.sort, one.size, one.filter).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true));
    }

    [Fact]
    public async Task Filters_count_what_they_show()
    {
        foreach (var (filter, sql) in ((string, string)[])
        [
            ("stage=lead", "select count(*) from customer where stage = 'lead'"),
            ("tag=VIP", "select count(*) from customer_tag where tag = 'VIP'"),
            ("source=fair", "select count(*) from customer where source = 'fair'"),
            ("stage=lead&tag=VIP", "select count(*) from customer c join customer_tag t using (customer_id) where stage = 'lead' and tag = 'VIP'"),
            ("stage=nothing", "select 0"),
        ])
        {
            var page = (await kith.Operator.Get("/api/customers?limit=1000&" + filter)).RequireDone().Json;
            Assert.Equal(kith.Folder.Single<long>(sql), page.GetProperty("count").GetInt64());
            Assert.Equal(page.GetProperty("count").GetInt64(), page.GetProperty("items").GetArrayLength());
        }
    }

    [Fact]
    public async Task Names_sort_by_pinyin_and_folded_latin()
    {
        var names = (await kith.Operator.Get("/api/customers?sort=name&limit=1000")).RequireDone().Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("displayName").GetString()!).Distinct().Where(name => !name.StartsWith("Company", StringComparison.Ordinal) && name != "By hand").ToList();
        Assert.True(names.IndexOf("阿宝") < names.IndexOf("陈晨"));
        Assert.True(names.IndexOf("李雷") < names.IndexOf("王伟"));
        Assert.True(names.IndexOf("曾国") < names.IndexOf("张三"));
        Assert.True(names.IndexOf("adam") < names.IndexOf("Ann Lee"));
        Assert.True(names.IndexOf("Ann Lee") < names.IndexOf("Bea"));
    }

    [Theory]
    [InlineData("sort=salary", "list.sort-unknown")]
    [InlineData("sort=name&after=nonsense", "list.cursor")]
    [InlineData("sort=name&after=zz~1", "list.cursor")]
    [InlineData("sort=created&after=99999999999999999999~1", "list.cursor")]
    [InlineData("sort=created&after=1~99999999999999999999", "list.cursor")]
    [InlineData("after=1~2~3", "list.cursor")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string reason) =>
        (await kith.Operator.Get("/api/customers?" + query)).RequireRefused(HttpStatusCode.UnprocessableEntity, reason);

    private async Task<bool> Holds(string sort, int size, string filter)
    {
        var whole = await Ids($"/api/customers?limit=1000&sort={sort}{filter}");
        var paged = new List<string>();
        string? after = "";
        while (after is not null)
        {
            var page = (await kith.Operator.Get($"/api/customers?limit={size}&sort={sort}{filter}&after={Uri.EscapeDataString(after)}")).RequireDone().Json;
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            Assert.Equal(whole.Count, page.GetProperty("count").GetInt32());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            Assert.True(paged.Count <= whole.Count);
        }

        Assert.Equal(whole, paged);
        Assert.Equal(paged.Count, paged.Distinct().Count());
        return true;
    }

    private async Task<List<string>> Ids(string path) =>
        [.. (await kith.Operator.Get(path)).RequireDone().Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
