using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>A cell that holds a person and numbers together: `张三 13800138000（微信同号）`.</summary>
internal static class MixedCell
{
    private const int FewestDigits = 7;

    /// <summary>What such a cell may say beside phones and e-mails.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "title", "remark"];

    /// <summary>What it says; null where there is nothing to take apart: the cell is then checked as what its column is.</summary>
    public static ContactCell? In(Field field, string text, string region) =>
        MayBe(field, text) && ContactCells.Read(text, region) is { People.Count: > 0, IsPhonesOnly: false } cell
        && cell.People.Any(person => person.Phones.Any(phone => phone.Verdict != Verdict.Bad) || person.Emails.Count > 0)
            ? cell
            : null;

    /// <summary>
    /// What it says of the row's customer is added to the draft, whose other columns are in it already and win; people of
    /// other names are customers of their own.
    /// </summary>
    public static void Take(Customer draft, ContactCell cell, string text, CleanSettings settings, int index, ImportPlan plan, List<CellFinding> findings, List<Customer> others)
    {
        foreach (var person in cell.People)
        {
            var customer = draft;
            if (person.Name is not null && !MayBeCalled(draft, person.Name))
            {
                others.Add(customer = new Customer { Id = 0, Name = NameOf(person), Company = draft.Company ?? (draft.Kind == Customer.Organisation ? draft.Name : null) });
            }

            Put(customer, person, text, settings, index, plan, findings);
        }

        if (cell.Remark is { } remark)
        {
            AddRemark(draft, remark);
        }
    }

    /// <summary>Whether a cell may be one: a phone with a name beside it, or a name with a number.</summary>
    private static bool MayBe(Field field, string text) => field.Key switch
    {
        "phone" => text.Any(letter => char.IsLetter(letter) && !char.IsAsciiLetter(letter)) || text.Contains('@', StringComparison.Ordinal),
        "name" => text.Count(char.IsAsciiDigit) >= FewestDigits || text.Contains('@', StringComparison.Ordinal),
        _ => false,
    };

    private static void Put(Customer customer, ContactPerson person, string text, CleanSettings settings, int index, ImportPlan plan, List<CellFinding> findings)
    {
        if (customer.Name.Length == 0 && person.Name is not null)
        {
            customer.Name = NameOf(person);
        }

        if (person.Role is { } role)
        {
            if (customer["title"] is not { } title)
            {
                customer["title"] = role;
            }
            else if (!title.Contains(role, StringComparison.Ordinal))
            {
                AddRemark(customer, role);
            }
        }

        var values = new CleanedValues();
        Cleaner.CleanPerson(person, text, settings, values);
        foreach (var finding in values.Findings)
        {
            findings.Add(new CellFinding(index, finding.Field, finding.Code, finding.Verdict == Verdict.Bad && !plan.LeaveOut, finding.Data, text));
        }

        foreach (var contact in values.Contacts)
        {
            customer.AddContact(contact.ToContact(0));
        }
    }

    /// <summary>The name without its form of address, where there is more of it than a surname.</summary>
    private static string NameOf(ContactPerson person) => person.NameParts is { Family: { } family, Given: { } given, Title: not null, Order: NameOrder.FamilyFirst } && family.All(letter => letter >= 0x2E80)
        ? family + given
        : person.Name!;

    /// <summary>Whether the name can be that of the row's customer; an organisation without a name of its own is nobody.</summary>
    private static bool MayBeCalled(Customer draft, string name) => draft.Name.Length == 0
        ? draft is not { Kind: Customer.Organisation, Company: not null }
        : PersonNames.Same(draft.Name, name) != NameAgreement.Different;

    private static void AddRemark(Customer customer, string remark) => customer["remark"] = customer["remark"] is { } known ? $"{known}\n{remark}" : remark;
}
