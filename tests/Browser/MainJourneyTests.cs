using System.Diagnostics;
using Kith.Browser.Pages;
using Kith.Check.Cleaning;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>A file in, a person found: the first visit of a new user, in the browser only.</summary>
public sealed class MainJourneyTests(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_new_user_brings_a_file_of_10000_rows_and_finds_a_person_within_three_minutes(string language)
    {
        var file = SeededList.Content();
        await using var reader = await Reader.Open(chromium, kith.Address, new View(null, Locale: language == "en" ? "zh-CN" : "en-GB"), language);
        var watch = Stopwatch.StartNew();
        await SetUp(reader, language);
        var wizard = new ImportWizard(reader);
        if (language == "en")
        {
            await wizard.Drop(SeededList.File, file);
        }
        else
        {
            await wizard.Choose(SeededList.File, file);
        }

        Assert.Contains(reader.Words.Say("import.reading.header-is", ("row", SeededList.HeaderRow)), await wizard.Reading(), StringComparison.Ordinal);
        Assert.Contains("GB", await wizard.Reading(), StringComparison.Ordinal);
        Assert.Equal(SeededList.Fields, await wizard.Fields());
        await wizard.Check();
        await RequireSeededFaults(wizard, reader.Words);
        await MendOne(reader, wizard);
        await wizard.Run();
        await RequireReceipt(reader, wizard);
        await FindThePerson(reader);
        output.WriteLine($"MEASURED: {language}, {SeededList.Rows} rows: from an empty folder to the person found in {watch.Elapsed.TotalSeconds:F1} s");
        Assert.True(watch.Elapsed < Longest, $"took {watch.Elapsed}");
        reader.RequireQuiet();
    }

    private static async Task SetUp(Reader reader, string language)
    {
        var visit = new FirstVisit(reader);
        await visit.Begin(language);
        await visit.MakeAdministrator();
        await visit.ChooseAFile();
    }

    private static async Task RequireSeededFaults(ImportWizard wizard, Words words)
    {
        Assert.Equal([SeededList.Rows - SeededList.Refused, 0, 0, SeededList.Refused, SeededList.Faults.Count - SeededList.Refused], await wizard.Totals());
        var seeded = SeededList.Faults.ToLookup(fault => fault.Refuses, fault => new ImportWizard.Shown(
            fault.Row, fault.Column, fault.Value, FindingWords.Say(words, fault.Code, fault.Data)));
        Assert.Equal(seeded[false], await wizard.Problems("import.problems.warnings"));
        Assert.Equal(seeded[true], await wizard.Problems("import.problems.left-out"));
    }

    private static async Task MendOne(Reader reader, ImportWizard wizard)
    {
        var fault = SeededList.Faults[0];
        await reader.Tab.Locator("#filters .tabs__item").First.ClickAsync();
        await wizard.Correct(fault.Row, fault.Column, "1398765432");
        await Assertions.Expect(wizard.Row(fault.Row)).ToContainTextAsync(reader.Words["finding.phone.too-short"]);
        await wizard.Correct(fault.Row, fault.Column, SeededList.GoodPhone);
        await Assertions.Expect(wizard.Row(fault.Row)).ToContainTextAsync(reader.Words["import.problems.in-order"]);
        await Assertions.Expect(reader.Tab.Locator("#totals .figure__value").Nth(3)).ToHaveTextAsync(reader.Words.Number(SeededList.Refused - 1));
    }

    private static async Task RequireReceipt(Reader reader, ImportWizard wizard)
    {
        var receipt = await wizard.Receipt();
        long Of(string what) => ImportWizard.Number(receipt[reader.Words["import.count." + what]]);
        Assert.Equal(SeededList.Rows, Of("rows"));
        Assert.Equal(SeededList.Rows - SeededList.Refused + 1, Of("created"));
        Assert.Equal(SeededList.Refused - 1, Of("rejected"));
        Assert.Equal(Of("rows"), Of("created") + Of("updated") + Of("unchanged") + Of("rejected"));
        await Assertions.Expect(reader.Tab.Locator(".receipt__seal")).ToContainTextAsync(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(SeededList.Content())));
    }

    private static async Task FindThePerson(Reader reader)
    {
        await reader.Link("import.see", ("count", SeededList.Rows - SeededList.Refused + 1)).ClickAsync();
        var list = new CustomerList(reader);
        await Assertions.Expect(list.Count).ToContainTextAsync(reader.Words.Number(SeededList.Rows - SeededList.Refused + 1));
        await list.Find(SeededList.Person[..2], SeededList.Person);
        await list.Find(SeededList.PersonInitials, SeededList.Person);
        await list.Find(SeededList.PersonPhone[^6..], SeededList.Person);
        await Assertions.Expect(list.Names).ToHaveCountAsync(1);
        await list.Names.First.ClickAsync();
        await reader.Tab.WaitForURLAsync("**/customers/*");
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(SeededList.Person);
        await Assertions.Expect(reader.Tab.Locator("#details")).ToContainTextAsync("137 1234 5678");
    }
}
