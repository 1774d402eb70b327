namespace Kith.Check.Cleaning;

/// <summary>What the values of a field are, and so how they are checked and shown.</summary>
public enum FieldType
{
    Text,
    LongText,
    Number,
    Money,
    Date,
    Choice,
    YesNo,
    Url,
    Kind,
    Handle,
    Phone,
    Email,
    Address,
    Messenger,
    Postcode,
    Gender,
    Birthday,
    Uscc,
    ResidentId,
    BankCard,
    VatId,
    Iban,
    Tags,
}

/// <summary>The names of field types in the API, the database and files.</summary>
public static class FieldTypes
{
    /// <summary>The types a user may give a field of their own.</summary>
    public static IReadOnlyList<FieldType> UserDefinable { get; } =
    [
        FieldType.Text, FieldType.LongText, FieldType.Number, FieldType.Money, FieldType.Date, FieldType.Choice, FieldType.YesNo, FieldType.Url,
    ];

    public static string NameOf(FieldType type) => type switch
    {
        FieldType.LongText => "long-text",
        FieldType.YesNo => "yes-no",
        FieldType.ResidentId => "resident-id",
        FieldType.BankCard => "bank-card",
        FieldType.VatId => "vat-id",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>The type of a name.</summary>
    /// <exception cref="Refused">No type has this name.</exception>
    public static FieldType Parse(string? name)
    {
        foreach (var type in Enum.GetValues<FieldType>())
        {
            if (NameOf(type) == name)
            {
                return type;
            }
        }

        throw Refused.Invalid("field.type-unknown", "type", ("type", name));
    }

    /// <summary>Whether a customer can have several values of this type: contacts and tags.</summary>
    public static bool TakesSeveral(this FieldType type) => type.IsContact() || type == FieldType.Tags;

    /// <summary>Whether its values are contacts, each with its label.</summary>
    public static bool IsContact(this FieldType type) => type is FieldType.Phone or FieldType.Email or FieldType.Address or FieldType.Messenger;
}
