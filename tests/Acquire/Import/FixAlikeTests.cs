using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Cells with one problem that read alike are put right at once, all of them and no other.</summary>
public sealed class FixAlikeTests : IAsyncLifetime
{
    private const string Wrong = "1380013800O";
    private const string Right = "13800138000";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Cells_that_read_alike_stand_together_the_most_frequent_first_each_with_its_suggestion()
    {
        var id = await Checked("name,phone\n" + Rows(3, Wrong) + Rows(2, "1390013900l", 3) + Rows(1, Lists.Phone(1), 5) + Rows(1, "12", 6));
        var groups = await Alike(id, "phone.letter-for-digit");
        Assert.Equal([new ListAlike.Group(1, Wrong, 3, "+86" + Right), new ListAlike.Group(1, "1390013900l", 2, "+8613900139001")], groups);
        Assert.Equal([new ListAlike.Group(1, "12", 1, null)], await Alike(id, "phone.too-short"));
        Assert.Empty(await Alike(id, "email.typo"));
        Assert.Empty(await Alike(id, "phone.letter-for-digit", "email"));
    }

    [Fact]
    public async Task One_text_for_all_cells_that_have_it_and_for_no_other()
    {
        var id = await Checked("name,phone,phone\n" + string.Concat(Enumerable.Range(0, 4).Select(row => $"{Lists.Name(row)},{Wrong},{(row == 0 ? Wrong : "")}\n")) + Rows(1, "1390013900l", 9));
        var done = await Fix(id, new { code = "phone.letter-for-digit", field = "phone", column = 1, from = Wrong, to = "13700137000" });
        Assert.Equal((ImportState.Checked, 2L), (done.State, done.Counts.Rejected));
        Assert.Equal([(2L, 2, Wrong), (6L, 1, "1390013900l")], (await Problems(id)).Where(problem => problem.Refuses).Select(problem => (problem.Row, problem.Column, problem.Value)));
        Assert.Equal("4", kith.Folder.Single<string>("select detail from audit_entry where use_case = 'FixAlike'"));
        var run = await Us.Run(id);
        Assert.Equal((3L, 2L), (run.Counts.Created, run.Counts.Rejected));
        Assert.Equal(3, kith.Folder.Single<int>("select count(*) from customer where contacts ->> '$[0].v' = '+8613700137000'"));
    }

    [Fact]
    public async Task Each_cell_can_take_its_own_suggestion()
    {
        var id = await Checked("name,email\n" + string.Concat(Enumerable.Range(0, 6).Select(row => $"{Lists.Name(row)},a{row}@{(row % 2 == 0 ? "gmial.com" : "hotnail.com")}\n")));
        Assert.Equal(6, (await Problems(id)).Count);
        var done = await Fix(id, new { code = "email.typo", field = "email" });
        Assert.Equal((0L, 6L), (done.Counts.Warnings, done.Counts.Created));
        await Us.Run(id);
        Assert.Equal(
            Enumerable.Range(0, 6).Select(row => $"a{row}@{(row % 2 == 0 ? "gmail.com" : "hotmail.com")}"),
            kith.Folder.Query<string>("select contacts ->> '$[0].v' from customer order by customer_id"));
    }

