namespace Kith.Acquire.Import;

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
