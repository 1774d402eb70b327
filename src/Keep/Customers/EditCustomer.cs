using Kith.Check.Cleaning;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>
/// Changes one value of a customer: a field (`title`, `x_3`), a contact (`phone:1`, or `phone` for another one), or a tag
/// (`tags` adds, `tag:VIP` with no value removes), or the `organisation` that a person belongs to (its id). An empty value clears.
/// </summary>
[Needs("customers.edit")]
public sealed class EditCustomer(CustomerWriter writer, FieldBook book, Cleaner cleaner) : IUseCase, IChange<EditCustomer.Ask, EditCustomer.Done>
{
    /// <param name="Version">The version that the editor saw; a newer one in the record is refused. Null = whatever is there.</param>
    public sealed record Request(string Field, string? Value, long? Version = null);

    public sealed record Ask(long Id, string Field, string? Value, long? Version);

    /// <param name="ChangesetId">What to undo; null when nothing changed.</param>
    /// <param name="Findings">What was kept but looks wrong.</param>
    public sealed record Done(long? ChangesetId, CustomerView Customer, IReadOnlyList<FieldFinding> Findings);

    public static void Map(Routes routes)
    {
        routes.Patch<EditCustomer>("/api/customers/{id:long}", async (long id, Request request, EditCustomer use, Entrance door) =>
            TypedResults.Json(await door.Change(use, new Ask(id, request.Field, request.Value, request.Version))));
        routes.Post<EditCustomer>(ListCustomers.Path + "/{id:long}/edit", async (
            long id, HttpRequest http, EditCustomer use, CustomerSheets sheets, Entrance door) =>
        {
            var form = await http.ReadFormAsync();
            var ask = new Ask(id, form["field"].ToString(), form["value"].ToString(), long.TryParse(form["version"], out var version) ? version : null);
            try
            {
                var done = await door.Change(use, ask);
                return CustomerSheets.Back(http.HttpContext, id, form["back"], "said.saved", Shell.Web.Saying.UndoOf(done.ChangesetId));
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Stale)
            {
                return sheets.Page(door, id, sheet => sheet with { Editing = new CustomerSheet.Draft(ask.Field, ask.Value, refused) }, refused);
            }
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        var before = CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        if (ask.Version is { } seen && seen != before.Version)
        {
            throw new Refused(Refusal.Stale, "customer.changed-meanwhile", ask.Field);
        }

        var after = before.Copy();
        var findings = new List<FieldFinding>();
        Apply(after, ask.Field ?? "", ask.Value?.Trim() ?? "", findings, act);
        if (after.Kind != Customer.Person)
        {
            after.OrganisationId = null;
        }

        if (after.DisplayName.Length == 0)
        {
            throw Refused.Invalid("finding.name.missing", ask.Field);
        }

        var changed = writer.Update(act, before, after);
        act.Subject.Detail = ask.Field?.Split(':')[0];
        return new Done(changed ? act.Changeset.Id : null, CustomerView.Of(after, book, writer), findings);
    }

    private void Apply(Customer customer, string key, string value, List<FieldFinding> findings, Act act)
    {
        if (key == Customer.OrganisationKey)
        {
            Organisations.Link(customer, value, act.Sql, act.Scope);
            return;
        }

        var parts = key.Split(':', 2);
        var field = parts[0] == "tag" ? book.Require("tags") : book.Require(parts[0]);
        if (parts.Length == 2 && value.Length == 0)
        {
            customer.SetFlat(key, null);
            return;
        }

        var values = new CleanedValues();
        cleaner.Clean(field.Key, field.Type, value, CleanSettings.ForEntry(cleaner.Today, Organisations.CountryFor(customer, act.Sql, act.Scope)), values);
        if (values.Findings.Find(found => found.Verdict == Engine.Check.Verdict.Bad) is { Code.Length: > 0 } bad)
        {
            throw Refused.Invalid(FindingWords.KeyOf(bad.Code, bad.Data), key, ("data", bad.Data), ("value", value));
        }

        if (value.Length > 0 && values.IsBlank)
        {
            throw Refused.Invalid("customer.no-value", key, ("value", value));
        }

        findings.AddRange(values.Findings);
        if (parts.Length == 2 && field.Type.IsContact())
        {
            Replace(customer, key, values);
            return;
        }

        CustomerFilling.Fill(customer, values, field, writer, eraseWhenEmpty: true);
    }

    private static void Replace(Customer customer, string key, CleanedValues values)
    {
        var index = customer.Contacts.FindIndex(contact => contact.Flat == key);
        if (index < 0)
        {
            throw Refused.NotFound("contact.none");
        }

        var label = customer.Contacts[index].Label;
        var number = customer.Contacts[index].N;
        customer.Contacts.RemoveAt(index);
        foreach (var contact in values.Contacts)
        {
            if (customer.Contacts.Exists(known => known.Kind == contact.Kind && known.Key == contact.ToContact(0).Key))
            {
                continue;
            }

            if (!customer.Contacts.Exists(known => known.Kind == contact.Kind && known.N == number))
            {
                customer.Contacts.Insert(index, contact.ToContact(number) with { Label = contact.Label ?? label });
            }
            else
            {
                customer.AddContact(contact.ToContact(0));
            }
        }
    }
}
