using Dapper;

namespace Kith.Keep.Customers;

/// <summary>Brings a note back that was taken away.</summary>
[Needs("customers.edit")]
public sealed class RestoreNote : IUseCase, IChange<RestoreNote.Ask, bool>
{
    public sealed record Ask(long Id, long NoteId);

    /// <summary>Where a page posts to bring a note back.</summary>
    internal static string PathOf(long id, long noteId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ListCustomers.Path}/{id}/notes/{noteId}/restoral");

    public static void Map(Routes routes)
    {
        routes.Post<RestoreNote>("/api/customers/{id:long}/notes/{noteId:long}/restoral", async (
            long id, long noteId, RestoreNote use, Entrance door) =>
        {
            await door.Change(use, new Ask(id, noteId));
            return TypedResults.NoContent();
        });
        routes.Post<RestoreNote>(ListCustomers.Path + "/{id:long}/notes/{noteId:long}/restoral", async (
            long id, long noteId, HttpContext http, RestoreNote use, Entrance door) =>
        {
            await door.Change(use, new Ask(id, noteId));
            return CustomerSheets.Back(http, id, null, "said.undone", null);
        });
    }

    public bool Handle(Ask ask, Act act)
    {
        CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        if (act.Sql.Execute("update note set removed_at = null, removed_by = null where customer_id = @Id and note_id = @NoteId and removed_at is not null", ask) == 0)
        {
            throw Refused.NotFound("note.none");
        }

        act.Subject.Add(ask.Id);
        return true;
    }
}
