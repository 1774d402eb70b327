using Dapper;

namespace Kith.Keep.Customers;

/// <summary>Takes a note away again: the undo of <see cref="AddNote"/>.</summary>
[Needs("customers.edit")]
public sealed class RemoveNote : IUseCase, IChange<RemoveNote.Ask, bool>
{
    public sealed record Ask(long Id, long NoteId);

    public static void Map(Routes routes)
    {
        routes.Delete<RemoveNote>("/api/customers/{id:long}/notes/{noteId:long}", async (
            long id, long noteId, RemoveNote use, Entrance door) =>
        {
            await door.Change(use, new Ask(id, noteId));
            return TypedResults.NoContent();
        });
        routes.Post<RemoveNote>(ListCustomers.Path + "/{id:long}/notes/{noteId:long}/removal", async (
            long id, long noteId, HttpContext http, RemoveNote use, Entrance door) =>
        {
            await door.Change(use, new Ask(id, noteId));
            return CustomerSheets.Back(http, id, null, "said.undone", null);
        });
    }

    public bool Handle(Ask ask, Act act)
    {
        CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        if (act.Sql.Execute("delete from note where customer_id = @Id and note_id = @NoteId", ask) == 0)
        {
            throw Refused.NotFound("note.none");
        }

        act.Subject.Add(ask.Id);
        return true;
    }
}
