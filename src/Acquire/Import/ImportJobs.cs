using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>Imports on the jobs page: checks, runs, undos and redos.</summary>
public sealed class ImportJobs(ImportRunner runner) : IHaveJobs
{
    private const string Asked = "(@userId is null or coalesce(asker_id, actor_id) = @userId)";

    public string Needs => "import.run";

    public int CountUnderWay(SqliteConnection sql, long userId) => sql.QuerySingle<int>(
        $"select count(*) from import_job where turn is not null and {Asked}", new { userId });

    public IEnumerable<Job> UnderWay(SqliteConnection sql, long? userId)
    {
        const int Most = IHaveJobs.MostUnderWay;
        return ImportJob.Query(sql, $"where turn is not null and {Asked} order by turn limit @Most", new { userId, Most })
            .Concat(ImportJob.Query(sql, $"where paused_in is not null and {Asked} order by import_id limit @Most", new { userId, Most })).Select(Of);
    }

    public IEnumerable<Job> Ended(SqliteConnection sql, long? userId, long before, int limit) => ImportJob.Query(
        sql,
        $"where import_id < @before and turn is null and paused_in is null and state <> 'draft' and {Asked} order by import_id desc limit @limit",
        new { userId, before, limit }).Select(Of);

    private Job Of(ImportJob job)
    {
        var progress = ImportState.IsBusy(job.State) ? runner.ProgressOf(job.Id) : null;
        var asker = job.Asker ?? job.Owner;
        return new Job(
            job.Id,
            "import",
            WorkOf(job),
            job.FileName,
            StateOf(job, progress),
            asker.UserId,
            asker.Name,
            job.CreatedAt,
            ImportPages.Address(job.Id, ImportPages.StepOf(job.State, job.ChangesetId)))
        {
            Ahead = ImportState.IsBusy(job.State) && progress is null ? job.Ahead : null,
            StartedAt = job.StartedAt,
            FinishedAt = job.FinishedAt,
            Progress = job.PausedIn == ImportState.Running ? new JobExtent(job.Counts.Rows, Math.Max(job.Layout.Rows, job.Counts.Rows))
                : progress is null ? null : new JobExtent(progress.Done, progress.Total > 0 ? progress.Total : null, progress.PerSecond),
            Told = ImportState.IsBusy(job.State) ? progress is null ? null : Doing(job, progress) : ImportNotice.ResultOf(job),
            Acts = [.. ActsOf(job)],
        };
    }

    private static Sentence Doing(ImportJob job, ImportProgress progress)
    {
        var counts = progress.Counts ?? job.Counts;
        return Sentence.Of("import.progress." + job.State, ("created", counts.Created), ("updated", counts.Updated), ("rejected", counts.Rejected));
    }

    private static string WorkOf(ImportJob job) => (job.PausedIn ?? job.State) switch
    {
        ImportState.Checking or ImportState.Checked => "check",
        ImportState.Undoing or ImportState.Undone => "undo",
        ImportState.Redoing => "redo",
        ImportState.Failed when job.ChangesetId is null => "check",
        _ => "run",
    };

    private static JobState StateOf(ImportJob job, ImportProgress? progress) => job.State switch
    {
        ImportState.Paused => JobState.Paused,
        ImportState.Checked => JobState.Asks,
        ImportState.Stopped => JobState.Stopped,
        ImportState.Done or ImportState.Undone => JobState.Done,
        ImportState.Failed => JobState.Failed,
        _ => progress is null ? JobState.Waiting : JobState.Working,
    };

    private static IEnumerable<JobAct> ActsOf(ImportJob job)
    {
        if (job.State is ImportState.Running or ImportState.Undoing or ImportState.Redoing)
        {
            yield return Act("import.pause", "pause", "pause");
        }

        if (job.State is ImportState.Paused)
        {
            yield return Act("import.go-on", "play", "continue");
        }

        if (job.State is ImportState.Running or ImportState.Checking || job.PausedIn == ImportState.Running)
        {
            yield return Act("import.cancel", "ban", "cancel");
        }

        if (job.ChangesetId is not null && job.State is ImportState.Done or ImportState.Stopped or ImportState.Failed)
        {
            yield return Act("act.undo", "undo-2", "undo") with { Needs = "history.undo" };
        }

        JobAct Act(string word, string icon, string step) => new(word, icon, ImportPages.Address(job.Id, step), "import.run");
    }
}
