using Kith.Browser.Pages;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>The server dies under a reader's hands and comes back: what is typed is kept, and saving works without a reload.</summary>
public sealed class OutageTests(Chromium chromium) : IDisposable
{
    private readonly KithFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_note_half_typed_when_the_server_is_killed_is_kept_and_saved_after_its_return(string language)
    {
        using var killed = await KithProcess.Serve(folder);
        var address = killed.Address!;
        using var us = new KithClient(address);
        (await us.Post("/api/setup", new { login = RunningKith.AdministratorLogin, name = "Ada", password = RunningKith.Password })).RequireDone();
        var id = await us.Add(("name", "Ann Lee"), ("phone", "13800138000"));
        await using var reader = await Reader.Open(chromium, address, new View(language), signedIn: us);
        await reader.Go($"/customers/{id}");
        var sheet = new CustomerSheet(reader.Tab);
        await sheet.Note.FillAsync("Half a thought");
        killed.Kill();

        await sheet.KeepNote.ClickAsync();
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["said.offline"]);
        await Assertions.Expect(sheet.Note).ToHaveValueAsync("Half a thought");
        await sheet.Edit("title", "Buyer");
        await Assertions.Expect(sheet.Field("title")).ToContainTextAsync(reader.Words["said.offline"]);
        await Assertions.Expect(sheet.Editor("title")).ToHaveValueAsync("Buyer");

        using var back = await KithProcess.Serve(folder, address.Port);
        await sheet.Editor("title").PressAsync("Enter");
        await Assertions.Expect(reader.Tab.Locator("#head")).ToContainTextAsync("Buyer");
        await sheet.Note.PressSequentiallyAsync(", then a whole one");
        await sheet.KeepNote.ClickAsync();
        await Assertions.Expect(sheet.Timeline).ToContainTextAsync("Half a thought, then a whole one");
        await Assertions.Expect(sheet.Note).ToHaveValueAsync("");
        reader.RequireQuiet("ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET");
    }
}
