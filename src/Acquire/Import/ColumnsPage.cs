using Kith.Check.Cleaning;
using Kith.Keep.Fields;
using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>The second step: how the file was read, which column is which field, what is done with the rows.</summary>
[Needs("import.run")]
public sealed class ColumnsPage(
    ShowImport show, PreviewImport preview, ChangeImport change, CheckImport check, ImportRunner runner, RevealCells reveal, ListTemplates templates, FieldBook book, Store store, Cleaner cleaner) : IUseCase
{
    private static readonly TimeSpan ShortCheck = TimeSpan.FromMilliseconds(600);

    public static void Map(Routes routes)
    {
        routes.Get<ColumnsPage>("/import/{id:long}/columns", async (long id, ColumnsPage page, Entrance door) => await page.Show(id, door));
        routes.Post<ColumnsPage>("/import/{id:long}/columns", async (long id, ColumnsPage page, Entrance door, HttpContext http) => await page.Save(id, door, http));
        routes.Post<ColumnsPage>("/import/{id:long}/check", async (long id, ColumnsPage page, Entrance door, HttpContext http) => await page.Check(id, door, http));
    }

    private async Task<IResult> Show(long id, Entrance door)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        return view.FileGone ? ImportPages.Gone(view)
            : view.IsUnrun ? await Page(view, door)
            : ImportPages.To(id, ImportPages.StepOf(view));
    }

    private async Task<IResult> Save(long id, Entrance door, HttpContext http)
    {
        var (view, refused) = await Keep(id, door, http);
        return refused?.Kind == Refusal.Conflict ? ImportPages.SeeOther(ImportPages.Address(id, ImportPages.StepOf(view)))
            : refused is not null ? await Page(view, door, refused, http)
            : Fragment.IsWantedBy(http.Request) ? await Page(view, door)
            : ImportPages.SeeOther(ImportPages.Address(id, "columns"));
    }

    private async Task<IResult> Check(long id, Entrance door, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (form.ContainsKey("policy"))
        {
            var (view, refused) = await Keep(id, door, http);
            if (refused is { Kind: Refusal.Invalid })
            {
                return await Page(view, door, refused, http);
            }
        }

        try
        {
            await door.Change(check, new CheckImport.Ask(id));
        }
        catch (Refused refused) when (refused.Kind == Refusal.Conflict)
        {
            // Somebody else was quicker: what they started is shown.
            return ImportPages.To(id, ImportPages.StepOf(door.Ask(show, new ShowImport.Ask(id))));
        }

        await runner.Settled(id, ShortCheck);
        return ImportPages.SeeOther(ImportPages.Address(id, "rows"));
    }

    /// <summary>Keeps what the form says. Where the file is read anew its columns are guessed anew; the rest of the form stays.</summary>
    private async Task<(ImportView View, Refused? Refused)> Keep(long id, Entrance door, HttpContext http)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        var wanted = ColumnsForm.Read(await http.Request.ReadFormAsync(), view);
        try
        {
            return (await change.Enter(id, wanted.Reading is null ? wanted : wanted with { Columns = null }, store, door), null);
        }
        catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
        {
            return (view with { Plan = ColumnsForm.Wanted(wanted, view.Plan) }, refused);
        }
    }

    private IReadOnlyList<string> Strangers(ImportPlan plan)
    {
        var samples = plan.Columns.FirstOrDefault(column => column.Field == "owner")?.Samples ?? [];
        var owners = store.Read(OwnerNames.Of);
        return [.. samples.Where(sample => owners.Meant(sample) is (null, null))];
    }

    private async Task<IResult> Page(ImportView view, Entrance door, Refused? refused = null, HttpContext? http = null)
    {
        await reveal.Note(view.Id, typeof(PreviewImport), door.Caller);
        return ImportPages.Render<ColumnsView>(
            new
            {
                View = view,
                FirstRows = door.Ask(preview, new PreviewImport.Ask(view.Id)),
                Fields = view.Plan.FieldsIn(book),
                Templates = door.Ask(templates, new ListTemplates.Ask()),
                cleaner.Today,
                Strangers = Strangers(view.Plan),
                Problem = refused is null ? null : ImportPages.Sentence(refused, Language.WordsFor(http!), book),
                WrongField = refused?.WordKey == "import.field-twice" ? refused.Values.GetValueOrDefault("field") as string : null,
                WrongInput = refused?.Field,
            },
            refused,
            http);
    }
}
