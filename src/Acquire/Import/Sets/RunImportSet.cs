namespace Kith.Acquire.Import;

/// <summary>Starts everything in a set that was not run yet, in its order: organisations before the rows that name them.</summary>
[Needs("import.run")]
public sealed class RunImportSet(RunImport run, ShowImportSet show) : IUseCase, IChange<RunImportSet.Ask, ImportSetView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<RunImportSet>("/api/import-sets/{id:long}/run", async (long id, RunImportSet use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportSetView Handle(Ask ask, Act act)
    {
        var members = ImportSet.Idle(act.Sql, ask.Id).Where(job => job.IsUnrun).ToList();
        if (members.Count == 0)
        {
            throw Refused.Conflict("import.set-all-run");
        }

        ImportSet.Each(members, act, job => run.Handle(new RunImport.Ask(job.Id), act));
        return show.View(act.Sql, ask.Id);
    }
}
