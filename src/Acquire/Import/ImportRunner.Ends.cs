using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kith.Acquire.Import;

/// <content>How work ends: done, stopped, failed. Who asked for it is told in the same transaction.</content>
public sealed partial class ImportRunner
{
    /// <summary>How long to wait for room on a full disk.</summary>
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(1);

    private Task<bool> Settle(ImportJob job, string state, string? failure = null) => store.Write(sql => Settled(sql, job, state, failure));

    private bool Settled(SqliteConnection sql, ImportJob job, string state, string? failure = null)
    {
        var current = ImportJob.Require(sql, job.Id);
        if (!ImportState.IsBusy(current.State))
        {
            // Somebody paused or stopped it meanwhile.
            return false;
        }

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
        Tell(sql, current);
        return true;
    }

    private void Tell(SqliteConnection sql, ImportJob job) =>
        ImportNotice.Tell(sql, ids.Next(), job, clock.GetUtcNow().ToUnixTimeMilliseconds());

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
                // It keeps its turn.
                await Task.Delay(UntilNextTry, clock, closing.Token);
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

                await Task.Delay(UntilNextTry, clock, closing.Token);
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

        var was = job.State;
        job.State = ImportState.Failed;
        job.Failure = word;
        job.FailureData = JsonSerializer.Serialize(data, KithJson.Options);
        job.FinishedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (was == ImportState.Running && job.ChangesetId is { } changeset)
        {
            CloseChangeset(sql, changeset);
        }

        Tell(sql, job);
        // What was taken back in part is taken back whole, or done again whole, at the next try.
        job.State = was == ImportState.Redoing ? ImportState.Undone : ImportState.Failed;
        job.Save(sql);
        return true;
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} failed")]
    private static partial void Unexpected(ILogger log, Exception bug, long importId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk is full: import {ImportId} waits or stops")]
    private static partial void NoRoom(ILogger log, long importId);
}
