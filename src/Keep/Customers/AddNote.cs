using Dapper;

namespace Kith.Keep.Customers;

/// <summary>Writes a note on a customer.</summary>
[Needs("customers.edit")]
public sealed class AddNote : IUseCase, IChange<AddNote.Ask, AddNote.Done>
{
    private const int Longest = 20_000;

    public sealed record Request(string Text);

    public sealed record Ask(long Id, string Text);

    public sealed record Done(long NoteId);

    public static void Map(Routes routes) => routes.Post<AddNote>("/api/customers/{id:long}/notes", async (
        long id, Request request, AddNote use, Entrance door) => TypedResults.Json(await door.Change(use, new Ask(id, request.Text))));

    public Done Handle(Ask ask, Act act)
    {
        var text = ask.Text?.Trim() ?? "";
        if (text.Length is 0 or > Longest)
        {
            throw Refused.Invalid("note.length", "text", ("most", Longest));
        }

        CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        var noteId = act.NewId();
        act.Sql.Execute(
            "insert into note (customer_id, note_id, text, author, at) values (@Id, @noteId, @text, @Name, @Now)",
            new { ask.Id, noteId, text, act.Caller.Name, act.Now });
        act.Subject.Add(ask.Id);
        return new Done(noteId);
    }
}
