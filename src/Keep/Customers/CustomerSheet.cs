using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Fields;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Field = Kith.Keep.Fields.Field;

namespace Kith.Keep.Customers;

/// <summary>All that the page of one customer shows.</summary>
public sealed record CustomerSheet(
    ShowCustomer.Found Found,
    CustomerHistory.Found History,
    IReadOnlyList<Field> Fields,
    ListChoices.Found Choices,
    Cleaner Cleaner)
{
    public const string HistoryTab = "history";

    public CustomerView Customer => Found.Customer;

    /// <summary>What past moment is shown; null = the record as it is.</summary>
    public ShowCustomer.PastView? Past => Found.Past;

    /// <summary>Whether the reader may change something here: nothing of the past.</summary>
    public bool MayEdit(PageContext reader) => Past is null && reader.Can("customers.edit");

    public string Tab { get; init; } = "";

    /// <summary>History is shown from before this changeset; null = from the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Notes are shown from before this one; null = from the newest.</summary>
    public long? NotesBefore { get; init; }

    /// <summary>The people of an organisation; null where the customer is none.</summary>
    public ListPeople.Page? People { get; init; }

    /// <summary>People are shown after this cursor; null = from the first.</summary>
    public string? PeopleAfter { get; init; }

    /// <summary>The value that a form stands for, where pages work without script.</summary>
    public Draft? Editing { get; init; }

    /// <summary>A classified value in clear, for this answer only.</summary>
    public (string Field, string Value)? Revealed { get; init; }

    public Draft? Note { get; init; }

    /// <param name="Field">As in <see cref="EditCustomer"/>.</param>
    /// <param name="Value">What was typed; null = what is there.</param>
    public sealed record Draft(string Field, string? Value = null, Refused? Refused = null);

    public Provenance? ProvenanceOf(string field) => History.Values.FirstOrDefault(value => value.Field == field);

    /// <summary>What looks wrong about a contact, in words; null when nothing does.</summary>
    public string? ConcernOf(ContactView contact, Words words)
    {
        if (contact.Concern is null)
        {
            return null;
        }

        var data = Findings(Fields.First(field => field.Key == contact.Kind), contact.Original ?? contact.Value)
            .Where(finding => finding.Code == contact.Concern).Select(finding => finding.Data).FirstOrDefault();
        return FindingWords.Say(words, contact.Concern, data);
    }

    /// <summary>What looks wrong about a value, in words; null when nothing does.</summary>
    public string? ConcernOf(Field field, string value, Words words) =>
        field.Classified ? null : Findings(field, value).Where(finding => finding.Verdict == Verdict.Warn).Select(finding => finding.Say(words)).FirstOrDefault();

    private List<FieldFinding> Findings(Field field, string value)
    {
        var values = new CleanedValues();
        Cleaner.Clean(field.Key, field.Type, value, CleanSettings.ForEntry(Cleaner.Today, Customer.Field("country")?.Value), values);
        return values.Findings;
    }
}

/// <summary>Answers with the page of a customer, as it is or with something that was typed and refused.</summary>
public sealed class CustomerSheets(ShowCustomer show, CustomerHistory history, ListChoices choices, ListPeople people, FieldBook book, Cleaner cleaner)
{
    public IResult Page(Entrance door, long id, Func<CustomerSheet, CustomerSheet>? with = null, Refused? refused = null, long? before = null, long? notesBefore = null, string? peopleAfter = null)
    {
        var found = door.Ask(show, new ShowCustomer.Ask(id, notesBefore, Removed: true));
        var sheet = new CustomerSheet(
            found, door.Ask(history, new CustomerHistory.Ask(id, before)), book.All, door.Ask(choices, new ListChoices.Ask()), cleaner)
        {
            Before = before,
            NotesBefore = notesBefore,
            PeopleAfter = peopleAfter,
            People = found.Customer.Kind == Customer.Organisation ? door.Ask(people, new ListPeople.Ask(id, peopleAfter, ListPeople.BesideTheRecord)) : null,
        };
        return new RazorComponentResult<CustomerPage>(new { Sheet = with is null ? sheet : with(sheet) })
        {
            StatusCode = refused?.Status ?? StatusCodes.Status200OK,
        };
    }

    /// <summary>The page of a customer as it stood; today's, saying so, if there was no such customer at that moment.</summary>
    public IResult PastPage(Entrance door, HttpContext http, long id, long moment)
    {
        try
        {
            var found = door.Ask(show, new ShowCustomer.Ask(id, AsOf: moment, Provenance: true));
            var sheet = new CustomerSheet(
                found, new CustomerHistory.Found([], 0, null, null, found.Provenance ?? []), book.All, ListChoices.Found.None, cleaner);
            return new RazorComponentResult<CustomerPage>(new { Sheet = sheet });
        }
        catch (Refused refused) when (refused.WordKey == "customer.not-then")
        {
            return Back(http, id, null, refused.WordKey, null);
        }
    }

    /// <summary>Back to the page, which says what was done.</summary>
    internal static IResult Back(HttpContext http, long id, string? back, string wordKey, string? undo)
    {
        Saying.Next(http, wordKey, undo);
        return Results.LocalRedirect(LocalPath.Or(back, ShowCustomer.Address(id)));
    }
}
