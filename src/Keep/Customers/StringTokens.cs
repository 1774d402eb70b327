using System.Text;
using Kith.Engine.Keep;

namespace Kith.Keep.Customers;

/// <summary>The search tokens of a customer. Not safe to share between threads: it reuses its buffer.</summary>
internal sealed class StringTokens
{
    private static readonly string[] HandleFields = ["external_id", "wechat", "qq", "uscc"];
    private readonly StringBuilder buffer = new();

    public string Of(Customer customer)
    {
        buffer.Clear();
        SearchTokens.Write(SearchableOf(customer), buffer);
        return buffer.ToString();
    }

    public static Searchable SearchableOf(Customer customer) => new(
        customer.Name,
        customer.Company,
        [.. customer.Contacts.Where(contact => contact.Kind == Contact.Phone).Select(contact => contact.Value)],
        [.. customer.Contacts.Where(contact => contact.Kind == Contact.Email).Select(contact => contact.Value)],
        [.. customer.Tags, .. HandleFields.Select(customer.Fields.GetValueOrDefault).OfType<string>()]);
}
