using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>A customer added by hand, and the word that somebody has this number already (撞单).</summary>
public sealed class QuickAddTests(Chromium chromium, RunningKith kith) : IClassFixture<RunningKith>
{
    [Theory]
    [InlineData("zh-CN", "13811110001")]
    [InlineData("en", "13811110002")]
    public async Task A_number_that_is_known_already_is_said_while_one_types(string language, string phone)
    {
        var known = await (await kith.Administrator()).Add(("name", "王建国"), ("phone", phone), ("company", "云帆科技"));
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        await reader.Go("/customers");
        await reader.Tab.Keyboard.PressAsync("n");
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["customers.new"]);
        await reader.Tab.Locator("#f-name").FillAsync("王先生");
        await reader.Tab.Locator("#f-phone").PressSequentiallyAsync($"+86 {phone}");
        var hint = reader.Tab.Locator("#twins .twin");
        await Assertions.Expect(hint.GetByRole(AriaRole.Link, new() { Name = "王建国" })).ToHaveAttributeAsync("href", $"/customers/{known}");
        await reader.Tab.Locator("#f-phone").FillAsync("13822220000");
        await Assertions.Expect(hint).ToHaveCountAsync(0);
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN", "李小满", "13833330001")]
    [InlineData("en", "Eve Stone", "13833330002")]
    public async Task Three_fields_make_a_customer_and_undo_takes_it_back(string language, string name, string phone)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        await reader.Go("/customers/new");
        await reader.Tab.Locator("#f-name").FillAsync(name);
        await reader.Tab.Locator("#f-phone").FillAsync(phone);
        await reader.Button("entry.save").ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(name);
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["said.customer-added"]);
        await reader.Undo();
        await reader.Go($"/customers?q={phone}");
        await Assertions.Expect(reader.Tab.Locator(".empty__title")).ToHaveTextAsync(reader.Words.Say("customers.unfound.title", ("text", phone)));
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_wrong_number_is_said_beside_its_field_and_what_was_typed_stays(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        await reader.Go("/customers/new");
        await reader.Tab.Locator("#f-name").FillAsync("Ann");
        await reader.Tab.Locator("#f-phone").FillAsync("12");
        await reader.Button("entry.save").ClickAsync();
        await Assertions.Expect(reader.Tab.Locator("#f-phone-error")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Tab.Locator("#f-name")).ToHaveValueAsync("Ann");
        await Assertions.Expect(reader.Tab.Locator("#f-phone")).ToHaveValueAsync("12");
        reader.RequireQuiet("422");
    }
}