    [Theory]
    [InlineData("email.typo", "zhang@gmial.com", "zhang@gmail.com", "zhang@gmail.com")]
    [InlineData("email.typo", " Zhang@Gmial.com ", "Zhang@gmail.com", " Zhang@gmail.com ")]
    [InlineData("email.typo", "zhang@gmial.com; li@qq.com", "zhang@gmail.com", "zhang@gmail.com; li@qq.com")]
    [InlineData("email.typo", "li@qq.com zhang@gmial.com", "zhang@gmail.com", "li@qq.com zhang@gmail.com")]
    [InlineData("email.typo", "张三 13800138000 zhang@gmial.com", "zhang@gmail.com", "张三 13800138000 zhang@gmail.com")]
    [InlineData("email.typo", "Zhang San <zhang@gmial.com>", "zhang@gmail.com", "Zhang San <zhang@gmail.com>")]
    [InlineData("email.typo", "zhang@gmial.com, zhang@gmial.com", "zhang@gmail.com", null)]
    [InlineData("email.space", "zhang @qq.com", "zhang@qq.com", "zhang@qq.com")]
    [InlineData("email.space", "Zhang San <zhang @qq.com>", "zhang@qq.com", null)]
    [InlineData("phone.letter-for-digit", "138 0013 800O", "+8613800138000", "+8613800138000")]
    [InlineData("phone.letter-for-digit", "138 0013 800O / 13900139000", "+8613800138000", "+8613800138000 / 13900139000")]
    [InlineData("phone.letter-for-digit", "张三 1380013800O（微信同号）", "+8613800138000", "张三 +8613800138000（微信同号）")]
    [InlineData("phone.letter-for-digit", "1380013800O、1380013800O", "+8613800138000", null)]
    [InlineData("phone.letter-for-digit", "020 7946 095O", "+442079460950", "+442079460950")]
    [InlineData("postcode.leading-zero", "1067", "01067", "01067")]
    [InlineData("email.no-at", "zhang", "zhang@qq.com", null)]
    public void A_suggestion_is_for_its_piece_of_the_cell_and_leaves_the_rest(string code, string cell, string meant, string? then) =>
        Assert.Equal(then, ProblemWords.SuggestionOf(new ImportProblem { Row = 2, Code = code, Value = cell, Data = meant }));

    [Fact]
    public async Task What_stands_beside_a_suggestion_stays_when_it_is_taken()
    {
        var id = await Checked("name,email,phone\n张三,zhang@gmial.com; li@qq.com,13800138000\n李四,wang@hotnail.com,13800138001\n");
        Assert.Equal(["wang@hotmail.com", "zhang@gmail.com; li@qq.com"], (await Alike(id, "email.typo")).Select(group => group.Suggestion).Order(StringComparer.Ordinal));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument((await (await kith.Administrator()).Get($"/import/{id}/rows?show=warnings")).RequireDone().Text);
        Assert.Equal(["zhang@gmail.com; li@qq.com", "wang@hotmail.com"], page.QuerySelectorAll("button[name='use.1']").Select(button => button.GetAttribute("value")));
        await Fix(id, new { code = "email.typo", field = "email" });
        await Us.Run(id);
        Assert.Equal(
            ["li@qq.com", "wang@hotmail.com", "zhang@gmail.com"],
            kith.Folder.Query<string>("select value ->> 'v' from customer, json_each(contacts) where value ->> 'k' = 'email' order by 1"));
    }

    [Fact]
    public async Task A_cell_of_another_field_is_left_alone_though_it_has_the_same_problem()
    {
        var view = await Us.Upload("a.csv", "name,birthday,since\nAnn,2020-02-31,2020-02-31\n");
        await Us.Run(view.Id, new { columns = new object[] { new { index = 1, field = "birthday" }, new { index = 2, field = "new", newLabel = "since", newType = "date" } } }, dry: true);
        Assert.Equal([1, 2], (await Problems(view.Id)).Where(problem => problem.Code == "date.impossible").Select(problem => problem.Column));
        await Fix(view.Id, new { code = "date.impossible", field = "birthday", from = "2020-02-31", to = "2020-02-28" });
        Assert.Equal([2], (await Problems(view.Id)).Select(problem => problem.Column));
    }

    [Theory]
    [InlineData("state = 'running'")]
    [InlineData("started_at = started_at + 1")]
    public async Task Nothing_is_corrected_any_more_once_somebody_went_on_with_the_import(string meanwhile)
    {
        var id = await Checked("name,phone\n" + Rows(3, Wrong));
        var store = kith.Service<Store>();
        using var go = new ManualResetEventSlim();
        var stop = TestContext.Current.CancellationToken;
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = store.Write(_ => began.TrySetResult() && go.Wait(TimeSpan.FromMinutes(1), stop));
        await began.Task;
        var fix = Us.Post($"/api/imports/{id}/fixes", new { code = "phone.letter-for-digit", from = Wrong, to = Right });
        while (!store.IsWaitedFor)
        {
            await Task.Delay(5, stop);
        }

        // It has entered and waits: what comes behind it is done before its first cells are.
        var moved = store.Write(sql => Dapper.SqlMapper.Execute(sql, $"update import_job set {meanwhile} where import_id = @id", new { id }));
        go.Set();
        Assert.True(await held);
        Assert.Equal(1, await moved);
        (await fix).RequireRefused(HttpStatusCode.Conflict, "import.changed-meanwhile");
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from import_fix"));
        Assert.Equal("3", kith.Folder.Single<string>("select detail from audit_entry where use_case = 'FixAlike'"));
    }

