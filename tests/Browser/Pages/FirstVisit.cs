using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser.Pages;

/// <summary>The three steps of the first visit.</summary>
internal sealed class FirstVisit(Reader reader)
{
    private IPage Tab => reader.Tab;

    public async Task Begin(string language)
    {
        await reader.Go("/");
        await Tab.WaitForURLAsync("**/setup");
        await Tab.Locator($"main button[value='{language}']").ClickAsync();
        await Tab.WaitForURLAsync("**/setup/account");
    }

    public async Task MakeAdministrator()
    {
        await reader.Input("user.login").FillAsync(RunningKith.AdministratorLogin);
        await reader.Input("user.password").FillAsync(RunningKith.Password);
        await reader.Button("setup.account.create").ClickAsync();
        await Tab.WaitForURLAsync("**/setup/data");
    }

    public async Task ChooseAFile()
    {
        await Tab.Locator("a.way[href='/import']").ClickAsync();
        await Tab.WaitForURLAsync("**/import");
    }

    public async Task TakeSamples()
    {
        await Tab.Locator("form button.way").ClickAsync();
        await Tab.WaitForURLAsync("**/customers");
    }
}
