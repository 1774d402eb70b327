using System.Globalization;
using Dapper;
using Kith.Shell.Web;

namespace Kith.Keep.Customers;

/// <summary>
/// Takes back one changeset: values return to what they were, creations go, deletions come back. Where a later edit stands
/// in the way the value stays, and the conflict is listed. The undo is a changeset itself, so it can be undone too.
/// </summary>
[Needs("history.undo")]
public sealed class UndoChangeset(CustomerWriter writer) : IUseCase, IChange<UndoChangeset.Ask, UndoChangeset.Done>
{
    /// <summary>Changesets of many customers, which are taken back in batches where they were started.</summary>
    public static IReadOnlySet<string> LongJobs { get; } = new HashSet<string>(StringComparer.Ordinal) { "RunImport", "UndoImport", "RedoImport" };

    private const int CustomersAtOnce = 500;

    public sealed record Ask(long ChangesetId);

    /// <param name="ChangesetId">The undo's own changeset.</param>
    public sealed record Done(long ChangesetId, int Restored, IReadOnlyList<UndoConflict> Conflicts);

    public static void Map(Routes routes)
    {
        routes.Post<UndoChangeset>("/api/changesets/{id:long}/undo", async (
            long id, UndoChangeset use, Entrance door) => TypedResults.Json(await door.Change(use, new Ask(id))));
        routes.Post<UndoChangeset>("/changesets/{id:long}/undo", async (long id, HttpRequest http, UndoChangeset use, ShowCustomer show, Entrance door) =>
        {
            var back = LocalPath.Or((await http.ReadFormAsync())["back"], ListCustomers.Path);
            try
            {
                var done = await door.Change(use, new Ask(id));
                Saying.Next(http.HttpContext, done.Conflicts.Count == 0 ? "said.undone" : "said.undone-partly");
                return Results.LocalRedirect(Standing(back, show, door));
            }
            catch (Refused refused) when (refused.Kind is Refusal.Conflict)
            {
                Saying.Next(http.HttpContext, refused.WordKey);
                return Results.LocalRedirect(back);
            }
        });
    }

    /// <summary>The page to return to; the list, when the undo took the customer away whose page it was.</summary>
    private static string Standing(string back, ShowCustomer show, Entrance door)
    {
        var path = back.Split('?')[0];
        if (path.StartsWith(ListCustomers.Path + "/", StringComparison.Ordinal)
            && long.TryParse(path.AsSpan(ListCustomers.Path.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            try
            {
                door.Ask(show, new ShowCustomer.Ask(id));
            }
            catch (Refused refused) when (refused.Kind is Refusal.NotFound)
            {
                return ListCustomers.Path;
            }
        }

        return back;
    }

    public Done Handle(Ask ask, Act act)
    {
        var (state, useCase) = act.Sql.QuerySingleOrDefault<(string?, string)>(
            "select state, use_case from changeset where changeset_id = @ChangesetId", ask);
        switch (state)
        {
            case null:
                throw Refused.NotFound("changeset.none");
            case not null when LongJobs.Contains(useCase):
                throw Refused.Conflict("changeset.long-job");
            case "undone":
                throw Refused.Conflict("changeset.undone");
            case "open" or "undoing":
                throw Refused.Conflict("changeset.open");
        }

        var conflicts = new List<UndoConflict>();
        var undo = act.Changeset;
        undo.NoteUndoOf(ask.ChangesetId);
        var touched = act.Sql.Query<long>(
            """
            select customer_id from change where changeset_id = @ChangesetId
            union select customer_id from customer where created_in = @ChangesetId
            """,
            ask).AsList();
        var restored = touched.Chunk(CustomersAtOnce).Sum(ids => new CustomerUndo(act, writer, ask.ChangesetId).Run(ids, conflicts));
        Changeset.SetState(act, ask.ChangesetId, "undone");
        Reopen(act, ask.ChangesetId);
        return new Done(undo.Id, restored, conflicts);
    }

    /// <summary>
    /// When an undo is taken back, what it had undone stands again; if that was an undo itself, what it undid is undone again;
    /// and so on down the chain.
    /// </summary>
    public static void Reopen(Act act, long undone) => act.Sql.Execute(
        """
        with recursive chain (id, depth) as (
          select undoes, 1 from changeset where changeset_id = @undone and undoes is not null
          union all
          select c.undoes, depth + 1 from chain join changeset c on c.changeset_id = chain.id where c.undoes is not null)
        update changeset set state = (select iif(depth % 2 = 1, 'closed', 'undone') from chain where id = changeset_id)
        where changeset_id in (select id from chain)
        """,
        new { undone });
}

/// <summary>A value that an undo left alone, since somebody changed it later.</summary>
/// <param name="Field">The flat field; empty when the whole record stays.</param>
/// <param name="By">Who made the later change, and when.</param>
public sealed record UndoConflict(long CustomerId, string Name, string Field, string? By, long? At);
