using System.Globalization;
using Kith.Keep.Fields;
using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>The third step: what the check found, and problem rows put right where they stand.</summary>
[Needs("import.run")]
public sealed class RowsPage(ShowImport show, ListProblems list, ListAlike alike, RevealCells reveal, FixRow fix, FieldBook book, Store store) : IUseCase
{
    private const int RowsInAPage = 25;

    /// <summary>What of the problems is shown, as the address says it.</summary>
    /// <param name="Show">`warnings`, or the rows that are left out.</param>
    public sealed record Filter(string? Show = null, string? Code = null, string? Field = null, long? After = null, long? Before = null)
    {
        public bool Warnings => Show == "warnings";

        public string Query(long? after = null, long? before = null) => QueryString.Create(
            new (string Name, string? Value)[]
            {
                ("show", Show), ("code", Code), ("field", Field),
                ("after", after?.ToString(CultureInfo.InvariantCulture)), ("before", before?.ToString(CultureInfo.InvariantCulture)),
            }.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).ToString();
    }

    public static void Map(Routes routes)
    {
        routes.Get<RowsPage>("/import/{id:long}/rows", async (long id, [AsParameters] Filter filter, RowsPage page, Entrance door) => await page.Show(id, filter, door));
        routes.Post<RowsPage>("/import/{id:long}/rows/{row:long}", async (
            long id, long row, [AsParameters] Filter filter, RowsPage page, Entrance door, HttpContext http) => await page.Fix(id, row, filter, door, http));
    }

    private async Task<IResult> Show(long id, Filter filter, Entrance door)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        return view.FileGone ? ImportPages.Gone(view)
            : view.State is ImportState.Draft or ImportState.Running or ImportState.Stopping or ImportState.Paused or ImportState.Undoing or ImportState.Redoing
            ? ImportPages.To(id, ImportPages.StepOf(view))
            : Page(view, await Problems(view, filter, door), filter, alike: Alike(view, filter, door));
    }

    private async Task<IResult> Fix(long id, long row, Filter filter, Entrance door, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        try
        {
            var done = await fix.Enter(id, row, CellsOf(form), store, door);
            if (!Fragment.IsWantedBy(http.Request))
            {
                return ImportPages.SeeOther(ImportPages.Address(id, "rows") + filter.Query(filter.After, filter.Before));
            }

            var problems = new ListProblems.Page([new ListProblems.ProblemRow(row, done.Cells, done.Problems)], null, null);
            return Page(door.Ask(show, new ShowImport.Ask(id)), problems, filter, row);
        }
        catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
        {
            var view = door.Ask(show, new ShowImport.Ask(id));
            return ImportPages.Render<RowsView>(
                new { View = view, Problems = await Problems(view, filter, door), Filter = filter, Fields = view.Plan.FieldsIn(book), Problem = ImportPages.Sentence(refused, Language.WordsFor(http), book) },
                refused,
                http);
        }
    }

    private async Task<ListProblems.Page> Problems(ImportView view, Filter filter, Entrance door)
    {
        if (view.IsBusy)
        {
            return new ListProblems.Page([], null, null);
        }

        await reveal.Note(view.Id, typeof(ListProblems), door.Caller);
        return door.Ask(list, new ListProblems.Ask(view.Id, !filter.Warnings, filter.Code, filter.Field, filter.After ?? 0, filter.Before, RowsInAPage));
    }

    /// <summary>Cells that read alike, when one kind of problem is chosen.</summary>
    private List<ListAlike.Group>? Alike(ImportView view, Filter filter, Entrance door) =>
        view.State == ImportState.Checked && filter.Code is not null ? [.. door.Ask(alike, new ListAlike.Ask(view.Id, filter.Code, filter.Field))] : null;

    private IResult Page(ImportView view, ListProblems.Page problems, Filter filter, long? fixedRow = null, List<ListAlike.Group>? alike = null) =>
        ImportPages.Render<RowsView>(new { View = view, Problems = problems, Filter = filter, Fields = view.Plan.FieldsIn(book), Fixed = fixedRow, Alike = alike });

    /// <summary>`cell.3` holds the text of the fourth column; a suggestion that was taken, `use.3`, wins over it.</summary>
    private static Dictionary<int, string> CellsOf(IFormCollection form)
    {
        var cells = new Dictionary<int, string>();
        foreach (var prefix in (string[])["cell.", "use."])
        {
            foreach (var (name, value) in form)
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var column))
                {
                    cells[column] = value.ToString();
                }
            }
        }

        return cells;
    }
}
