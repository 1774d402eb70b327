using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Uploads hold people's data. Those that broke off go, and after a while the files and problem rows of imports that were
/// finished or never run. Before the server listens no upload is under way, so what no import knows of is left over.
/// </summary>
public sealed class StagedFiles(DataFolder folder, Store store, TimeProvider clock) : IAfterMigration
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public async Task Settle()
    {
        var since = (clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds();
        var jobs = store.Read(sql => sql.Query<(long Id, string State, bool Run, long Since)>(
            """
            select import_id, state, changeset_id is not null, iif(changeset_id is null, created_at, coalesce(finished_at, created_at))
            from import_job
            """).ToList());
        var expired = jobs.Where(job => job.Since <= since && !ImportState.IsBusy(job.State)).ToList();
        var wanted = jobs.Except(expired).Select(job => job.Id).ToHashSet();
        foreach (var staged in Directory.EnumerateDirectories(folder.Imports))
        {
            if (long.TryParse(Path.GetFileName(staged), out var id) && !wanted.Contains(id))
            {
                ImportFile.Discard(folder, id);
            }
        }

        await store.Maintain(sql =>
        {
            expired.ForEach(job => Forget(sql, job.Id, job.Run));
            return true;
        });
    }

    /// <summary>An import that was run keeps its findings, which its receipt counts.</summary>
    private static void Forget(SqliteConnection sql, long id, bool run)
    {
        ImportRows.Clear(sql, id);
        ImportFixes.Clear(sql, id);
        if (!run)
        {
            ImportProblems.Clear(sql, id);
        }
    }
}
