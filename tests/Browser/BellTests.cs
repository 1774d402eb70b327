using System.Globalization;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>Long work may be left: the bell rings when it ends, and leads to what came of it.</summary>
public sealed class BellTests(Chromium chromium) : IAsyncLifetime
{
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Who_leaves_an_import_hears_the_bell_and_finds_the_receipt(string language)
    {
        var us = await kith.Administrator();
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var import = await us.Upload("list.csv", Lists.Customers(20_000));
        (await us.Post($"/api/imports/{import.Id}/run")).RequireDone();
        (await us.Post($"/api/imports/{import.Id}/pause")).RequireDone();

        // From the jobs page it goes on; one leaves while it runs.
        await reader.Go("/jobs");
        await reader.Button("import.go-on").ClickAsync();
        await Assertions.Expect(reader.Button("import.pause")).ToBeVisibleAsync();
        await reader.Go("/customers/new");
        await Assertions.Expect(Ringing(reader)).ToHaveTextAsync("1");
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["bell.rings"]);
        await Bell(reader, 1).ClickAsync();
        var notice = reader.Tab.Locator(".bell__panel .notices__link");
        await Assertions.Expect(notice).ToContainTextAsync(reader.Words.Say("import.result.done", ("created", 20_000), ("updated", 0), ("rejected", 0)));
        await Assertions.Expect(Ringing(reader)).ToBeHiddenAsync();
        await notice.ClickAsync();
        await reader.Tab.WaitForURLAsync($"**/import/{import.Id.ToString(CultureInfo.InvariantCulture)}/run");
        await reader.Tab.Locator(".receipt").WaitForAsync();
        await Assertions.Expect(Bell(reader, 0)).ToBeVisibleAsync();
        reader.RequireQuiet();
    }

    [Fact]
    public async Task Who_stays_on_the_page_of_the_work_is_not_rung_for()
    {
        var us = await kith.Administrator();
        await using var reader = await Reader.Open(chromium, kith, new View());
        var import = await us.Import("name,phone\nAnn,13800138000\n");
        await reader.Go($"/import/{import.Id}/run");
        await Assertions.Expect(Bell(reader, 0)).ToBeVisibleAsync();
        await Seen();
        await reader.Go("/customers");
        await Assertions.Expect(Bell(reader, 0)).ToBeVisibleAsync();
        reader.RequireQuiet();
    }

    [Fact]
    public async Task All_tabs_ring_and_are_quiet_together_and_Escape_closes_the_panel()
    {
        var us = await kith.Administrator();
        await using var reader = await Reader.Open(chromium, kith, new View());
        await us.Import("name,phone\nAnn,13800138000\n");
        await reader.Go("/customers/new");
        await Assertions.Expect(Ringing(reader)).ToHaveTextAsync("1");
        var other = await reader.AnotherTab("/customers/new");
        await Assertions.Expect(other.Locator("[data-count]")).ToHaveTextAsync("1");
        await other.Locator(".bell__button").ClickAsync();
        await other.Locator(".bell__panel .notices__link").WaitForAsync();
        await Assertions.Expect(Ringing(reader)).ToBeHiddenAsync();
        await other.Keyboard.PressAsync("Escape");
        await Assertions.Expect(other.Locator(".bell__panel")).ToBeHiddenAsync();
        await Assertions.Expect(other.Locator(".bell__button")).ToBeFocusedAsync();
        reader.RequireQuiet();
    }

    [Fact]
    public async Task Without_script_the_bell_leads_to_a_page_and_jobs_are_acted_on_by_forms()
    {
        var us = await kith.Administrator();
        await using var reader = await Reader.Open(chromium, kith, new View(Script: false));
        var import = await us.Upload("list.csv", Lists.Customers(20_000));
        (await us.Post($"/api/imports/{import.Id}/run")).RequireDone();
        (await us.Post($"/api/imports/{import.Id}/pause")).RequireDone();
        await reader.Go("/jobs");
        await reader.Button("import.cancel").ClickAsync();
        await Assertions.Expect(reader.Tab.Locator("tbody tr")).ToContainTextAsync(reader.Words["job.state.stopped"]);
        await us.Import("name,phone\nAnn,13800138000\n");
        await reader.Go("/customers/new");
        await Bell(reader, 1).ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["notices.title"]);
        await reader.Button("notices.see-all").ClickAsync();
        await Assertions.Expect(reader.Button("notices.see-all")).ToHaveCountAsync(0);
        reader.RequireQuiet();
    }

    private async Task Seen()
    {
        for (var tries = 0; kith.Folder.Single<int>("select count(*) from notice where seen_at is null") > 0; tries++)
        {
            Assert.True(tries < 500, "the notice was not seen");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static ILocator Bell(Reader reader, int count) => reader.Tab.GetByLabel(reader.Words.Say("bell.label", ("count", count)), new() { Exact = true });

    private static ILocator Ringing(Reader reader) => reader.Tab.Locator("[data-count]").First;
}
