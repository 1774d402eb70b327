using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Kith.Acquire.Import;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Several files, or several sheets of a workbook, taken in, checked, run and taken back together.</summary>
public sealed class ImportSetTests : IAsyncLifetime
{
    private const string Accounts = "company,city,phone\nHarbour Lane Books,London,+442079460958\nPennine Tools,Leeds,+442079460959\n";
    private const string Contacts = "name,company,email\nAnn Lee,Harbour Lane Books,ann@harbour.example\nBen Kim,Pennine Tools,ben@pennine.example\nChi Wong,Pennine Tools,chi@pennine.example\n";
    private const string People = "name,phone\nEve Stone,+442079460960\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Organisations_run_before_the_rows_that_name_them_whichever_was_given_first()
    {
        var set = await Gather(("contacts.csv", Contacts), ("accounts.csv", Accounts));
        Assert.Equal(["accounts.csv", "contacts.csv"], set.Members.Select(member => member.Import.File));
        Assert.Equal(["organisations", "persons-of-organisations"], set.Members.Select(member => member.Rows));
        var done = await Do(set.Id, "run");
        Assert.All(done.Members, member => Assert.Equal(ImportState.Done, member.Import.State));
        Assert.Equal([2, 3], done.Members.Select(member => member.Import.Counts.Created));
        Assert.True(done.Members[0].Import.ChangesetId < done.Members[1].Import.ChangesetId);
        Assert.True(done.Members[0].Import.FinishedAt <= done.Members[1].Import.FinishedAt);
        Assert.Equal(["RunImport"], kith.Folder.Query<string>("select distinct use_case from changeset"));
    }

    [Fact]
    public async Task What_names_no_organisation_keeps_the_place_it_was_given()
    {
        var set = await Gather(("people.csv", People), ("contacts.csv", Contacts), ("accounts.csv", Accounts));
        Assert.Equal(["people.csv", "accounts.csv", "contacts.csv"], set.Members.Select(member => member.Import.File));
        Assert.Equal("persons", set.Members[0].Rows);
    }

    [Theory]
    [InlineData("organisations", "company", "city")]
    [InlineData("persons", "name", "phone")]
    [InlineData("persons-of-organisations", "family_name", "organisation_ref")]
    [InlineData("persons-of-organisations", "email", "organisation_ref")]
    [InlineData("customers", "phone", "email")]
    public void The_plan_tells_what_the_rows_will_be(string rows, params string[] fields) => Assert.Equal(rows, ImportSet.RowsOf(
        new ImportPlan([.. fields.Select((field, at) => new ColumnPlan(at, field, field, null, null, 1, "name", []))])));

    [Fact]
    public void Rows_of_one_kind_are_what_their_kind_says() => Assert.Equal("organisations", ImportSet.RowsOf(new ImportPlan(
    [
        new ColumnPlan(0, "Name", "name", null, null, 1, "name", []),
        new ColumnPlan(1, "kind", "kind", null, null, 1, "name", [], From: [0], Steps: [new CellStep(StepKind.Constant, "organisation")]),
    ])));

