namespace Kith.Acquire.Import;

/// <summary>
/// Puts all cells right that have one problem and read alike, or takes each one's own suggestion; the rows are then
/// checked anew.
/// </summary>
[Needs("import.run")]
public sealed class FixAlike(Store store, ISeal seal, IDecide decide, CheckImport check) : IUseCase, IChange<FixAlike.Ask, ImportView>
{
    private const int RowsAtOnce = 500;
    private const int LongestCell = 10_000;

    /// <param name="From">The text that the cells have; null = any: each takes its own suggestion.</param>
    /// <param name="To">The text that they get.</param>
    public sealed record Request(string Code, string? Field = null, int? Column = null, string? From = null, string? To = null);

    /// <param name="Cells">How many cells were corrected.</param>
    public sealed record Ask(long Id, long Cells);

    public static void Map(Routes routes)
    {
        routes.Post<FixAlike>("/api/imports/{id:long}/fixes", async (long id, Request request, FixAlike use, Entrance door) => TypedResults.Json(await use.Enter(id, request, door)));
        routes.Post<FixAlike>("/import/{id:long}/fixes", async (long id, HttpContext http, FixAlike use, Entrance door) =>
        {
            var form = await http.Request.ReadFormAsync();
            var suggestions = form.ContainsKey("suggestions");
            int? column = int.TryParse(form["column"], out var index) ? index : null;
            try
            {
                await use.Enter(id, new Request(form["code"].ToString(), form["field"], column, suggestions ? null : form["from"].ToString(), suggestions ? null : form["to"].ToString()), door);
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
            {
                Shell.Web.Saying.Next(http, refused.WordKey);
            }

            return ImportPages.SeeOther(ImportPages.Address(id, "rows"));
        });
    }

    /// <summary>The corrections are noted some at a time before it enters the Door: they may be a hundred thousand.</summary>
    internal async Task<ImportView> Enter(long id, Request request, Entrance door)
    {
        if (request.To?.Length > LongestCell)
        {
            throw Refused.Invalid("import.cell-too-long", "to", ("most", LongestCell));
        }

        var job = store.Read(sql => ImportJob.Require(sql, id));
        job.RequireCellsFor(door.Caller ?? throw new Refused(Refusal.Unauthenticated, "access.sign-in"), decide);
        job.RequireState(ImportState.Checked);
        long after = 0, cells = 0;
        while (store.Read(sql => ImportProblems.Page(sql, seal, id, new ProblemFilter(null, request.Code, request.Field), after, RowsAtOnce)) is { Count: > 0 } problems)
        {
            var fixes = problems.Where(problem => Concerns(problem, request)).Select(problem => (problem.Row, problem.Column, Text: request.To ?? ProblemWords.SuggestionOf(problem)))
                .Where(fix => fix.Text is not null).ToList();
            await store.Write(
                sql =>
                {
                    fixes.ForEach(fix => ImportFixes.Set(sql, seal, id, fix.Row, fix.Column, fix.Text!));
                    return true;
                },
                patient: true);
            after = problems[^1].Row;
            cells += fixes.Count;
        }

        return cells == 0 ? throw Refused.Invalid("import.nothing-alike", "from") : await door.Change(this, new Ask(id, cells));
    }

    public ImportView Handle(Ask ask, Act act)
    {
        act.Subject.Detail = ask.Cells.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return check.Handle(new CheckImport.Ask(ask.Id), act);
    }

    private static bool Concerns(ImportProblem problem, Request request) =>
        problem.Code == request.Code && problem.Column >= 0
        && (request.Column is null || problem.Column == request.Column)
        && (request.To is null ? request.From is null || problem.Value == request.From : problem.Value == (request.From ?? ""));
}
