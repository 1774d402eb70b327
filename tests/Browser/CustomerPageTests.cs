using Kith.Browser.Pages;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>One customer: changed where it stands, each change taken back, nothing lost between two tabs.</summary>
public sealed class CustomerPageTests(Chromium chromium, RunningKith kith) : IClassFixture<RunningKith>
{
    private static int people;

    [Theory]
    [InlineData("zh-CN", "采购总监")]
    [InlineData("en", "Head of procurement")]
    public async Task A_value_is_changed_where_it_stands_and_undo_restores_it(string language, string title)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var sheet = await Somebody(reader);
        await sheet.Edit("title", title);
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["said.saved"]);
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync(title);
        await Assertions.Expect(reader.Tab.Locator("#head")).ToContainTextAsync(title);
        await reader.Undo();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync(reader.Words["field.empty"]);
        await reader.Tab.ReloadAsync();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync(reader.Words["field.empty"]);
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_wrong_value_is_refused_with_its_reason_and_stays_in_the_editor(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var sheet = await Somebody(reader);
        await sheet.Edit("email", "nobody");
        await Assertions.Expect(sheet.Field("email")).ToContainTextAsync(reader.Words["finding.email.no-at"]);
        await Assertions.Expect(sheet.Editor("email")).ToHaveValueAsync("nobody");
        await Assertions.Expect(sheet.Editor("email")).ToBeFocusedAsync();
        await reader.Tab.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheet.Editor("email")).ToHaveCountAsync(0);
        reader.RequireQuiet("422");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task History_says_what_changed_from_what_by_whom_and_from_which_file(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var phone = Phone();
        await (await kith.Administrator()).Import($"name,phone,title\nZoe Hall,{phone},Buyer\n", name: "fair.csv");
        await reader.Go($"/customers?q={phone}");
        await new CustomerList(reader).Names.First.ClickAsync();
        await Assertions.Expect(reader.Heading).ToHaveTextAsync("Zoe Hall");
        var sheet = new CustomerSheet(reader.Tab);
        await sheet.Edit("title", "Owner");
        await Assertions.Expect(reader.Toast).ToBeVisibleAsync();
        await sheet.OpenHistory();
        var entries = sheet.Timeline.Locator(".timeline__item");
        await Assertions.Expect(entries).ToHaveCountAsync(2);
        await Assertions.Expect(entries.First.Locator(".change__before")).ToHaveTextAsync("Buyer");
        await Assertions.Expect(entries.First.Locator(".change__after")).ToHaveTextAsync("Owner");
        await Assertions.Expect(entries.First).ToContainTextAsync("Ada");
        await Assertions.Expect(entries.Last).ToContainTextAsync("fair.csv");
        await entries.First.GetByRole(AriaRole.Button, new() { Name = reader.Words["history.undo"] }).ClickAsync();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync("Buyer");
        await reader.Tab.Locator("#show-sources").CheckAsync();
        await Assertions.Expect(reader.Tab.Locator("#details .provenance:visible").First).ToContainTextAsync("fair.csv");
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_value_comes_back_from_the_history_and_the_whole_record_from_its_past(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var sheet = await Somebody(reader);
        foreach (var title in (string[])["Buyer", "Owner", "Chair"])
        {
            await sheet.Edit("title", title);
            await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync(title);
        }

        await sheet.OpenHistory();
        await sheet.Timeline.GetByRole(AriaRole.Button, new() { Name = reader.Words.Say("restore.value-of", ("field", reader.Words["field.title"])) }).Last.ClickAsync();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync("Buyer");
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["said.restored"]);
        await reader.Undo();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync("Chair");

        await sheet.OpenHistory();
        await sheet.Timeline.Locator(".timeline__item", new() { HasText = "Owner" }).Last.GetByRole(AriaRole.Link, new() { Name = reader.Words["past.as-then"] }).ClickAsync();
        await Assertions.Expect(reader.Tab.Locator(".note__title")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Tab.Locator("k-field")).ToHaveCountAsync(0);
        await Assertions.Expect(reader.Tab.Locator("#events .change__before")).ToHaveTextAsync("Chair");
        await Assertions.Expect(reader.Tab.Locator("#events .change__after")).ToHaveTextAsync("Owner");
        await reader.Tab.GetByRole(AriaRole.Link, new() { Name = reader.Words["past.previous"] }).ClickAsync();
        await Assertions.Expect(reader.Tab.Locator("#events .change__after")).ToHaveTextAsync("Buyer");
        await reader.Tab.GetByRole(AriaRole.Button, new() { Name = reader.Words["past.restore"] }).ClickAsync();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync("Buyer");
        await reader.Undo();
        await Assertions.Expect(sheet.Value("title")).ToHaveTextAsync("Chair");
        reader.RequireQuiet();
    }

    [Fact]
    public async Task A_tag_a_note_and_a_second_phone_are_added()
    {
        await using var reader = await Reader.Open(chromium, kith, new View());
        var sheet = await Somebody(reader);
        await sheet.AddTag("renewal");
        await sheet.Note.FillAsync("Calls back on Monday.");
        await sheet.KeepNote.ClickAsync();
        await Assertions.Expect(sheet.Timeline).ToContainTextAsync("Calls back on Monday.");
        await Assertions.Expect(sheet.Note).ToHaveValueAsync("");
        await sheet.Edit("phone", Phone());
        await Assertions.Expect(sheet.Field("phone:2")).ToBeVisibleAsync();
        await reader.Tab.ReloadAsync();
        await Assertions.Expect(reader.Tab.Locator("#head .tag")).ToHaveTextAsync("renewal");
        await Assertions.Expect(sheet.Timeline).ToContainTextAsync("Calls back on Monday.");
        await Assertions.Expect(sheet.Field("phone:2")).ToBeVisibleAsync();
        reader.RequireQuiet();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Who_changes_what_another_has_changed_meanwhile_is_told_and_loses_nothing(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        var mine = await Somebody(reader);
        var theirs = new CustomerSheet(await reader.AnotherTab(reader.Path));
        await theirs.Edit("title", "Theirs");
        await Assertions.Expect(theirs.Value("title")).ToHaveTextAsync("Theirs");
        await mine.Edit("title", "Mine");
        await Assertions.Expect(mine.Field("title")).ToContainTextAsync(reader.Words.Say("field.now", ("value", "Theirs")));
        await Assertions.Expect(mine.Editor("title")).ToHaveValueAsync("Mine");
        await mine.Editor("title").PressAsync("Enter");
        await Assertions.Expect(mine.Value("title")).ToHaveTextAsync("Mine");
        await mine.OpenHistory();
        await Assertions.Expect(mine.Timeline.Locator(".change__before").First).ToHaveTextAsync("Theirs");
        reader.RequireQuiet("412");
    }

    [Fact]
    public async Task Two_who_change_different_values_both_have_theirs()
    {
        await using var reader = await Reader.Open(chromium, kith, new View());
        var mine = await Somebody(reader);
        var other = await reader.AnotherTab(reader.Path);
        await new CustomerSheet(other).Edit("title", "Buyer");
        await Assertions.Expect(other.Locator("#head")).ToContainTextAsync("Buyer");
        await mine.Edit("city", "Leeds");
        await Assertions.Expect(reader.Tab.Locator("#head")).ToContainTextAsync("Buyer · Leeds");
        reader.RequireQuiet("412");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_deleted_customer_comes_back_by_undo(string language)
    {
        await using var reader = await Reader.Open(chromium, kith, new View(language));
        await Somebody(reader);
        var (address, name) = (reader.Path, await reader.Heading.InnerTextAsync());
        await reader.Tab.Locator(".heading__acts summary").ClickAsync();
        await reader.Button("customer.delete").ClickAsync();
        await reader.Tab.WaitForURLAsync("**/customers");
        await Assertions.Expect(reader.Toast).ToContainTextAsync(reader.Words["said.deleted"]);
        await reader.Undo();
        await reader.Go(address);
        await Assertions.Expect(reader.Heading).ToHaveTextAsync(name);
        reader.RequireQuiet();
    }

    private static string Phone() => Lists.Phone(Interlocked.Increment(ref people));

    private async Task<CustomerSheet> Somebody(Reader reader)
    {
        var phone = Phone();
        var id = await (await kith.Administrator()).Add(("name", $"Ann {phone[^4..]}"), ("phone", phone));
        await reader.Go($"/customers/{id}");
        return new CustomerSheet(reader.Tab);
    }
}
