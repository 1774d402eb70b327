using System.Text.Json;
using Dapper;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Takes a whole import back, updates included, in batches that let people's work through. Where somebody changed a value
/// later it stays, and the conflict is listed.
/// </summary>
[Needs("history.undo")]
public sealed class UndoImport(ImportRunner runner) : IUseCase, IChange<UndoImport.Ask, ImportView>
{
    /// <summary>Customers between two looks at who waits for the writer: well under 50 ms of work.</summary>
    private const int CustomersInABatch = 100;

    /// <summary>Customers that may share a transaction when nobody waits.</summary>
    private const int CustomersInATransaction = 2000;

    internal const int MostConflictsKept = 1000;

    public sealed record Ask(long Id);

    /// <summary>What a run of batches carries along.</summary>
    /// <param name="LastCreated">The highest id among the customers that the import made; 0 = none.</param>
    public sealed record Progress(long ImportId, long LastCreated, List<UndoConflict> Conflicts)
    {
        public static Progress Of(SqliteConnection sql, ImportJob job) => new(
            job.Id,
            sql.QuerySingle<long?>("select max(customer_id) from customer where created_in = @ChangesetId", new { job.ChangesetId }) ?? 0,
            job.Conflicts is null ? [] : JsonSerializer.Deserialize<List<UndoConflict>>(job.Conflicts, KithJson.Options)!);
    }

    /// <param name="Customers">How many this batch took back.</param>
    /// <param name="Last">Whether nothing is left to do, or somebody paused it.</param>
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
    internal static Batched Batch(Act act, CustomerWriter writer, Progress progress)
    {
        var job = ImportJob.Require(act.Sql, progress.ImportId);
        return job.State == ImportState.Undoing
            ? TakeBack(act, writer, job, job.ChangesetId!.Value, progress, () => job.State = ImportState.Undone)
            : new Batched(0, true);
    }

    /// <summary>
    /// Takes the next customers of a changeset back, in the order of their ids, until somebody waits for the writer; the
    /// job's mark moves in the same transaction.
    /// </summary>
    internal static Batched TakeBack(Act act, CustomerWriter writer, ImportJob job, long changeset, Progress progress, Action settle)
    {
        var undoing = act.Sql.QuerySingle<long>(
            "select max(changeset_id) from changeset where undoes = @changeset and state = 'open'", new { changeset });
        act.ResumeChangeset(undoing);
        var (done, finished) = (0, false);
        using (writer.Bulk(act.Sql))
        {
            while (!finished && done < (act.OthersWork ? CustomersInABatch : CustomersInATransaction) && !(done > 0 && act.OthersWait))
            {
                var batch = Next(act, changeset, job.UndoMark, progress.LastCreated);
                new CustomerUndo(act, writer, changeset).Run(batch, progress.Conflicts);
                job.UndoMark = batch.Count > 0 ? batch[^1] : job.UndoMark;
                done += batch.Count;
                finished = batch.Count < CustomersInABatch;
            }
        }

        job.Conflicts = JsonSerializer.Serialize(progress.Conflicts.Take(MostConflictsKept), KithJson.Options);
        if (finished)
        {
            Changeset.SetState(act, changeset, "undone");
            Changeset.SetState(act, undoing, "closed");
            settle();
            ImportNotice.Tell(act.Sql, act.NewId(), job, act.Now);
        }

        job.Save(act.Sql);
        return new Batched(done, finished);
    }

    /// <summary>
    /// Ids are in the order of their making, so that what a changeset made lies behind its own id: looked for along the table,
    /// since no index has a changeset's customers in the order of their ids.
    /// </summary>
    private static List<long> Next(Act act, long changeset, long mark, long lastCreated) => act.Sql.Query<long>(
        """
        select customer_id from (
          select * from (
            select customer_id from customer where +created_in = @changeset and customer_id > max(@mark, @changeset) and customer_id <= @lastCreated
            order by customer_id limit @CustomersInABatch)
          union
          select * from (
            select distinct customer_id from change where changeset_id = @changeset and customer_id > @mark
            order by customer_id limit @CustomersInABatch))
        order by customer_id limit @CustomersInABatch
        """,
        new { changeset, mark, lastCreated, CustomersInABatch }).AsList();
}
