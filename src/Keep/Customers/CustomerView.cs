using System.Text.Json.Serialization;
using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>A customer as pages, API and command line show it: classified values masked, phones in the form people dial.</summary>
public sealed record CustomerView(
    long Id,
    string Kind,
    string Name,
    string? Company,
    string? Stage,
    string? Source,
    long? OrganisationId,
    IReadOnlyList<ContactView> Contacts,
    IReadOnlyList<string> Tags,
    IReadOnlyList<FieldValue> Fields,
    long CreatedAt,
    long UpdatedAt,
    long Version)
{
    public string DisplayName => Name.Length > 0 ? Name
        : Company ?? (Contacts.FirstOrDefault(contact => !Contact.Messengers.Contains(contact.Kind, StringComparer.Ordinal)) ?? (Contacts.Count > 0 ? Contacts[0] : null))?.Display ?? "";

    /// <summary>A person's name taken apart: family, given, forms of address; null for organisations and the nameless.</summary>
    public PersonName? NameParts => Kind == Customer.Person && Name.Length > 0 ? PersonNames.Read(Name) : null;

    public ContactView? FirstOf(string kind) => Contacts.FirstOrDefault(contact => contact.Kind == kind);

    public FieldValue? Field(string key) => Fields.FirstOrDefault(field => field.Key == key);

    public static CustomerView Of(Customer customer, FieldBook book, CustomerWriter writer) => new(
        customer.Id,
        customer.Kind,
        customer.Name,
        customer.Company,
        customer.Stage,
        customer.Source,
        customer.OrganisationId,
        [.. customer.Contacts.Select(contact => ContactView.Of(contact, customer))],
        [.. customer.Tags],
        [
            .. book.All.Where(field => customer.Fields.ContainsKey(field.Key)).Select(field => new FieldValue(
                field.Key,
                field.Label,
                FieldTypes.NameOf(field.Type),
                field.Classified ? Masked(writer.Open(customer, field.Key)) : customer.Fields[field.Key],
                customer.Fields.GetValueOrDefault(CustomerFilling.OriginalOf(field.Key)),
                field.Classified)),
        ],
        customer.CreatedAt,
        customer.UpdatedAt,
        customer.Version);

    /// <summary>An entry of a customer's flat form as it is shown; null when there is none.</summary>
    internal static string? Shown(Customer customer, string flat, FieldBook book, CustomerWriter writer)
    {
        var field = book.Find(flat.Split(':')[0]);
        return field is { Classified: true } ? customer.Fields.ContainsKey(field.Key) ? Masked(writer.Open(customer, field.Key)) : null
            : field is { } known && known.Type.IsContact() ? customer.Contacts.Where(contact => contact.Flat == flat).Select(contact => ContactView.Of(contact).Display).FirstOrDefault()
            : flat.StartsWith("tag:", StringComparison.Ordinal) ? customer.Tags.Contains(flat[4..]) ? flat[4..] : null
            : customer[flat];
    }

    /// <summary>Stands for a classified value that can't be read.</summary>
    public const string Unreadable = "\uFFFD";

    /// <summary>All but the last four characters hidden; short values wholly.</summary>
    public static string Masked(string? plain) => plain is null ? Unreadable : plain.Length <= 6 ? new string('•', 6) : new string('•', 6) + plain[^4..];
}

/// <param name="Display">How people write it: national form for home numbers, with extension.</param>
/// <param name="Concern">The code of the finding it was kept with.</param>
/// <param name="SameAs">The customer's phone (`phone:1`) that a WeChat account goes by.</param>
public sealed record ContactView(int N, string Kind, string Value, string Display, string? Label, string? Extension, string? Original, string? Concern, string? SameAs = null)
{
    /// <summary>An address taken apart, as its own country writes it: divisions, road, number; null for other kinds.</summary>
    public PostalAddress? Parts => Kind == Contact.Address ? Addresses.Parse(Value, Region) : null;

    [JsonIgnore]
    internal string? Region { get; init; }

    public static ContactView Of(Contact contact) => Of(contact, null);

    internal static ContactView Of(Contact contact, Customer? customer) => new(
        contact.N,
        contact.Kind,
        contact.Value,
        contact.Kind == Contact.Phone || contact is { Kind: Contact.WeChat, Value: ['+', ..] } ? Phones.ForPeople(contact.Kind == Contact.Phone ? contact.Key : contact.Value, Cleaner.HomeRegion) : contact.Value,
        contact.Label,
        contact.Extension,
        contact.Raw,
        contact.Concern,
        contact.Kind == Contact.WeChat
            ? customer?.Contacts.Find(known => known.Kind == Contact.Phone && known.Extension is null && (contact with { Value = known.Value }).Key == contact.Key)?.Flat
            : null)
    {
        Region = customer?["country"] is { } country ? Countries.CodeOf(country) : null,
    };
}

/// <param name="Label">The users' own name of the field; null for a built-in one.</param>
/// <param name="Value">Canonical text, masked when classified.</param>
/// <param name="Original">What was typed or stood in the file, where it differs.</param>
public sealed record FieldValue(string Key, string? Label, string Type, string Value, string? Original, bool Classified);