    [Fact]
    public async Task All_rows_of_a_long_list_are_put_right_and_counted()
    {
        const int Many = 1_234;
        var id = await Checked("name,phone\n" + Rows(Many, Wrong));
        Assert.Equal(Many, Assert.Single(await Alike(id, "phone.letter-for-digit")).Count);
        var done = await Fix(id, new { code = "phone.letter-for-digit", field = "phone", from = Wrong, to = Right });
        Assert.Equal(0L, done.Counts.Rejected);
        Assert.Equal(Many.ToString(System.Globalization.CultureInfo.InvariantCulture), kith.Folder.Single<string>("select detail from audit_entry where use_case = 'FixAlike'"));
        Assert.Equal(Many, kith.Folder.Single<int>("select count(*) from import_fix"));
    }

    [Fact]
    public async Task Empty_cells_are_filled_alike()
    {
        var id = await Checked("name,phone\nAnn,13800138000\n,13800138001\n,13800138002\n");
        Assert.Equal((0, "", 2), (await Alike(id, "name.missing", "name")).Select(group => (group.Column, group.Value, group.Count)).Single());
        var done = await Fix(id, new { code = "name.missing", field = "name", from = "", to = "Unknown" });
        Assert.Equal((3L, 0L), (done.Counts.Created, done.Counts.Rejected));
    }

    [Fact]
    public async Task A_text_that_is_wrong_again_is_listed_again()
    {
        var id = await Checked("name,phone\n" + Rows(3, Wrong));
        var done = await Fix(id, new { code = "phone.letter-for-digit", field = "phone", from = Wrong, to = "12" });
        Assert.Equal(3L, done.Counts.Rejected);
        Assert.Equal([new ListAlike.Group(1, "12", 3, null)], await Alike(id, "phone.too-short"));
        await Fix(id, new { code = "phone.too-short", from = "12", to = Right });
        Assert.Equal(3L, (await Us.Run(id)).Counts.Created);
    }

    [Fact]
    public async Task Corrections_last_over_another_check_and_other_choices_and_end_when_the_file_is_read_otherwise()
    {
        var id = await Checked("name,phone\n" + Rows(3, Wrong));
        await Fix(id, new { code = "phone.letter-for-digit", field = "phone", from = Wrong, to = Right });
        Assert.Equal(0L, (await Us.Run(id, dry: true)).Counts.Rejected);
        Assert.Equal(0L, (await Us.Run(id, new { policy = "keep" }, dry: true)).Counts.Rejected);
        Assert.Equal(3L, (await Us.Run(id, new { reading = new { encoding = "utf-8" } }, dry: true)).Counts.Rejected);
    }

