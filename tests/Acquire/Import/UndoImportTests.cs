using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>A whole import taken back, updates included; and cancelled, kept or undone.</summary>
public sealed class UndoImportTests : IAsyncLifetime
{
    private static readonly string[] Moved = ["customer", "changeset", "change", "import_job", "import_problem", "import_row"];
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start();
        await Us.Import(Lists.Customers(600));
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task An_undo_brings_back_every_value_and_takes_every_new_customer()
    {
        var before = Customers();
        var tables = TableCopy.Of(kith.Folder, Moved);
        var import = await Us.Import(Lists.Customers(700, row => row % 2 == 0 ? "Chief" : null, from: 300));
        Assert.Equal((400L, 150L, 150L), (import.Counts.Created, import.Counts.Updated, import.Counts.Unchanged));
        var undone = await Us.UndoImport(import.Id);
        Assert.Equal(ImportState.Undone, undone.State);
        Assert.Empty(undone.Conflicts);
        Assert.Equal(before, Customers());
        TableCopy.RequireSame(tables, TableCopy.Of(kith.Folder, Moved));
        Assert.Equal(0, await Count("Chief"));
        (await Us.Post($"/api/imports/{import.Id}/undo")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
    }

    [Fact]
    public async Task Later_work_stays_and_is_listed()
    {
        var import = await Us.Import("name,company,phone,title\n" + Row(1, "Chief") + Row(2, "Chief") + "New One,,13911110000,Chief\nNew Two,,13911110001,Chief\n");
        Assert.Equal((2L, 2L), (import.Counts.Updated, import.Counts.Created));
        var ben = kith.OperatorNamed("ben");
        (await ben.Edit(IdOf(Lists.Phone(1)), "title", "President")).RequireDone();
        (await ben.Edit(IdOf("13911110000"), "title", "President")).RequireDone();
        (await ben.Post($"/api/customers/{IdOf("13911110001")}/notes", new { text = "called her" })).RequireDone();
        var undone = await Us.UndoImport(import.Id);
        Assert.Equal(3, undone.Conflicts.Count);
        Assert.Contains(undone.Conflicts, conflict => conflict.Field == "title" && conflict.By == "ben" && conflict.CustomerId == IdOf(Lists.Phone(1)));
        Assert.Equal(2, undone.Conflicts.Count(conflict => conflict.Field.Length == 0));
        Assert.Equal("President", Title(Lists.Phone(1)));
        Assert.Equal("Buyer", Title(Lists.Phone(2)));
        Assert.Equal("President", Title("13911110000"));
        Assert.Equal(602, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task The_old_value_of_a_conflict_can_be_taken_all_the_same()
    {
        var import = await Us.Import("name,company,phone,title\n" + Row(1, "Chief") + Row(2, "Chief"));
        var ben = kith.OperatorNamed("ben");
        (await ben.Edit(IdOf(Lists.Phone(1)), "title", "President")).RequireDone();
        (await ben.Edit(IdOf(Lists.Phone(2)), "title", "Partner")).RequireDone();
        var undone = await Us.UndoImport(import.Id);
        Assert.Equal(2, undone.Conflicts.Count);
        var reader = await kith.Administrator();
        var page = (await reader.Get($"/import/{import.Id}/run")).RequireDone().Text;
        Assert.Equal(2, page.Split($"name=\"changeset\" value=\"{undone.ChangesetId}\"").Length - 1);
        var taken = (await Us.Post($"/api/customers/{IdOf(Lists.Phone(1))}/restorations", new { changesetId = undone.ChangesetId.ToString(), before = true, field = "title" })).RequireDone();
        Assert.Equal(("Buyer", "Partner"), (Title(Lists.Phone(1)), Title(Lists.Phone(2))));
        page = (await reader.Get($"/import/{import.Id}/run")).RequireDone().Text;
        Assert.Equal(1, page.Split($"name=\"changeset\" value=\"{undone.ChangesetId}\"").Length - 1);
        (await Us.Post($"/api/changesets/{taken.Json.GetProperty("changesetId").GetString()}/undo")).RequireDone();
        Assert.Equal("President", Title(Lists.Phone(1)));
    }

    [Fact]
    public async Task An_undo_can_be_taken_back()
    {
        var import = await Us.Import(Lists.Customers(500, row => row % 2 == 0 ? "Chief" : null, from: 400));
        var after = Customers();
        await Us.UndoImport(import.Id);
        Assert.NotEqual(after, Customers());
        var redone = await Redo(import.Id);
        Assert.Equal(ImportState.Done, redone.State);
        Assert.Equal(import.Counts, redone.Counts);
        Assert.Equal(after, Customers());
        Assert.Equal(ImportState.Undone, (await Us.UndoImport(import.Id)).State);
        Assert.Equal(600, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task An_import_of_somebody_who_was_shut_out_is_undone_and_redone_by_another()
    {
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var import = await max.Import(Lists.Customers(200, from: 1000));
        (await ada.Post("/api/users/max/disablement")).RequireDone();
        Assert.Equal(ImportState.Undone, (await ada.UndoImport(import.Id)).State);
        Assert.Equal(600, kith.Folder.Single<int>("select count(*) from customer"));
        Assert.Equal(ImportState.Done, (await Redo(import.Id)).State);
        Assert.Equal(800, kith.Folder.Single<int>("select count(*) from customer"));

        // What a restart goes on as lies with the job.
        Assert.Equal("tester", kith.Folder.Single<string>("select asker from import_job where import_id = @Id", new { import.Id }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_import_is_kept_or_undone(bool keep)
    {
        var view = await Us.Upload("big.csv", Lists.Customers(40_000, from: 10_000));
        (await Us.Post($"/api/imports/{view.Id}/run")).RequireDone();
        (await Us.Post($"/api/imports/{view.Id}/cancel")).RequireDone();
        var stopped = await Us.Rest(view.Id);
        Assert.Equal(ImportState.Stopped, stopped.State);
        Assert.InRange(stopped.Counts.Created, 0, 39_999);
        Assert.Equal(600 + stopped.Counts.Created, kith.Folder.Single<long>("select count(*) from customer"));
        if (keep)
        {
            Assert.Equal("closed", kith.Folder.Single<string>("select state from changeset where changeset_id = @ChangesetId", new { stopped.ChangesetId }));
            return;
        }

        await Us.UndoImport(view.Id);
        Assert.Equal(600, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task A_check_that_is_stopped_leaves_nothing()
    {
        var view = await Us.Upload("big.csv", Lists.Customers(30_000, row => row % 2 == 0 ? "Chief" : null, from: 300));
        var before = TableCopy.Of(kith.Folder, "import_job");
        for (var again = 0; again < 2; again++)
        {
            (await Us.Post($"/api/imports/{view.Id}/check")).RequireDone();
            await Task.Delay(again * 100, TestContext.Current.CancellationToken);
            (await Us.Post($"/api/imports/{view.Id}/cancel")).RequireDone();
            var stopped = (await Us.Get($"/api/imports/{view.Id}")).As<ImportView>();
            Assert.Equal((ImportState.Draft, 0L), (stopped.State, stopped.Counts.Rows));
            (await Us.Post($"/api/imports/{view.Id}/cancel")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        }

        TableCopy.RequireSame(before, TableCopy.Of(kith.Folder, "import_job"));
        var dry = await Us.Run(view.Id, dry: true);
        Assert.Equal((ImportState.Checked, 30_000L, 29_700L), (dry.State, dry.Counts.Rows, dry.Counts.Created));
    }

    [Fact]
    public async Task The_page_of_a_check_that_is_stopped_says_so()
    {
        var ada = await kith.Administrator();
        var view = await ada.Upload("big.csv", Lists.Customers(60_000, from: 10_000));
        (await ada.Post($"/api/imports/{view.Id}/check")).RequireDone();
        Assert.Contains($"action=\"/import/{view.Id}/cancel\"", (await ada.Get($"/import/{view.Id}/rows")).RequireDone().Text, StringComparison.Ordinal);
        using var nothing = new FormUrlEncodedContent([]);
        var answer = await ada.Send(HttpMethod.Post, $"/import/{view.Id}/cancel", nothing);
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        var next = await ada.Get((await ada.Get(answer.Location!.ToString())).Location!.ToString());
        Assert.Contains("Check stopped. Nothing was imported.", next.RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peoples_work_gets_through_while_an_import_runs()
    {
        var view = await Us.Upload("big.csv", Lists.Customers(30_000, from: 10_000));
        (await Us.Post($"/api/imports/{view.Id}/run")).RequireDone();
        var edits = 0;
        while ((await Us.Get($"/api/imports/{view.Id}")).As<ImportView>().IsBusy)
        {
            (await Us.Edit(IdOf(Lists.Phone(1)), "title", "Title " + edits++)).RequireDone();
        }

        Assert.True(edits >= 3, $"only {edits} edits got through");
        Assert.Equal(30_000, (await Us.Rest(view.Id)).Counts.Created);
    }

    [Fact]
    public async Task An_import_under_way_is_not_undone_by_the_back_door()
    {
        var view = await Us.Upload("big.csv", Lists.Customers(20_000, from: 10_000));
        var running = (await Us.Post($"/api/imports/{view.Id}/run")).As<ImportView>();
        (await Us.Post($"/api/imports/{view.Id}/undo")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        var answer = await Us.Post($"/api/changesets/{running.ChangesetId}/undo");
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(20_000, (await Us.Rest(view.Id)).Counts.Created);
    }

    private static string Row(int number, string title) => Lists.Customers(1, _ => title, number).Split('\n')[1] + "\n";

    private async Task<ImportView> Redo(long id)
    {
        (await Us.Post($"/api/imports/{id}/redo")).RequireDone();
        return await Us.Rest(id);
    }

    private long IdOf(string phone) => kith.Folder.Single<long>("select customer_id from customer where contacts like '%' || @phone || '%'", new { phone });

    private string? Title(string phone) => kith.Folder.Single<string?>("select fields ->> 'title' from customer where contacts like '%' || @phone || '%'", new { phone });

    private async Task<int> Count(string text) => (await Us.Get("/api/customers?q=" + text)).RequireDone().Json.GetProperty("count").GetInt32();

    private string Customers() => string.Join('\n', kith.Folder.Query<string>(
        "select customer_id || '|' || kind || '|' || name || '|' || hex(name_key) || '|' || coalesce(company, '') || '|' || coalesce(source, '') || '|' || contacts || '|' || fields || '|' || created_at || '|' || created_in from customer order by customer_id"));
}
