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

    /// <summary>Whether a cell of this field may be one: a phone with a name beside it, or a name with a number.</summary>
    public static bool Is(Field field, string text) => field.Key switch
    {
        "phone" => text.Any(letter => char.IsLetter(letter) && !char.IsAsciiLetter(letter)) || text.Contains('@', StringComparison.Ordinal),
        "name" => text.Count(char.IsAsciiDigit) >= FewestDigits || text.Contains('@', StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>
    /// Takes it apart: what it says of the first person goes to the draft, whose own name wins; further people are
    /// customers of their own. False where there is nothing to take apart: the cell is then checked as what its column is.
    /// </summary>
    public static bool Take(Customer draft, string text, CleanSettings settings, int index, ImportPlan plan, List<CellFinding> findings, List<Customer> others)
    {
        var cell = ContactCells.Read(text, settings.Region);
        if (cell.People.Count == 0 || cell.IsPhonesOnly || !cell.People.Any(person => person.Phones.Any(phone => phone.Verdict != Verdict.Bad) || person.Emails.Count > 0))
        {
            return false;
        }

        var first = true;
        foreach (var person in cell.People)
        {
            var customer = draft;
            if (!first && person.Name is not null && !SameName(draft.Name, person.Name))
            {
                others.Add(customer = new Customer { Id = 0, Name = NameOf(person), Company = draft.Company ?? (draft.Kind == Customer.Organisation ? draft.Name : null) });
            }

            Put(customer, person, text, settings, index, plan, findings);
            first = false;
        }

        if (cell.Remark is { } remark)
        {
            draft["remark"] = draft["remark"] is { } known ? $"{known}\n{remark}" : remark;
        }

        return true;
    }

    private static void Put(Customer customer, ContactPerson person, string text, CleanSettings settings, int index, ImportPlan plan, List<CellFinding> findings)
    {
        if (customer.Name.Length == 0 && person.Name is not null)
        {
            customer.Name = NameOf(person);
        }

        if (person.Role is { } role && customer["title"] is null)
        {
            customer["title"] = role;
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

    private static bool SameName(string name, string other) => name.Length == 0 || PersonNames.Same(name, other) != NameAgreement.Different;
}