    [Fact]
    public async Task A_row_among_them_is_put_back_as_it_was()
    {
        var id = await Checked("name,phone\n" + Rows(3, Wrong));
        await Fix(id, new { code = "phone.letter-for-digit", field = "phone", from = Wrong, to = Right });
        (await Us.Patch($"/api/imports/{id}/rows/3", new { cells = new Dictionary<int, string> { [1] = Wrong } })).RequireDone();
        var run = await Us.Run(id);
        Assert.Equal((2L, 1L), (run.Counts.Created, run.Counts.Rejected));
        Assert.Equal(ImportState.Undone, (await Us.UndoImport(id)).State);
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task A_correction_stands_in_for_what_the_steps_of_its_column_made()
    {
        var view = await Us.Upload("a.csv", "name,contact\n" + string.Concat(Enumerable.Range(0, 3).Select(row => $"{Lists.Name(row)},mobile / {Wrong}\n")));
        await Us.Run(view.Id, new { columns = new object[] { new { index = 0, field = "name" }, new { index = 1, field = "phone", steps = new object[] { new { kind = "split", text = "/", part = 2 } } } } }, dry: true);
        Assert.Equal([new ListAlike.Group(1, Wrong, 3, "+86" + Right)], await Alike(view.Id, "phone.letter-for-digit"));
        Assert.All((await Us.Get($"/api/imports/{view.Id}/problems")).As<ListProblems.Page>().Rows, row => Assert.Equal(Wrong, row.Cells[1]));
        // What is taken away to be corrected is as it stands in the file: the steps are done again when it comes back.
        Assert.Contains($",mobile / {Wrong}\r\n", (await Us.Get($"/api/imports/{view.Id}/rejects.csv")).RequireDone().Text, StringComparison.Ordinal);
        await Fix(view.Id, new { code = "phone.letter-for-digit", field = "phone" });
        (await Us.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [1] = "13700137000" } })).RequireDone();
        var run = await Us.Run(view.Id);
        Assert.True(run.Counts.Created == 3, $"{run.Counts} {string.Join(' ', run.Problems)}");
        Assert.Equal(["+8613800138000", "+8613700137000", "+8613800138000"], kith.Folder.Query<string>("select contacts ->> '$[0].v' from customer order by customer_id"));
    }

    [Fact]
    public async Task What_can_not_be_put_right_is_refused()
    {
        var id = await Checked("name,phone\n" + Rows(3, "12"));
        foreach (var (request, problem) in ((object, string)[])
        [
            (new { code = "phone.too-short", from = "13", to = Right }, "import.nothing-alike"),
            (new { code = "phone.too-short" }, "import.nothing-alike"),
            (new { code = "no.such", from = "12", to = Right }, "import.nothing-alike"),
            (new { code = "phone.too-short", column = 0, from = "12", to = Right }, "import.nothing-alike"),
            (new { code = "phone.too-short", from = "12", to = new string('1', 10_001) }, "import.cell-too-long"),
        ])
        {
            (await Us.Post($"/api/imports/{id}/fixes", request)).RequireRefused(HttpStatusCode.UnprocessableEntity, problem);
        }

        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from import_fix"));
        await Us.Run(id);
        (await Us.Post($"/api/imports/{id}/fixes", new { code = "phone.too-short", from = "12", to = Right })).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
    }

    [Fact]
    public async Task Another_member_neither_sees_nor_corrects_the_cells_and_who_may_reveal_is_noted()
    {
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var moe = await kith.SignedIn("moe", "member");
        var import = await max.Import("姓名,身份证号,手机\n王伟,11010519491231002X,12\n李雷,110105194912310021,13800138001\n", dry: true);
        var (alike, fixes) = ($"/api/imports/{import.Id}/alike?code=resident-id.checksum", $"/api/imports/{import.Id}/fixes");
        (await moe.Get(alike)).RequireRefused(HttpStatusCode.Forbidden, "import.not-yours");
        var fix = new { code = "phone.too-short", from = "12", to = Right };
        var refused = (await moe.Post(fixes, fix)).RequireRefused(HttpStatusCode.Forbidden, "import.not-yours");
        Assert.DoesNotContain("110105", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from import_fix"));
        (await max.Get(alike)).RequireDone();
        Assert.Empty(kith.Folder.Query<string>("select detail from audit_entry where use_case = 'RevealCells'"));
        (await ada.Get(alike)).RequireDone();
        Assert.StartsWith("ListAlike ", Assert.Single(kith.Folder.Query<string>("select detail from audit_entry where use_case = 'RevealCells'")), StringComparison.Ordinal);
        (await max.Post(fixes, fix)).RequireDone();
    }

    private static string Rows(int count, string phone, int from = 0) => string.Concat(Enumerable.Range(from, count).Select(row => $"{Lists.Name(row)},{phone}\n"));

    /// <summary>A list that was checked; what stands under the heading phone is a phone, however it looks.</summary>
    private async Task<long> Checked(string list)
    {
        var view = await Us.Upload("a.csv", list);
        await Us.Run(view.Id, new { columns = view.Plan.Columns.Where(column => column.Header == "phone").Select(column => new { index = column.Index, field = "phone" }) }, dry: true);
        return view.Id;
    }

    private async Task<List<ListAlike.Group>> Alike(long id, string code, string? field = null) =>
        (await Us.Get($"/api/imports/{id}/alike?code={code}{(field is null ? "" : "&field=" + field)}")).As<List<ListAlike.Group>>();

    private async Task<ImportView> Fix(long id, object request)
    {
        (await Us.Post($"/api/imports/{id}/fixes", request)).RequireDone();
        return await Us.Rest(id);
    }

    private async Task<List<ImportProblem>> Problems(long id) =>
        [.. (await Us.Get($"/api/imports/{id}/problems?limit=500")).As<ListProblems.Page>().Rows.SelectMany(row => row.Problems)];
}
