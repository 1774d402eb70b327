namespace Kith.Secure.Backup;

/// <summary>The backups in the data folder, the newest first. Broken ones are listed too: one should know.</summary>
[Needs("backup.run")]
public sealed class ListBackups(DataFolder folder) : IUseCase, IQuestion<ListBackups.Ask, IReadOnlyList<ListBackups.Found>>
{
    private const int Most = 200;

    public sealed record Ask;

    /// <param name="Folder">Where it lies.</param>
    /// <param name="Set">What it says of itself; null when that can't be read.</param>
    /// <param name="Whole">Whether every file is there in the size that was noted. Contents are compared when one restores.</param>
    public sealed record Found(string Folder, BackupSet? Set, bool Whole)
    {
        public long Bytes => Set?.Files.Sum(file => file.Bytes) ?? 0;
    }

    public static void Map(Routes routes) =>
        routes.Get<ListBackups>("/api/backups", (ListBackups use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask())));

    public IReadOnlyList<Found> Answer(Ask ask, Look look) =>
    [
        .. (Directory.Exists(folder.Backups) ? Directory.EnumerateDirectories(folder.Backups) : [])
            .Where(path => !path.EndsWith(".partial", StringComparison.Ordinal))
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
            .Take(Most)
            .Select(Look),
    ];

    private static Found Look(string path)
    {
        try
        {
            var set = BackupSet.Read(path);
            return new Found(path, set, set.Files.All(file => new FileInfo(Path.Combine(path, Path.GetFileName(file.Name))) is { Exists: true } found && found.Length == file.Bytes));
        }
        catch (Refused)
        {
            return new Found(path, null, false);
        }
    }
}
