using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Uploads hold people's data: the files of those that broke off, and files and problem rows of imports long finished, go.
/// Before the server listens no upload is under way, so what no import knows of is left over.
/// </summary>
public sealed class StagedFiles(DataFolder folder, Store store, TimeProvider clock) : IAfterMigration
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public async Task Settle()
    {
        var since = (clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds();
        var wanted = store.Read(sql => sql.Query<long>(
            "select import_id from import_job where finished_at is null or finished_at > @since", new { since }).ToHashSet());
        foreach (var staged in Directory.EnumerateDirectories(folder.Imports))
        {
            if (long.TryParse(Path.GetFileName(staged), out var id) && !wanted.Contains(id))
            {
                ImportFile.Discard(folder, id);
            }
        }

        await store.Maintain(sql => Forget(sql, since));
    }

    private static int Forget(SqliteConnection sql, long since) =>
        sql.Execute("delete from import_row where import_id in (select import_id from import_job where finished_at <= @since)", new { since });
}
