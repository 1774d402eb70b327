using System.CommandLine;
using Dapper;
using Kith.Keep.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Keep.Customers;

/// <summary>One customer, whole, as it is or as it stood at a past moment.</summary>
[Needs("customers.view")]
public sealed class ShowCustomer(CustomerWriter writer, CustomerPast past, ValueOrigins origins, FieldBook book, IDecide decide) : IUseCase, IQuestion<ShowCustomer.Ask, ShowCustomer.Found>
{
    private const int NotesOnAPage = 200;

    /// <param name="NotesBefore">The last note shown; null = from the newest.</param>
    /// <param name="Removed">Whether to show removed notes too, to those who may bring them back.</param>
    /// <param name="AsOf">As it stood at this moment in UTC milliseconds; null = as it is.</param>
    /// <param name="Provenance">Whether to say where each value came from.</param>
    public sealed record Ask(long Id, long? NotesBefore = null, bool Removed = false, long? AsOf = null, bool Provenance = false);

    /// <param name="RemovedAt">When it was taken away; null = it stands.</param>
    public sealed record Note(long Id, string Text, string Author, long At, long? RemovedAt, string? RemovedBy);

    /// <param name="NoteCount">How many notes stand in all.</param>
    /// <param name="NextNoteId">What to pass as <see cref="Ask.NotesBefore"/> for older notes; null at the end.</param>
    /// <param name="Past">What moment it is of; null = now.</param>
    /// <param name="Provenance">Where each value came from, if asked.</param>
    /// <param name="Organisation">What the person belongs to, as it is called today; null when that is deleted.</param>
    public sealed record Found(
        CustomerView Customer, IReadOnlyList<Note> Notes, long NoteCount, long? NextNoteId, PastView? Past = null, IReadOnlyList<Provenance>? Provenance = null, OrganisationLink? Organisation = null);

    /// <param name="At">The moment shown, in UTC milliseconds.</param>
    /// <param name="Previous">When the version before this one came about; null = this is the first.</param>
    /// <param name="Next">When the next version came about; null = there is none.</param>
    /// <param name="Gone">Whether the customer is deleted by now.</param>
    /// <param name="Changes">What bringing the record back to this moment would change today.</param>
    public sealed record PastView(long At, long? Previous, long? Next, bool Gone, IReadOnlyList<Difference> Changes);

    /// <summary>The address of a customer's page.</summary>
    public static string Address(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ListCustomers.Path}/{id}");

    /// <summary>The address of the page of a customer as it stood at a moment (UTC milliseconds).</summary>
    internal static string AddressAt(long id, long moment) => $"{Address(id)}?as-of={Uri.EscapeDataString(PastMoment.Write(moment))}";

    public static void Map(Routes routes)
    {
        routes.Get<ShowCustomer>("/api/customers/{id:long}", (long id, long? notesBefore, bool? removed, string? asOf, string? with, ShowCustomer use, Entrance door, HttpContext http) =>
        {
            var found = door.Ask(use, new Ask(id, notesBefore, removed ?? false, MomentOf(asOf, http), with == "provenance"));
            if (found.Past is null)
            {
                http.Response.Headers.ETag = $"\"{found.Customer.Version}\"";
            }

            return TypedResults.Json(found);
        });
        routes.Get<ShowCustomer>(ListCustomers.Path + "/{id:long}", (
            long id, string? tab, string? edit, long? before, long? notesBefore, string? people, [FromQuery(Name = "as-of")] string? asOf, CustomerSheets sheets, Entrance door, HttpContext http) =>
            MomentOf(asOf, http) is { } moment
                ? sheets.PastPage(door, http, id, moment)
                : sheets.Page(door, id, sheet => sheet with { Tab = tab ?? "", Editing = edit is null ? null : new CustomerSheet.Draft(edit) }, before: before, notesBefore: notesBefore, peopleAfter: people));

        // Where a form answered with itself: the same address asked for anew, by a reload or another language, is the page.
        routes.Get<ShowCustomer>(ListCustomers.Path + "/{id:long}/{form}", (long id) => TypedResults.LocalRedirect(Address(id)));
    }

    private static long? MomentOf(string? text, HttpContext http) => string.IsNullOrEmpty(text) ? null : PastMoment.Read(text, PastMoment.ZoneOf(http));

