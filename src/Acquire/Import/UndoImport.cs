using System.Text.Json;
using Dapper;
using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>
/// Takes a whole import back, updates included, in batches that let people's work through. Where somebody changed a value
/// later it stays, and the conflict is listed.
/// </summary>
[Needs("history.undo")]
public sealed class UndoImport(ImportRunner runner) : IUseCase, IChange<UndoImport.Ask, ImportView>
{
    // Taking a customer out of the search index costs about a millisecond, and the writer is to be free every 50.
    private const int CustomersInABatch = 50;
    internal const int MostConflictsKept = 1000;

    public sealed record Ask(long Id);

    /// <param name="Customers">How many this batch took back.</param>
    public readonly record struct Batched(int Customers, bool Last);

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

        var undo = act.BeginLongChangeset(null);
        undo.NoteUndoOf(changeset);
        Changeset.SetState(act, changeset, "undoing");
        job.Conflicts = null;
        job.Failure = null;
        job.FailureData = null;
        job.UndoMark = 0;
        return runner.Begin(act, job, ImportState.Undoing);
    }

    /// <summary>Takes the next customers of the import back.</summary>
    internal static Batched Batch(Act act, CustomerWriter writer, long importId, List<UndoConflict> conflicts)
    {
        var job = ImportJob.Require(act.Sql, importId);
        return TakeBack(act, writer, job, job.ChangesetId!.Value, conflicts, () => job.State = ImportState.Undone);
    }

    /// <summary>
    /// Takes the next customers of a changeset back, in the order of their ids; the job's mark moves in the same transaction.
    /// </summary>
    internal static Batched TakeBack(Act act, CustomerWriter writer, ImportJob job, long changeset, List<UndoConflict> conflicts, Action settle)
    {
        var undoing = act.Sql.QuerySingle<long>(
            "select max(changeset_id) from changeset where undoes = @changeset and state = 'open'", new { changeset });
        act.ResumeChangeset(undoing);
        var batch = act.Sql.Query<long>(
            """
            select customer_id from (
              select * from (
                select customer_id from customer where created_in = @changeset and customer_id > @UndoMark
                order by customer_id limit @CustomersInABatch)
              union
              select * from (
                select distinct customer_id from change where changeset_id = @changeset and customer_id > @UndoMark
                order by customer_id limit @CustomersInABatch))
            order by customer_id limit @CustomersInABatch
            """,
            new { changeset, job.UndoMark, CustomersInABatch }).AsList();
        foreach (var customer in batch)
        {
            new CustomerUndo(act, writer, changeset).Run(customer, conflicts);
        }

        job.Conflicts = JsonSerializer.Serialize(conflicts.Take(MostConflictsKept), KithJson.Options);
        job.UndoMark = batch.Count > 0 ? batch[^1] : job.UndoMark;
        var finished = batch.Count < CustomersInABatch;
        if (finished)
        {
            Changeset.SetState(act, changeset, "undone");
            Changeset.SetState(act, undoing, "closed");
            settle();
        }

        job.Save(act.Sql);
        return new Batched(batch.Count, finished);
    }
}
