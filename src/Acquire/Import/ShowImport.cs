using Dapper;
using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>One import: its layout, plan, state, counts, receipt.</summary>
[Needs("import.run")]
public sealed class ShowImport(ImportRunner runner, DataFolder folder, ISeal seal, IDecide decide) : IUseCase, IQuestion<ShowImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Get<ShowImport>("/api/imports/{id:long}", (long id, ShowImport use, Entrance door) =>
        TypedResults.Json(door.Ask(use, new Ask(id))));

    public ImportView Answer(Ask ask, Look look)
    {
        var job = ImportJob.Require(look.Sql, ask.Id);
        var view = ImportView.Of(job, runner.ProgressOf(ask.Id), job.FindingsHold ? ImportProblems.Summary(look.Sql, job.ShowsCellsTo(look.Caller, decide) ? seal : null, ask.Id) : []);
        return view with
        {
            Retaken = view.Conflicts.Count == 0 ? view.Retaken : RestoreCustomer.RestoredSince(look.Sql, LastTakeBack(look, job), view.Conflicts),
            OtherSheets = job.IsUnrun ? TakeSheets.Untaken(look.Sql, job) : [],
            FileGone = job.ChangesetId is null && !ImportFile.Exists(folder, job.Id),
            Undone = job.State == ImportState.Undone
                ? look.Sql.QueryFirstOrDefault<UndoMark>(
                    "select actor as By, at as At from changeset where undoes = @ChangesetId order by changeset_id desc", new { job.ChangesetId })
                : null,
        };
    }

    /// <summary>The last undo, or redo of an undo, of an import.</summary>
    private static long LastTakeBack(Look look, ImportJob job) => look.Sql.QuerySingle<long>(
        """
        select coalesce(max(changeset_id), 0) from changeset
        where undoes = @ChangesetId or undoes in (select changeset_id from changeset where undoes = @ChangesetId)
        """,
        new { job.ChangesetId });
}
