using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kith.Acquire.Import;

/// <summary>
/// Does the long work of imports, one at a time: dry run, run, undo. Each batch is one transaction that moves the job's
/// mark with the rows it applied, so that a killed process goes on where it stood, without a row lost or doubled.
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

    /// <summary>The same while people write: about 30 ms with the commit.</summary>
    private const int RowsBesideOthers = 250;

    /// <summary>Rows after which the keys that gathered go to where the others are: a few megabytes of them.</summary>
    private const int RowsUntilKeysSettle = 50_000;

    /// <summary>How long to wait for room on a full disk.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<long, ImportProgress> progress = new();
    private readonly ConcurrentDictionary<long, Task> working = new();
    private readonly CancellationTokenSource closing = new();

    /// <summary>How far a busy import is; null when it is not busy.</summary>
    public ImportProgress? ProgressOf(long importId) => progress.GetValueOrDefault(importId);

    /// <summary>
    /// Keeps a job in the state that asks for work, as that of whoever asked; the work starts, in the background, once that is durable.
    /// </summary>
    internal ImportView Begin(Act act, ImportJob job, string state)
    {
        job.State = state;
        job.Asker = act.Caller;
        job.Save(act.Sql);
        act.WhenDurable(() => Start(job.Id));
        return ImportView.Of(job, ProgressOf(job.Id), null);
    }

    private void Start(long importId) => working[importId] = Task.Run(() => Work(importId));

    /// <summary>Waits until the work on an import has ended, at most this long.</summary>
    public async Task Settled(long importId, TimeSpan atMost)
    {
        if (working.TryGetValue(importId, out var work))
        {
            await Task.WhenAny(work, Task.Delay(atMost, clock, closing.Token));
        }
    }

    /// <summary>Starts work that stands still although its state says that it goes on.</summary>
    public void Wake(long importId)
    {
        if (!working.TryGetValue(importId, out var task) || task.IsCompleted)
        {
            Start(importId);
        }
    }

    public Task Resume(CancellationToken stop)
    {
        foreach (var job in store.Read(sql => ImportJob.Query(
            sql, "where state in @Busy order by import_id limit 1000", new { ImportState.Busy }).ToList()))
        {
            Start(job.Id);
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }

        await closing.CancelAsync();
        await Task.WhenAll(working.Values);
        turn.Dispose();
    }

    private async Task Work(long importId)
    {
        try
        {
            await turn.WaitAsync(closing.Token);
            try
            {
                var job = store.Read(sql => ImportJob.Require(sql, importId));
                progress[importId] = new ImportProgress(job.State);
                await (job.State switch
                {
                    ImportState.Checking => Check(job),
                    ImportState.Running => Run(job),
                    ImportState.Stopping => Settle(job, ImportState.Stopped),
                    ImportState.Undoing => TakeBack(job, typeof(UndoImport)),
                    ImportState.Redoing => TakeBack(job, typeof(RedoImport)),
                    _ => Task.CompletedTask,
                });
            }
            finally
            {
                progress.TryRemove(importId, out _);
                turn.Release();
            }
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
    }

    private async Task Check(ImportJob job)
    {
        bool Goes(SqliteConnection sql) => ImportJob.Require(sql, job.Id) is { State: ImportState.Checking } now && now.StartedAt == job.StartedAt;
        await store.Write(sql =>
        {
            ImportProblems.Clear(sql, job.Id);
            return true;
        });
        job.Counts = new ImportCounts();
        using var known = await KnownKeys.Of(store, writer, job.Layout.Rows);
        var applier = new RowApplier(job.Plan, writer, job.ChangesetId ?? 0, known.Filter);
        using var ahead = Ahead(job, fromRow: 0);
        await foreach (var rows in ahead.Rows.ReadAllAsync(closing.Token))
        {
            // A dry run reads what is there and writes only its findings.
            var results = store.Read(sql =>
            {
                applier.Prepare(sql, ScopeOf(job), rows, keep: true);
                return rows.Select(row => applier.Judge(row, new RehearsedRows(writer))).ToList();
            });
            job.Counts = job.Counts.Plus(results);
            Report(job);
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

    private async Task Run(ImportJob job)
    {
        using var known = await KnownKeys.Of(store, writer, job.Layout.Rows - job.Counts.Rows);
        var applier = new RowApplier(job.Plan, writer, job.ChangesetId ?? 0, known.Filter);
        using var ahead = Ahead(job, job.NextRow);
        var settled = job.Counts.Rows;
        while (await ahead.Rows.WaitToReadAsync(closing.Token))
        {
            var state = await door.Continue(typeof(RunImport), job.WorksAs, act => Apply(job, applier, ahead.Rows, act));
            Report(job);
            if (state != ImportState.Running)
            {
                await SettleKeys();
                await Settle(job, ImportState.Stopped);
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
        while (await store.Write(writer.SettleKeys, patient: true) > 0)
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
            applier.Prepare(act.Sql, act.Scope, rows, keep: false);
            var results = rows.Select(row => applier.Judge(row, sink)).ToList();
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

    private async Task TakeBack(ImportJob job, Type useCase)
    {
        var work = store.Read(sql => new TakingBack(sql, job, writer));
        for (int batch, done = 0; (batch = await door.Continue(useCase, job.WorksAs, work.Next)) > 0;)
        {
            closing.Token.ThrowIfCancellationRequested();
            done += batch;
            progress[job.Id] = new ImportProgress(job.State) { Done = done, Total = Math.Max(done, job.Counts.Created + job.Counts.Updated) };
        }

        for (byte[]? swept = []; swept is not null;)
        {
            var after = swept;
            swept = await store.Write(sql => work.Sweep(sql, after), patient: true);
            closing.Token.ThrowIfCancellationRequested();
        }

        await SettleKeys();
        await door.Continue(useCase, job.WorksAs, work.Settle);
    }

    private RowsAhead Ahead(ImportJob job, long fromRow) => new(
        () => ImportFile.Open(folder, job.Id, job.Layout),
        () => new RowCleaner(job.Plan, book, cleaner, writer, ids),
        store.Read(sql => ImportFixes.All(sql, seal, job.Id)),
        fromRow,
        share => progress.AddOrUpdate(job.Id, _ => new ImportProgress(job.State), (_, seen) => seen with { Share = share }),
        closing.Token);

    private void Report(ImportJob job) => progress.AddOrUpdate(
        job.Id,
        _ => new ImportProgress(job.State) { Done = job.Counts.Rows },
        (_, seen) => seen with { Done = job.Counts.Rows, Total = Math.Max(job.Counts.Rows, job.Layout.Rows), Counts = job.Counts });

    private Task<bool> Settle(ImportJob job, string state, string? failure = null) => store.Write(sql => Settled(sql, job, state, failure));

    private bool Settled(SqliteConnection sql, ImportJob job, string state, string? failure = null)
    {
        var current = ImportJob.Require(sql, job.Id);
        current.State = state;
        current.Failure = failure;
        current.Complete |= state == ImportState.Done;
        current.FinishedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (state == ImportState.Checked)
        {
            current.Counts = job.Counts;
        }
        else if (current.ChangesetId is { } changeset)
        {
            CloseChangeset(sql, changeset);
        }

        current.Save(sql);
        return true;
    }

    private static void CloseChangeset(SqliteConnection sql, long changesetId) =>
        Dapper.SqlMapper.Execute(sql, "update changeset set state = 'closed' where changeset_id = @changesetId", new { changesetId });

    /// <summary>The disk is full: a check failed, a run stops where it is, and taking back goes on when there is room.</summary>
    private async Task OutOfRoom(long importId)
    {
        var job = store.Read(sql => ImportJob.Require(sql, importId));
        switch (job.State)
        {
            case ImportState.Checking:
                await Fail(importId, FullDisk.Refusal().WordKey, new Dictionary<string, object?>(StringComparer.Ordinal));
                break;
            case ImportState.Running:
                await UntilWritten(importId, () => Settle(job, ImportState.Stopped, "import.disk-full"));
                break;
            default:
                await Task.Delay(Pause, clock, closing.Token);
                Start(importId);
                break;
        }
    }

    private Task Fail(long importId, string word, IReadOnlyDictionary<string, object?> data) =>
        UntilWritten(importId, () => NoteFailure(importId, word, data));

    /// <summary>Notes how the work ended; where even that can't be written (a full disk), again when there is room.</summary>
    private async Task UntilWritten(long importId, Func<Task<bool>> note)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await note();
                return;
            }
            catch (SqliteException problem)
            {
                if (FullDisk.IsCauseOf(problem))
                {
                    NoRoom(log, importId);
                }
                else
                {
                    Unexpected(log, problem, importId);
                }

                await Task.Delay(Pause, clock, closing.Token);
            }
        }
    }

    private Task<bool> NoteFailure(long importId, string word, IReadOnlyDictionary<string, object?> data) => store.Write(sql =>
    {
        var job = ImportJob.Require(sql, importId);
        if (!ImportState.IsBusy(job.State))
        {
            return false;
        }

        job.State = ImportState.Failed;
        job.Failure = word;
        job.FailureData = JsonSerializer.Serialize(data, KithJson.Options);
        job.FinishedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (job.ChangesetId is { } changeset)
        {
            CloseChangeset(sql, changeset);
        }

        job.Save(sql);
        return true;
    });

    private AccessScope ScopeOf(ImportJob job) => door.ScopeFor(typeof(RunImport), job.WorksAs);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} failed")]
    private static partial void Unexpected(ILogger log, Exception bug, long importId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk is full: import {ImportId} waits or stops")]
    private static partial void NoRoom(ILogger log, long importId);
}
