using System.Globalization;
using Kith.Browser.Pages;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>A whole import is taken back from its own page.</summary>
public sealed class UndoImportTests(Chromium chromium) : IAsyncLifetime
{
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_result_page_takes_the_import_back_and_the_list_is_empty_again(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var import = await (await kith.Administrator()).Import(Lists.Customers(30));
        await reader.Go($"/import/{import.Id}");
        await new ImportWizard(reader).UndoWhole();
        await reader.Go("/customers");
        await Assertions.Expect(reader.Tab.Locator(".empty__title")).ToHaveTextAsync(reader.Words["customers.none.title"]);
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task What_somebody_changed_since_stays_and_is_listed(string language)
    {
        var us = await kith.Administrator();
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var import = await us.Import(Lists.Customers(30));
        var somebody = long.Parse((await us.Get("/api/customers?limit=1")).Json.GetProperty("items")[0].GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        await reader.Go($"/customers/{somebody}");
        await new CustomerSheet(reader.Tab).Edit("title", "CTO");
        await Assertions.Expect(reader.Toast).ToBeVisibleAsync();
        var name = await reader.Heading.InnerTextAsync();

        await reader.Go($"/import/{import.Id}");
        await new ImportWizard(reader).UndoWhole();
        var conflict = reader.Tab.Locator("section[aria-labelledby=conflicts] tbody tr");
        await Assertions.Expect(conflict).ToHaveCountAsync(1);
        await Assertions.Expect(conflict).ToContainTextAsync("Ada");
        await conflict.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Assertions.Expect(new CustomerSheet(reader.Tab).Value("title")).ToHaveTextAsync("CTO");
        await reader.Go("/customers");
        await Assertions.Expect(new CustomerList(reader).Names).ToHaveTextAsync([name]);
        reader.RequireQuiet();
    }
}
