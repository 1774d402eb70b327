using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Takes the undo of an import back: what it made and changed stands again, and can be undone again.</summary>
[Needs("history.undo")]
public sealed class RedoImport(ImportRunner runner, FieldBook book) : IUseCase, IChange<RedoImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<RedoImport>("/api/imports/{id:long}/redo", async (long id, RedoImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Undone);
        job.Plan.RemakeFields(act, book, job.ChangesetId!.Value);
        TakingBack.Begin(act, job, TakingBack.UndoOf(act.Sql, job), nameof(RedoImport));
        return runner.Begin(act, job, ImportState.Redoing);
    }
}
