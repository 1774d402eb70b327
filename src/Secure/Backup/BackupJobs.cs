using Microsoft.Data.Sqlite;

namespace Kith.Secure.Backup;

/// <summary>Backups on the jobs page: while one is made, and those that lie in the data folder.</summary>
public sealed class BackupJobs(BackUp backUp, DataFolder folder) : IHaveJobs
{
    /// <summary>Most folders that are looked into.</summary>
    private const int Most = 200;

    public string Needs => "backup.run";

    public int CountUnderWay(SqliteConnection sql, long userId) => backUp.Now.Count(job => job.Caller?.UserId == userId);

    public IEnumerable<Job> UnderWay(SqliteConnection sql, long? userId) => backUp.Now
        .Where(job => userId is null || job.Caller?.UserId == userId)
        .OrderBy(job => job.At)
        .Select(job => Of(job.At, job.Caller?.UserId, job.Caller?.Name, JobState.Working) with
        {
            StartedAt = job.At,
            Progress = new JobExtent(LengthOf(job.Path), Math.Max(LengthOf(folder.Database), LengthOf(job.Path)), InBytes: true),
            Told = Sentence.Of("backup.copying"),
        });

    public IEnumerable<Job> Ended(SqliteConnection sql, long? userId, long before, int limit) =>
    [
        .. (Directory.Exists(folder.Backups) ? Directory.EnumerateDirectories(folder.Backups) : [])
            .Where(path => !path.EndsWith(".partial", StringComparison.Ordinal))
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
            .Take(Most)
            .Select(BackupSet.TryRead)
            .OfType<BackupSet>()
            .Where(set => Ids.FirstAt(set.At) < before && (userId is null || set.ById == userId))
            .Take(limit)
            .Select(set => Of(set.At, set.ById, set.By, JobState.Done) with
            {
                FinishedAt = set.At,
                Told = Sentence.Of("backup.made", ("customers", set.Customers)),
            }),
    ];

    /// <summary>A backup has no id; its moment gives it one among those of other jobs.</summary>
    private static Job Of(long at, long? userId, string? by, JobState state) =>
        new(Ids.FirstAt(at), "backup", "now", null, state, userId ?? 0, by ?? "", at, "/backup");

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
