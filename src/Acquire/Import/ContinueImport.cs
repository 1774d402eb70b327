namespace Kith.Acquire.Import;

/// <summary>
/// Goes on with an import that was stopped or paused, from the row after the last one that is in. It gets its turn after
/// those that wait already.
/// </summary>
[Needs("import.run")]
public sealed class ContinueImport(ImportRunner runner) : IUseCase, IChange<ContinueImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<ContinueImport>("/api/imports/{id:long}/continue", async (long id, ContinueImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        if (job is { State: ImportState.Paused, PausedIn: { } was })
        {
            var view = runner.Begin(act, job, was);
            ImportSet.StandBehind(act, job);
            return view;
        }

        job.RequireState(ImportState.Stopped);
        Changeset.SetState(act, job.ChangesetId!.Value, "open");
        job.FinishedAt = null;
        job.Failure = null;
        return runner.Begin(act, job, ImportState.Running);
    }
}
