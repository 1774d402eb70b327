namespace Kith.Acquire.Import;

/// <summary>Stops a running import at the next batch; what is in stays until it is kept or undone.</summary>
[Needs("import.run")]
public sealed class CancelImport(ImportRunner runner) : IUseCase, IChange<CancelImport.Ask, bool>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<CancelImport>("/api/imports/{id:long}/cancel", async (long id, CancelImport use, Entrance door) =>
    {
        await door.Change(use, new Ask(id));
        return TypedResults.NoContent();
    });

    public bool Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Running);
        job.State = ImportState.Stopping;
        job.Save(act.Sql);
        act.WhenDurable(() => runner.Wake(job.Id));
        return true;
    }
}
