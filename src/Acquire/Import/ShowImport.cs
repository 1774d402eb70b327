using Dapper;

namespace Kith.Acquire.Import;

/// <summary>One import: its layout, plan, state, counts, receipt.</summary>
[Needs("import.run")]
public sealed class ShowImport(ImportRunner runner) : IUseCase, IQuestion<ShowImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Get<ShowImport>("/api/imports/{id:long}", (long id, ShowImport use, Entrance door) =>
        TypedResults.Json(door.Ask(use, new Ask(id))));

    public ImportView Answer(Ask ask, Look look)
    {
        var job = ImportJob.Require(look.Sql, ask.Id);
        return ImportView.Of(job, runner.ProgressOf(ask.Id), ImportProblems.Summary(look.Sql, ask.Id)) with
        {
            Undone = job.State == ImportState.Undone
                ? look.Sql.QueryFirstOrDefault<UndoMark>(
                    "select actor as By, at as At from changeset where undoes = @ChangesetId order by changeset_id desc", new { job.ChangesetId })
                : null,
        };
    }
}

/// <summary>The imports so far, the newest first.</summary>
[Needs("import.run")]
public sealed class ListImports(ImportRunner runner) : IUseCase, IQuestion<ListImports.Ask, IReadOnlyList<ImportView>>
{
    public sealed record Ask(long? Before = null, int Limit = 50);

    public static void Map(Routes routes) => routes.Get<ListImports>("/api/imports", ([AsParameters] Ask ask, ListImports use, Entrance door) =>
        TypedResults.Json(door.Ask(use, ask)));

    public IReadOnlyList<ImportView> Answer(Ask ask, Look look) =>
    [
        .. ImportJob.Query(
            look.Sql,
            "where @Before is null or import_id < @Before order by import_id desc limit @limit",
            new { ask.Before, limit = Math.Clamp(ask.Limit, 1, 200) }).Select(job => ImportView.Of(job, runner.ProgressOf(job.Id), null)),
    ];
}
