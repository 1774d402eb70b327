using Kith.Engine.Acquire;
using Kith.Keep.Fields;
using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>What is done to the values of one column before they are checked, tried on values of the file while one chooses.</summary>
[Needs("import.run")]
public sealed class ColumnValuesPage(ShowImport show, PreviewColumn preview, ChangeImport change, RevealCells reveal, FieldBook book, Store store) : IUseCase
{
    public static void Map(Routes routes)
    {
        routes.Get<ColumnValuesPage>("/import/{id:long}/columns/{index:int}", async (long id, int index, ColumnValuesPage page, Entrance door) => await page.Show(id, index, door));
        routes.Post<ColumnValuesPage>("/import/{id:long}/columns/{index:int}/try", async (long id, int index, ColumnValuesPage page, Entrance door, HttpContext http) =>
            await page.Try(id, index, door, http));
        routes.Post<ColumnValuesPage>("/import/{id:long}/columns/{index:int}", async (long id, int index, ColumnValuesPage page, Entrance door, HttpContext http) =>
            await page.Save(id, index, door, http));
        routes.Post<ColumnValuesPage>("/import/{id:long}/columns/{index:int}/more", async (long id, int index, ColumnValuesPage page, Entrance door) => await page.More(id, index, door));
        routes.Post<ColumnValuesPage>("/import/{id:long}/columns/{index:int}/removal", async (long id, int index, ColumnValuesPage page, Entrance door) => await page.Remove(id, index, door));
    }

    private async Task<IResult> Show(long id, int index, Entrance door)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        return view.FileGone ? ImportPages.Gone(view)
            : !view.IsUnrun ? ImportPages.To(id, ImportPages.StepOf(view))
            : view.Plan.Columns.All(column => column.Index != index) ? ImportPages.To(id, "columns")
            : await Page(view, index, new PreviewColumn.Request(), door);
    }

    private async Task<IResult> Try(long id, int index, Entrance door, HttpContext http)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        return await Page(view, index, ColumnValuesForm.Read(await http.Request.ReadFormAsync()), door, http);
    }

    private async Task<IResult> Save(long id, int index, Entrance door, HttpContext http)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        var wanted = ColumnValuesForm.Read(await http.Request.ReadFormAsync());
        var column = view.Plan.Require(index);
        try
        {
            await change.Enter(
                id, new ChangeImport.Request(Columns: [new ChangeImport.ColumnChoice(index, column.Field, From: wanted.From, Glue: wanted.Glue, Steps: wanted.Steps)]), store, door);
            return ImportPages.SeeOther(ImportPages.Address(id, "columns"));
        }
        catch (Refused refused) when (refused.Kind is Refusal.Invalid)
        {
            return await Page(view, index, wanted, door, http, refused);
        }
    }

    /// <summary>Another column made of the same one: for the second part of a split, or to join.</summary>
    private async Task<IResult> More(long id, int index, Entrance door)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        var from = view.Plan.Columns.FirstOrDefault(column => column.Index == index)?.From ?? [index];
        var changed = await change.Enter(id, new ChangeImport.Request(Columns: [new ChangeImport.ColumnChoice(-1, "", From: from)]), store, door);
        return ImportPages.SeeOther(ImportPages.Address(id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"columns/{changed.Plan.Columns[^1].Index}")));
    }

    private async Task<IResult> Remove(long id, int index, Entrance door)
    {
        await change.Enter(id, new ChangeImport.Request(Columns: [new ChangeImport.ColumnChoice(index, "", Remove: true)]), store, door);
        return ImportPages.SeeOther(ImportPages.Address(id, "columns"));
    }

    private async Task<IResult> Page(ImportView view, int index, PreviewColumn.Request tried, Entrance door, HttpContext? http = null, Refused? refused = null)
    {
        var column = view.Plan.Require(index);
        await reveal.Note(view.Id, typeof(PreviewColumn), door.Caller);
        PreviewColumn.Found? found = null;
        try
        {
            found = door.Ask(preview, new PreviewColumn.Ask(view.Id, index, tried));
        }
        catch (Refused problem) when (problem.Kind is Refusal.Invalid)
        {
            // A step that is only half said yet is no mistake: what the steps before it make is shown.
            var steps = tried.Steps ?? [];
            var wrong = steps.FirstOrDefault(step => step.Fault() is not null);
            refused ??= steps.Count > 0 && http is not null && (!Fragment.IsWantedBy(http.Request) || !string.IsNullOrEmpty(wrong?.Text)) ? problem : null;
            if (wrong is not null && steps.Count <= CellSteps.Most)
            {
                found = door.Ask(preview, new PreviewColumn.Ask(view.Id, index, tried with { Steps = [.. steps.TakeWhile(step => step != wrong)] }));
            }
        }

        return ImportPages.Render<ColumnValuesView>(
            new
            {
                View = view,
                Column = column with { From = column.IsMade ? tried.From ?? column.From : null, Glue = tried.Glue ?? column.Glue, Steps = tried.Steps ?? column.Steps ?? [] },
                Found = found,
                Fields = view.Plan.FieldsIn(book),
                Problem = refused is null ? null : ImportPages.Sentence(refused, Language.WordsFor(http!), book),
            },
            refused,
            http);
    }
}
