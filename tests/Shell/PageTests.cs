using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kith.Shell;
using Kith.Shell.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Shell;

/// <summary>Pages as a browser gets them, from a real server on a free port.</summary>
public sealed class PageTests(PageTests.Server server) : IClassFixture<PageTests.Server>, IDisposable
{
    // A client of its own for each test: its cookies are part of what is tested.
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };

    public void Dispose() => _browser.Dispose();

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "zh-CN", "没有找到这个页面 · 客知")]
    [InlineData("de", "en", "Nothing here · Kith")]
    public async Task A_page_speaks_the_readers_language(string accept, string lang, string title)
    {
        var page = await Get("/missing", ("Accept-Language", accept));
        Assert.Equal(lang, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(title, page.Title);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("skip", page.Body!.FirstElementChild!.ClassName);
        Assert.Contains(page.DocumentElement.TextContent, char.IsLetter);
        Assert.DoesNotContain("«", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_keeps_the_content_security_policy()
    {
        var answer = await _browser.GetAsync(new Uri("/missing", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await Get("/missing");
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hanzi_travel_as_themselves()
    {
        var html = await _browser.GetStringAsync(new Uri("/page", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("简体中文", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Theme", "dark", "/list?q=1", "/list?q=1")]
    [InlineData("Theme", "purple", "//evil.example/x", "/")]
    [InlineData("Language", "zh-CN", "/\\evil.example", "/")]
    [InlineData("Language", "zh-CN", "https://evil.example/", "/")]
    public async Task A_preference_is_kept_and_returns_to_where_it_was_asked(string name, string value, string back, string location)
    {
        var page = await Get("/missing");
        var form = page.QuerySelector("form[action='/preferences']")!;
        var answer = await Post("/preferences", (name, value), ("Back", back), ("__RequestVerificationToken", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location!.OriginalString);

        var next = await Get("/missing");
        var shown = name == "Theme" ? next.DocumentElement.GetAttribute("data-theme") : next.DocumentElement.GetAttribute("lang");
        Assert.Equal(value == "purple" ? "auto" : value, shown);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("/preferences", ("Theme", "dark"))).StatusCode);

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task A_write_sent_by_another_site_is_refused(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/thing");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(status, (await _browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_rail_shows_what_the_user_may_use_and_marks_where_they_are()
    {
        var page = await Get("/page");
        var items = page.QuerySelectorAll(".rail__item");
        Assert.Equal(["/allowed"], items.Select(item => item.GetAttribute("href")));
        Assert.Equal("page", items[0].GetAttribute("aria-current"));
    }

    private async Task<IDocument> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _browser.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public sealed class Server : IAsyncLifetime
    {
        private readonly WebApplication _app = Build();

        public Uri Address => new(_app.Urls.First());

        public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync() => await _app.DisposeAsync();

        private static WebApplication Build()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
            builder.Services.AddPages(Catalogues.Load([typeof(Catalogues).Assembly]));
            builder.Services.AddSingleton(new NavEntry(NavGroup.Work, "here", "/allowed", "users", "act.save", "may"));
            builder.Services.AddSingleton(new NavEntry(NavGroup.Work, "there", "/denied", "users", "act.undo", "may-not"));
            var app = builder.Build();
            app.UsePageHeaders();
            app.UseSameOrigin();
            app.UseAntiforgery();
            Preferences.Map(app);
            app.MapPatch("/thing", () => Results.Ok());
            app.MapGet("/page", (PageContext context) =>
            {
                context.Can = permission => permission == "may";
                return new RazorComponentResult<Page>(new { Title = "x", Nav = "here" });
            });
            app.MapFallback(() => new RazorComponentResult<ErrorPage>(new { Status = 404 }) { StatusCode = 404 });
            return app;
        }
    }
}
