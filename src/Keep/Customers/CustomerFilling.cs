using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>Puts checked values into a customer.</summary>
public static class CustomerFilling
{
    /// <summary>
    /// Sets a single value, or adds contacts and tags to those that are there. A blank erases only when
    /// <paramref name="eraseWhenEmpty"/> says so. Sealing happens here: a classified value never lies in clear in a customer.
    /// </summary>
    public static void Fill(Customer customer, CleanedValues values, Field field, CustomerWriter writer, bool eraseWhenEmpty)
    {
        foreach (var contact in values.Contacts)
        {
            customer.AddContact(contact.ToContact(0));
        }

        customer.Tags.UnionWith(values.Tags);
        if (field.Type.TakesSeveral())
        {
            return;
        }

        if (values.Value is null)
        {
            if (eraseWhenEmpty)
            {
                customer[field.Key] = null;
                customer[OriginalOf(field.Key)] = null;
            }

            return;
        }

        if (field.Classified)
        {
            if (writer.Open(customer, field.Key) != values.Value)
            {
                customer[field.Key] = writer.Seal(field.Key, customer.Id, values.Value);
            }

            return;
        }

        if (customer[field.Key] != values.Value)
        {
            customer[field.Key] = values.Value;
            customer[OriginalOf(field.Key)] = values.Original;
        }
    }

    /// <summary>Adds the first mobile number as WeChat account; false where the customer has none.</summary>
    public static bool AddWeChatOfPhone(Customer customer)
    {
        if (MobileOf(customer, orFixed: true) is not { } mobile)
        {
            return false;
        }

        customer.AddContact(new Contact(0, Contact.WeChat, mobile.Value));
        return true;
    }

    /// <summary>The first mobile number of a customer; null = none.</summary>
    /// <param name="orFixed">Whether one counts that may as well be a line of a house, as all in North America.</param>
    public static Contact? MobileOf(Customer customer, bool orFixed) => customer.Contacts.Find(contact =>
        contact is { Kind: Contact.Phone, Extension: null } && Phones.Parse(contact.Value, Cleaner.HomeRegion) is [{ Kind: var kind }]
        && (kind == PhoneKind.Mobile || (orFixed && kind == PhoneKind.FixedLineOrMobile)));

    /// <summary>Where the original text of a normalised value lies.</summary>
    public static string OriginalOf(string field) => "~" + field;

    public static Contact ToContact(this CleanedContact cleaned, int number) => new(
        number, cleaned.Kind, cleaned.Value, cleaned.Original, cleaned.Label, cleaned.Extension, cleaned.Concern);
}
