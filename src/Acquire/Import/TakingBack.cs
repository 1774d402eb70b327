using System.Text.Json;
using Dapper;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Takes an import back customer by customer, in batches that let people's work through: the undo, or the redo, which takes
/// the undo back. Where somebody changed a value later it stays, and the conflict is listed.
/// </summary>
internal sealed class TakingBack
{
    internal const int MostConflictsKept = 1000;

    /// <summary>Customers between two looks at who waits for the writer: well under 50 ms of work.</summary>
    private const int CustomersAtOnce = 50;

    /// <summary>Customers that may share a transaction when nobody else writes.</summary>
    private const int CustomersInATransaction = 2000;

    /// <summary>From so many on, their identity keys go together at the end: each lies on a page of its own.</summary>
    private const long ManyCreated = 20_000;

    private readonly CustomerWriter writer;
    private readonly FieldBook book;
    private readonly IReadOnlyList<string> fields;
    private readonly long importId;
    private readonly long changeset;
    private readonly long lastCreated;
    private readonly bool sweeps;
    private readonly List<UndoConflict> conflicts;

    /// <param name="job">An import that is being undone or redone.</param>
    public TakingBack(SqliteConnection sql, ImportJob job, CustomerWriter writer, FieldBook book)
    {
        (this.writer, this.book) = (writer, book);
        fields = job.State == ImportState.Undoing ? [.. job.Plan.Columns.Select(column => column.Field).OfType<string>()] : [];
        importId = job.Id;
        changeset = job.State == ImportState.Undoing ? job.ChangesetId!.Value : UndoOf(sql, job);
        lastCreated = sql.QuerySingle<long?>("select max(customer_id) from customer where created_in = @changeset", new { changeset }) ?? 0;
        sweeps = job.State == ImportState.Undoing && job.Counts.Created >= ManyCreated;
        conflicts = job.Conflicts is null ? [] : JsonSerializer.Deserialize<List<UndoConflict>>(job.Conflicts, KithJson.Options)!;
    }

    /// <summary>Begins to take a changeset back; one that was begun and failed on the way goes on where it stood.</summary>
    /// <param name="useCase">What history calls it.</param>
    public static void Begin(Act act, ImportJob job, long changeset, string useCase)
    {
        job.Failure = null;
        job.FailureData = null;
        if (act.Sql.QuerySingle<bool>("select exists (select 1 from changeset where undoes = @changeset and state = 'open')", new { changeset }))
        {
            return;
        }

        act.BeginLongChangeset(null, useCase).NoteUndoOf(changeset);
        Changeset.SetState(act, changeset, "undoing");
        job.Conflicts = null;
        job.UndoMark = 0;
    }

    /// <summary>The latest undo of an import.</summary>
    public static long UndoOf(SqliteConnection sql, ImportJob job) =>
        sql.QuerySingle<long>("select max(changeset_id) from changeset where undoes = @ChangesetId", new { job.ChangesetId });

    /// <summary>
    /// Takes the next customers back, in the order of their ids, until somebody waits for the writer; the job's mark moves in
    /// the same transaction. Returns how many; 0 at the end, null when somebody paused it.
    /// </summary>
    public int? Next(Act act)
    {
        var job = ImportJob.Require(act.Sql, importId);
        if (!ImportState.IsBusy(job.State))
        {
            return null;
        }

        act.ResumeChangeset(OpenOne(act.Sql));
        var done = 0;
        using (writer.Bulk())
        {
            var batch = new List<long>();
            do
            {
                batch = Following(act.Sql, job.UndoMark);
                new CustomerUndo(act, writer, changeset, sweeps).Run(batch, conflicts);
                job.UndoMark = batch.Count > 0 ? batch[^1] : job.UndoMark;
                done += batch.Count;
            }
            while (batch.Count > 0 && done < (act.OthersWork ? CustomersAtOnce : CustomersInATransaction) && !act.OthersWait);
        }

        conflicts.RemoveRange(Math.Min(conflicts.Count, MostConflictsKept), Math.Max(0, conflicts.Count - MostConflictsKept));
        job.Conflicts = JsonSerializer.Serialize(conflicts, KithJson.Options);
        job.Save(act.Sql);
        return done;
    }

    /// <summary>Takes keys of customers that are gone out of the table, some at a time; null when there are none left.</summary>
    public byte[]? Sweep(SqliteConnection sql, byte[] after, bool besideOthers) =>
        sweeps ? CustomerWriter.SweepKeys(sql, after, changeset, long.MaxValue, besideOthers) : null;

    /// <summary>The fields that this import or another made for its columns and nobody uses now that all is taken back.</summary>
    public IReadOnlyList<string> Leftover(SqliteConnection sql) =>
        FieldUse.MadeByImports(sql, fields) is { Count: > 0 } made ? FieldUse.Unused(sql, made) : [];

    /// <summary>Says that all is taken back; false where somebody paused it meanwhile.</summary>
    /// <param name="leftover">Fields that nobody uses any more, as it looked at <paramref name="since"/> (UTC milliseconds).</param>
    public bool Settle(Act act, IReadOnlyList<string> leftover, long since)
    {
        var job = ImportJob.Require(act.Sql, importId);
        if (!ImportState.IsBusy(job.State))
        {
            return false;
        }

        FieldUse.Retire(act, book, leftover, since);
        Changeset.SetState(act, OpenOne(act.Sql), "closed");
        Changeset.SetState(act, changeset, "undone");
        if (job.State == ImportState.Redoing)
        {
            Changeset.SetState(act, job.ChangesetId!.Value, "closed");
        }

        job.State = job.State == ImportState.Undoing ? ImportState.Undone : job.Complete ? ImportState.Done : ImportState.Stopped;
        job.Save(act.Sql);
        ImportNotice.Tell(act.Sql, act.NewId(), job, act.Now);
        return true;
    }

    private long OpenOne(SqliteConnection sql) =>
        sql.QuerySingle<long>("select max(changeset_id) from changeset where undoes = @changeset and state = 'open'", new { changeset });

    /// <summary>
    /// Ids are in the order of their making, so that what a changeset made lies behind its own id: looked for along the table,
    /// since no index has a changeset's customers in the order of their ids.
    /// </summary>
    private List<long> Following(SqliteConnection sql, long mark) => sql.Query<long>(
        """
        select customer_id from (
          select * from (
            select customer_id from customer where +created_in = @changeset and customer_id > max(@mark, @changeset) and customer_id <= @lastCreated
            order by customer_id limit @CustomersAtOnce)
          union
          select * from (
            select distinct customer_id from change where changeset_id = @changeset and customer_id > @mark
            order by customer_id limit @CustomersAtOnce))
        order by customer_id limit @CustomersAtOnce
        """,
        new { changeset, mark, lastCreated, CustomersAtOnce }).AsList();
}