    public Found Answer(Ask ask, Look look)
    {
        // What has not happened yet can't be shown.
        var moment = ask.AsOf is { } wanted ? Math.Min(wanted, look.Now) : (long?)null;
        var today = moment is null ? CustomerRows.Require(look.Sql, look.Scope, ask.Id) : CustomerRows.Find(look.Sql, look.Scope, ask.Id);
        var customer = moment is null ? today! : past.At(look.Sql, look.Scope, ask.Id, PastPoint.At(moment.Value))
            ?? throw Refused.NotFound(today is null ? "customer.none" : "customer.not-then");
        var removed = moment is null && ask.Removed && decide.May(look.Caller, Door.PermissionOf(typeof(RestoreNote)));
        const string Standing = "customer_id = @Id and (@removed or removed_at is null or removed_at > @moment) and (@moment is null or at <= @moment)";
        var notes = look.Sql.Query<Note>(
            $"""
            select note_id as Id, text as Text, author as Author, at as At, removed_at as RemovedAt, removed_by as RemovedBy from note
            where {Standing} and (@NotesBefore is null or note_id < @NotesBefore)
            order by note_id desc limit @most
            """,
            new { ask.Id, removed, moment, ask.NotesBefore, most = NotesOnAPage + 1 }).AsList();
        var count = look.Sql.QuerySingle<long>($"select count(*) from note where {Standing}", new { ask.Id, removed = false, moment });
        return new Found(
            CustomerView.Of(customer, book, writer),
            [.. notes.Take(NotesOnAPage).Select(note => moment is null ? note : note with { RemovedAt = null, RemovedBy = null })],
            count,
            notes.Count > NotesOnAPage ? notes[NotesOnAPage - 1].Id : null,
            moment is { } at ? PastOf(look, customer, today, at) : null,
            ask.Provenance ? origins.Of(look.Sql, look.Scope, customer, moment is { } then ? PastPoint.At(then) : null, moment ?? look.Now) : null,
            Organisations.Of(customer, look.Sql, look.Scope));
    }

    private PastView PastOf(Look look, Customer customer, Customer? today, long moment)
    {
        var (previous, next) = CustomerPast.Neighbours(look.Sql, customer, moment);
        return new PastView(moment, previous, next, today is null, today is null ? [] : Organisations.Named(Difference.Between(today, customer, book, writer), look.Sql, look.Scope));
    }

    internal static Command Verb(CliSession cli)
    {
        var id = new Argument<long>("id");
        var asOf = new Option<string?>("--as-of");
        var provenance = new Option<bool>("--provenance");
        return cli.Verb("show", "cli.show", async call =>
        {
            // A plain date means its last moment where the command is typed, not where the server stands.
            var moment = call.GetValue(asOf) is { } text ? "asOf=" + PastMoment.Write(PastMoment.Read(text, TimeZoneInfo.Local)) : "";
            var found = await cli.Get<Found>(call, $"/api/customers/{call.GetValue(id)}?{moment}{(call.GetValue(provenance) ? "&with=provenance" : "")}");
            if (cli.WantsJson(call))
            {
                cli.Print(found);
                return CliSession.Done;
            }

            Print(found, cli.Words);
            return CliSession.Done;
        }, id, asOf, provenance);
    }

    private static void Print(Found found, Words words)
    {
        var customer = found.Customer;
        if (found.Past is { } then)
        {
            Console.WriteLine(words.Say("past.title", ("when", words.DateTime(then.At, TimeZoneInfo.Local))));
        }

        var rows = new List<(string Flat, string Label, string Value)>
        {
            ("name", words["field.name"], customer.Name),
            ("company", words["field.company"], customer.Company ?? ""),
            ("stage", words["field.stage"], customer.Stage ?? ""),
            ("tags", words["field.tags"], string.Join(", ", customer.Tags)),
            ("source", words["field.source"], customer.Source ?? ""),
        };
        rows.AddRange(customer.Contacts.Select(contact => ($"{contact.Kind}:{contact.N}", words["field." + contact.Kind], FieldText.Dialled(words, contact.Display))));
        rows.AddRange(customer.Fields.Select(field => (field.Key, field.Label ?? words["field." + field.Key], field.Value)));
        foreach (var (flat, label, value) in rows.Where(row => row.Value.Length > 0))
        {
            Console.WriteLine($"{label}: {value}");
            foreach (var origin in (found.Provenance ?? []).Where(origin => origin.Field == flat || (flat == "tags" && origin.Field.StartsWith("tag:", StringComparison.Ordinal))))
            {
                Console.WriteLine("  " + (flat == "tags" ? origin.Field[4..] + ": " : "") + origin.Say(words, words.DateTime(origin.At, TimeZoneInfo.Local)));
            }
        }

        foreach (var note in found.Notes)
        {
            Console.WriteLine($"{words.DateTime(note.At, TimeZoneInfo.Local)} {note.Author}: {note.Text}");
        }
    }
}
