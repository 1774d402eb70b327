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
        var restored = touched.Count(id => new CustomerUndo(act, writer, ask.ChangesetId).Run(id, conflicts));
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

/// <summary>Takes one customer back to before a changeset.</summary>
public sealed class CustomerUndo(Act act, CustomerWriter writer, long changesetId)
{
    private sealed record Row(string Field, string? OldValue, string? NewValue);

    private sealed record Later(string Field, string Actor, long At);

    /// <summary>True when anything was restored; what could not be is added to <paramref name="conflicts"/>.</summary>
    public bool Run(long customerId, List<UndoConflict> conflicts)
    {
        var current = CustomerRows.Find(act.Sql, act.Scope, customerId);
        var rows = act.Sql.Query<Row>(
            "select field, old_value as OldValue, new_value as NewValue from change where customer_id = @customerId and changeset_id = @changesetId",
            new { customerId, changesetId }).AsList();
        if (current is null)
        {
            if (Revive(customerId, rows))
            {
                return true;
            }

            if (rows.Count > 0)
            {
                var deletion = LatestChange(customerId, CustomerWriter.BirthMark);
                conflicts.Add(new UndoConflict(customerId, "", "", deletion?.Actor, deletion?.At));
            }

            return false;
        }

        if (current.CreatedIn == changesetId || rows.Exists(row => row.Field == CustomerWriter.BirthMark && row.NewValue is not null))
        {
            return RemoveCreated(current, conflicts);
        }

        var flat = current.Flatten();
        var after = current.Copy();
        foreach (var row in rows)
        {
            if (writer.Same(customerId, row.Field, flat.GetValueOrDefault(row.Field), row.NewValue))
            {
                after.SetFlat(row.Field, writer.FromHistory(customerId, row.Field, row.OldValue));
            }
            else if (!writer.Same(customerId, row.Field, flat.GetValueOrDefault(row.Field), row.OldValue))
            {
                var later = LatestChange(customerId, row.Field);
                conflicts.Add(new UndoConflict(customerId, current.DisplayName, row.Field, later?.Actor, later?.At));
            }
        }

        return writer.Update(act, current, after);
    }

    private bool RemoveCreated(Customer current, List<UndoConflict> conflicts)
    {
        var later = LatestChange(current.Id, null);
        var notes = act.Sql.QuerySingle<int>("select count(*) from note where customer_id = @Id and removed_at is null", new { current.Id });
        if (later is not null || notes > 0)
        {
            conflicts.Add(new UndoConflict(current.Id, current.DisplayName, "", later?.Actor, later?.At));
            return false;
        }

        writer.Delete(act, current, keepHistory: true);
        return true;
    }

    /// <summary>The record is gone: it was deleted by the changeset, or by somebody later.</summary>
    private bool Revive(long customerId, List<Row> rows)
    {
        if (!rows.Exists(row => row.Field == "kind" && row.OldValue is not null && row.NewValue is null))
        {
            return false;
        }

        var birth = rows.Find(row => row.Field == CustomerWriter.BirthMark)?.OldValue?.Split(' ');
        var customer = new Customer
        {
            Id = customerId,
            CreatedAt = birth is null ? Ids.MomentOf(customerId) : long.Parse(birth[0], CultureInfo.InvariantCulture),
            CreatedIn = birth is null ? act.Changeset.Id : long.Parse(birth[1], CultureInfo.InvariantCulture),
            Version = birth is null ? 1 : long.Parse(birth[2], CultureInfo.InvariantCulture) + 1,
            LastContact = birth is [_, _, _, var highest] ? int.Parse(highest, CultureInfo.InvariantCulture) : 0,
        };
        foreach (var row in rows.Where(row => row.Field != CustomerWriter.BirthMark))
        {
            customer.SetFlat(row.Field, writer.FromHistory(customerId, row.Field, row.OldValue));
        }

        writer.Revive(act, customer);
        return true;
    }

    private Later? LatestChange(long customerId, string? field) => act.Sql.QueryFirstOrDefault<Later>(
        """
        select ch.field, cs.actor, cs.at
        from change ch join changeset cs on cs.changeset_id = ch.changeset_id
        where ch.customer_id = @customerId and (@field is null or ch.field = @field)
          and ch.changeset_id > @changesetId and cs.state <> 'undone' and cs.undoes is null
        order by ch.changeset_id desc limit 1
        """,
        new { customerId, field, changesetId });
}
