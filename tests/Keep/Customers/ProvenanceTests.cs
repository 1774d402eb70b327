using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Customers;

/// <summary>Every value says where it came from, when, and how far it can be relied on.</summary>
public sealed class ProvenanceTests : IAsyncLifetime
{
    private readonly ManualClock clock = new();
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start(clock);

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Proof_hand_and_age_make_the_confidence()
    {
        var us = kith.Operator;
        await us.Import("name,phone,email,title,birthday\nAnn,13800138000,ann@acme.example,CEO,1990-05-01\n", name: "客户.csv");
        var id = kith.Folder.Single<long>("select customer_id from customer");
        (await us.Edit(id, "email", "ann@gmial.com")).RequireDone();
        (await us.Edit(id, "tags", "VIP")).RequireDone();
        Assert.Equal(
            [
                "birthday 客户.csv imported 86 form", "email:2 客户.csv imported 90 mail-syntax", "email:3 - typed 50 email.typo", "kind 客户.csv imported 86 form",
                "name 客户.csv imported 76 free-text", "phone:1 客户.csv imported 90 numbering-plan", "tag:VIP - typed 80 free-text", "title 客户.csv imported 76 free-text",
            ],
            await Values(id, ""));
        var day = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromDays(4 * 365.25));
        Assert.Equal(
            [
                "birthday 客户.csv imported 86 form", "email:2 客户.csv imported 45 mail-syntax", "email:3 - typed 25 email.typo", "kind 客户.csv imported 86 form",
                "name 客户.csv imported 76 free-text", "phone:1 客户.csv imported 57 numbering-plan", "tag:VIP - typed 80 free-text", "title 客户.csv imported 38 free-text",
            ],
            await Values(id, ""));
        Assert.Contains("title 客户.csv imported 76 free-text", await Values(id, $"&asOf={day:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task What_is_read_by_the_country_of_the_organisation_is_appraised_by_it()
    {
        var organisation = await kith.Operator.Add(("company", "Müller GmbH"), ("country", "Germany"));
        var anna = await kith.Operator.Add(("name", "Anna Müller"), ("organisation", organisation.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        (await kith.Operator.Edit(anna, "postcode", "1011")).RequireDone();
        Assert.Contains("postcode - typed 50 postcode.leading-zero", await Values(anna, ""));
        (await kith.Operator.Edit(anna, "postcode", "10115")).RequireDone();
        Assert.DoesNotContain(await Values(anna, ""), value => value.Contains("postcode.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_undo_gives_a_value_back_to_whoever_had_set_it()
    {
        var id = await kith.OperatorNamed("ann").Add(("name", "Bea"), ("title", "CEO"));
        (await kith.OperatorNamed("ben").Edit(id, "title", "CFO")).RequireDone();
        var last = (await kith.OperatorNamed("cid").Edit(id, "title", "CTO")).RequireDone().Json.GetProperty("changesetId").GetString();
        Assert.Equal("cid", await SetterOfTitle());
        var undo = (await kith.OperatorNamed("dan").Post($"/api/changesets/{last}/undo")).RequireDone().Json.GetProperty("changesetId").GetString();
        Assert.Equal("ben", await SetterOfTitle());
        (await kith.OperatorNamed("eve").Post($"/api/changesets/{undo}/undo")).RequireDone();
        Assert.Equal("cid", await SetterOfTitle());

        async Task<string?> SetterOfTitle() => (await kith.Operator.Get($"/api/customers/{id}/history")).RequireDone().Json.GetProperty("values").EnumerateArray()
            .Single(value => value.GetProperty("field").GetString() == "title").GetProperty("author").GetString();
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", true)]
    [InlineData("2026-11-20T10:00:00.5Z", true)]
    [InlineData("2026-11-20T10:00%2B08:00", true)]
    [InlineData("2026-11-20T10:00", true)]
    [InlineData("2026-11-20", true)]
    [InlineData("20.11.2026", false)]
    [InlineData("2026-02-30", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("0001-01-01T00:00:00", true)]
    [InlineData("", true)]
    public async Task A_moment_is_a_date_a_local_time_or_an_instant(string moment, bool understood)
    {
        var id = await kith.Operator.Add(("name", "Fay"));
        var answer = await kith.Operator.Get($"/api/customers/{id}?asOf={moment}");
        Assert.Equal(understood, answer.Code != "as-of.form");
        Assert.True((int)answer.Status < 500, answer.Text);
    }

    private async Task<List<string>> Values(long id, string more)
    {
        var values = (await kith.Operator.Get($"/api/customers/{id}?with=provenance{more}")).RequireDone().Json.GetProperty("provenance");
        return [.. values.EnumerateArray().Select(value => string.Join(' ', new[] { "field", "source", "how", "confidence", "reason" }
            .Select(name => value.TryGetProperty(name, out var part) ? part.ToString() : "-"))).Where(text => !text.StartsWith("source", StringComparison.Ordinal))];
    }
}
