namespace Kith.Acquire.Import;

/// <summary>Starts the dry run: every row is read, checked and matched; nothing is written but the findings.</summary>
[Needs("import.run")]
public sealed class CheckImport(ImportRunner runner, DataFolder folder) : IUseCase, IChange<CheckImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<CheckImport>("/api/imports/{id:long}/check", async (long id, CheckImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        ImportFile.RequireStaged(folder, job.Id);
        job.Counts = new ImportCounts();
        job.Failure = null;
        job.FailureData = null;
        // Each check has a moment of its own, so that one that was stopped does not go on under the next.
        job.StartedAt = Math.Max(act.Now, (job.StartedAt ?? 0) + 1);
        job.FinishedAt = null;
        return runner.Begin(act, job, ImportState.Checking);
    }
}
