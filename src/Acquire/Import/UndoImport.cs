namespace Kith.Acquire.Import;

/// <summary>
/// Takes a whole import back, updates included, in batches that let people's work through. Where somebody changed a value
/// later it stays, and the conflict is listed.
/// </summary>
[Needs("history.undo")]
public sealed class UndoImport(ImportRunner runner) : IUseCase, IChange<UndoImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<UndoImport>("/api/imports/{id:long}/undo", async (long id, UndoImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Done, ImportState.Stopped, ImportState.Failed);
        if (job.ChangesetId is not { } changeset)
        {
            throw Refused.Conflict("import.nothing-to-undo");
        }

        TakingBack.Begin(act, job, changeset, nameof(UndoImport));
        return runner.Begin(act, job, ImportState.Undoing);
    }
}
