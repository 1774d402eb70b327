using System.Text.Json;
using Dapper;
using Kith.Keep.Fields;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>
/// What identifies a customer across records: phones, e-mails, ids, as keyed fingerprints, so that the table tells nobody
/// without the key which numbers it holds.
/// </summary>
public sealed class CustomerKeys(ISeal seal, FieldBook book)
{
    /// <summary>Single-valued fields that identify, with the letter of their kind.</summary>
    private static readonly (string Field, string Kind)[] IdentifyingFields =
        [("external_id", "external_id"), ("uscc", "uscc"), ("vat_id", "vat_id"), ("wechat", "wechat"), ("qq", "qq")];

    /// <summary>The kind of the key of a customer who has none else: everything that is known, so that the same row again is the same customer.</summary>
    public const string Whole = "whole";

    /// <summary>A fingerprint and what it stands for.</summary>
    public readonly record struct Key(string Kind, byte[] Fingerprint);

    /// <summary>All keys of a customer. Classified fields must be readable for the caller: their text comes from <paramref name="open"/>.</summary>
    public IEnumerable<Key> Of(Customer customer, Func<string, string?> open)
    {
        var any = false;
        foreach (var contact in customer.Contacts)
        {
            if (contact.Kind != Contact.Address)
            {
                any = true;
                yield return Make(contact.Kind, contact.Key);
            }
        }

        foreach (var (field, kind) in IdentifyingFields)
        {
            // A company's id stands on its people's rows too; it identifies the company only.
            if (customer.Fields.TryGetValue(field, out var value) && (field is not ("uscc" or "vat_id") || customer.Kind == Customer.Organisation))
            {
                any = true;
                yield return Make(kind, value);
            }
        }

        if (open("resident_id") is { } residentId)
        {
            any = true;
            yield return Make("resident_id", residentId);
        }

        if (!any)
        {
            yield return Make(Whole, WholeOf(customer, open));
        }
    }

    private string WholeOf(Customer customer, Func<string, string?> open) => string.Join(
        '\n',
        customer.Flatten().Where(pair => !pair.Key.StartsWith('~') && !pair.Key.StartsWith("tag:", StringComparison.Ordinal)
            && pair.Key is not ("source" or "lawful_basis" or "do_not_contact"))
            .Select(pair => pair.Key + "=" + (book.Find(pair.Key) is { Classified: true } ? open(pair.Key) : pair.Value)));

    public Key Make(string kind, string value) => new(kind, seal.Fingerprint(kind, kind == "external_id" ? value : value.ToLowerInvariant()));

    /// <summary>Which customers hold each of these fingerprints (hex). One query, however many keys.</summary>
    public static ILookup<string, long> Holders(SqliteConnection sql, IEnumerable<byte[]> fingerprints)
    {
        var list = JsonSerializer.Serialize(fingerprints.Select(Convert.ToHexString));
        return sql.Query<(string Hex, long Id)>(
            """
            select wanted.value, k.customer_id
            from json_each(@list) wanted join identity_key k on k.fingerprint = unhex(wanted.value)
            """,
            new { list }).ToLookup(row => row.Hex, row => row.Id, StringComparer.Ordinal);
    }
}
