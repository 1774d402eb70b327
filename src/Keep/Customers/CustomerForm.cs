using Kith.Check.Cleaning;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>How the fields of a customer are asked for in a form.</summary>
public static class CustomerForm
{
    /// <summary>The choices of a field that has only these; null for a field that one types.</summary>
    public static IEnumerable<(string Value, string Text)>? OptionsOf(Field field, ListChoices.Found choices, Words words) =>
        FieldText.KindOf(field) == "choice" ? FieldText.OptionsOf(field, choices, words) : null;

    /// <summary>The type of the input of a field.</summary>
    public static string InputOf(Field field) => field.Type switch
    {
        FieldType.Date => "date",
        FieldType.Phone => "tel",
        FieldType.Email => "email",
        FieldType.Url => "url",
        _ => "text",
    };
}
