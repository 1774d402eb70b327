using System.Collections.Frozen;
using Dapper;
using Kith.Check.Cleaning;

namespace Kith.Keep.Fields;

/// <summary>A field of a customer, built in or made by the users.</summary>
/// <param name="Key">Stable: a word for built-in fields, `x_…` for user-defined ones.</param>
/// <param name="Type">What its values are and how they are checked.</param>
/// <param name="Label">A user's name for it; null for a built-in field, whose name is the word `field.{Key}`.</param>
/// <param name="Classified">Encrypted wherever it is stored, shown masked.</param>
/// <param name="Retired">Put away with the import that made it (<see cref="FieldUse"/>): offered nowhere, and back with the first value.</param>
public sealed record Field(string Key, FieldType Type, string? Label = null, bool Classified = false, bool Retired = false)
{
    public bool IsUserDefined => Label is not null;

    public string LabelIn(Words words) => Label ?? words["field." + Key];
}

/// <summary>All fields a customer can have.</summary>
public sealed class FieldBook(Store store)
{
    /// <summary>Fields that are columns or lists of their own; the rest lie in the JSON of the row.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["kind", "name", "company", "stage", "source"];

    public static IReadOnlyList<Field> BuiltIn { get; } =
    [
        new("kind", FieldType.Kind),
        new("name", FieldType.Text),
        new("company", FieldType.Text),
        new("title", FieldType.Text),
        new("role", FieldType.Text),
        new("phone", FieldType.Phone),
        new("email", FieldType.Email),
        new("address", FieldType.Address),
        new("country", FieldType.Text),
        new("province", FieldType.Text),
        new("city", FieldType.Text),
        new("district", FieldType.Text),
        new("postcode", FieldType.Postcode),
        new("gender", FieldType.Gender),
        new("birthday", FieldType.Birthday),
        new("website", FieldType.Url),
        new("wechat", FieldType.Messenger),
        new("qq", FieldType.Messenger),
        new("wecom", FieldType.Messenger),
        new("uscc", FieldType.Uscc),
        new("vat_id", FieldType.VatId),
        new("resident_id", FieldType.ResidentId, Classified: true),
        new("bank_card", FieldType.BankCard, Classified: true),
        new("iban", FieldType.Iban, Classified: true),
        new("stage", FieldType.Text),
        new("tags", FieldType.Tags),
        new("source", FieldType.Text),
        new("owner", FieldType.Text),
        new("external_id", FieldType.Handle),
        new("created_on", FieldType.Date),
        new("lawful_basis", FieldType.Text),
        new("do_not_contact", FieldType.YesNo),
        new("remark", FieldType.LongText),
    ];

    private sealed record Known(IReadOnlyList<Field> All, FrozenDictionary<string, Field> ByKey, FrozenSet<string> Retired);

    private readonly Lock gate = new();
    private Known? known;
    private int generation;

    /// <summary>Built-in fields, then the users' own in the order they were made; those that are put away are left out.</summary>
    public IReadOnlyList<Field> All => Current.All;

    /// <summary>The keys of fields that are put away; most often none.</summary>
    public IReadOnlySet<string> Retired => Current.Retired;

    private Known Current
    {
        get
        {
            int seen;
            lock (gate)
            {
                if (known is not null)
                {
                    return known;
                }

                seen = generation;
            }

            IReadOnlyList<Field> all = [.. BuiltIn, .. store.Read(UserDefined)];
            var read = new Known(
                [.. all.Where(one => !one.Retired)],
                all.ToFrozenDictionary(one => one.Key, StringComparer.Ordinal),
                all.Where(one => one.Retired).Select(one => one.Key).ToFrozenSet(StringComparer.Ordinal));
            lock (gate)
            {
                // A list read before a field was added must not outlive it.
                if (seen == generation)
                {
                    known = read;
                }
            }

            return read;
        }
    }

    /// <summary>The field of a key, put away or not: history and plans of imports go on naming it.</summary>
    public Field? Find(string key) => Current.ByKey.GetValueOrDefault(key);

    public Field Require(string key) => Find(key) ?? throw Refused.Invalid("field.unknown", "field", ("field", key));

    /// <summary>All fields, with those that are put away and a plan names all the same.</summary>
    public IReadOnlyList<Field> With(IEnumerable<string?> named) => Retired.Count == 0
        ? All
        : [.. All, .. named.OfType<string>().Distinct(StringComparer.Ordinal).Where(Retired.Contains).Select(Require)];

    /// <summary>Of these fields those that no customer has a value of now; outside of a transaction, since it looks along the customers.</summary>
    public IReadOnlySet<string> Unused(IReadOnlyCollection<string> keys) =>
        keys.Count == 0 ? FrozenSet<string>.Empty : store.Read(sql => FieldUse.Unused(sql, keys)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads the table again after a field was added.</summary>
    internal void Forget()
    {
        lock (gate)
        {
            known = null;
            generation++;
        }
    }

    private static IEnumerable<Field> UserDefined(Microsoft.Data.Sqlite.SqliteConnection sql) => sql
        .Query<(string Key, string Label, string Type, string Class, bool Retired)>(
            "select field_key, label, type, class, retired from field order by position limit 1000")
        .Select(row => new Field(row.Key, FieldTypes.Parse(row.Type), row.Label, row.Class == "classified", row.Retired));
}
