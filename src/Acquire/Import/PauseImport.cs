namespace Kith.Acquire.Import;

/// <summary>
/// Pauses a run, an undo or a redo at its next batch, and for as long as nobody goes on with it; the next in the queue has
/// its turn meanwhile. What is in stays and counts.
/// </summary>
[Needs("import.run")]
public sealed class PauseImport : IUseCase, IChange<PauseImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<PauseImport>("/api/imports/{id:long}/pause", async (long id, PauseImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Running, ImportState.Undoing, ImportState.Redoing);
        job.PausedIn = job.State;
        job.State = ImportState.Paused;
        job.Save(act.Sql);
        return ImportView.Of(job, null, null);
    }
}
