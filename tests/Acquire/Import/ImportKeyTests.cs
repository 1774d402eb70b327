using System.Globalization;
using Dapper;
using Kith.Acquire.Import;
using Kith.Keep.Customers;
using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Identity keys and search tokens of long imports, which are written apart from the rows: whole whatever becomes of the import.</summary>
public sealed class ImportKeyTests : IAsyncLifetime
{
    /// <summary>From so many rows on a filter stands before the look-ups, and an undo sweeps the keys together.</summary>
    private const int Many = 20_500;

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task A_key_that_many_share_does_not_hold_up_the_others()
    {
        var list = "name,phone,email\n" + string.Concat(Enumerable.Range(0, 6000).Select(at => $"Person {at},400-820-8820,p{at}@many.example\n"));
        await Us.Import(list, new { match = new[] { "email" } });
        Assert.Equal((0L, 12_000L), kith.Folder.Single<(long, long)>("select (select count(*) from identity_key_fresh), (select count(*) from identity_key)"));
    }

    [Fact]
    public async Task Keys_that_gather_apart_while_a_run_goes_on_are_with_the_others_when_it_is_done()
    {
        var run = await Us.Import(Lists.Customers(Many));
        Assert.Equal(Many, run.Counts.Created);
        Assert.Equal((0L, Many), Keys());
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task A_large_undo_sweeps_all_keys_of_those_it_takes_away_and_none_of_those_who_stay()
    {
        await Us.Import("name,phone,email\nAnn,13800138000,ann@example.com\n");
        var run = await Us.Import(Lists.Customers(Many));
        var edited = kith.Folder.Single<long>("select max(customer_id) from customer");
        (await Us.Edit(edited, "title", "President")).RequireDone();
        Assert.Equal(ImportState.Undone, (await Us.UndoImport(run.Id)).State);
        Assert.Equal(2, kith.Folder.Single<int>("select count(*) from customer"));
        Assert.Equal((0L, 3L), Keys());
        // And back again, as many as there were.
        (await Us.Post($"/api/imports/{run.Id}/redo")).RequireDone();
        Assert.Equal(ImportState.Done, (await Us.Rest(run.Id)).State);
        Assert.Equal((0L, Many + 2L), Keys());
        Wholeness.Require(kith.Folder);
        // All are found again by their keys; the edit gives way to the file.
        var again = (await Us.Import(Lists.Customers(Many))).Counts;
        Assert.Equal((0L, 1L, Many - 1L), (again.Created, again.Updated, again.Unchanged));
    }

    [Theory]
    [InlineData("cancel", ImportState.Stopped)]
    [InlineData("pause", ImportState.Paused)]
    public async Task Stopped_half_way_and_gone_on_with_the_keys_are_whole_both_times(string step, string state)
    {
        var view = await Us.Upload("list.csv", Lists.Customers(Many));
        (await Us.Post($"/api/imports/{view.Id}/run")).RequireDone();
        await Until(() => kith.Folder.Single<long>("select rows from import_job") > 0);
        (await Us.Post($"/api/imports/{view.Id}/{step}")).RequireDone();
        var half = await Us.Rest(view.Id);
        Assert.Equal(state, half.State);
        Assert.InRange(half.Counts.Created, 1, Many - 1);
        await Until(() => Keys().Fresh == 0);
        Assert.Equal((0L, half.Counts.Created), Keys());
        Wholeness.Require(kith.Folder);
        // Somebody who is in already is found while the run stands still.
        Assert.Equal(1, (await Us.Import(Lists.Customers(1))).Counts.Unchanged);
        (await Us.Post($"/api/imports/{view.Id}/continue")).RequireDone();
        var whole = await Us.Rest(view.Id);
        Assert.Equal((ImportState.Done, (long)Many), (whole.State, whole.Counts.Created));
        Assert.Equal((0L, Many), Keys());
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task The_filter_before_the_look_ups_knows_all_keys_that_are_there_and_all_that_come()
    {
        await Us.Import(Lists.Messy);
        var (store, writer) = (kith.Service<Store>(), kith.Service<CustomerWriter>());
        using (var few = await KnownKeys.Of(store, writer, 100))
        {
            Assert.Null(few.Filter);
        }

        using var known = await KnownKeys.Of(store, writer, Many);
        RequireKnown(known);
        // Also those whom somebody adds, changes, deletes and brings back, or who come by another import meanwhile.
        var id = await Us.Add(("name", "Eve"), ("phone", "13700137000"), ("email", "eve@example.com"));
        RequireKnown(known);
        (await Us.Edit(id, "email", "eve@elsewhere.example")).RequireDone();
        var deletion = (await Us.Delete($"/api/customers/{id}")).RequireDone().Json.GetProperty("changesetId").GetString();
        (await Us.Post($"/api/changesets/{deletion}/undo")).RequireDone();
        RequireKnown(known);
        await Us.Import(Lists.Customers(50));
        RequireKnown(known);
    }

    [Fact]
    public async Task A_row_meets_whom_an_earlier_file_and_an_earlier_row_made_though_a_filter_stands_before()
    {
        await Us.Import(Lists.Customers(700));
        var repeated = Lists.Customers(Many - 1_000, _ => "Chief") + Lists.Customers(1_000, _ => "Chief")["name,company,phone,title\n".Length..];
        var run = await Us.Import(repeated);
        Assert.Equal((Many - 1_700L, 700L, 1_000L, 0L), (run.Counts.Created, run.Counts.Updated, run.Counts.Unchanged, run.Counts.Rejected));
        Assert.Equal(Many - 1_000, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task The_search_index_is_sound_after_an_import_a_second_with_one_more_field_an_edit_and_the_undo()
    {
        await Us.Import(Lists.Customers(900));
        await RequireSoundIndex();
        var header = "name,company,phone,title,tags\n";
        var second = await Us.Import(header + string.Concat(Lists.Customers(900).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select((line, row) => $"{line},组 {row % 7}\n")));
        Assert.Equal(900, second.Counts.Updated);
        await RequireSoundIndex();
        foreach (var id in kith.Folder.Query<long>("select customer_id from customer order by customer_id limit 20"))
        {
            (await Us.Edit(id, "tags", "VIP；华东")).RequireDone();
            (await Us.Edit(id, "name", "改名 " + id.ToString(CultureInfo.InvariantCulture))).RequireDone();
        }

        await RequireSoundIndex();
        await Us.UndoImport(second.Id);
        await RequireSoundIndex();
        Assert.Equal(20, (await Us.Get("/api/customers?q=VIP&limit=100")).RequireDone().Json.GetProperty("count").GetInt32());
    }

    /// <summary>FTS5's own check, and every token against those made anew from the rows.</summary>
    private async Task RequireSoundIndex()
    {
        await kith.Service<Store>().Write(sql => sql.Execute("insert into customer_search (customer_search) values ('integrity-check')"));
        Wholeness.Require(kith.Folder);
    }

    private void RequireKnown(KnownKeys known)
    {
        var keys = kith.Folder.Query<byte[]>("select fingerprint from identity_key union all select fingerprint from identity_key_fresh");
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.True(known.Filter!.MayHold(key)));
    }

    private (long Fresh, long Settled) Keys() =>
        kith.Folder.Single<(long, long)>("select (select count(*) from identity_key_fresh), (select count(*) from identity_key)");

    private static async Task Until(Func<bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1), "it takes too long");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
