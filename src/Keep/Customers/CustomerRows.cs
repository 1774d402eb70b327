using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>Reads customers; every query names the scope of its asker.</summary>
public static class CustomerRows
{
    /// <summary>The header under which an export carries the id, so that an import finds the same customer again.</summary>
    public const string IdHeader = "kith:id";

    /// <summary>The header under which an export carries the id of the organisation that a person belongs to.</summary>
    public const string OrganisationHeader = "kith:organisation";

    private const string Columns =
        "c.customer_id, c.kind, c.name, c.company, c.stage, c.source, c.contacts, c.fields, c.created_at, c.created_in, c.updated_at, c.version, c.last_contact, c.organisation_id";

    public static Customer Require(SqliteConnection sql, AccessScope scope, long id) =>
        Find(sql, scope, id) ?? throw Refused.NotFound("customer.none");

    public static Customer? Find(SqliteConnection sql, AccessScope scope, long id) => Many(sql, scope, [id]) is [var found] ? found : null;

    /// <summary>The customers of these ids that the asker may see, in the order of the ids. At most 1,000 at a time.</summary>
    public static IReadOnlyList<Customer> Many(SqliteConnection sql, AccessScope scope, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var list = JsonSerializer.Serialize(ids);
        var found = Read(sql, $"from json_each(@list) wanted join customer c on c.customer_id = wanted.value where {scope.Sql("c")}", new { list })
            .ToDictionary(customer => customer.Id);
        foreach (var (id, tag) in sql.Query<(long Id, string Tag)>(
            "select t.customer_id, t.tag from json_each(@list) wanted join customer_tag t on t.customer_id = wanted.value",
            new { list }))
        {
            found.GetValueOrDefault(id)?.Tags.Add(tag);
        }

        return [.. ids.Select(found.GetValueOrDefault).OfType<Customer>()];
    }

    /// <summary>
    /// How many contacts of a kind one customer has at most, of those in a query that begins at `from … customer c …`: one
    /// pass over their contacts alone.
    /// </summary>
    public static IReadOnlyDictionary<string, int> MostContacts(SqliteConnection sql, string from, object? parameters)
    {
        var most = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var reader = (DbDataReader)sql.ExecuteReader($"select c.contacts {from}", parameters);
        while (reader.Read())
        {
            CustomerColumns.CountKinds(reader.GetFieldValue<byte[]>(0), counts);
            foreach (var (kind, count) in counts)
            {
                most[kind] = Math.Max(most.GetValueOrDefault(kind), count);
            }
        }

        return most;
    }

    /// <summary>Customers of a query that begins at `from … customer c …`, without their tags, streamed.</summary>
    internal static IEnumerable<Customer> Read(SqliteConnection sql, string from, object? parameters)
    {
        using var reader = (DbDataReader)sql.ExecuteReader($"select {Columns} {from}", parameters);
        while (reader.Read())
        {
            yield return new Customer
            {
                Id = reader.GetInt64(0),
                Kind = reader.GetString(1),
                Name = reader.GetString(2),
                Company = reader.IsDBNull(3) ? null : reader.GetString(3),
                Stage = reader.IsDBNull(4) ? null : reader.GetString(4),
                Source = reader.IsDBNull(5) ? null : reader.GetString(5),
                Contacts = CustomerColumns.Contacts(reader.GetFieldValue<byte[]>(6)),
                Fields = CustomerColumns.Fields(reader.GetFieldValue<byte[]>(7)),
                CreatedAt = reader.GetInt64(8),
                CreatedIn = reader.GetInt64(9),
                UpdatedAt = reader.GetInt64(10),
                Version = reader.GetInt64(11),
                LastContact = reader.GetInt32(12),
                OrganisationId = reader.IsDBNull(13) ? null : reader.GetInt64(13),
            };
        }
    }
}
