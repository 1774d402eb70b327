using Kith.Tests.Testing;

namespace Kith.Tests.Dedupe.Matching;

/// <summary>撞单: who already has this phone, e-mail or id?</summary>
public sealed class TwinTests(RunningKith kith) : IClassFixture<RunningKith>
{
    [Theory]
    [InlineData("phone=138-0013-8000", "phone")]
    [InlineData("phone=%2B86 13800138000", "phone")]
    [InlineData("email=XM@EXAMPLE.com", "email")]
    [InlineData("wechat=xm_wang", "wechat")]
    [InlineData("phone=13800138000&email=xm@example.com", "phone email")]
    public async Task A_twin_is_hinted_at_however_it_is_written(string query, string because)
    {
        var id = await Wang();
        var twins = (await kith.Operator.Get("/api/customers/twins?" + query)).RequireDone().Json;
        var twin = Assert.Single(twins.EnumerateArray(), twin => twin.GetProperty("customer").GetProperty("id").GetString() == id);
        Assert.Equal(because.Split(' '), twin.GetProperty("because").EnumerateArray().Select(reason => reason.GetString()));
    }

    [Theory]
    [InlineData("phone=13800138009")]
    [InlineData("phone=138")]
    [InlineData("email=not-an-address")]
    [InlineData("phone=&email=")]
    [InlineData("")]
    public async Task Half_a_number_hints_at_nobody(string query)
    {
        await Wang();
        Assert.Empty((await kith.Operator.Get("/api/customers/twins?" + query)).RequireDone().Json.EnumerateArray());
    }

    [Fact]
    public async Task A_customer_is_no_twin_of_itself()
    {
        var id = await Wang();
        Assert.Empty((await kith.Operator.Get($"/api/customers/twins?phone=13800138000&except={id}")).RequireDone().Json.EnumerateArray());
    }

    private async Task<string> Wang() => await kith.Operator.Get("/api/customers?q=13800138000") is var found && found.Json.GetProperty("count").GetInt32() > 0
        ? found.Json.GetProperty("items")[0].GetProperty("id").GetString()!
        : (await kith.Operator.Add(("name", "王小明"), ("phone", "13800138000"), ("email", "xm@example.com"), ("wechat", "xm_wang"))).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
