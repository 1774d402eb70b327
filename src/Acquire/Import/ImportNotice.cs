using System.Text.Json;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>What is said of an import that came to an end, to who asked for the work and on the jobs page.</summary>
internal static class ImportNotice
{
    /// <summary>Tells who asked for the work, in the transaction that ends it.</summary>
    public static void Tell(SqliteConnection sql, long id, ImportJob job, long at) =>
        Notices.Tell(sql, id, job.WorksAs.UserId, Of(job), ImportPages.Address(job.Id, ImportPages.StepOf(job.State, job.ChangesetId)), at);

    /// <summary>How it ended, in one sentence with the file's name.</summary>
    private static Sentence Of(ImportJob job) => job.State switch
    {
        ImportState.Failed => Sentence.Of(
            job.ChangesetId is null ? "import.notice.failed" : "import.notice.failed-part", ("file", job.FileName), ("reason", ReasonOf(job))),
        ImportState.Stopped when job.Failure is not null => Sentence.Of(
            "import.notice.failed-part", ("file", job.FileName), ("reason", ReasonOf(job))),
        _ => Sentence.Of("import.notice.ended", ("file", job.FileName), ("result", ResultOf(job))),
    };

    /// <summary>What came of it: counts, conflicts, what went wrong.</summary>
    public static Sentence ResultOf(ImportJob job) => job.State switch
    {
        ImportState.Checked => Sentence.Of("import.result.checked", ("count", job.Counts.Rows - job.Counts.Rejected), ("rejected", job.Counts.Rejected)),
        ImportState.Undone => ConflictsOf(job) is > 0 and var left ? Sentence.Of("import.result.conflicts", ("count", left)) : Sentence.Of("import.result.undone"),
        ImportState.Failed => ReasonOf(job),
        ImportState.Stopped when job.Failure is not null => ReasonOf(job),
        ImportState.Paused when job.PausedIn != ImportState.Running => Sentence.Of("import.run.title.paused." + job.PausedIn),
        ImportState.Stopped or ImportState.Paused => Sentence.Of(
            job.State == ImportState.Paused ? "import.paused" : "import.stopped",
            ("count", job.Counts.Rows),
            ("total", Math.Max(job.Layout.Rows, job.Counts.Rows))),
        _ => Sentence.Of("import.result.done", ("created", job.Counts.Created), ("updated", job.Counts.Updated), ("rejected", job.Counts.Rejected)),
    };

    private static int ConflictsOf(ImportJob job) =>
        job.Conflicts is null ? 0 : JsonSerializer.Deserialize<List<UndoConflict>>(job.Conflicts, KithJson.Options)!.Count;

    private static Sentence ReasonOf(ImportJob job) => Sentence.Stored(job.Failure ?? "import.failed.unexpected", job.FailureData);
}
