using System.Text;
using Kith.Browser.Pages;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>A list of 120: its whole state is in its address, and all of it works by keys.</summary>
public sealed class ListTests(Chromium chromium, ListTests.Filled filled) : IClassFixture<ListTests.Filled>
{
    private const int All = 120;
    private const int InAPage = 50;

    /// <summary>Every third customer is a lead, the others are active.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        public RunningKith Kith { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Kith = await RunningKith.Start();
            var list = new StringBuilder("name,phone,stage\n");
            for (var at = 0; at < All; at++)
            {
                list.Append($"Person {at:000},{Lists.Phone(at)},{(at % 3 == 0 ? "Lead" : "Active")}\n");
            }

            await (await Kith.Administrator()).Import(list.ToString());
        }

        public ValueTask DisposeAsync() => Kith.DisposeAsync();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Back_undoes_a_filter_and_a_reload_and_a_copied_address_keep_it(string language)
    {
        await using var reader = await Reader.Open(chromium, filled.Kith, new View(language));
        var list = await Open(reader);
        await list.Filter("stage", "Lead");
        await Assertions.Expect(list.Count).ToHaveTextAsync(reader.Words.Say("customers.count", ("count", All / 3)));
        await reader.Tab.Locator("select[name=sort]").SelectOptionAsync("name");
        await Assertions.Expect(list.Names.First).ToHaveTextAsync("Person 000");
        var shown = await list.Shown();
        await reader.Tab.ReloadAsync();
        Assert.Equal(shown, await list.Shown());

        await using var colleague = await Reader.Open(chromium, filled.Kith, new View(language));
        await colleague.Go(reader.Path);
        Assert.Equal(shown, await new CustomerList(colleague).Shown());

        await reader.Tab.GoBackAsync();
        await Assertions.Expect(list.Names.First).Not.ToHaveTextAsync("Person 000");
        await reader.Tab.GoBackAsync();
        await Assertions.Expect(list.Chips).ToHaveCountAsync(0);
        await Assertions.Expect(list.Count).ToHaveTextAsync(reader.Words.Say("customers.count", ("count", All)));
        await reader.Tab.GoForwardAsync();
        await Assertions.Expect(list.Chips).ToHaveCountAsync(1);
        reader.RequireQuiet();
    }

    [Fact]
    public async Task A_heading_sorts_and_sorts_back()
    {
        await using var reader = await Reader.Open(chromium, filled.Kith, new View());
        var list = await Open(reader);
        var heading = reader.Tab.GetByRole(AriaRole.Columnheader, new() { Name = reader.Words["field.name"] });
        await heading.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        await Assertions.Expect(list.Names.First).ToHaveTextAsync("Person 000");
        await heading.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
        await Assertions.Expect(list.Names.First).ToHaveTextAsync("Person 119");
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("/customers?sort=name")]
    [InlineData("/customers?q=person&sort=name")]
    public async Task More_rows_come_below_and_are_there_again_after_a_reload(string address)
    {
        await using var reader = await Reader.Open(chromium, filled.Kith, new View());
        var list = new CustomerList(reader);
        await reader.Go(address);
        await reader.Link("list.more").ClickAsync();
        await Assertions.Expect(list.Names).ToHaveCountAsync(2 * InAPage);
        var shown = await list.Shown();
        Assert.Equal(shown.Count, shown.Distinct().Count());
        await list.Names.Nth(70).ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(shown[70]);
        await reader.Tab.GoBackAsync();
        await Assertions.Expect(list.Names).ToHaveTextAsync(shown);
        await reader.Tab.ReloadAsync();
        await Assertions.Expect(list.Names).ToHaveTextAsync(shown);
        await reader.Link("list.more").ClickAsync();
        await Assertions.Expect(list.Names).ToHaveCountAsync(All);
        await Assertions.Expect(reader.Link("list.more")).ToHaveCountAsync(0);
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task An_empty_list_says_why_and_the_way_out(string language)
    {
        await using var reader = await Reader.Open(chromium, filled.Kith, new View(language));
        var list = await Open(reader);
        var empty = reader.Tab.Locator(".empty__title");
        await list.Search.FillAsync("nobody at all");
        await Assertions.Expect(empty).ToHaveTextAsync(reader.Words.Say("customers.unfound.title", ("text", "nobody at all")));
        await reader.Link("customers.all").ClickAsync();
        await Assertions.Expect(list.Names).ToHaveCountAsync(InAPage);
        await reader.Go("/customers?stage=Key");
        await Assertions.Expect(empty).ToHaveTextAsync(reader.Words["customers.unmatched.title"]);
        await reader.Link("customers.unfilter").ClickAsync();
        await Assertions.Expect(list.Names).ToHaveCountAsync(InAPage);

        await using var fresh = await RunningKith.Start();
        await using var first = await Reader.Open(chromium, fresh, new View(language));
        await first.Go("/customers");
        await Assertions.Expect(first.Tab.Locator(".empty__title")).ToHaveTextAsync(first.Words["customers.none.title"]);
        await first.Link("customers.import").ClickAsync();
        await Assertions.Expect(first.Heading).ToHaveTextAsync(first.Words["import.title"]);
        reader.RequireQuiet();
    }

    [Fact]
    public async Task The_list_is_worked_by_keys()
    {
        await using var reader = await Reader.Open(chromium, filled.Kith, new View());
        var list = await Open(reader);
        var keys = reader.Tab.Keyboard;
        await keys.PressAsync("j");
        await Assertions.Expect(list.Names.Nth(0)).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await keys.PressAsync("k");
        await Assertions.Expect(list.Names.Nth(1)).ToBeFocusedAsync();
        var name = await list.Names.Nth(1).InnerTextAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(name);
        await reader.Tab.GoBackAsync();

        await keys.PressAsync("/");
        await Assertions.Expect(list.Search).ToBeFocusedAsync();
        await keys.TypeAsync("person 042");
        await Assertions.Expect(list.Names.First).ToHaveTextAsync("Person 042");
        await keys.PressAsync("ArrowDown");
        await Assertions.Expect(list.Names.First).ToBeFocusedAsync();

        await keys.PressAsync("?");
        var dialog = reader.Tab.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();

        await keys.PressAsync("n");
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["customers.new"]);
        await Assertions.Expect(reader.Tab.Locator("#f-name")).ToBeFocusedAsync();
        reader.RequireQuiet();
    }

    [Fact]
    public async Task The_search_of_every_page_answers_to_control_k()
    {
        await using var reader = await Reader.Open(chromium, filled.Kith, new View());
        await reader.Go("/backup");
        await reader.Tab.Keyboard.PressAsync("Control+k");
        await reader.Tab.Keyboard.TypeAsync("person 007");
        await reader.Tab.Keyboard.PressAsync("Enter");
        await Assertions.Expect(new CustomerList(reader).Names.First).ToHaveTextAsync("Person 007");
        reader.RequireQuiet();
    }

    private static async Task<CustomerList> Open(Reader reader)
    {
        await reader.Go("/customers");
        return new CustomerList(reader);
    }
}
