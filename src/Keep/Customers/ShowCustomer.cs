using System.CommandLine;
using Dapper;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>One customer, whole.</summary>
[Needs("customers.view")]
public sealed class ShowCustomer(CustomerWriter writer, FieldBook book, IDecide decide) : IUseCase, IQuestion<ShowCustomer.Ask, ShowCustomer.Found>
{
    private const int NotesOnAPage = 200;

    /// <param name="NotesBefore">The last note shown; null = from the newest.</param>
    /// <param name="Removed">Whether to show removed notes too, to those who may bring them back.</param>
    public sealed record Ask(long Id, long? NotesBefore = null, bool Removed = false);

    /// <param name="RemovedAt">When it was taken away; null = it stands.</param>
    public sealed record Note(long Id, string Text, string Author, long At, long? RemovedAt, string? RemovedBy);

    /// <param name="NoteCount">How many notes stand in all.</param>
    /// <param name="NextNoteId">What to pass as <see cref="Ask.NotesBefore"/> for older notes; null at the end.</param>
    public sealed record Found(CustomerView Customer, IReadOnlyList<Note> Notes, long NoteCount, long? NextNoteId);

    /// <summary>The address of a customer's page.</summary>
    public static string Address(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ListCustomers.Path}/{id}");

    public static void Map(Routes routes)
    {
        routes.Get<ShowCustomer>("/api/customers/{id:long}", (long id, long? notesBefore, bool? removed, ShowCustomer use, Entrance door, HttpContext http) =>
        {
            var found = door.Ask(use, new Ask(id, notesBefore, removed ?? false));
            http.Response.Headers.ETag = $"\"{found.Customer.Version}\"";
            return TypedResults.Json(found);
        });
        routes.Get<ShowCustomer>(ListCustomers.Path + "/{id:long}", (long id, string? tab, string? edit, long? before, long? notesBefore, CustomerSheets sheets, Entrance door) =>
            sheets.Page(door, id, sheet => sheet with { Tab = tab ?? "", Editing = edit is null ? null : new CustomerSheet.Draft(edit) }, before: before, notesBefore: notesBefore));

        // Where a form answered with itself: the same address asked for anew, by a reload or another language, is the page.
        routes.Get<ShowCustomer>(ListCustomers.Path + "/{id:long}/{form}", (long id) => TypedResults.LocalRedirect(Address(id)));
    }

    public Found Answer(Ask ask, Look look)
    {
        var customer = CustomerRows.Require(look.Sql, look.Scope, ask.Id);
        var removed = ask.Removed && decide.May(look.Caller, Door.PermissionOf(typeof(RestoreNote)));
        var notes = look.Sql.Query<Note>(
            """
            select note_id as Id, text as Text, author as Author, at as At, removed_at as RemovedAt, removed_by as RemovedBy from note
            where customer_id = @Id and (@removed or removed_at is null) and (@NotesBefore is null or note_id < @NotesBefore)
            order by note_id desc limit @most
            """,
            new { ask.Id, removed, ask.NotesBefore, most = NotesOnAPage + 1 }).AsList();
        var count = look.Sql.QuerySingle<long>("select count(*) from note where customer_id = @Id and removed_at is null", new { ask.Id });
        return new Found(
            CustomerView.Of(customer, book, writer), [.. notes.Take(NotesOnAPage)], count, notes.Count > NotesOnAPage ? notes[NotesOnAPage - 1].Id : null);
    }

    internal static Command Verb(CliSession cli)
    {
        var id = new Argument<long>("id");
        return cli.Verb("show", "cli.show", async call =>
        {
            var found = await cli.Get<Found>(call, $"/api/customers/{call.GetValue(id)}");
            if (cli.WantsJson(call))
            {
                cli.Print(found);
                return CliSession.Done;
            }

            Print(found, cli.Words);
            return CliSession.Done;
        }, id);
    }

    private static void Print(Found found, Words words)
    {
        var customer = found.Customer;
        var rows = new List<(string Label, string Value)>
        {
            (words["field.name"], customer.Name),
            (words["field.company"], customer.Company ?? ""),
            (words["field.stage"], customer.Stage ?? ""),
            (words["field.tags"], string.Join(", ", customer.Tags)),
            (words["field.source"], customer.Source ?? ""),
        };
        rows.AddRange(customer.Contacts.Select(contact => (words["field." + contact.Kind], contact.Display)));
        rows.AddRange(customer.Fields.Select(field => (field.Label ?? words["field." + field.Key], field.Value)));
        foreach (var (label, value) in rows.Where(row => row.Value.Length > 0))
        {
            Console.WriteLine($"{label}: {value}");
        }

        foreach (var note in found.Notes)
        {
            Console.WriteLine($"{words.DateTime(note.At, TimeZoneInfo.Local)} {note.Author}: {note.Text}");
        }
    }
}
