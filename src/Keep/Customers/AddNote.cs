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

    public static void Map(Routes routes)
    {
        routes.Post<AddNote>("/api/customers/{id:long}/notes", async (
            long id, Request request, AddNote use, Entrance door) => TypedResults.Json(await door.Change(use, new Ask(id, request.Text))));
        routes.Post<AddNote>(ListCustomers.Path + "/{id:long}/notes", async (long id, HttpRequest http, AddNote use, CustomerSheets sheets, Entrance door) =>
        {
            var text = (await http.ReadFormAsync())["text"].ToString();
            try
            {
                var done = await door.Change(use, new Ask(id, text));
                return CustomerSheets.Back(http.HttpContext, id, null, "said.saved", RemoveNote.PathOf(id, done.NoteId));
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid)
            {
                return sheets.Page(door, id, sheet => sheet with { Note = new CustomerSheet.Draft("text", text, refused) }, refused);
            }
        });
    }

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
