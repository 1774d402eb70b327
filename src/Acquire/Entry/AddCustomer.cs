using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Acquire.Entry;

/// <summary>Enters a customer by hand: a name and one way to reach them is enough.</summary>
[Needs("customers.create")]
public sealed class AddCustomer(CustomerWriter writer, FieldBook book, Cleaner cleaner) : IUseCase, IChange<AddCustomer.Ask, AddCustomer.Done>
{
    /// <param name="Fields">Values by field key; contacts and `tags` may hold several. `organisation` is the id of the one that a person belongs to.</param>
    public sealed record Ask(IReadOnlyDictionary<string, string?> Fields);

    public sealed record Done(long Id, long ChangesetId, CustomerView Customer, IReadOnlyList<FieldFinding> Findings);

    public const string Path = ListCustomers.Path + "/new";

    public static void Map(Routes routes)
    {
        routes.Post<AddCustomer>("/api/customers", async (Ask ask, AddCustomer use, Entrance door) =>
        {
            var done = await door.Change(use, ask);
            return TypedResults.Created($"/api/customers/{done.Id}", done);
        });
        routes.Get<AddCustomer>(Path, (string? name, string? company, long? organisation, FieldBook book, ListChoices choices, ShowCustomer show, Entrance door) =>
            Page(new Ask(Begin(name, company, organisation is { } id ? door.Ask(show, new ShowCustomer.Ask(id)).Customer : null)), null, book, choices, door));
        routes.Post<AddCustomer>(Path, async (HttpRequest http, AddCustomer use, FieldBook book, ListChoices choices, Entrance door) =>
        {
            var form = await http.ReadFormAsync();
            var ask = new Ask(book.All.Select(field => field.Key).Append(Customer.OrganisationKey).Where(key => !string.IsNullOrWhiteSpace(form[key])).ToDictionary(
                key => key, key => (string?)form[key].ToString(), StringComparer.Ordinal));
            try
            {
                var done = await door.Change(use, ask);
                Saying.Next(http.HttpContext, "said.customer-added", Saying.UndoOf(done.ChangesetId));
                return Results.LocalRedirect(ShowCustomer.Address(done.Id));
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid)
            {
                return Page(ask, refused, book, choices, door);
            }
        });
    }

    private static RazorComponentResult<NewCustomer> Page(Ask ask, Refused? refused, FieldBook book, ListChoices choices, Entrance door) =>
        new(new { Asked = ask, Refused = refused, Fields = book.All, Choices = door.Ask(choices, new ListChoices.Ask()) })
        {
            StatusCode = refused?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>What was searched for in vain is a name, a phone or an e-mail.</summary>
    private static Dictionary<string, string?> Begin(string? text, string? company, CustomerView? organisation)
    {
        if (organisation is not null)
        {
            return new(StringComparer.Ordinal) { ["company"] = organisation.DisplayName, [Customer.OrganisationKey] = organisation.Id.ToString(CultureInfo.InvariantCulture) };
        }

        if (!string.IsNullOrWhiteSpace(company))
        {
            return new(StringComparer.Ordinal) { ["company"] = company };
        }

        const int FewestDigits = 7;
        var typed = text?.Trim() ?? "";
        var key = typed.Contains('@', StringComparison.Ordinal) ? "email"
            : typed.Count(char.IsAsciiDigit) >= FewestDigits && !typed.Any(char.IsLetter) ? "phone" : "name";
        return typed.Length == 0 ? [] : new(StringComparer.Ordinal) { [key] = typed };
    }

    public Done Handle(Ask ask, Act act)
    {
        var customer = new Customer { Id = act.NewId(), CreatedAt = act.Now, CreatedIn = act.Changeset.Id, UpdatedAt = act.Now, Version = 1 };
        var findings = new List<FieldFinding>();
        var organisation = ask.Fields?.GetValueOrDefault(Customer.OrganisationKey)?.Trim() ?? "";
        var settings = CleanSettings.ForEntry(cleaner.Today, ask.Fields?.GetValueOrDefault("country") ?? Organisations.CountryOf(organisation, act.Sql, act.Scope));
        foreach (var (key, text) in ask.Fields ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            if (key == Customer.OrganisationKey)
            {
                continue;
            }

            var field = book.Require(key);
            var values = new CleanedValues();
            cleaner.Clean(field.Key, field.Type, text ?? "", settings, values);
            if (values.Findings.Find(finding => finding.Verdict == Verdict.Bad) is { Code.Length: > 0 } bad)
            {
                throw Refused.Invalid(FindingWords.KeyOf(bad.Code, bad.Data), key, ("data", bad.Data));
            }

            findings.AddRange(values.Findings);
            CustomerFilling.Fill(customer, values, field, writer, eraseWhenEmpty: false);
        }

        if (customer.Name.Length == 0 && customer.Company is null)
        {
            throw Refused.Invalid("finding.name.missing", "name");
        }

        if (customer.Name.Length == 0)
        {
            customer.Kind = organisation.Length == 0 ? Customer.Organisation : throw Refused.Invalid("finding.name.missing", "name");
        }

        Organisations.Link(customer, organisation, act.Sql, act.Scope);
        AddressPlace.Fill(customer, customer["country"] is { } country && Countries.CodeOf(country) is { } code ? code : Cleaner.HomeRegion);
        writer.Insert(act, customer);
        return new Done(customer.Id, act.Changeset.Id, CustomerView.Of(customer, book, writer), findings);
    }
}
