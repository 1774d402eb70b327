using System.Buffers.Binary;
using System.Text.Json;
using Dapper;
using Kith.Engine.Keep;
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
        [("external_id", "external_id"), ("uscc", "uscc"), ("vat_id", "vat_id")];

    /// <summary>The kind of the key of a customer who has none else: everything that is known, so that the same row again is the same customer.</summary>
    public const string Whole = "whole";

    /// <summary>
    /// The kind of the further key of a person who belongs to an organisation: company and name, so that the same row again is
    /// the same person though it has no phone and no e-mail.
    /// </summary>
    public const string Member = "member";

    /// <summary>A fingerprint and what it stands for.</summary>
    public readonly record struct Key(string Kind, byte[] Fingerprint)
    {
        /// <summary>The fingerprint as a number, to look it up by.</summary>
        public UInt128 Number => NumberOf(Fingerprint);
    }

    private static UInt128 NumberOf(ReadOnlySpan<byte> fingerprint) => BinaryPrimitives.ReadUInt128BigEndian(fingerprint);

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

        if (customer is { OrganisationId: not null, Kind: Customer.Person, Name.Length: > 0, Company: { } company })
        {
            yield return Make(Member, Fold.Text(company) + '\n' + Fold.Text(customer.Name));
        }
    }

    private string WholeOf(Customer customer, Func<string, string?> open) => string.Join(
        '\n',
        customer.Flatten().Where(pair => !pair.Key.StartsWith('~') && !pair.Key.StartsWith("tag:", StringComparison.Ordinal)
            && pair.Key is not (Customer.OrganisationKey or "source" or "lawful_basis" or "do_not_contact"))
            .Select(pair => pair.Key + "=" + (book.Find(pair.Key) is { Classified: true } ? open(pair.Key) : pair.Value)));

    public Key Make(string kind, string value) => new(kind, seal.Fingerprint(kind, kind == "external_id" ? value : value.ToLowerInvariant()));

    /// <summary>Which customers hold each of these fingerprints. One query, however many keys.</summary>
    public static ILookup<UInt128, long> Holders(SqliteConnection sql, IReadOnlyList<byte[]> fingerprints)
    {
        var list = JsonSerializer.Serialize(fingerprints.Select(Convert.ToHexString));
        return sql.Query<(byte[] Fingerprint, long Id)>(
            """
            select k.fingerprint, k.customer_id from json_each(@list) wanted join identity_key k on k.fingerprint = unhex(wanted.value)
            union all
            select k.fingerprint, k.customer_id from json_each(@list) wanted join identity_key_fresh k on k.fingerprint = unhex(wanted.value)
            """,
            new { list }).ToLookup(row => NumberOf(row.Fingerprint), row => row.Id);
    }

    /// <summary>How many keys there are; counting stops at <paramref name="most"/>.</summary>
    public static long Count(SqliteConnection sql, long most) => sql.QuerySingle<long>(
        "select count(*) from (select 1 from (select 1 from identity_key union all select 1 from identity_key_fresh) limit @most)", new { most });

    /// <summary>All fingerprints, streamed.</summary>
    public static IEnumerable<byte[]> All(SqliteConnection sql) =>
        sql.Query<byte[]>("select fingerprint from identity_key union all select fingerprint from identity_key_fresh", buffered: false);
}
