
namespace Kith.Acquire.Import;

/// <summary>The first rows of a file as they stand, each with what it is taken for.</summary>
[Needs("import.run")]
public sealed class PreviewImport(DataFolder folder, IDecide decide) : IUseCase, IQuestion<PreviewImport.Ask, IReadOnlyList<PreviewImport.Row>>
{
    private const int MostRows = 100;
    private const int MostCells = 60;

    public sealed record Ask(long Id, int Limit = 10);

    /// <param name="Role">title, header, units, data, blank, total or note.</param>
    public sealed record Row(long Number, string Role, IReadOnlyList<string> Cells);

    public static void Map(Routes routes) => routes.Get<PreviewImport>("/api/imports/{id:long}/preview", async (
        [AsParameters] Ask ask, PreviewImport use, RevealCells reveal, Entrance door) =>
    {
        await reveal.Note(ask.Id, typeof(PreviewImport), door.Caller);
        return TypedResults.Json(door.Ask(use, ask));
    });

    public IReadOnlyList<Row> Answer(Ask ask, Look look)
    {
        var job = ImportJob.Require(look.Sql, ask.Id);
        job.RequireCellsFor(look.Caller, decide);
        if (!ImportFile.Exists(folder, job.Id))
        {
            return [];
        }

        using var file = ImportFile.Open(folder, job.Id, job.Layout, job.Plan.Columns);
        return
        [
            .. file.FirstRows(Math.Clamp(ask.Limit, 1, MostRows))
                .Select(row => new Row(row.Row.Number, row.Role.ToString().ToLowerInvariant(), [.. row.Row.Cells.Take(MostCells)])),
        ];
    }
}