    [Fact]
    public async Task A_check_of_all_changes_nothing_and_each_says_what_it_would_do()
    {
        var set = await Gather(("accounts.csv", Accounts), ("contacts.csv", Contacts));
        var done = await Do(set.Id, "check");
        Assert.All(done.Members, member => Assert.Equal((ImportState.Checked, member.Import.Layout.Rows), (member.Import.State, member.Import.Counts.Created)));
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task Taking_a_set_back_restores_what_was_before_it()
    {
        await Us.Import("name,phone,title\nEve Stone,+442079460960,Buyer\n");
        var eve = $"/api/customers/{kith.Folder.Single<long>("select customer_id from customer")}";
        var stood = SteadyJson.Of((await Us.Get(eve)).Json.GetProperty("customer").GetRawText());
        string[] without = ["customer", "import_job", "import_problem", "import_row", "changeset", "change", "notice"];
        var before = TableCopy.Of(kith.Folder, without);
        var set = await Gather(("contacts.csv", Contacts), ("people.csv", "name,phone,title\nEve Stone,+442079460960,Chief\n"), ("accounts.csv", Accounts));
        var run = await Do(set.Id, "run");
        Assert.Equal(1, run.Members.Sum(member => member.Import.Counts.Updated));
        var undone = await Do(set.Id, "undo");
        Assert.All(undone.Members, member => Assert.Equal((ImportState.Undone, 0), (member.Import.State, member.Import.Conflicts.Count)));
        TableCopy.RequireSame(before, TableCopy.Of(kith.Folder, without));
        Assert.Equal(stood, SteadyJson.Of((await Us.Get(eve)).Json.GetProperty("customer").GetRawText()));
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from customer"));
        Assert.Equal(
            run.Members.Select(member => member.Import.ChangesetId).Reverse(),
            kith.Folder.Query<long?>("select undoes from changeset where undoes is not null order by changeset_id"));
        (await Us.Post($"/api/import-sets/{set.Id}/undo")).RequireRefused(HttpStatusCode.Conflict, "import.set-nothing-to-undo");
    }

    [Fact]
    public async Task Where_one_can_not_run_none_does_and_the_refusal_names_it()
    {
        var set = await Gather(("accounts.csv", Accounts), ("people.csv", People));
        (await Us.Patch($"/api/imports/{set.Members[1].Import.Id}", new { columns = new[] { new { index = 0, field = "" }, new { index = 1, field = "" } } })).RequireDone();
        var refused = (await Us.Post($"/api/import-sets/{set.Id}/run")).RequireRefused(HttpStatusCode.Conflict, "import.set-member");
        Assert.Contains("people.csv: No column goes to a field", refused.Json.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.All((await Show(set.Id)).Members, member => Assert.Equal(ImportState.Draft, member.Import.State));
    }

    [Fact]
    public async Task A_set_that_is_at_work_or_done_is_not_started_again()
    {
        var set = await Gather(("big.csv", Lists.Customers(20_000)), ("people.csv", People));
        (await Us.Post($"/api/import-sets/{set.Id}/run")).RequireDone();
        (await Us.Post($"/api/imports/{set.Members[0].Import.Id}/pause")).RequireDone();
        foreach (var act in (string[])["check", "run", "undo"])
        {
            (await Us.Post($"/api/import-sets/{set.Id}/{act}")).RequireRefused(HttpStatusCode.Conflict, "import.set-busy");
        }

        (await Us.Post($"/api/imports/{set.Members[0].Import.Id}/cancel")).RequireDone();
        await Rest(set.Id);
        (await Us.Post($"/api/import-sets/{set.Id}/run")).RequireRefused(HttpStatusCode.Conflict, "import.set-all-run");
    }

    [Fact]
    public async Task Only_imports_that_are_new_and_in_no_set_are_gathered()
    {
        var set = await Gather(("accounts.csv", Accounts), ("people.csv", People));
        var other = await Us.Upload("contacts.csv", Contacts);
        (await Us.Post("/api/import-sets", new { importIds = new[] { other.Id, set.Members[0].Import.Id } })).RequireRefused(HttpStatusCode.Conflict, "import.in-a-set");
        await Us.Run(other.Id);
        (await Us.Post("/api/import-sets", new { importIds = new[] { other.Id } })).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        (await Us.Post("/api/import-sets", new { importIds = new[] { 5L } })).RequireRefused(HttpStatusCode.NotFound, "import.none");
        (await Us.Post("/api/import-sets", new { importIds = Array.Empty<long>() })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.no-file");
        (await Us.Get("/api/import-sets/5")).RequireRefused(HttpStatusCode.NotFound, "import.no-set");
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_does_not_lose_the_others()
    {
        using var browser = await kith.Administrator();
        var (answer, set) = await Send(browser, ("accounts.csv", Encoding.UTF8.GetBytes(Accounts)), ("empty.csv", []), ("photo.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), ("contacts.csv", Encoding.UTF8.GetBytes(Contacts)));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(["accounts.csv", "contacts.csv"], set!.Members.Select(member => member.Import.File));
        Assert.Equal([("empty.csv", "finding.table.empty"), ("photo.csv", "finding.table.not-a-table.bare")], set.Refused.Select(refused => (refused.File, refused.Reason.Word)));
        var page = (await browser.Get($"/import/sets/{set.Id}")).RequireDone().Text;
        Assert.Contains("empty.csv: The file holds nothing", new HtmlParser().ParseDocument(page).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, (await Do(set.Id, "run")).Members.Sum(member => member.Import.Counts.Created));
    }

    [Fact]
    public async Task One_file_goes_to_its_columns_and_a_form_of_nothing_but_bad_files_says_so()
    {
        using var browser = await kith.Administrator();
        var (one, none) = await Send(browser, ("people.csv", Encoding.UTF8.GetBytes(People)));
        Assert.Null(none);
        Assert.Matches("^/import/[0-9]+/columns$", one.Location!.ToString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(browser, ("empty.csv", []))).Answer.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(browser)).Answer.Status);
        var (_, set) = await Send(browser, ("empty.csv", []), ("void.csv", []));
        Assert.Empty(set!.Members);
        Assert.Equal(["empty.csv", "void.csv"], set.Refused.Select(refused => refused.File));
        Assert.Contains("None of the files could be read", (await browser.Get($"/import/sets/{set.Id}")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_sheets_of_a_workbook_become_imports_of_their_own()
    {
        var book = Workbook.Of(
            ("Contacts", Contacts.TrimEnd().Split('\n')), ("Blank", []), ("Accounts", Accounts.TrimEnd().Split('\n')), ("Headings", ["name,phone"]));
        var first = await Us.Upload("crm.xlsx", book);
        Assert.Equal(["Contacts", "Accounts", "Headings"], first.Layout.SheetsWithRows);
        using var browser = await kith.Administrator();
        Assert.Contains("This workbook has 3 sheets with rows", (await browser.Get($"/import/{first.Id}/columns")).Text, StringComparison.Ordinal);

        var set = (await Us.Post($"/api/imports/{first.Id}/sheets")).As<ImportSetView>();
        Assert.Equal(["Accounts", "Contacts"], set.Members.Select(member => member.Import.Layout.Sheet));
        Assert.All(set.Members, member => Assert.Equal(("crm.xlsx", first.Sha256), (member.Import.File, member.Import.Sha256)));
        Assert.Equal(("Headings", "import.sheet-no-rows"), (Assert.Single(set.Refused).Sheet, set.Refused[0].Reason.Word));
        Assert.DoesNotContain("This workbook has", (await browser.Get($"/import/{first.Id}/columns")).Text, StringComparison.Ordinal);
        (await Us.Post($"/api/imports/{first.Id}/sheets")).RequireRefused(HttpStatusCode.Conflict, "import.no-other-sheets");
        Assert.Equal([2, 3], (await Do(set.Id, "run")).Members.Select(member => member.Import.Counts.Created));
    }

    [Fact]
    public async Task Sheets_that_tell_how_to_fill_in_the_others_are_left_out_unless_somebody_takes_them()
    {
        var book = Workbook.Of(
            ("填写说明", ["字段,说明", "姓名,必填", "手机,11 位"]), ("People", People.TrimEnd().Split('\n')), ("README", ["Column,Meaning", "name,who"]), ("Accounts", Accounts.TrimEnd().Split('\n')));
        var first = await Us.Upload("crm.xlsx", book);
        Assert.Equal("People", first.Layout.Sheet);
        using var browser = await kith.Administrator();
        var offer = (await browser.Get($"/import/{first.Id}/columns")).Text;
        Assert.Matches("value=\"Accounts\"[^>]*checked", offer);
        Assert.DoesNotMatch("value=\"README\"[^>]*checked", offer);
        Assert.Contains("README (seems to be notes)", offer, StringComparison.Ordinal);

        var set = (await Us.Post($"/api/imports/{first.Id}/sheets")).As<ImportSetView>();
        Assert.Equal(["People", "Accounts"], set.Members.Select(member => member.Import.Layout.Sheet));
        var more = (await Us.Post($"/api/imports/{first.Id}/sheets?sheet=README")).As<ImportSetView>();
        Assert.Equal(["People", "Accounts", "README"], more.Members.Select(member => member.Import.Layout.Sheet).OrderBy(sheet => sheet == "README" ? 2 : sheet == "Accounts" ? 1 : 0));
    }

    [Fact]
    public async Task Notes_are_told_by_the_whole_name_of_a_sheet_and_names_of_no_sheet_are_refused()
    {
        var book = Workbook.Of(("产品说明会名单", People.TrimEnd().Split('\n')), ("其他", Accounts.TrimEnd().Split('\n')), ("说明", ["姓名,手机", "张三丰,13800138001"]));
        var first = await Us.Upload("crm.xlsx", book);
        Assert.Equal("产品说明会名单", first.Layout.Sheet);
        var unknown = (await Us.Post($"/api/imports/{first.Id}/sheets?sheet=bogus")).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.no-sheet");
        Assert.Contains("no sheet bogus", unknown.Text, StringComparison.Ordinal);
        var set = (await Us.Post($"/api/imports/{first.Id}/sheets")).As<ImportSetView>();
        Assert.Equal(["产品说明会名单", "其他"], set.Members.Select(member => member.Import.Layout.Sheet).Order(StringComparer.Ordinal));
        var notes = (await Us.Post($"/api/imports/{first.Id}/sheets")).RequireRefused(HttpStatusCode.Conflict, "import.only-notes-left");
        Assert.Contains("说明", notes.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await Us.Post($"/api/imports/{first.Id}/sheets?sheet=%E8%AF%B4%E6%98%8E")).As<ImportSetView>().Members.Count);
        (await Us.Post($"/api/imports/{first.Id}/sheets?sheet=%E8%AF%B4%E6%98%8E")).RequireRefused(HttpStatusCode.Conflict, "import.no-other-sheets");
    }

    [Fact]
    public async Task A_list_of_one_column_beside_another_table_of_a_page_is_offered_and_taken()
    {
        var page = System.Text.Encoding.UTF8.GetBytes("<table><tr><td>Home<td>About<tr><td>Help<td>Login</table><table><tr><td>Email<tr><td>a@example.com<tr><td>b@example.com</table>");
        var first = await Us.Upload("page.html", page);
        Assert.Equal(["1", "2"], first.Layout.SheetsWithRows);
        var set = (await Us.Post($"/api/imports/{first.Id}/sheets")).As<ImportSetView>();
        Assert.Contains(set.Members, member => member.Import.Plan.Columns.Any(column => column.Field == "email"));
    }

    [Fact]
    public async Task The_page_of_a_set_tells_the_problems_of_each_file_with_the_way_to_them()
    {
        var good = await Us.Upload("good.csv", "name,email\nAnn Lee,ann@harbour.example\n");
        var poor = await Us.Upload("poor.csv", "name,phone,email,postcode\nBad One,13800138000,nobody,310000\nGood One,13800138002,g@a.example,1000\n");
        var set = (await Us.Post("/api/import-sets", new { importIds = new[] { good.Id, poor.Id } })).As<ImportSetView>();
        await Do(set.Id, "check");
        using var browser = await kith.Administrator();
        var page = (await browser.Get($"/import/sets/{set.Id}")).Text;
        Assert.Matches($"id=\"left-out-{poor.Id}\" href=\"/import/{poor.Id}/rows\"[^>]*>1 left out<", page);
        Assert.Matches($"id=\"warnings-{poor.Id}\" href=\"/import/{poor.Id}/rows\\?show=warnings\"[^>]*>1 warning<", page);
        Assert.DoesNotContain($"left-out-{good.Id}", page, StringComparison.Ordinal);
        Assert.Matches("Left out</span><span class=\"[^\"]*figure__value--bad[^\"]*\">1<", page);
    }

    [Fact]
    public async Task Sheets_of_a_file_that_came_with_others_join_their_set()
    {
        var book = await Us.Upload("crm.xlsx", Workbook.Of(("People", People.TrimEnd().Split('\n')), ("Accounts", Accounts.TrimEnd().Split('\n'))));
        var contacts = await Us.Upload("contacts.csv", Contacts);
        var set = (await Us.Post("/api/import-sets", new { importIds = new[] { book.Id, contacts.Id } })).As<ImportSetView>();
        var joined = (await Us.Post($"/api/imports/{book.Id}/sheets")).As<ImportSetView>();
        Assert.Equal(set.Id, joined.Id);
        Assert.Equal(["People", "Accounts", null], joined.Members.Select(member => member.Import.Layout.Sheet));
    }

    [Fact]
    public async Task Sheets_of_a_workbook_that_is_too_large_to_be_copied_for_each_are_imported_one_by_one()
    {
        var book = await Us.Upload("crm.xlsx", Workbook.Of(("People", People.TrimEnd().Split('\n')), ("Accounts", Accounts.TrimEnd().Split('\n')), ("Contacts", Contacts.TrimEnd().Split('\n'))));
        await kith.Service<Store>().Write(sql => Dapper.SqlMapper.Execute(sql, "update import_job set bytes = 1 + (1 << 30)"));
        var refused = (await Us.Post($"/api/imports/{book.Id}/sheets")).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.sheets-too-large");
        Assert.Contains("one by one", refused.Text, StringComparison.Ordinal);
        Assert.Contains("one by one", (await (await kith.Administrator()).Post($"/import/{book.Id}/sheets")).Text, StringComparison.Ordinal);
        await kith.Service<Store>().Write(sql => Dapper.SqlMapper.Execute(sql, "update import_job set bytes = 1 << 30"));
        Assert.Equal(3, (await Us.Post($"/api/imports/{book.Id}/sheets")).As<ImportSetView>().Members.Count);
    }

    [Fact]
    public async Task Who_may_not_see_the_cells_takes_no_sheets()
    {
        var (max, moe) = (await kith.SignedIn("max", "member"), await kith.SignedIn("moe", "member"));
        var book = await max.Upload("crm.xlsx", Workbook.Of(("People", People.TrimEnd().Split('\n')), ("Accounts", Accounts.TrimEnd().Split('\n'))));
        (await moe.Post($"/api/imports/{book.Id}/sheets")).RequireRefused(HttpStatusCode.Forbidden, "import.not-yours");
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from import_job"));
        Assert.Equal(2, (await max.Post($"/api/imports/{book.Id}/sheets")).As<ImportSetView>().Members.Count);
    }

    [Fact]
    public async Task Discarding_the_last_of_a_set_leaves_nothing_of_it()
    {
        using var browser = await kith.Administrator();
        var (_, set) = await Send(browser, ("accounts.csv", Encoding.UTF8.GetBytes(Accounts)), ("people.csv", Encoding.UTF8.GetBytes(People)), ("empty.csv", []));
        (await Us.Delete($"/api/imports/{set!.Members[0].Import.Id}")).RequireDone();
        Assert.Single((await Show(set.Id)).Members);
        (await Us.Delete($"/api/imports/{set.Members[1].Import.Id}")).RequireDone();
        (await Us.Get($"/api/import-sets/{set.Id}")).RequireRefused(HttpStatusCode.NotFound, "import.no-set");
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from import_set_refusal"));
        Assert.Empty(Directory.GetDirectories(new DataFolder(kith.Folder.Path).Imports));
    }

    private async Task<ImportSetView> Gather(params (string Name, string Text)[] files)
    {
        var ids = new List<long>();
        foreach (var (name, text) in files)
        {
            ids.Add((await Us.Upload(name, text)).Id);
        }

        return (await Us.Post("/api/import-sets", new { importIds = ids })).As<ImportSetView>();
    }

    private async Task<ImportSetView> Show(long set) => (await Us.Get($"/api/import-sets/{set}")).As<ImportSetView>();

    private async Task<ImportSetView> Do(long set, string act)
    {
        (await Us.Post($"/api/import-sets/{set}/{act}")).RequireDone();
        return await Rest(set);
    }

    private async Task<ImportSetView> Rest(long set)
    {
        foreach (var member in (await Show(set)).Members)
        {
            await Us.Rest(member.Import.Id);
        }

        return await Show(set);
    }

    /// <summary>Sends the form of the upload page, as a browser without script does.</summary>
    private static async Task<(Answer Answer, ImportSetView? Set)> Send(KithClient browser, params (string Name, byte[] Content)[] files)
    {
        var token = new HtmlParser().ParseDocument((await browser.Get("/import")).Text).QuerySelector("main form[action='/import'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "file", name);
        }

        var answer = await browser.Send(HttpMethod.Post, "/import", form);
        return (answer, answer.Location?.ToString() is { } at && at.StartsWith("/import/sets/", StringComparison.Ordinal)
            ? (await browser.Get("/api/import-sets/" + at.Split('/')[^1])).As<ImportSetView>()
            : null);
    }
}
