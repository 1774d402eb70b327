using Kith.Browser.Pages;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>Something to try Kith with, and gone in one go.</summary>
public sealed class SampleTests(Chromium chromium) : IAsyncLifetime
{
    private const int Samples = 40;

    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Sample_customers_of_the_readers_own_script_stand_first_and_one_undo_takes_all_back(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        await reader.Go("/setup/data");
        await new FirstVisit(reader).TakeSamples();
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["said.samples-added"]);
        var list = new CustomerList(reader);
        await Assertions.Expect(list.Names).ToHaveCountAsync(Samples);
        var first = (await list.Shown()).Take(Samples / 2);
        Assert.All(first, name => Assert.Equal(language == "zh-CN", name.All(letter => letter >= '\u4e00')));

        await reader.Go("/import");
        await reader.Tab.Locator("td form button").ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["import.run.title.undone"]);
        await reader.Go("/customers");
        await Assertions.Expect(reader.Tab.Locator(".empty__title")).ToHaveTextAsync(reader.Words["customers.none.title"]);
        reader.RequireQuiet();
    }
}
