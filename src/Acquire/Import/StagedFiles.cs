using Dapper;

namespace Kith.Acquire.Import;

/// <summary>Staged files hold people's data: those of uploads that broke off, and of imports long finished, go.</summary>
internal static class StagedFiles
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan Arriving = TimeSpan.FromHours(1);

    public static void Tidy(DataFolder folder, Store store, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var since = (now - KeptFor).ToUnixTimeMilliseconds();
        var wanted = store.Read(sql => sql.Query<long>(
            "select import_id from import_job where finished_at is null or finished_at > @since", new { since }).ToHashSet());
        foreach (var staged in Directory.EnumerateDirectories(folder.Imports))
        {
            // An upload that comes in while this looks around is not in the table yet.
            if (long.TryParse(Path.GetFileName(staged), out var id) && !wanted.Contains(id)
                && now.ToUnixTimeMilliseconds() - Ids.MomentOf(id) > Arriving.TotalMilliseconds)
            {
                ImportFile.Discard(folder, id);
            }
        }
    }
}
