using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Keep.Customers;

/// <summary>A customer that was deleted, as history keeps it in one entry: `createdAt createdIn version lastContact {values}`.</summary>
/// <param name="Values">The flat form, classified values sealed for history. Entries of before 0.2 lack it: there each value has an entry of its own.</param>
internal sealed record DeletedRecord(long CreatedAt, long CreatedIn, long Version, int LastContact, SortedDictionary<string, string>? Values)
{
    /// <param name="forHistory">Seals a classified value for history: customer, field, value.</param>
    public static DeletedRecord Of(Customer customer, Func<Customer, string, string?, string?> forHistory)
    {
        var values = customer.Flatten();
        foreach (var field in customer.Fields.Keys)
        {
            // A classified value lies among the fields, sealed for its row.
            values[field] = forHistory(customer, field, values[field])!;
        }

        return new DeletedRecord(customer.CreatedAt, customer.CreatedIn, customer.Version, customer.HighestContact(), values);
    }

    public static DeletedRecord Parse(string text)
    {
        var parts = text.Split(' ', 5);
        return new DeletedRecord(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            parts.Length > 3 ? int.Parse(parts[3], CultureInfo.InvariantCulture) : 0,
            parts.Length > 4 ? JsonSerializer.Deserialize(parts[4], CustomerJson.Default.SortedDictionaryStringString) : null);
    }

    /// <summary>The customer as it was.</summary>
    /// <param name="apart">The values, where each has an entry of its own.</param>
    public Customer Restore(long id, IEnumerable<(string Field, string? Value)> apart, CustomerWriter writer)
    {
        var customer = new Customer { Id = id, CreatedAt = CreatedAt, CreatedIn = CreatedIn, Version = Version, LastContact = LastContact };
        foreach (var (field, value) in Values?.Select(pair => (pair.Key, (string?)pair.Value)) ?? apart)
        {
            customer.SetFlat(field, writer.FromHistory(id, field, value));
        }

        return customer;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{CreatedAt} {CreatedIn} {Version} {LastContact} {Encoding.UTF8.GetString(CustomerImage.Json(Values!, CustomerJson.Default.SortedDictionaryStringString))}");
}
