using Kith.Keep.Fields;
using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>The fourth step: the import as it goes, its receipt, and the way back.</summary>
[Needs("import.run")]
public sealed class RunPage(ShowImport show, ImportRunner runner, FieldBook book) : IUseCase
{
    private static readonly TimeSpan ShortWork = TimeSpan.FromMilliseconds(600);

    /// <summary>What k-progress asks for.</summary>
    private sealed record News(string State, long Done, long? Total, string Message, string Next);

    public static void Map(Routes routes)
    {
        routes.Get<RunPage>("/import/{id:long}/run", (long id, RunPage page, Entrance door) => page.Show(id, door));
        routes.Get<RunPage>("/import/{id:long}/progress", (long id, RunPage page, Entrance door, HttpContext http) => page.Progress(id, door, Language.WordsFor(http)));
        routes.Post<RunImport>("/import/{id:long}/run", (long id, RunImport use, RunPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new RunImport.Ask(id))));
        routes.Post<CancelImport>("/import/{id:long}/cancel", (long id, CancelImport use, RunPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => Cancel(id, use, door, http)));
        routes.Post<PauseImport>("/import/{id:long}/pause", (long id, PauseImport use, RunPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new PauseImport.Ask(id))));
        routes.Post<ContinueImport>("/import/{id:long}/continue", (long id, ContinueImport use, RunPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new ContinueImport.Ask(id))));
        routes.Post<UndoImport>("/import/{id:long}/undo", (long id, UndoImport use, RunPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new UndoImport.Ask(id))));
        routes.Post<RedoImport>("/import/{id:long}/redo", (long id, RedoImport use, RunPage page, Entrance door, HttpContext http) =>
            page.Act(id, door, http, () => door.Change(use, new RedoImport.Ask(id))));
    }

    /// <summary>A check that was stopped leaves nothing to look at: the next page says so.</summary>
    private static async Task<CancelImport.Done> Cancel(long id, CancelImport use, Entrance door, HttpContext http)
    {
        var done = await door.Change(use, new CancelImport.Ask(id));
        if (done.State == ImportState.Draft)
        {
            Saying.Next(http, "said.check-stopped");
        }

        return done;
    }

    /// <summary>What the work is at, in a sentence.</summary>
    internal static string Message(ImportView view, Words words) => view.Progress is null
        ? view.Ahead is > 0 and var ahead ? words.Say("job.ahead", ("count", ahead)) : words["progress.waiting"]
        : words.Say(
            "import.progress." + view.State,
            ("created", view.Counts.Created),
            ("updated", view.Counts.Updated),
            ("rejected", view.Counts.Rejected));

    private IResult Show(long id, Entrance door)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        return view.ChangesetId is null ? ImportPages.To(id, ImportPages.StepOf(view)) : Page(view, null, null);
    }

    private IResult Page(ImportView view, Refused? refused, Words? words) => ImportPages.Render<RunView>(
        new { View = view, Book = book, Problem = refused is null ? null : ImportPages.Sentence(refused, words!, book) },
        refused);

    private IResult Progress(long id, Entrance door, Words words)
    {
        var view = door.Ask(show, new ShowImport.Ask(id));
        var state = !view.IsBusy ? view.State : view.Progress is null ? "waiting" : "running";
        var total = view.Progress?.Total is > 0 and var known ? known : (long?)null;
        return TypedResults.Json(new News(state, view.Progress?.Done ?? view.Counts.Rows, total, Message(view, words), ImportPages.Address(id, ImportPages.StepOf(view))));
    }

    /// <summary>Does it, waits a moment for short work, and shows where things stand then.</summary>
    private async Task<IResult> Act<T>(long id, Entrance door, HttpContext http, Func<Task<T>> act)
    {
        try
        {
            await act();
        }
        catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
        {
            var view = door.Ask(show, new ShowImport.Ask(id));
            return view.ChangesetId is null ? ImportPages.SeeOther(ImportPages.Address(id, ImportPages.StepOf(view))) : Page(view, refused, Language.WordsFor(http));
        }

        // From the page of all jobs one goes back there.
        var back = http.Request.HasFormContentType ? (string?)(await http.Request.ReadFormAsync())["back"] : null;
        await runner.Settled(id, ShortWork);
        return ImportPages.SeeOther(LocalPath.Or(back, ImportPages.Address(id, "run")));
    }
}
