using System.Globalization;

namespace Kith.Acquire.Import;

/// <summary>Several imports at once: which there are, in which order they run, and what to do with all of them.</summary>
[Needs("import.run")]
public sealed class ImportSetPage(ShowImportSet show, ImportRunner runner) : IUseCase
{
    private static readonly TimeSpan ShortWork = TimeSpan.FromMilliseconds(600);

    /// <summary>What k-progress asks for.</summary>
    private sealed record News(string State, long Done, long Total, string Message, string Next);

    public static void Map(Routes routes)
    {
        routes.Get<ImportSetPage>("/import/sets/{id:long}", (long id, ImportSetPage page, Entrance door) => page.Show(id, door));
        routes.Get<ImportSetPage>("/import/sets/{id:long}/progress", (long id, ImportSetPage page, Entrance door, HttpContext http) =>
            page.Progress(id, door, Language.WordsFor(http)));
        routes.Post<CheckImportSet>("/import/sets/{id:long}/check", (long id, CheckImportSet use, ImportSetPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new CheckImportSet.Ask(id))));
        routes.Post<RunImportSet>("/import/sets/{id:long}/run", (long id, RunImportSet use, ImportSetPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new RunImportSet.Ask(id))));
        routes.Post<UndoImportSet>("/import/sets/{id:long}/undo", (long id, UndoImportSet use, ImportSetPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new UndoImportSet.Ask(id))));
        routes.Post<TakeSheets>("/import/{id:long}/sheets", async (long id, HttpRequest http, TakeSheets use, ShowImport import, Entrance door, CancellationToken stop) =>
        {
            try
            {
                var form = http.HasFormContentType ? await http.ReadFormAsync(stop) : FormCollection.Empty;
                IReadOnlyList<string>? wanted = form.ContainsKey("chosen") ? [.. form["sheet"].OfType<string>()] : null;
                return ImportPages.SeeOther(Address((await use.Enter(id, wanted, door, stop)).Id));
            }
            catch (Refused refused) when (refused.Kind == Refusal.Conflict)
            {
                // Somebody else was quicker: what they made of it is shown.
                var view = door.Ask(import, new ShowImport.Ask(id));
                return ImportPages.SeeOther(view.SetId is { } set ? Address(set) : ImportPages.Address(id, ImportPages.StepOf(view)));
            }
        });
    }

    public static string Address(long id, string? step = null) => string.Create(CultureInfo.InvariantCulture, $"/import/sets/{id}") + (step is null ? "" : "/" + step);

    /// <summary>What the work is at: which file, and how it goes there.</summary>
    internal static string Message(ImportSetView set, Words words)
    {
        var busy = set.Members.Select(member => member.Import).Where(import => import.IsBusy).ToList();
        return (busy.Find(import => import.Progress is not null) ?? busy.FirstOrDefault()) is { } now
            ? words.Say("import.set.progress", ("file", ImportSet.NameOf(now.File, now.Layout)), ("doing", RunPage.Message(now, words)))
            : "";
    }

    /// <summary>How much of the set is worked off, in rows, or in customers where it is taken back.</summary>
    internal static (long Done, long Total) ExtentOf(ImportSetView set)
    {
        var extents = set.Members.Select(member => (Of: ExtentOf(member.Import), member.Import)).ToList();
        return (extents.Sum(extent => extent.Import.IsBusy ? Math.Min(extent.Import.Progress?.Done ?? 0, extent.Of) : extent.Of), extents.Sum(extent => extent.Of));
    }

    private static long ExtentOf(ImportView import) => import.State is ImportState.Undoing or ImportState.Undone or ImportState.Redoing
        ? import.Counts.Created + import.Counts.Updated
        : Math.Max(import.Layout.Rows, import.Counts.Rows);

    private IResult Show(long id, Entrance door, Refused? refused = null, Words? words = null) => ImportPages.Render<ImportSetShown>(
        new { Set = door.Ask(show, new ShowImportSet.Ask(id)), Problem = refused?.Say(words!) },
        refused);

    private IResult Progress(long id, Entrance door, Words words)
    {
        var set = door.Ask(show, new ShowImportSet.Ask(id));
        var (done, total) = ExtentOf(set);
        return TypedResults.Json(new News(set.IsBusy ? "running" : "done", done, total, Message(set, words), Address(id)));
    }

    /// <summary>Does it, waits a moment for short work, and shows where things stand then.</summary>
    private async Task<IResult> Act(long id, Entrance door, HttpContext http, Func<Task<ImportSetView>> act)
    {
        try
        {
            var set = await act();
            foreach (var member in set.Members)
            {
                await runner.Settled(member.Import.Id, ShortWork / set.Members.Count);
            }
        }
        catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
        {
            return Show(id, door, refused, Language.WordsFor(http));
        }

        return ImportPages.SeeOther(Address(id));
    }
}
