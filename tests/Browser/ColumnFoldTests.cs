using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>On a narrow screen a column that is recognised beyond doubt takes one line, which opens; what needs an answer stands open.</summary>
public sealed class ColumnFoldTests(Chromium chromium, RunningKith kith) : IClassFixture<RunningKith>
{
    private const string List = "name,phone,Shoe size\nAnn,13800138000,38\nBen,13800138001,42\n";

    [Theory]
    [InlineData(View.Phone, true)]
    [InlineData(View.Phone, false)]
    [InlineData(View.Desk, true)]
    public async Task What_is_fine_is_folded_on_a_phone_and_opens_by_keyboard(int width, bool script)
    {
        var ada = await kith.Administrator();
        var view = await ada.Upload("fold.csv", List);
        await using var reader = await Reader.Open(chromium, kith, new View(Width: width, Script: script));
        await reader.Go($"/import/{view.Id}/columns");
        var fields = reader.Tab.Locator("#mapping tbody tr select[name^='field.']");
        await Assertions.Expect(fields.Nth(2)).ToBeVisibleAsync();
        if (width == View.Desk)
        {
            await Assertions.Expect(fields.First).ToBeVisibleAsync();
            return;
        }

        await Assertions.Expect(fields.First).ToBeHiddenAsync();
        var line = reader.Tab.Locator("#mapping tbody tr").First.Locator("summary");
        await Assertions.Expect(line).ToHaveTextAsync(reader.Words.Say("import.columns.sure", ("column", "name"), ("field", reader.Words["field.name"])));
        await line.FocusAsync();
        await reader.Tab.Keyboard.PressAsync("Enter");
        await Assertions.Expect(fields.First).ToBeVisibleAsync();
        await Assertions.Expect(fields.Nth(1)).ToBeHiddenAsync();
        Assert.Empty(await Appearance.Inspection.Look(reader.Tab, "en", touch: script));
        await reader.Tab.Locator("#check").ClickAsync();
        await reader.Tab.WaitForURLAsync("**/rows");
        Assert.Equal(["name", "phone", "new"], (await ada.Get($"/api/imports/{view.Id}")).As<Kith.Acquire.Import.ImportView>().Plan.Columns.Select(column => column.Field));
    }
}
