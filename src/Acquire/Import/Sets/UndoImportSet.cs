namespace Kith.Acquire.Import;

/// <summary>Takes back all that a set has imported, what came in last first.</summary>
[Needs("history.undo")]
public sealed class UndoImportSet(UndoImport undo, ShowImportSet show) : IUseCase, IChange<UndoImportSet.Ask, ImportSetView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<UndoImportSet>("/api/import-sets/{id:long}/undo", async (long id, UndoImportSet use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportSetView Handle(Ask ask, Act act)
    {
        var members = ImportSet.Idle(act.Sql, ask.Id)
            .Where(job => job.ChangesetId is not null && ImportSet.Ended.Contains(job.State))
            .OrderByDescending(job => job.ChangesetId).ToList();
        if (members.Count == 0)
        {
            throw Refused.Conflict("import.set-nothing-to-undo");
        }

        ImportSet.Each(members, act, job => undo.Handle(new UndoImport.Ask(job.Id), act));
        return show.View(act.Sql, ask.Id);
    }
}
