using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>A set of imports: its members in the order in which they run, each with where it stands.</summary>
[Needs("import.run")]
public sealed class ShowImportSet(ImportRunner runner, DataFolder folder) : IUseCase, IQuestion<ShowImportSet.Ask, ImportSetView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Get<ShowImportSet>("/api/import-sets/{id:long}", (long id, ShowImportSet use, Entrance door) =>
        TypedResults.Json(door.Ask(use, new Ask(id))));

    public ImportSetView Answer(Ask ask, Look look) => View(look.Sql, ask.Id);

    internal ImportSetView View(SqliteConnection sql, long id) => new(
        id,
        [.. ImportSet.Require(sql, id).Select(job => new ImportSetMember(
            ImportSet.RowsOf(job.Plan),
            ImportView.Of(job, runner.ProgressOf(job.Id), null) with { FileGone = job.ChangesetId is null && !ImportFile.Exists(folder, job.Id) }))],
        ImportSet.RefusedOf(sql, id));
}
