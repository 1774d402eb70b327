namespace Kith.Acquire.Import;

/// <summary>
/// Stops a running import at the next batch, one that waits or is paused at once; what is in stays until it is kept or
/// undone. A check that is stopped leaves the import as if it had never begun: nothing was imported.
/// </summary>
[Needs("import.run")]
public sealed class CancelImport(ImportRunner runner) : IUseCase, IChange<CancelImport.Ask, CancelImport.Done>
{
    public sealed record Ask(long Id);

    /// <param name="State">Where the import stands now.</param>
    public sealed record Done(string State);

    public static void Map(Routes routes) => routes.Post<CancelImport>("/api/imports/{id:long}/cancel", async (long id, CancelImport use, Entrance door) =>
    {
        await door.Change(use, new Ask(id));
        return TypedResults.NoContent();
    });

    public Done Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        if (job.State != ImportState.Paused || job.PausedIn != ImportState.Running)
        {
            job.RequireState(ImportState.Running, ImportState.Checking);
        }

        if (job.State == ImportState.Checking)
        {
            job.State = ImportState.Draft;
            job.Counts = new ImportCounts();
            runner.LetGo(act, job.Id);
        }
        else if (job.State == ImportState.Running && runner.IsAt(job.Id))
        {
            job.State = ImportState.Stopping;
        }
        else
        {
            job.State = ImportState.Stopped;
            job.FinishedAt = act.Now;
            Changeset.SetState(act, job.ChangesetId!.Value, "closed");
        }

        job.Save(act.Sql);
        // Those that came with a paused one may have waited for it.
        act.WhenDurable(runner.Call);
        return new Done(job.State);
    }
}
