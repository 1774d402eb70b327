using Kith.Engine.Keep;
using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>The organisation that a row says its person is of.</summary>
/// <param name="Column">Where it says so.</param>
/// <param name="Text">The id as it stands in the file.</param>
/// <param name="Key">What an organisation with that id of another system is found by; null where it is Kith's own.</param>
/// <param name="KithId">Kith's own id; 0 = it is not one.</param>
public sealed record OrganisationReference(int Column, string Text, CustomerKeys.Key? Key, long KithId)
{
    /// <summary>Ids of this length, or with letters in them, are the same nowhere else; short numbers count from 1 in every system.</summary>
    private const int TellingLength = 12;
    private const int TellingLengthWithLetters = 8;

    /// <summary>The organisation that is meant; else why none can be said.</summary>
    /// <param name="person">The person of the row.</param>
    /// <param name="holders">The customers that hold the key or the id.</param>
    /// <param name="source">The source of the file's rows.</param>
    /// <param name="fellows">The files that came together with this one.</param>
    public (Customer? Organisation, string? Finding) Among(IEnumerable<Customer> holders, Customer person, string? source, ImportFellows fellows)
    {
        var found = holders.Where(customer => customer.Kind == Customer.Organisation).DistinctBy(customer => customer.Id).ToList();
        if (found.Count == 0)
        {
            return (null, "organisation.unknown");
        }

        var sure = Key is null ? found : found.FindAll(organisation => fellows.Made(organisation) || SameSource(organisation, person, source) || SameName(organisation, person));
        return sure switch
        {
            [var one] => (one, null),
            [] when found is [var only] && IsTelling => (only, null),
            _ => (null, "organisation.unsure"),
        };
    }

    private bool IsTelling => Text.Length >= TellingLength || (Text.Length >= TellingLengthWithLetters && Text.Any(char.IsLetter));

    private static bool SameSource(Customer organisation, Customer person, string? source) =>
        organisation.Source is { } its && (its == source || its == person.Source);

    private static bool SameName(Customer organisation, Customer person) =>
        person.Company is { } company && Fold.Text(company) == Fold.Text(organisation.DisplayName);
}
