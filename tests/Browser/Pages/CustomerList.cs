using Microsoft.Playwright;

namespace Kith.Browser.Pages;

/// <summary>The list of customers.</summary>
internal sealed class CustomerList(Reader reader)
{
    private IPage Tab => reader.Tab;

    public ILocator Search => Tab.GetByLabel(reader.Words["customers.search"]);

    public ILocator Names => Tab.Locator("#found a.who__name");

    public ILocator Count => Tab.Locator("#count");

    public ILocator Chips => Tab.Locator(".chips .chip");

    /// <summary>Types into the search box, as a person does, and waits until the rows have followed.</summary>
    public async Task Find(string text, string firstName)
    {
        await Search.FillAsync(text);
        await Assertions.Expect(Names.First).ToHaveTextAsync(firstName);
        await Tab.WaitForURLAsync(url => new Uri(url).Query.Contains("q=" + Uri.EscapeDataString(text), StringComparison.Ordinal));
    }

    public async Task Filter(string name, string value)
    {
        await Tab.Locator($"select[name={name}]").SelectOptionAsync(value);
        await Assertions.Expect(Chips).ToHaveCountAsync(1);
    }

    public async Task<IReadOnlyList<string>> Shown() => await Names.AllInnerTextsAsync();
}
