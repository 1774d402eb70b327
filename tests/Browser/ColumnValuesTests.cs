using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>The values of a column: a step is tried on them while one chooses, and nothing is kept until one says so.</summary>
public sealed class ColumnValuesTests(Chromium chromium, RunningKith kith) : IClassFixture<RunningKith>
{
    private const string List = "name,phone,level\nAnn,13800138000,a / x\nBen,13800138001,b / y\n";

    [Theory]
    [InlineData(View.Desk, true)]
    [InlineData(View.Phone, true)]
    [InlineData(View.Desk, false)]
    public async Task A_step_is_tried_on_the_values_of_the_file_and_then_kept(int width, bool script)
    {
        var ada = await kith.Administrator();
        var view = await ada.Upload("list.csv", List);
        (await ada.Patch($"/api/imports/{view.Id}", new { columns = new object[] { new { index = 2, field = "title" } } })).RequireDone();
        await using var reader = await Reader.Open(chromium, kith, new View(Width: width, Script: script));
        await reader.Go($"/import/{view.Id}/columns/2");
        Assert.Equal([("a / x", "a / x"), ("b / y", "b / y")], await Values(reader.Tab));
        await Step(reader, 0, "Split", script);
        await reader.Tab.Locator("[name='step.0.text']").FillAsync("/");
        await reader.Tab.Locator("[name='step.0.part']").FillAsync("-1");
        if (script)
        {
            // What was typed before is answered while one types on: that counts too.
            await Assertions.Expect(reader.Tab.Locator("#tried tbody tr").First.Locator("td").Nth(1)).ToHaveTextAsync("a");
        }

        await reader.Tab.Keyboard.PressAsync("Tab");
        await Tried(reader, script);
        await Assertions.Expect(reader.Tab.Locator("#tried tbody tr").First.Locator("td").Nth(1)).ToHaveTextAsync("x");
        await Step(reader, 1, "Case", script);
        await Assertions.Expect(reader.Tab.Locator("#tried tbody tr").First.Locator("td").Nth(1)).ToHaveTextAsync("X");
        Assert.Equal([("a / x", "X"), ("b / y", "Y")], await Values(reader.Tab));
        Assert.Null((await ada.Get($"/api/imports/{view.Id}")).As<Kith.Acquire.Import.ImportView>().Plan.Columns[2].Steps);
        Assert.Empty(await Appearance.Inspection.Look(reader.Tab, "en", touch: width == View.Phone && script));

        await reader.Button("import.values.take").ClickAsync();
        await reader.Tab.WaitForURLAsync("**/columns");
        Assert.Equal(2, (await ada.Get($"/api/imports/{view.Id}")).As<Kith.Acquire.Import.ImportView>().Plan.Columns[2].Steps!.Count);
        await Assertions.Expect(reader.Tab.Locator("#mapping")).ToContainTextAsync(reader.Words.Say("import.columns.steps", ("count", 2)));
        reader.RequireQuiet();
    }

    private static async Task Step(Reader reader, int at, string kind, bool script)
    {
        await reader.Tab.Locator($"[name='step.{at}.kind']").SelectOptionAsync(kind);
        await Tried(reader, script);
        await reader.Tab.Locator($"[name='step.{at}.text']").WaitForAsync();
    }

    /// <summary>Without script one asks for the trial.</summary>
    private static async Task Tried(Reader reader, bool script)
    {
        if (!script)
        {
            await reader.Button("import.values.try").ClickAsync();
        }
    }

    private static async Task<IEnumerable<(string, string)>> Values(IPage tab) =>
        (await tab.Locator("#tried tbody").EvaluateAsync<string[][]>("(body) => [...body.rows].map((row) => [row.cells[0].innerText.trim(), row.cells[1].innerText.trim()])")).Select(row => (row[0], row[1]));
}
