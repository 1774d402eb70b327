using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Entry;

/// <summary>Enters a customer by hand: a name and one way to reach them is enough.</summary>
[Needs("customers.create")]
public sealed class AddCustomer(CustomerWriter writer, FieldBook book, Cleaner cleaner) : IUseCase, IChange<AddCustomer.Ask, AddCustomer.Done>
{
    /// <param name="Fields">Values by field key; `phone`, `email`, `address` and `tags` may hold several.</param>
    public sealed record Ask(IReadOnlyDictionary<string, string?> Fields);

    public sealed record Done(long Id, long ChangesetId, CustomerView Customer, IReadOnlyList<FieldFinding> Findings);

    public static void Map(Routes routes) => routes.Post<AddCustomer>("/api/customers", async (Ask ask, AddCustomer use, Entrance door) =>
    {
        var done = await door.Change(use, ask);
        return TypedResults.Created($"/api/customers/{done.Id}", done);
    });

    public Done Handle(Ask ask, Act act)
    {
        var customer = new Customer { Id = act.NewId(), CreatedAt = act.Now, CreatedIn = act.Changeset.Id, UpdatedAt = act.Now, Version = 1 };
        var findings = new List<FieldFinding>();
        foreach (var (key, text) in ask.Fields ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            var field = book.Require(key);
            var values = new CleanedValues();
            cleaner.Clean(field.Key, field.Type, text ?? "", CleanSettings.ForEntry(cleaner.Today), values);
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
            customer.Kind = Customer.Organisation;
        }

        writer.Insert(act, customer);
        return new Done(customer.Id, act.Changeset.Id, CustomerView.Of(customer, book, writer), findings);
    }
}
