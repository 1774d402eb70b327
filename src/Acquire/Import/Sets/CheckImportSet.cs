namespace Kith.Acquire.Import;

/// <summary>Starts the dry run of everything in a set that was not run yet, one after the other.</summary>
[Needs("import.run")]
public sealed class CheckImportSet(CheckImport check, ShowImportSet show) : IUseCase, IChange<CheckImportSet.Ask, ImportSetView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<CheckImportSet>("/api/import-sets/{id:long}/check", async (long id, CheckImportSet use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportSetView Handle(Ask ask, Act act)
    {
        var members = ImportSet.Idle(act.Sql, ask.Id).Where(job => job.IsUnrun).ToList();
        if (members.Count == 0)
        {
            throw Refused.Conflict("import.set-all-run");
        }

        ImportSet.Each(members, act, job => check.Handle(new CheckImport.Ask(job.Id), act));
        return show.View(act.Sql, ask.Id);
    }
}
