using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Several imports at once: each in its turn, paused and gone on with, over a restart too.</summary>
public sealed class QueueTests : IDisposable
{
    private const int Many = 12_000;
    private const string Few = "name,phone\nAnn,13800138000\nBen,13800138001\n";
    private readonly KithFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task First_come_first_served_and_each_knows_its_place()
    {
        await using var kith = await RunningKith.Start(folder);
        var us = kith.Operator;
        var ada = await kith.Administrator();
        var (first, second, third) = await Three(us);
        Assert.Equal(1, (await Show(us, second)).Ahead);
        Assert.Equal(2, (await Show(us, third)).Ahead);
        Assert.Contains("In the queue, 2 jobs before it", (await ada.Get($"/import/{third}/run")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Contains("In the queue, 1 job before it", (await ada.Get("/jobs")).RequireDone().Text, StringComparison.Ordinal);
        await RequireInTurn(us, first, second, third);
    }

    [Fact]
    public async Task The_order_survives_a_restart()
    {
        long first, second, third;
        await using (var kith = await RunningKith.Start(folder))
        {
            (first, second, third) = await Three(kith.Operator);
        }

        Assert.Equal([first, second, third], folder.Query<long>("select import_id from import_job where turn is not null order by turn"));
        await using var again = await RunningKith.Start(folder);
        await RequireInTurn(again.Operator, first, second, third);
        Assert.Empty(folder.Query<long>("select import_id from import_job where turn is not null"));
    }

    [Fact]
    public async Task A_paused_import_lets_the_others_have_their_turn_and_goes_on_behind_them()
    {
        await using var kith = await RunningKith.Start(folder);
        var us = kith.Operator;
        var (first, second, third) = await Three(us);
        (await us.Post($"/api/imports/{first}/pause")).RequireDone();
        (await us.Post($"/api/imports/{first}/pause")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        Assert.Equal(ImportState.Done, (await us.Rest(second)).State);
        Assert.Equal(ImportState.Done, (await us.Rest(third)).State);
        var paused = await Show(us, first);
        Assert.Equal((ImportState.Paused, ImportState.Running), (paused.State, paused.PausedIn));
        Assert.InRange(paused.Counts.Rows, 0, Many - 1);
        (await us.Post($"/api/imports/{first}/undo")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        (await us.Delete($"/api/imports/{first}")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        (await us.Post($"/api/imports/{first}/continue")).RequireDone();
        RequireWhole(await us.Rest(first));
    }

    [Fact]
    public async Task A_pause_lasts_over_a_restart()
    {
        long id;
        ImportCounts counts;
        await using (var kith = await RunningKith.Start(folder))
        {
            id = await Begin(kith.Operator, Lists.Customers(Many));
            (await kith.Operator.Post($"/api/imports/{id}/pause")).RequireDone();
            counts = (await Show(kith.Operator, id)).Counts;
        }

        await using var again = await RunningKith.Start(folder);
        await again.Operator.Import(Few);
        var paused = await Show(again.Operator, id);
        Assert.Equal((ImportState.Paused, counts), (paused.State, paused.Counts));
        (await again.Operator.Post($"/api/imports/{id}/continue")).RequireDone();
        RequireWhole(await again.Operator.Rest(id));
    }

    [Fact]
    public async Task An_undo_that_failed_on_the_way_goes_on_and_is_redone_whole()
    {
        long id;
        await using (var kith = await RunningKith.Start(folder))
        {
            id = (await kith.Operator.Import(Lists.Customers(Many))).Id;
            (await kith.Operator.Post($"/api/imports/{id}/undo")).RequireDone();
            while (Customers() == Many)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            (await kith.Operator.Post($"/api/imports/{id}/pause")).RequireDone();
        }

        Assert.InRange(Customers(), 1, Many - 1);
        folder.Tamper("update import_job set state = 'failed', failure = 'import.bug', paused_in = null");
        await using var again = await RunningKith.Start(folder);
        Assert.Equal(ImportState.Undone, (await again.Operator.UndoImport(id)).State);
        Assert.Equal(0, Customers());
        (await again.Operator.Post($"/api/imports/{id}/redo")).RequireDone();
        Assert.Equal(ImportState.Done, (await again.Operator.Rest(id)).State);
        Assert.Equal(Many, Customers());
    }

    [Fact]
    public async Task An_undo_and_its_redo_are_paused_and_gone_on_with()
    {
        await using var kith = await RunningKith.Start(folder);
        var us = kith.Operator;
        var run = await us.Import(Lists.Customers(Many));
        foreach (var (step, working, ended, left) in ((string, string, string, int)[])
            [("undo", ImportState.Undoing, ImportState.Undone, 0), ("redo", ImportState.Redoing, ImportState.Done, Many)])
        {
            (await us.Post($"/api/imports/{run.Id}/{step}")).RequireDone();
            (await us.Post($"/api/imports/{run.Id}/pause")).RequireDone();
            var paused = await Show(us, run.Id);
            Assert.Equal((ImportState.Paused, working), (paused.State, paused.PausedIn));
            (await us.Post($"/api/imports/{run.Id}/cancel")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
            await us.Import(Few);
            (await us.Post($"/api/imports/{run.Id}/continue")).RequireDone();
            Assert.Equal(ended, (await us.Rest(run.Id)).State);
            Assert.Equal(left, folder.Single<int>("select count(*) from customer where created_in = @ChangesetId", new { run.ChangesetId }));
        }
    }

    [Fact]
    public async Task One_that_waits_or_is_paused_stops_at_once()
    {
        await using var kith = await RunningKith.Start(folder);
        var us = kith.Operator;
        var (first, second, third) = await Three(us);
        (await us.Post($"/api/imports/{third}/cancel")).RequireDone();
        var waiting = await Show(us, third);
        Assert.Equal((ImportState.Stopped, 0L), (waiting.State, waiting.Counts.Rows));
        (await us.Post($"/api/imports/{first}/pause")).RequireDone();
        (await us.Post($"/api/imports/{first}/cancel")).RequireDone();
        Assert.Equal(ImportState.Stopped, (await Show(us, first)).State);
        Assert.Equal(ImportState.Done, (await us.Rest(second)).State);
        (await us.Post($"/api/imports/{third}/continue")).RequireDone();
        Assert.Equal((ImportState.Done, 2L), await StateAndRows(us, third));
        (await us.Post($"/api/imports/{first}/continue")).RequireDone();
        RequireWhole(await us.Rest(first));
    }

    [Fact]
    public async Task A_check_is_not_paused_since_it_would_begin_anew()
    {
        await using var kith = await RunningKith.Start(folder);
        var view = await kith.Operator.Upload("big.csv", Lists.Customers(Many));
        (await kith.Operator.Post($"/api/imports/{view.Id}/check")).RequireDone();
        (await kith.Operator.Post($"/api/imports/{view.Id}/pause")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
        (await kith.Operator.Post($"/api/imports/{view.Id}/cancel")).RequireDone();
    }

    [Fact]
    public async Task The_pages_pause_and_go_on()
    {
        await using var kith = await RunningKith.Start(folder);
        var ada = await kith.Administrator();
        var id = await Begin(ada, Lists.Customers(Many));
        Assert.Equal($"/import/{id}/run", await Send(ada, $"/import/{id}/pause", ("back", "//elsewhere.example")));
        var page = (await ada.Get($"/import/{id}/run")).RequireDone().Text;
        Assert.Contains("Import paused", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/import/{id}/continue\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await ada.Get($"/import/{id}/rows")).Status);
        Assert.Equal("/jobs", await Send(ada, $"/import/{id}/continue", ("back", "/jobs")));
        RequireWhole(await ada.Rest(id));
    }

    private static async Task<string?> Send(KithClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var answer = await client.Send(HttpMethod.Post, path, form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        return answer.Location?.ToString();
    }

    private static async Task<(long First, long Second, long Third)> Three(KithClient us) =>
        (await Begin(us, Lists.Customers(Many)), await Begin(us, Few), await Begin(us, Few));

    private static async Task<long> Begin(KithClient us, string list)
    {
        var view = await us.Upload("list.csv", list);
        (await us.Post($"/api/imports/{view.Id}/run")).RequireDone();
        return view.Id;
    }

    private int Customers() => folder.Single<int>("select count(*) from customer");

    private static async Task<ImportView> Show(KithClient us, long id) => (await us.Get($"/api/imports/{id}")).As<ImportView>();

    private static async Task<(string State, long Rows)> StateAndRows(KithClient us, long id)
    {
        var view = await us.Rest(id);
        return (view.State, view.Counts.Rows);
    }

    private static async Task RequireInTurn(KithClient us, params long[] ids)
    {
        var ends = new List<long>();
        foreach (var id in ids)
        {
            var view = await us.Rest(id);
            Assert.Equal(ImportState.Done, view.State);
            ends.Add(view.FinishedAt!.Value);
        }

        Assert.Equal(ends.Order(), ends);
    }

    private static void RequireWhole(ImportView view) =>
        Assert.Equal((ImportState.Done, (long)Many, (long)Many), (view.State, view.Counts.Rows, view.Counts.Created));
}
