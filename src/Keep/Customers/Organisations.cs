using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>An organisation that a person belongs to.</summary>
public sealed record OrganisationLink(long Id, string Name);

/// <summary>The organisations that persons belong to: customers too.</summary>
public static class Organisations
{
    /// <summary>
    /// Makes a person one of an organisation's people; empty = of none. The company of a person who has none becomes the
    /// organisation's name; one that is there stays, since lists of tomorrow will call it that again.
    /// </summary>
    /// <param name="value">The organisation's id.</param>
    /// <exception cref="Refused">There is no such organisation, or the customer is no person.</exception>
    public static void Link(Customer person, string value, SqliteConnection sql, AccessScope scope)
    {
        if (value.Length == 0)
        {
            person.OrganisationId = null;
            return;
        }

        if (person.Kind != Customer.Person)
        {
            throw Refused.Invalid("organisation.person-only", Customer.OrganisationKey);
        }

        var organisation = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? CustomerRows.Find(sql, scope, id) : null;
        if (organisation is not { Kind: Customer.Organisation })
        {
            throw Refused.Invalid("organisation.none", Customer.OrganisationKey);
        }

        Join(person, organisation);
    }

    /// <summary>The same where the organisation is at hand.</summary>
    public static void Join(Customer person, Customer organisation)
    {
        person.OrganisationId = organisation.Id;
        person.Company ??= organisation.DisplayName;
    }

    /// <summary>The organisation of a person; null when there is none, it is deleted, or not the asker's to see.</summary>
    public static OrganisationLink? Of(Customer person, SqliteConnection sql, AccessScope scope) =>
        person.OrganisationId is { } id && CustomerRows.Find(sql, scope, id) is { } found ? new OrganisationLink(id, found.DisplayName) : null;

    /// <summary>The country (as its field says it) of the organisation with this id; null when there is none or it says none.</summary>
    public static string? CountryOf(string? id, SqliteConnection sql, AccessScope scope) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? CustomerRows.Find(sql, scope, known)?["country"] : null;

    /// <summary>The country that the numbers of a customer are read and appraised by: its own, else that of its organisation; null = it is not known.</summary>
    public static string? CountryFor(Customer customer, SqliteConnection sql, AccessScope scope) =>
        customer["country"] ?? CountryOf(customer[Customer.OrganisationKey], sql, scope);

    /// <summary>The same with names in place of ids; an organisation that is deleted keeps its id.</summary>
    internal static IReadOnlyList<Difference> Named(IReadOnlyList<Difference> differences, SqliteConnection sql, AccessScope scope)
    {
        var names = Names(differences.Where(IsLink).SelectMany(difference => new[] { difference.From, difference.To }), sql, scope);
        return names.Count == 0 ? differences : [.. differences.Select(difference => IsLink(difference)
            ? difference with { From = Named(difference.From, names), To = Named(difference.To, names) }
            : difference)];

        static bool IsLink(Difference difference) => difference.Field == Customer.OrganisationKey;
    }

    /// <summary>What the organisations of these ids are called; those that are deleted, or not the asker's to see, are missing.</summary>
    internal static IReadOnlyDictionary<string, string> Names(IEnumerable<string?> ids, SqliteConnection sql, AccessScope scope)
    {
        var wanted = ids.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return wanted.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : sql.Query<(long Id, string Name)>(
            $"""
            select c.customer_id, iif(c.name = '', coalesce(c.company, ''), c.name)
            from json_each(@list) wanted join customer c on c.customer_id = cast(wanted.value as integer) where {scope.Sql("c")}
            """,
            new { list = JsonSerializer.Serialize(wanted) }).ToDictionary(row => row.Id.ToString(CultureInfo.InvariantCulture), row => row.Name, StringComparer.Ordinal);
    }

    internal static string? Named(string? id, IReadOnlyDictionary<string, string> names) => id is null ? null : names.GetValueOrDefault(id, id);
}
