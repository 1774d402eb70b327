using Dapper;

namespace Kith.Keep.Customers;

/// <summary>Takes a note away; <see cref="RestoreNote"/> brings it back.</summary>
[Needs("customers.edit")]
public sealed class RemoveNote : IUseCase, IChange<RemoveNote.Ask, bool>
{
    public sealed record Ask(long Id, long NoteId);

    /// <summary>Where a page posts to take a note away.</summary>
    internal static string PathOf(long id, long noteId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ListCustomers.Path}/{id}/notes/{noteId}/removal");

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
            return CustomerSheets.Back(http, id, null, "said.note-removed", RestoreNote.PathOf(id, noteId));
        });
    }

    public bool Handle(Ask ask, Act act)
    {
        CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        if (act.Sql.Execute(
            "update note set removed_at = @Now, removed_by = @Name where customer_id = @Id and note_id = @NoteId and removed_at is null", new { ask.Id, ask.NoteId, act.Now, act.Caller.Name }) == 0)
        {
            throw Refused.NotFound("note.none");
        }

        act.Subject.Add(ask.Id);
        return true;
    }
}
