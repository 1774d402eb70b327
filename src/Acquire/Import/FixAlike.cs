using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Puts all cells right that have one problem and read alike, or takes each one's own suggestion; the rows are then
/// checked anew.
/// </summary>
[Needs("import.run")]
public sealed class FixAlike(Store store, Door door, ISeal seal, IDecide decide, CheckImport check) : IUseCase, IChange<FixAlike.Ask, long?>
{
    private const int RowsAtOnce = 500;
    private const int LongestCell = 10_000;

    /// <param name="From">The text that the cells have; null = any: each takes its own suggestion.</param>
    /// <param name="To">The text that they get.</param>
    public sealed record Request(string Code, string? Field = null, int? Column = null, string? From = null, string? To = null);

    /// <param name="Cells">How many cells are to be corrected.</param>
    public sealed record Ask(long Id, long Cells);

    /// <param name="Last">The last row that was looked at; null = there are no more.</param>
    private readonly record struct Slice(List<(long Row, int Column, string Text)> Fixes, long? Last);

    public static void Map(Routes routes)
    {
        routes.Post<FixAlike>("/api/imports/{id:long}/fixes", async (long id, Request request, FixAlike use, Entrance entrance) => TypedResults.Json(await use.Enter(id, request, entrance)));
        routes.Post<FixAlike>("/import/{id:long}/fixes", async (long id, HttpContext http, FixAlike use, Entrance entrance) =>
        {
            var form = await http.Request.ReadFormAsync();
            var suggestions = form.ContainsKey("suggestions");
            int? column = int.TryParse(form["column"], out var index) ? index : null;
            try
            {
                await use.Enter(id, new Request(form["code"].ToString(), form["field"], column, suggestions ? null : form["from"].ToString(), suggestions ? null : form["to"].ToString()), entrance);
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
            {
                Shell.Web.Saying.Next(http, refused.WordKey);
            }

            return ImportPages.SeeOther(ImportPages.Address(id, "rows"));
        });
    }

    /// <summary>
    /// They may be a hundred thousand: counted before it enters the Door, which notes who changes how many, and then corrected
    /// some at a time, as long as the import stands as it did then.
    /// </summary>
    internal async Task<ImportView> Enter(long id, Request request, Entrance entrance)
    {
        if (request.To?.Length > LongestCell)
        {
            throw Refused.Invalid("import.cell-too-long", "to", ("most", LongestCell));
        }

        var caller = entrance.Caller ?? throw new Refused(Refusal.Unauthenticated, "access.sign-in");
        var checkedAt = await entrance.Change(this, new Ask(id, store.Read(sql => Count(sql, id, request, caller))));
        for (var slice = Next(0); slice.Last is { } last; slice = Next(last))
        {
            await door.Continue(typeof(FixAlike), caller, act => Correct(act, id, checkedAt, slice.Fixes));
        }

        return await entrance.Change(check, new CheckImport.Ask(id));

        Slice Next(long after) => store.Read(sql => SliceOf(sql, id, request, after));
    }

    /// <summary>The moment of the check whose findings are put right.</summary>
    public long? Handle(Ask ask, Act act)
    {
        var job = Require(act.Sql, ask.Id, act.Caller);
        act.Subject.Detail = ask.Cells.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return job.StartedAt;
    }

    private ImportJob Require(SqliteConnection sql, long id, Caller caller)
    {
        var job = ImportJob.Require(sql, id);
        job.RequireCellsFor(caller, decide);
        job.RequireState(ImportState.Checked);
        return job;
    }

    private long Count(SqliteConnection sql, long id, Request request, Caller caller)
    {
        Require(sql, id, caller);
        long cells = 0;
        for (var slice = SliceOf(sql, id, request, 0); slice.Last is { } last; slice = SliceOf(sql, id, request, last))
        {
            cells += slice.Fixes.Count;
        }

        return cells > 0 ? cells : throw Refused.Invalid("import.nothing-alike", "from");
    }

    private bool Correct(Act act, long id, long? checkedAt, List<(long Row, int Column, string Text)> fixes)
    {
        var job = ImportJob.Require(act.Sql, id);
        if (job.State != ImportState.Checked || job.StartedAt != checkedAt)
        {
            throw Refused.Conflict("import.changed-meanwhile");
        }

        fixes.ForEach(fix => ImportFixes.Set(act.Sql, seal, id, fix.Row, fix.Column, fix.Text));
        return true;
    }

    private Slice SliceOf(SqliteConnection sql, long id, Request request, long after)
    {
        var problems = ImportProblems.Page(sql, seal, id, new ProblemFilter(null, request.Code, request.Field), after, RowsAtOnce);
        var fixes = from problem in problems
                    where Concerns(problem, request)
                    let text = request.To ?? ProblemWords.SuggestionOf(problem)
                    where text is not null
                    select (problem.Row, problem.Column, text);
        return new Slice([.. fixes], problems.Count == 0 ? null : problems[^1].Row);
    }

    private static bool Concerns(ImportProblem problem, Request request) =>
        problem.Code == request.Code && problem.Column >= 0
        && (request.Field is null || (problem.Field ?? "") == request.Field)
        && (request.Column is null || problem.Column == request.Column)
        && (request.To is null ? request.From is null || problem.Value == request.From : problem.Value == (request.From ?? ""));
}
