using Kith.Engine.Keep;

namespace Kith.Keep.Customers;

/// <summary>What of a customer can be searched for.</summary>
internal static class CustomerTokens
{
    private static readonly string[] HandleFields = ["external_id", "uscc", "vat_id"];

    public static string Of(Customer customer) => SearchTokens.Of(SearchableOf(customer));

    public static Searchable SearchableOf(Customer customer) => new(
        customer.Name,
        customer.Company,
        [.. customer.Contacts.Where(contact => contact.Kind == Contact.Phone).Select(contact => contact.Value)],
        [.. customer.Contacts.Where(contact => contact.Kind == Contact.Email).Select(contact => contact.Value)],
        [.. Handles(customer)]);

    private static IEnumerable<string> Handles(Customer customer)
    {
        foreach (var tag in customer.Tags)
        {
            yield return tag;
        }

        foreach (var field in HandleFields)
        {
            if (customer.Fields.TryGetValue(field, out var handle))
            {
                yield return handle;
            }
        }

        foreach (var contact in customer.Contacts)
        {
            if (contact.IsMessenger)
            {
                yield return contact.Key;
            }
        }
    }
}
