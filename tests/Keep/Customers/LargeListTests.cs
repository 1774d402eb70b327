using Dapper;
using Kith.Keep.Customers;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>Lists beyond what is sorted at once: values that most customers have, and words that find most of them.</summary>
public sealed class LargeListTests(LargeListTests.ManyCustomers many) : IClassFixture<LargeListTests.ManyCustomers>
{
    private const int Rows = 6_000;
    private const string Sentence = "the newest come first";

    private RunningKith Kith => many.Kith;

    [Theory]
    [InlineData("", "1")]
    [InlineData("stage=lead", "stage = 'lead'")]
    [InlineData("source=fair", "source = 'fair'")]
    [InlineData("tag=VIP", "customer_id in (select customer_id from customer_tag where tag = 'VIP')")]
    [InlineData("tag=few", "customer_id in (select customer_id from customer_tag where tag = 'few')")]
    [InlineData("tag=few&stage=lead", "stage = 'lead' and customer_id in (select customer_id from customer_tag where tag = 'few')")]
    [InlineData("tag=VIP&stage=lead&source=fair", "stage = 'lead' and customer_id in (select customer_id from customer_tag where tag = 'VIP')")]
    [InlineData("stage=lead&source=nosuch", "0")]
    [InlineData("kind=person", "kind = 'person'")]
    [InlineData("kind=organisation", "kind = 'organisation'")]
    [InlineData("kind=organisation&stage=lead", "kind = 'organisation' and stage = 'lead'")]
    public async Task Frequent_and_rare_values_give_the_same_rows_as_plain_sql(string filter, string condition)
    {
        foreach (var (sort, order) in ((string, string)[])
        [
            ("", "updated_at desc, customer_id desc"), ("name", "name_key, customer_id"), ("-created", "customer_id desc"),
        ])
        {
            var expected = Kith.Folder.Query<long>($"select customer_id from customer where {condition} order by {order}");
            var (ids, count, exact) = await Walk($"{filter}&sort={sort}");
            Assert.Equal(expected, ids);
            Assert.Equal((expected.Count, true), ((int)count, exact));
        }
    }

    [Fact]
    public void A_frequent_value_is_not_sorted() => Assert.All(
        (ListCustomers.Ask[])[new(Stage: "lead"), new(Source: "fair"), new(Stage: "lead", Source: "fair"), new(Tag: "VIP"), new(Kind: "person")],
        asked => Assert.DoesNotContain(Plan(asked), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));

    [Fact]
    public void A_rare_tag_is_read_from_the_index_of_tags() =>
        Assert.Contains(Plan(new ListCustomers.Ask(Tag: "few")), step => step.Contains("customer_tag_by_tag (tag=?)", StringComparison.Ordinal));

    [Fact]
    public async Task Too_many_hits_to_sort_come_newest_first_and_the_page_says_so()
    {
        var (ids, count, exact) = await Walk("q=张");
        Assert.Equal(Kith.Folder.Query<long>("select customer_id from customer order by customer_id desc"), ids);
        Assert.Equal((Rows, true), ((int)count, exact));
        Assert.False(Dropped((await Kith.Operator.Get("/api/customers?q=张")).RequireDone()));
        Assert.True(Dropped((await Kith.Operator.Get("/api/customers?q=张&sort=-name")).RequireDone()));
        var reader = await Kith.Administrator();
        Assert.Contains(Sentence, (await reader.Get("/customers?q=张&sort=-name")).RequireDone().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence, (await reader.Get("/customers?q=00005999&sort=-name")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filtered_search_counts_what_passes_the_filter()
    {
        var none = (await Kith.Operator.Get("/api/customers?q=张&stage=nosuch")).RequireDone().Json;
        Assert.Equal((0, true), (none.GetProperty("count").GetInt32(), none.GetProperty("exact").GetBoolean()));
        var some = (await Kith.Operator.Get("/api/customers?q=张&stage=lead")).RequireDone().Json;
        Assert.False(some.GetProperty("exact").GetBoolean());
        Assert.InRange(some.GetProperty("count").GetInt32(), 50, Rows);
        var (ids, count, exact) = await Walk("q=张&stage=lead");
        Assert.Equal(Kith.Folder.Query<long>("select customer_id from customer where stage = 'lead' order by customer_id desc"), ids);
        Assert.Equal((ids.Count, true), ((int)count, exact));
    }

    private static bool Dropped(Answer answer) => answer.Json.GetProperty("sortDropped").GetBoolean();

    private List<string> Plan(ListCustomers.Ask asked) => Kith.Folder.Look(sql =>
    {
        var filter = CustomerFilter.Of(asked);
        return sql.Query($"explain query plan select c.customer_id {filter.Rows(filter.RareValue(sql), AccessScope.Maintenance, ListOrder.Usual)} order by {ListOrder.Usual.By} limit 51", filter.Parameters)
            .Select(row => (string)row.detail).ToList();
    });

    /// <summary>All pages; the count is what the last one said.</summary>
    private async Task<(List<long> Ids, long Count, bool Exact)> Walk(string query)
    {
        var ids = new List<long>();
        string? after = "";
        var (count, exact) = (0L, false);
        while (after is not null)
        {
            var page = (await Kith.Operator.Get($"/api/customers?limit=1000&{query}&after={Uri.EscapeDataString(after)}")).RequireDone().Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => long.Parse(item.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
            (count, exact) = (page.GetProperty("count").GetInt64(), page.GetProperty("exact").GetBoolean());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            Assert.True(ids.Count <= Rows);
        }

        return (ids, count, exact);
    }

    public sealed class ManyCustomers : IAsyncLifetime
    {
        public RunningKith Kith { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Kith = await RunningKith.Start();
            var rows = Enumerable.Range(0, Rows).Select(row =>
                $"张{Lists.Name(row)},{(row % 10 == 0 ? "won" : "lead")},{(row % 11 == 0 ? "" : "VIP")}{(row % 300 == 0 ? ";few" : "")},138{row:00000000}");
            await Kith.Operator.Import("name,stage,tags,phone\n" + string.Join('\n', rows), new { source = "fair" });
        }

        public ValueTask DisposeAsync() => Kith.DisposeAsync();
    }
}
