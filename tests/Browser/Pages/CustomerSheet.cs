using Microsoft.Playwright;

namespace Kith.Browser.Pages;

/// <summary>The page of one customer, in one tab.</summary>
internal sealed class CustomerSheet(IPage tab)
{
    /// <summary>A value that is changed where it stands, by the name of its field: `title`, `phone:1`, `phone` for another one.</summary>
    public ILocator Field(string name) => tab.Locator($"k-field[name='{name}']");

    public ILocator Value(string name) => Field(name).Locator("[data-text]");

    public ILocator Editor(string name) => Field(name).Locator(".inline__control");

    public ILocator Timeline => tab.Locator("#events .timeline");

    /// <summary>Opens the value, types another, Enter.</summary>
    public async Task Edit(string name, string value)
    {
        await Field(name).Locator(".inline__value").ClickAsync();
        await Editor(name).FillAsync(value);
        await Editor(name).PressAsync("Enter");
    }

    public async Task AddTag(string tag)
    {
        await tab.Locator("#new-tag").FillAsync(tag);
        await tab.Locator("#new-tag").PressAsync("Enter");
        await Assertions.Expect(tab.Locator(".taglist .tag", new() { HasText = tag })).ToBeVisibleAsync();
    }

    public ILocator Note => tab.Locator("#f-text");

    public ILocator KeepNote => tab.Locator(".composer button[type=submit]");

    public Task OpenHistory() => tab.Locator("#events .tabs__item").Last.ClickAsync();
}
