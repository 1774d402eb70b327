using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>What every page has, seen on the one that says that there is no such page.</summary>
public sealed class PageTests(RunningKith kith) : IClassFixture<RunningKith>
{
    // Cookies are part of what is tested: each test has a browser of its own, which says nothing about where a form comes from.
    private readonly KithClient browser = kith.Anonymous(asBrowser: false);

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "zh-CN", "没有找到这个页面 · 客知")]
    [InlineData("de", "en", "Nothing here · Kith")]
    public async Task A_page_speaks_the_readers_language(string accept, string lang, string title)
    {
        var page = await Missing(("Accept-Language", accept));
        Assert.Equal(lang, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(title, page.Title);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("skip", page.Body!.FirstElementChild!.ClassName);
        Assert.DoesNotContain("«", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_keeps_the_content_security_policy()
    {
        var answer = await browser.Get("/missing");
        Assert.Contains("style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(answer.Text);
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hanzi_travel_as_themselves() => Assert.Contains("简体中文", (await browser.Get("/missing")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task What_a_page_loads_is_there_and_may_be_kept()
    {
        var page = await Missing();
        var addresses = page.QuerySelectorAll("link[href]:not([rel=expect]), script[src]").Select(item => item.GetAttribute("href") ?? item.GetAttribute("src")!).ToList();
        Assert.True(addresses.Count >= 3);
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(address)).Status);
        }
    }

    [Theory]
    [InlineData("theme", "dark", "/list?q=1", "/list?q=1")]
    [InlineData("theme", "purple", "//evil.example/x", "/")]
    [InlineData("language", "zh-CN", "/\\evil.example", "/")]
    [InlineData("language", "zh-CN", "https://evil.example/", "/")]
    public async Task A_preference_is_kept_and_returns_to_where_it_was_asked(string name, string value, string back, string location)
    {
        var token = (await Missing()).QuerySelector("form[action='/preferences'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await Post((name, value), ("back", back), ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(location, answer.Location!.OriginalString);

        var next = await Missing();
        var shown = name == "theme" ? next.DocumentElement.GetAttribute("data-theme") : next.DocumentElement.GetAttribute("lang");
        Assert.Equal(value == "purple" ? "auto" : value, shown);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused() => Assert.Equal(HttpStatusCode.Forbidden, (await Post(("theme", "dark"))).Status);

    [Fact]
    public async Task A_page_is_kept_in_no_cache() =>
        Assert.True((await browser.Get("/missing")).Headers.CacheControl!.NoStore);

    private async Task<IDocument> Missing(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/missing");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await browser.Send(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        return new HtmlParser().ParseDocument(answer.Text);
    }

    private async Task<Answer> Post(params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.Send(HttpMethod.Post, "/preferences", content);
    }
}
