using System.Collections.Concurrent;
using System.Threading.Channels;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kith.Acquire.Import;

/// <summary>
/// Does the long work of imports, one at a time and each in its turn: dry run, run, undo. Each batch is one transaction
/// that moves the job's mark with the rows it applied, so that a killed process goes on where it stood, without a row lost
/// or doubled.
/// </summary>
public sealed partial class ImportRunner(
    Store store,
    Door door,
    Ids ids,
    DataFolder folder,
    FieldBook book,
    Cleaner cleaner,
    CustomerWriter writer,
    ISeal seal,
    TimeProvider clock,
    ILogger<ImportRunner> log) : IResume, IAsyncDisposable
{
    /// <summary>Rows that may share a transaction when nobody else writes; large ones cost less for each row.</summary>
    private const int RowsInATransaction = 4000;

    /// <summary>The same while people write: an edit waited 13 ms at the median, 46 ms at the 99th percentile (`Kith.Bench hold --rows 100000`).</summary>
    private const int RowsBesideOthers = 100;

    /// <summary>Rows after which the keys that gathered go to where the others are: a few megabytes of them.</summary>
    private const int RowsUntilKeysSettle = 50_000;

    private readonly ConcurrentDictionary<long, ImportProgress> progress = new();
    private readonly CancellationTokenSource closing = new();

    /// <summary>How far a busy import is; null when it waits for its turn.</summary>
    public ImportProgress? ProgressOf(long importId) => progress.GetValueOrDefault(importId);

    private async Task Work(long importId)
    {
        try
        {
            var job = store.Read(sql => ImportJob.Require(sql, importId));
            var pace = new Pace(clock);
            progress[importId] = new ImportProgress(job.State);
            await (job.State switch
            {
                ImportState.Checking => Check(job, pace),
                ImportState.Running => Run(job, pace),
                ImportState.Stopping => Settle(job, ImportState.Stopped),
                ImportState.Undoing => TakeBack(job, typeof(UndoImport), pace),
                ImportState.Redoing => TakeBack(job, typeof(RedoImport), pace),
                _ => Task.CompletedTask,
            });
        }
        catch (OperationCanceledException)
        {
            // The process is closing; the job's mark says where to go on.
        }
        catch (TableRefusedException refused)
        {
            await Fail(importId, "finding." + refused.Code, ImportFile.DataOf(refused));
        }
        catch (Refused refused) when (refused.WordKey == "import.file-gone" && store.Read(sql => ImportJob.Require(sql, importId)) is { ChangesetId: not null } stopped)
        {
            // A restored folder has no staged files: what is in can be kept or undone.
            await Settle(stopped, ImportState.Stopped);
        }
        catch (Refused refused)
        {
            await Fail(importId, refused.WordKey, refused.Values);
        }
        catch (Exception full) when (FullDisk.IsCauseOf(full))
        {
            NoRoom(log, importId);
            await OutOfRoom(importId);
        }
        catch (Exception bug)
        {
            Unexpected(log, bug, importId);
            await Fail(importId, "import.bug", new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = importId });
        }
        finally
        {
            progress.TryRemove(importId, out _);
        }
    }

    private async Task Check(ImportJob job, Pace pace)
    {
        bool Goes(SqliteConnection sql) => ImportJob.Require(sql, job.Id) is { State: ImportState.Checking } now && now.StartedAt == job.StartedAt;
        await ImportProblems.Clear(store, job.Id, closing.Token);
        job.Counts = new ImportCounts();
        using var known = await KnownKeys.Of(store, writer, job.Layout.Rows);
        ImportFile.RequireStaged(folder, job.Id);
        using var rehearsal = new Rehearsal(folder, job.Id, job.Layout.Rows);
        var applier = new RowApplier(job, writer, RowsOf(job), store.Read(job.Fellows), known.Filter, rehearsal);
        using var ahead = Ahead(job, fromRow: 0);
        await foreach (var rows in ahead.Rows.ReadAllAsync(closing.Token))
        {
            // A dry run reads what is there and writes only its findings.
            var results = store.Read(sql => applier.Apply(sql, ScopeOf(job), rows, new RehearsedRows(writer)));
            job.Counts = job.Counts.Plus(results);
            Report(job, pace);
            var goesOn = await store.Write(sql =>
            {
                if (!Goes(sql))
                {
                    return false;
                }

                ImportProblems.Add(sql, seal, job.Id, results);
                return true;
            }, patient: true);
            if (!goesOn)
            {
                return;
            }
        }

        await store.Write(sql => Goes(sql) && Settled(sql, job, ImportState.Checked));
    }

    private async Task Run(ImportJob job, Pace pace)
    {
        if (job.NextRow == 0)
        {
            await ImportProblems.Clear(store, job.Id, closing.Token);
        }

        using var known = await KnownKeys.Of(store, writer, job.Layout.Rows - job.Counts.Rows);
        var applier = new RowApplier(job, writer, RowsOf(job), store.Read(job.Fellows), known.Filter);
        using var ahead = Ahead(job, job.NextRow);
        var settled = job.Counts.Rows;
        while (await ahead.Rows.WaitToReadAsync(closing.Token))
        {
            var state = await door.Continue(typeof(RunImport), job.WorksAs, act => Apply(job, applier, ahead.Rows, act));
            Report(job, pace);
            if (state != ImportState.Running)
            {
                await SettleKeys();
                if (state == ImportState.Stopping)
                {
                    await Settle(job, ImportState.Stopped);
                }

                return;
            }

            if (job.Counts.Rows - settled >= RowsUntilKeysSettle)
            {
                await SettleKeys();
                settled = job.Counts.Rows;
            }
        }

        await SettleKeys();
        await Settle(job, ImportState.Done);
    }

    private async Task SettleKeys()
    {
        while (await store.Write(sql => writer.SettleKeys(sql, store.IsShared), patient: true) > 0)
        {
            closing.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Applies the batches that are ready, in one transaction, until somebody waits for the writer.</summary>
    private string Apply(ImportJob job, RowApplier applier, ChannelReader<List<CleanedRow>> ready, Act act)
    {
        var current = ImportJob.Require(act.Sql, job.Id);
        if (current.State != ImportState.Running)
        {
            return current.State;
        }

        act.ResumeChangeset(job.ChangesetId!.Value);
        var sink = new WrittenRows(act, writer);
        using var bulk = writer.Bulk();
        for (var applied = 0; applied < (act.OthersWork ? RowsBesideOthers : RowsInATransaction) && ready.TryRead(out var rows); applied += rows.Count)
        {
            var results = applier.Apply(act.Sql, act.Scope, rows, sink);
            current.Counts = current.Counts.Plus(results);
            current.NextRow = rows[^1].Number;
            ImportProblems.Add(act.Sql, seal, job.Id, results);
            if (act.OthersWait)
            {
                break;
            }
        }

        current.Save(act.Sql);
        job.Counts = current.Counts;
        return current.State;
    }

    private async Task TakeBack(ImportJob job, Type useCase, Pace pace)
    {
        // How many were taken back before a pause or a restart nobody has counted.
        var all = job.UndoMark == 0 ? job.Counts.Created + job.Counts.Updated : 0;
        var work = store.Read(sql => new TakingBack(sql, job, writer, book));
        long done = 0;
        for (int? batch = null; batch != 0; done += batch.Value)
        {
            closing.Token.ThrowIfCancellationRequested();
            batch = await door.Continue(useCase, job.WorksAs, work.Next);
            if (batch is null)
            {
                await SettleKeys();
                return;
            }

            progress[job.Id] = new ImportProgress(job.State) { Done = done, Total = all == 0 ? 0 : Math.Max(done, all), PerSecond = pace.At(done) };
        }

        // The sweep looks where settled keys lie.
        await SettleKeys();
        for (byte[]? swept = []; swept is not null;)
        {
            var after = swept;
            swept = await store.Write(sql => work.Sweep(sql, after, store.IsShared), patient: true);
            closing.Token.ThrowIfCancellationRequested();
        }

        // Through the writer: whatever acts before it have written lies in the snapshot that is looked at.
        var since = await door.Continue(useCase, job.WorksAs, act => act.Now);
        var leftover = store.Read(work.Leftover);
        await door.Continue(useCase, job.WorksAs, act => work.Settle(act, leftover, since));
    }

    private RowsAhead Ahead(ImportJob job, long fromRow) => new(
        () => ImportFile.Open(folder, job.Id, job.Layout, job.Plan.Columns),
        () => RowsOf(job),
        store.Read(sql => ImportFixes.All(sql, seal, job.Id)),
        fromRow,
        share => progress.AddOrUpdate(job.Id, _ => new ImportProgress(job.State), (_, seen) => seen with { Share = share }),
        closing.Token);

    private RowCleaner RowsOf(ImportJob job) => new(job.PlanOfRows, book, cleaner, writer, ids, store.Read(OwnerNames.Of));

    private void Report(ImportJob job, Pace pace)
    {
        var done = job.Counts.Rows;
        var rate = pace.At(done);
        progress.AddOrUpdate(
            job.Id,
            _ => new ImportProgress(job.State) { Done = done },
            (_, seen) => seen with { Done = done, Total = Math.Max(done, job.Layout.Rows), Counts = job.Counts, PerSecond = rate });
    }

    private AccessScope ScopeOf(ImportJob job) => door.ScopeFor(typeof(RunImport), job.WorksAs);
}
