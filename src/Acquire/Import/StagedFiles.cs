using Dapper;

namespace Kith.Acquire.Import;

/// <summary>
/// Uploads hold people's data. Those that broke off go, and after a while the files and problem rows of imports that were
/// finished or never run. Before the server listens no upload is under way, so what no import knows of is left over.
/// </summary>
public sealed class StagedFiles(DataFolder folder, Store store, TimeProvider clock) : IAfterMigration
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Expired = "iif(changeset_id is null, created_at, coalesce(finished_at, created_at)) <= @since and state not in @Unfinished";

    /// <summary>What goes of an import that is expired. One that was run keeps its findings, which its receipt counts.</summary>
    private static readonly string[] Forgotten =
    [
        $"delete from import_row where import_id in (select import_id from import_job where {Expired})",
        $"delete from import_fix where import_id in (select import_id from import_job where {Expired})",
        $"delete from import_problem where import_id in (select import_id from import_job where {Expired} and changeset_id is null)",
        "delete from import_set_refusal where at <= @since",
    ];

    public async Task Settle()
    {
        var since = (clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds();
        foreach (var staged in Directory.EnumerateDirectories(folder.Imports))
        {
            if (long.TryParse(Path.GetFileName(staged), out var id) && !IsKept(id, since))
            {
                ImportFile.Discard(folder, id);
            }
        }

        await store.Maintain(sql => Forgotten.Sum(statement => sql.Execute(statement, new { since, ImportState.Unfinished })));
    }

    /// <summary>Asked by its key for each file that is there: these are few, however many imports there were.</summary>
    private bool IsKept(long id, long since) => store.Read(sql => sql.QuerySingle<bool>(
        $"select exists (select 1 from import_job where import_id = @id and not ({Expired}))", new { id, since, ImportState.Unfinished }));
}
