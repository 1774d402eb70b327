using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>Canonical values as people read them, and how they are edited.</summary>
internal static class FieldText
{
    /// <summary>A value in the manner of the reader's language.</summary>
    public static string Show(Words words, Field? field, string value) => field?.Type switch
    {
        _ when field is { Classified: true } && value == CustomerView.Unreadable => words["value.unreadable"],
        FieldType.YesNo or FieldType.Gender or FieldType.Kind => Word(words, "value." + value, value),
        FieldType.Date or FieldType.Birthday when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => words.Date(day),
        FieldType.Number or FieldType.Money => Amount(words, value),
        FieldType.Phone => Dialled(words, value),
        FieldType.Iban when !value.StartsWith('•') => Ibans.ForPeople(value),
        _ => field?.Key == "lawful_basis" ? Word(words, "basis." + value, value) : value,
    };

    /// <summary>A number as <see cref="ContactView.Display"/> has it, its extension said in the reader's language.</summary>
    public static string Dialled(Words words, string number) => number.Split(Phones.ExtensionMark) is [var house, var extension]
        ? words.Say("contact.extension", ("number", house), ("extension", extension))
        : number;

    /// <summary>The name of a flat field of history: `phone:1` is a phone, `tag:VIP` a tag.</summary>
    public static string Label(Words words, IReadOnlyList<Field> fields, string flat)
    {
        var key = flat.Split(':')[0];
        return Find(fields, flat)?.LabelIn(words) ?? Word(words, "field." + key, key);
    }

    public static Field? Find(IReadOnlyList<Field> fields, string flat)
    {
        var key = flat.Split(':')[0];
        return fields.FirstOrDefault(field => field.Key == (key == "tag" ? "tags" : key));
    }

    /// <summary>The kind of editor for a field, as InlineField names them.</summary>
    public static string KindOf(Field field) => field.Type switch
    {
        FieldType.LongText => "long",
        FieldType.Number or FieldType.Money => "number",
        FieldType.Date => "date",
        FieldType.Phone => "tel",
        FieldType.Email => "email",
        FieldType.YesNo or FieldType.Gender or FieldType.Kind => "choice",
        _ => field.Key is "stage" or "source" ? "suggest" : "text",
    };

    /// <summary>What an editor offers; null when it offers nothing.</summary>
    public static IEnumerable<(string Value, string Text)>? OptionsOf(Field field, ListChoices.Found choices, Words words) => field.Type switch
    {
        FieldType.YesNo => Words(words, ["", "yes", "no"]),
        FieldType.Gender => Words(words, ["", "female", "male", "other"]),
        FieldType.Kind => Words(words, [Customer.Person, Customer.Organisation]),
        _ => field.Key switch
        {
            "stage" => Stages.Offered(choices.Stages, words).Select(stage => (stage, stage)),
            "source" => choices.Sources.Select(source => (source.Value, source.Value)),
            _ => null,
        },
    };

    public static string IconOf(string key) => key switch
    {
        "kind" => "users",
        "name" => "user",
        "company" => "building-2",
        "title" => "briefcase",
        "role" => "user-check",
        "phone" => "phone",
        "email" => "mail",
        "address" or "country" or "province" or "city" or "district" or "postcode" => "map-pin",
        "birthday" or "created_on" => "calendar",
        "website" => "globe",
        "wechat" or "qq" or "wecom" => "message-square",
        "uscc" or "vat_id" or "resident_id" or "bank_card" or "iban" => "id-card",
        "stage" => "circle-check",
        "tags" => "tag",
        "source" => "inbox",
        "owner" => "user-check",
        "lawful_basis" => "scale",
        "do_not_contact" => "ban",
        "remark" => "file-text",
        _ => "hash",
    };

    private static IEnumerable<(string, string)> Words(Words words, IEnumerable<string> values) =>
        values.Select(value => (value, value.Length == 0 ? words["field.empty"] : words["value." + value]));

    private static string Word(Words words, string key, string otherwise) => words.Has(key) ? words[key] : otherwise;

    private static string Amount(Words words, string value)
    {
        var parts = value.Split(' ', 2);
        return decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? parts.Length == 2 ? $"{words.Number(number)} {parts[1]}" : words.Number(number)
            : value;
    }
}
