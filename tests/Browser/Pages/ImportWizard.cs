using System.Globalization;
using Microsoft.Playwright;

namespace Kith.Browser.Pages;

/// <summary>The four steps of an import, as a person goes through them.</summary>
internal sealed class ImportWizard(Reader reader)
{
    /// <summary>A problem as the page shows it.</summary>
    public sealed record Shown(long Row, string Column, string Value, string Reason);

    private IPage Tab => reader.Tab;

    public string Id => reader.Path.Split('/')[2];

    /// <summary>Chooses a file with the system's dialog.</summary>
    public async Task Choose(string name, byte[] content)
    {
        await Tab.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
        await Upload();
    }

    /// <summary>Drops a file on the page.</summary>
    public async Task Drop(string name, byte[] content)
    {
        var file = await Tab.EvaluateHandleAsync(
            """
            ([name, content]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name));
              return transfer;
            }
            """,
            new[] { name, Convert.ToBase64String(content) });
        await Tab.Locator("k-drop").DispatchEventAsync("drop", new { dataTransfer = file });
        await Assertions.Expect(Tab.Locator("k-drop")).ToContainTextAsync(name);
        await Upload();
    }

    /// <summary>Which field each column goes to, by the column's header.</summary>
    public async Task<Dictionary<string, string>> Fields()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await Tab.Locator("#mapping tbody tr").AllAsync())
        {
            fields[(await row.Locator("th > span").TextContentAsync())!] = await row.Locator("select[name^='field.']").InputValueAsync();
        }

        return fields;
    }

    /// <summary>What the page says about how the file was read.</summary>
    public Task<string> Reading() => Tab.Locator("#reading summary").InnerTextAsync();

    /// <summary>Goes on to the dry run and waits for what it found.</summary>
    public async Task Check()
    {
        await Tab.Locator("#check").ClickAsync();
        await Tab.WaitForURLAsync("**/rows");
        await Tab.Locator("#totals").WaitForAsync();
    }

    /// <summary>The figures above the problems, in the order of the page: new, updated, unchanged, left out, warnings.</summary>
    public async Task<long[]> Totals() =>
        [.. (await Tab.Locator("#totals .figure__value").AllInnerTextsAsync()).Select(Number)];

    /// <summary>Every problem of a kind, page after page.</summary>
    public async Task<List<Shown>> Problems(string kindKey)
    {
        await Tab.Locator("#filters .tabs__item").Filter(new() { HasText = reader.Words[kindKey] }).ClickAsync();
        var all = new List<Shown>();
        while (true)
        {
            await Tab.Locator("table.problems").WaitForAsync();
            all.AddRange(await OnThisPage());
            var next = Tab.Locator(".pager a[rel=next]");
            if (await next.CountAsync() == 0)
            {
                return all;
            }

            var before = Tab.Url;
            await next.ClickAsync();
            await Tab.WaitForURLAsync(url => url != before);
        }
    }

    /// <summary>Corrects a cell of a problem row and leaves it, as one does.</summary>
    public async Task Correct(long row, string column, string value)
    {
        var cell = Tab.GetByLabel(reader.Words.Say("import.problems.cell", ("row", row), ("column", column)), new() { Exact = true });
        await cell.FillAsync(value);
        await Tab.Keyboard.PressAsync("Tab");
    }

    public ILocator Row(long row) => Tab.Locator($"#row-{row.ToString(CultureInfo.InvariantCulture)}");

    public async Task Run()
    {
        await Tab.Locator("#go button").ClickAsync();
        await Finished();
    }

    public async Task Finished()
    {
        await Tab.WaitForURLAsync("**/run");
        await Tab.Locator(".receipt").WaitForAsync();
    }

    /// <summary>The receipt: label and figure or fact.</summary>
    public async Task<Dictionary<string, string>> Receipt()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await Tab.Locator(".receipt .facts__row").AllAsync())
        {
            facts[await row.Locator("dt").InnerTextAsync()] = await row.Locator("dd").InnerTextAsync();
        }

        return facts;
    }

    public async Task UndoWhole()
    {
        await reader.Button("import.undo").ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(reader.Words["import.run.title.undone"]);
    }

    public static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private async Task Upload()
    {
        await reader.Button("import.upload.act").ClickAsync();
        await Tab.WaitForURLAsync("**/columns");
    }

    private async Task<List<Shown>> OnThisPage()
    {
        // Read at once: a page of 25 rows asked cell by cell takes seconds.
        var rows = await Tab.Locator("table.problems").EvaluateAsync<string[][]>(
            """
            table => [...table.tBodies].flatMap((body) => {
              const row = body.querySelector("th").innerText;
              return [...body.querySelectorAll("tr:not(.problems__more)")].map((line) => {
                const [column, value, reason] = line.querySelectorAll("td");
                return [row, column.innerText, value.querySelector("input, textarea")?.value ?? value.innerText, reason.querySelector(".reason").innerText];
              });
            })
            """);
        return [.. rows.Select(cells => new Shown(Number(cells[0].Trim()), cells[1].Trim(), cells[2], cells[3].Trim()))];
    }
}
