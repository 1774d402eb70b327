namespace Kith.Keep.Customers;

/// <summary>
/// WeChat and QQ were single values before 0.2. History of that time calls them `wechat`, and the text as it was given
/// `~wechat`; today such a value is the contact number 0, a number that no other contact gets.
/// </summary>
internal static class FormerHandles
{
    private const int Number = 0;

    public static bool IsOne(string flat) => flat is Contact.WeChat or Contact.Qq or "~wechat" or "~qq";

    /// <summary>What a flat field of history is called today.</summary>
    public static string NameNow(string flat) => flat is Contact.WeChat or Contact.Qq ? flat + ":0" : flat;

    /// <summary>What a flat field of today was called then.</summary>
    public static string NameThen(string flat) => flat is "wechat:0" or "qq:0" ? flat[..^2] : flat;

    /// <summary>A value under its former name.</summary>
    public static string? Read(Customer customer, string flat)
    {
        var contact = Find(customer, flat);
        return flat[0] == '~' ? contact is null ? customer[flat] : contact.Raw : contact?.Value;
    }

    /// <summary>Sets a value under its former name, whichever of value and original comes first; null removes it.</summary>
    public static void Write(Customer customer, string flat, string? value)
    {
        var contact = Find(customer, flat);
        if (flat[0] == '~')
        {
            if (contact is null)
            {
                customer[flat] = value;
            }
            else
            {
                customer.Contacts[customer.Contacts.IndexOf(contact)] = contact with { Raw = value };
            }

            return;
        }

        if (contact is not null)
        {
            customer.Contacts.Remove(contact);
        }

        if (value is not null)
        {
            customer.Contacts.Add(new Contact(Number, flat, value, contact?.Raw ?? customer["~" + flat]));
            customer["~" + flat] = null;
            customer.SortContacts();
        }
    }

    private static Contact? Find(Customer customer, string flat) =>
        customer.Contacts.Find(contact => contact.N == Number && flat.AsSpan().TrimStart('~').SequenceEqual(contact.Kind));
}
