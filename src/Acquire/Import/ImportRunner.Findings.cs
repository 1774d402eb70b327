using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <content>How findings go that no longer hold: there may be millions of them.</content>
public sealed partial class ImportRunner
{
    private Task clearing = Task.CompletedTask;

    /// <summary>
    /// The findings of a check that no longer holds go: in this act as many as one write may take, the rest behind it. What a
    /// killed process leaves goes with the next check or run, or by and by (<see cref="StagedFiles"/>).
    /// </summary>
    public void LetGo(Act act, long importId)
    {
        if (ImportProblems.ClearSome(act.Sql, importId))
        {
            act.WhenDurable(() =>
            {
                lock (closing)
                {
                    clearing = Task.WhenAll(clearing, ClearRest(importId));
                }
            });
        }
    }

    private async Task ClearRest(long importId)
    {
        // A new check's findings are its own affair.
        bool Stale(SqliteConnection sql) => ImportJob.Find(sql, importId) is null or { State: ImportState.Draft };
        try
        {
            while (await store.Write(sql => Stale(sql) && ImportProblems.ClearSome(sql, importId), patient: true))
            {
                closing.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The process is closing.
        }
        catch (Exception bug)
        {
            Unexpected(log, bug, importId);
        }
    }
}
