using Dapper;
using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>Takes the undo of an import back: what it made and changed stands again, and can be undone again.</summary>
[Needs("history.undo")]
public sealed class RedoImport(ImportRunner runner) : IUseCase, IChange<RedoImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<RedoImport>("/api/imports/{id:long}/redo", async (long id, RedoImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Undone);
        var undo = UndoOf(job, act);
        var redo = act.BeginLongChangeset(null);
        redo.NoteUndoOf(undo);
        Changeset.SetState(act, undo, "undoing");
        job.Conflicts = null;
        job.UndoMark = 0;
        return runner.Begin(act, job, ImportState.Redoing);
    }

    /// <summary>Brings the next customers back to where the import had them.</summary>
    internal static UndoImport.Batched Batch(Act act, CustomerWriter writer, UndoImport.Progress progress)
    {
        var job = ImportJob.Require(act.Sql, progress.ImportId);
        if (job.State != ImportState.Redoing)
        {
            return new UndoImport.Batched(0, true);
        }

        var undo = UndoOf(job, act);
        return UndoImport.TakeBack(act, writer, job, undo, progress, () =>
        {
            Changeset.SetState(act, job.ChangesetId!.Value, "closed");
            job.State = job.Complete ? ImportState.Done : ImportState.Stopped;
        });
    }

    private static long UndoOf(ImportJob job, Act act) =>
        act.Sql.QuerySingle<long>("select max(changeset_id) from changeset where undoes = @ChangesetId", new { job.ChangesetId });
}
