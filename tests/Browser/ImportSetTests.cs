using Kith.Acquire.Import;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>Several files at once, in the browser: dropped, seen with what is wrong, imported and taken back.</summary>
public sealed class ImportSetTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly FilePayload[] Files =
    [
        File("contacts.csv", "name,company,email\nAnn Lee,Harbour Lane Books,ann@harbour.example\nBen Kim,Pennine Tools,ben@pennine.example\n"),
        File("empty.csv", ""),
        File("accounts.csv", "company,city\nHarbour Lane Books,London\nPennine Tools,Leeds\n"),
    ];

    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_files_are_checked_imported_and_taken_back_by_keyboard_alone(bool script)
    {
        await using var reader = await Reader.Open(chromium, kith.Address, new View(Script: script), signedIn: await kith.Administrator());
        await reader.Go("/import");
        await reader.Tab.Locator("input[type=file]").SetInputFilesAsync(Files);
        await Press(reader, "import.upload.act");
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["import.set.title"]);
        Assert.StartsWith("/import/sets/", reader.Path, StringComparison.Ordinal);
        await Assertions.Expect(reader.Tab.Locator(".note--warn")).ToContainTextAsync("empty.csv");
        await Assertions.Expect(reader.Tab.Locator("tbody .who__name")).ToHaveTextAsync(["accounts.csv", "contacts.csv"]);
        await Press(reader, "import.set.check");
        await Stands(reader, ImportState.Checked);
        await Press(reader, "import.set.run");
        await Stands(reader, ImportState.Done);
        await Press(reader, "import.set.undo");
        await Stands(reader, ImportState.Undone);
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from customer"));
        reader.RequireQuiet();
    }

    /// <summary>All of the set stand there, the page having looked again by itself or by its link.</summary>
    private static async Task Stands(Reader reader, string state)
    {
        for (var look = 0; look < 50 && await reader.Tab.Locator("k-progress").CountAsync() > 0; look++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await reader.Go(reader.Path);
        }

        var word = reader.Words["import.state." + state];
        await Assertions.Expect(reader.Tab.Locator("tbody .pill")).ToHaveTextAsync([word, word]);
    }

    private static async Task Press(Reader reader, string word)
    {
        await reader.Button(word).FocusAsync();
        await reader.Tab.Keyboard.PressAsync("Enter");
        await reader.Tab.WaitForLoadStateAsync();
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };
}
