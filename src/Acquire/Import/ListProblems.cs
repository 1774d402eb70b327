using Kith.Engine.Acquire;

namespace Kith.Acquire.Import;

/// <summary>The rows that need attention, cell by cell, in the order of the file, each with the row as it stands.</summary>
[Needs("import.run")]
public sealed class ListProblems(DataFolder folder, ISeal seal, IDecide decide) : IUseCase, IQuestion<ListProblems.Ask, ListProblems.Page>
{
    private const int MostRows = 500;

    /// <param name="Refuses">true: only rows that are left out; false: only warnings.</param>
    /// <param name="Code">Only findings of this code.</param>
    /// <param name="Field">Only findings about this field.</param>
    /// <param name="After">The last row of the page before.</param>
    /// <param name="Before">The first row of the page after: the way back.</param>
    public sealed record Ask(
        long Id, bool? Refuses = null, string? Code = null, string? Field = null, long After = 0, long? Before = null, int Limit = 50);

    /// <param name="Cells">The row as it would be imported: the file's cells with corrections.</param>
    public sealed record ProblemRow(long Row, IReadOnlyList<string> Cells, IReadOnlyList<ImportProblem> Problems);

    /// <param name="Previous">What to ask for as Before; null on the first page.</param>
    /// <param name="Next">What to ask for as After; null on the last page.</param>
    public sealed record Page(IReadOnlyList<ProblemRow> Rows, long? Previous, long? Next);

    public static void Map(Routes routes) => routes.Get<ListProblems>("/api/imports/{id:long}/problems", async (
        [AsParameters] Ask ask, ListProblems use, RevealCells reveal, Entrance door) =>
    {
        await reveal.Note(ask.Id, typeof(ListProblems), door.Caller);
        return TypedResults.Json(door.Ask(use, ask));
    });

    public Page Answer(Ask ask, Look look)
    {
        var job = ImportJob.Require(look.Sql, ask.Id);
        job.RequireCellsFor(look.Caller, decide);
        var limit = Math.Clamp(ask.Limit, 1, MostRows);
        var filter = new ProblemFilter(ask.Refuses, ask.Code, ask.Field);
        var problems = job.FindingsHold ? ImportProblems.Page(look.Sql, seal, ask.Id, filter, ask.After, limit, ask.Before) : [];
        var byRow = problems.GroupBy(problem => problem.Row).ToDictionary(group => group.Key, group => group.ToList());
        var cells = CellsOf(job, byRow.Keys, look);
        var rows = byRow.Select(group => new ProblemRow(group.Key, cells.GetValueOrDefault(group.Key, []), group.Value)).ToList();
        var (above, below) = rows.Count == 0 ? (false, false) : ImportProblems.Around(look.Sql, ask.Id, filter, rows[0].Row, rows[^1].Row);
        return new Page(rows, above ? rows[0].Row : null, below ? rows[^1].Row : null);
    }

    private Dictionary<long, string[]> CellsOf(ImportJob job, IReadOnlyCollection<long> wanted, Look look)
    {
        var lines = ImportRows.Of(look.Sql, seal, job.Id, wanted);
        var missing = wanted.Where(row => !lines.ContainsKey(row)).ToHashSet();
        foreach (var line in missing.Count > 0 && ImportFile.Exists(folder, job.Id) ? FromFile(job, missing) : [])
        {
            lines[line.Number] = line;
        }

        var fixes = ImportFixes.Of(look.Sql, seal, job.Id, wanted);
        var texts = new ColumnTexts(job.Plan);
        return lines.Values.ToDictionary(line => line.Number, line => texts.Shown(line.Cells, fixes.GetValueOrDefault(line.Number)));
    }

    private List<TableRow> FromFile(ImportJob job, HashSet<long> wanted)
    {
        var last = wanted.Max();
        using var file = ImportFile.Open(folder, job.Id, job.Layout, job.Plan.Columns);
        return [.. file.Rows().TakeWhile(row => row.Number <= last).Where(row => wanted.Contains(row.Number))];
    }
}
