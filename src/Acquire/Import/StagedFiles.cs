using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Uploads hold people's data. Those that broke off go, and after a while the files and problem rows of imports that were
/// finished or never run.
/// </summary>
public sealed class StagedFiles(DataFolder folder, Store store, TimeProvider clock) : IEachDay
{
    private const int AtATime = 2000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Time for an upload to come in, before there is an import that knows of its file.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    private const string Expired = "iif(changeset_id is null, created_at, coalesce(finished_at, created_at)) <= @since and state not in @Unfinished";

    /// <summary>What goes of an import that is expired. One that was run keeps its findings, which its receipt counts.</summary>
    private static readonly string[] Forgotten =
    [
        $"delete from import_row where (import_id, row_number) in (select import_id, row_number from import_row where import_id in (select import_id from import_job where {Expired}) limit @AtATime)",
        $"delete from import_fix where (import_id, row_number) in (select import_id, row_number from import_fix where import_id in (select import_id from import_job where {Expired}) limit @AtATime)",
        $"delete from import_problem where (import_id, row_number) in (select import_id, row_number from import_problem where import_id in (select import_id from import_job where {Expired} and changeset_id is null) limit @AtATime)",
        "delete from import_set_refusal where at <= @since",
        Orphans("import_problem"),
        Orphans("import_row"),
    ];

    /// <summary>Of imports that were discarded while a process was killed. Goes from id to id: an import has a million of them.</summary>
    private static string Orphans(string table) =>
        $"""
        with recursive held(id) as (
          select min(import_id) from {table}
          union all select (select min(import_id) from {table} where import_id > held.id) from held where held.id is not null)
        delete from {table} where (import_id, row_number) in (
          select import_id, row_number from {table}
          where import_id in (select id from held where id not in (select import_id from import_job)) limit @AtATime)
        """;

    /// <summary>Before the server listens no upload is under way: what no import knows of is left over.</summary>
    public Task Settle() => Forget(long.MaxValue, patient: false);

    public Task Tidy() => Forget(Ids.FirstAt((clock.GetUtcNow() - LongestUpload).ToUnixTimeMilliseconds()), patient: true);

    /// <param name="underWayFrom">The lowest id of an upload that may still be coming in.</param>
    /// <param name="patient">Whether others work meanwhile: at a start nobody does, and a full disk is no reason not to start.</param>
    private async Task Forget(long underWayFrom, bool patient)
    {
        var since = (clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds();
        foreach (var staged in Directory.EnumerateDirectories(folder.Imports))
        {
            if (long.TryParse(Path.GetFileName(staged), out var id))
            {
                // On the writer, so that nobody starts the import in between.
                await store.Maintain(sql => Forget(sql, id, since, underWayFrom));
            }
        }

        foreach (var statement in Forgotten)
        {
            while (await store.Write(sql => sql.Execute(statement, new { since, ImportState.Unfinished, AtATime }), patient) > 0)
            {
                // In portions, so that nobody waits for long.
            }
        }
    }

    /// <summary>Asked by its key for each file that is there: these are few, however many imports there were.</summary>
    private bool Forget(SqliteConnection sql, long id, long since, long underWayFrom)
    {
        var expired = sql.QuerySingleOrDefault<bool?>($"select {Expired} from import_job where import_id = @id", new { id, since, ImportState.Unfinished }) ?? id < underWayFrom;
        if (expired)
        {
            ImportFile.Discard(folder, id);
        }

        return expired;
    }
}
