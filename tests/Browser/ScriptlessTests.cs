using Kith.Browser.Pages;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>Where no script runs every core form still does its work, as a plain post.</summary>
public sealed class ScriptlessTests(Chromium chromium) : IAsyncLifetime
{
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Set_up_import_edit_and_add_need_no_script(string language)
    {
        await using var reader = await Reader.Open(chromium, kith.Address, new View(null, Script: false), language);
        var visit = new FirstVisit(reader);
        await visit.Begin(language);
        await visit.MakeAdministrator();
        await SignInAgain(reader);
        await Import(reader);
        await Edit(reader);
        await Add(reader);
        reader.RequireQuiet();
    }

    private static async Task SignInAgain(Reader reader)
    {
        await reader.Go("/customers");
        await reader.Tab.Locator(".menu--user summary").ClickAsync();
        await reader.Button("user.sign-out").ClickAsync();
        await reader.Tab.WaitForURLAsync("**/login*");
        await reader.Input("user.login").FillAsync(RunningKith.AdministratorLogin);
        await reader.Input("user.password").FillAsync(RunningKith.Password);
        await reader.Button("login.enter").ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["customers.title"]);
    }

    private static async Task Import(Reader reader)
    {
        await reader.Go("/import");
        var wizard = new ImportWizard(reader);
        await wizard.Choose("list.csv", "name,phone\nAnn Lee,13800138000\nBen Kim,12\nChi Wong,13800138002\n"u8.ToArray());
        await wizard.Check();
        Assert.Equal("2 0 0 1 0", await Totals(wizard));
        await wizard.Row(3).Locator("input[name='cell.1']").FillAsync("13800138001");
        await wizard.Row(3).GetByRole(AriaRole.Button, new() { Name = reader.Words["import.problems.check-row"] }).ClickAsync();
        Assert.Equal("3 0 0 0 0", await Totals(wizard));
        await wizard.Run();
        await reader.Link("import.see", ("count", 3)).ClickAsync();
        await Assertions.Expect(new CustomerList(reader).Names).ToHaveCountAsync(3);
    }

    private static async Task<string> Totals(ImportWizard wizard) => string.Join(' ', await wizard.Totals());

    private static async Task Edit(Reader reader)
    {
        await reader.Tab.GetByRole(AriaRole.Link, new() { Name = "Ann Lee", Exact = true }).ClickAsync();
        await new CustomerSheet(reader.Tab).Field("title").GetByRole(AriaRole.Link).ClickAsync();
        await reader.Tab.Locator("#f-value").FillAsync("Buyer");
        await reader.Tab.Locator("form:has(#f-value)").GetByRole(AriaRole.Button, new() { Name = reader.Words["act.save"] }).ClickAsync();
        await Assertions.Expect(new CustomerSheet(reader.Tab).Value("title")).ToHaveTextAsync("Buyer");
        await reader.Tab.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = reader.Words["act.undo"] }).ClickAsync();
        await Assertions.Expect(new CustomerSheet(reader.Tab).Value("title")).ToHaveTextAsync(reader.Words["field.empty"]);
        var sheet = new CustomerSheet(reader.Tab);
        await sheet.Note.FillAsync("Calls back.");
        await sheet.KeepNote.ClickAsync();
        await Assertions.Expect(sheet.Timeline).ToContainTextAsync("Calls back.");
    }

    private static async Task Add(Reader reader)
    {
        await reader.Go("/customers/new");
        await reader.Tab.Locator("#f-name").FillAsync("Dan Reed");
        await reader.Tab.Locator("#f-phone").FillAsync("13800138009");
        await reader.Button("entry.save").ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync("Dan Reed");
    }
}
