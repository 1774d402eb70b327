using System.Net;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Search;

public sealed class SearchOverHttpTests : IAsyncLifetime
{
    private static readonly string[] Hostile =
    [
        "\"", "'", "*", "^", "(", ")", "-", "--", "NOT", "AND", "OR", "NEAR(a b)", "a NEAR/2 b", "tokens:x", "\"a\" *", "a*", "{x}", "a\0b", "%00", "\\", "/", ";drop table customer;--",
        "${jndi}", "<script>", "\u202e", "\u200b", "\ufeff", "𠮷", "👨‍👩‍👧", "ﷺ", "é̀̂", "١٢٣", "ＡＢＣ", "\r\n", "\t", "+86", "@", ".@.", "@@", "1e999", "null", "undefined", "-1", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    ];

    private RunningKith kith = null!;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start();
        await kith.Operator.Import("""
            name,company,phone,email,tags
            王小明,云帆科技有限公司,13800138000,xm.wang@yunfan.example,VIP
            張偉,山海貿易,13900139012,zhang@shanhai.example,
            Jürgen Müller,Groß & Söhne,+49 30 901820,mueller@gross.example,
            Ann O'Neil,ACME,+1 415 555 0132,ann@acme.example,
            单晓,重庆火锅,13700137000,shan@cq.example,
            """);
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("王", "王小明")]
    [InlineData("wangxiaoming", "王小明")]
    [InlineData("wxm", "王小明")]
    [InlineData("wang小明", "王小明")]
    [InlineData("云帆", "王小明")]
    [InlineData("8000", "王小明")]
    [InlineData("yunfan", "王小明")]
    [InlineData("vip", "王小明")]
    [InlineData("张伟", "張偉")]
    [InlineData("Mueller", "Jürgen Müller")]
    [InlineData("muller", "Jürgen Müller")]
    [InlineData("gross", "Jürgen Müller")]
    [InlineData("oneil", "Ann O'Neil")]
    [InlineData("shanxiao", "单晓")]
    public async Task People_are_found_by_what_one_types(string text, string name) => Assert.Contains(name, await Names(text));

    [Fact]
    public async Task One_typo_is_forgiven() => Assert.Contains("Jürgen Müller", await Names("Jurgem"));

    [Fact]
    public async Task Nothing_is_found_where_nothing_is()
    {
        Assert.Empty(await Names("诸葛亮"));
        Assert.Empty(await Names("qqqqzzzz"));
    }

    [Fact]
    public async Task What_is_edited_is_found_by_its_new_value_and_no_more_by_its_old()
    {
        var id = await kith.Operator.Add(("name", "Quentin Old"));
        Assert.Contains("Quentin Old", await Names("quentin"));
        (await kith.Operator.Edit(id, "name", "Walpurga New")).RequireDone();
        Assert.Empty(await Names("quentin"));
        Assert.Contains("Walpurga New", await Names("walpurga"));
    }

    [Fact]
    public void No_text_breaks_the_search()
    {
        var texts = Gen.OneOf(
            Gen.Elements(Hostile),
            Gen.Elements(Hostile).ListOf(3).Select(parts => string.Join(' ', parts)),
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null),
            Gen.Choose(1, 60).SelectMany(length => Gen.Elements(Enumerable.Range(0, 0x3000).Select(code => (char)code).ToArray()).ArrayOf(length).Select(letters => new string(letters))),
            Gen.Choose(1, 5).Select(times => new string('王', 1000 * times)));
        Prop.ForAll(texts.ToArbitrary(), text => Survives(text).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithQuietOnSuccess(true));
    }

    [Theory]
    [InlineData("q=%")]
    [InlineData("q=%FF%FE")]
    [InlineData("q=%ED%A0%80")]
    [InlineData("limit=x")]
    [InlineData("limit=-5")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("q=a&after=-1")]
    [InlineData("q=a&sort=name&after=1")]
    [InlineData("import=x")]
    [InlineData("q=a&q=b")]
    public async Task No_query_is_a_bug(string query)
    {
        var answer = await kith.Operator.Get("/api/customers?" + query);
        Assert.True((int)answer.Status < 500, $"{(int)answer.Status} {answer.Text}");
    }

    private async Task<bool> Survives(string text)
    {
        var answer = await kith.Operator.Get("/api/customers?q=" + Uri.EscapeDataString(new string([.. text.Where(letter => !char.IsSurrogate(letter))])));
        // Only an address that is too long for HTTP may be refused.
        Assert.True(answer.Status == HttpStatusCode.OK || (text.Length > 800 && (int)answer.Status is 400 or 414), $"{(int)answer.Status} for {JsonSerializer.Serialize(text)}: {answer.Text}");
        return true;
    }

    private async Task<List<string>> Names(string text) =>
        [.. (await kith.Operator.Get("/api/customers?q=" + Uri.EscapeDataString(text))).RequireDone().Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];
}
