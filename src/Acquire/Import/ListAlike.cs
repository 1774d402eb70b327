namespace Kith.Acquire.Import;

/// <summary>The cells that have one problem, those that read alike together: to be put right at once.</summary>
[Needs("import.run")]
public sealed class ListAlike(ISeal seal, IDecide decide) : IUseCase, IQuestion<ListAlike.Ask, IReadOnlyList<ListAlike.Group>>
{
    private const int RowsToLookAt = 5000;
    private const int GroupsShown = 20;

    /// <param name="Code">The finding.</param>
    /// <param name="Field">Empty = of no field.</param>
    public sealed record Ask(long Id, string Code, string? Field = null);

    /// <param name="Count">How many of the first 5,000 rows with this problem.</param>
    /// <param name="Suggestion">The text of the whole cell with what the check suggests; null = it suggests nothing.</param>
    public sealed record Group(int Column, string Value, int Count, string? Suggestion);

    public static void Map(Routes routes) => routes.Get<ListAlike>("/api/imports/{id:long}/alike", async ([AsParameters] Ask ask, ListAlike use, RevealCells reveal, Entrance door) =>
    {
        await reveal.Note(ask.Id, typeof(ListAlike), door.Caller);
        return TypedResults.Json(door.Ask(use, ask));
    });

    public IReadOnlyList<Group> Answer(Ask ask, Look look)
    {
        var job = ImportJob.Require(look.Sql, ask.Id);
        job.RequireCellsFor(look.Caller, decide);
        return
        [
            .. ImportProblems.Page(look.Sql, seal, ask.Id, new ProblemFilter(null, ask.Code, ask.Field), 0, RowsToLookAt)
                .Where(problem => problem.Code == ask.Code && problem.Column >= 0 && (ask.Field is null || (problem.Field ?? "") == ask.Field))
                .GroupBy(problem => (problem.Column, Value: problem.Value ?? ""))
                .OrderByDescending(group => group.Count()).Take(GroupsShown)
                .Select(group => new Group(group.Key.Column, group.Key.Value, group.Count(), ProblemWords.SuggestionOf(group.First()))),
        ];
    }
}
