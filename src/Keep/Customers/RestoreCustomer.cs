using System.Text.Json;
using Dapper;
using Kith.Check.Cleaning;
using Kith.Keep.Fields;
using Kith.Shell.Web;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>
/// Puts one value of a customer, or the whole record, back to what it was: an act like any other, with history and undo.
/// It overwrites what stands there now, deliberately.
/// </summary>
[Needs("customers.edit")]
public sealed class RestoreCustomer(CustomerWriter writer, CustomerPast past, FieldBook book) : IUseCase, IChange<RestoreCustomer.Ask, RestoreCustomer.Done>
{
    /// <param name="ChangesetId">As the customer stood right after this act; either this or <paramref name="AsOf"/>.</param>
    /// <param name="Before">With a changeset: as it stood right before it.</param>
    /// <param name="AsOf">As it stood at this moment, as <see cref="PastMoment.Read"/> takes it.</param>
    /// <param name="Field">Only this flat field (`title`, `phone:1`, `tag:VIP`); null = the whole record.</param>
    public sealed record Request(long? ChangesetId = null, bool Before = false, string? AsOf = null, string? Field = null);

    public sealed record Ask(long Id, long? ChangesetId, bool Before, long? AsOf, string? Field);

    /// <param name="ChangesetId">What to undo; null when it stood like that already.</param>
    public sealed record Done(long? ChangesetId, CustomerView Customer, IReadOnlyList<Difference> Changes);

    /// <summary>Where a page posts to.</summary>
    public static string PathOf(long id) => ShowCustomer.Address(id) + "/restorations";

    public static void Map(Routes routes)
    {
        routes.Post<RestoreCustomer>("/api/customers/{id:long}/restorations", async (
            long id, Request request, HttpContext http, RestoreCustomer use, Entrance door) =>
            TypedResults.Json(await door.Change(use, new Ask(id, request.ChangesetId, request.Before, MomentOf(request.AsOf, http), request.Field))));
        routes.Post<RestoreCustomer>(ListCustomers.Path + "/{id:long}/restorations", async (long id, HttpContext http, RestoreCustomer use, Entrance door) =>
        {
            var form = await http.Request.ReadFormAsync();
            var ask = new Ask(
                id, long.TryParse(form["changeset"], out var changeset) ? changeset : null, form["before"] == "true", MomentOf(form["as-of"], http), form["field"] is [{ Length: > 0 } field] ? field : null);
            try
            {
                var done = await door.Change(use, ask);
                return CustomerSheets.Back(http, id, form["back"], done.ChangesetId is null ? "said.stands-already" : "said.restored", Saying.UndoOf(done.ChangesetId));
            }
            catch (Refused refused) when (refused.Kind is Refusal.Conflict or Refusal.NotFound or Refusal.Invalid)
            {
                return CustomerSheets.Back(http, id, form["back"], refused.WordKey, null);
            }
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        var before = CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        var point = ask switch
        {
            { ChangesetId: { } changeset, AsOf: null } => CustomerPast.PointOf(act.Sql, ask.Id, changeset, ask.Before, ask.Field),
            { ChangesetId: null, AsOf: { } moment } => PastPoint.At(moment),
            _ => throw Refused.Invalid("restore.which", "changesetId"),
        };
        var then = past.At(act.Sql, act.Scope, ask.Id, point) ?? throw Refused.NotFound("customer.not-then");
        var after = ask.Field is { } field ? WithValue(before, then, field) : Whole(before, then);
        if (after.Kind != Customer.Person)
        {
            after.OrganisationId = null;
        }

        if (after.DisplayName.Length == 0)
        {
            throw Refused.Invalid("finding.name.missing", ask.Field);
        }

        var changes = Organisations.Named(Difference.Between(before, after, book, writer), act.Sql, act.Scope);
        var changed = writer.Update(act, before, after);
        act.Subject.Detail = ask.Field?.Split(':')[0];
        return new Done(changed ? act.Changeset.Id : null, CustomerView.Of(after, book, writer), changes);
    }

    /// <summary>Of the values that an undo left alone those that somebody restored since, after this changeset.</summary>
    public static IReadOnlySet<(long CustomerId, string Field)> RestoredSince(SqliteConnection sql, long changesetId, IReadOnlyList<UndoConflict> conflicts)
    {
        var wanted = conflicts.Select(conflict => (conflict.CustomerId, conflict.Field)).ToHashSet();
        wanted.IntersectWith(sql.Query<(long Id, string Field)>(
            """
            select ch.customer_id, ch.field
            from json_each(@list) wanted
            join change ch on ch.customer_id = wanted.value and ch.changeset_id > @changesetId
            join changeset cs on cs.changeset_id = ch.changeset_id and cs.use_case = 'RestoreCustomer' and cs.state = 'closed'
            """,
            new { changesetId, list = JsonSerializer.Serialize(wanted.Select(value => value.CustomerId).Distinct()) })
            .SelectMany(value => new[] { value, (value.Id, FormerHandles.NameThen(value.Field)) }));
        return wanted;
    }

    private static long? MomentOf(string? text, HttpContext http) => string.IsNullOrEmpty(text) ? null : PastMoment.Read(text, PastMoment.ZoneOf(http));

    private Customer WithValue(Customer before, Customer then, string flat)
    {
        flat = FormerHandles.NameNow(flat);
        var key = flat.Split(':')[0];
        var type = key == Customer.OrganisationKey ? FieldType.Text : book.Require(key == "tag" ? "tags" : key).Type;
        if (type.TakesSeveral() != flat.Contains(':', StringComparison.Ordinal))
        {
            throw Refused.Invalid("field.unknown", "field", ("field", flat));
        }

        var after = before.Copy();
        var value = then.Flatten().GetValueOrDefault(flat);
        if (key == Customer.OrganisationKey && value is not null && before.Kind != Customer.Person)
        {
            throw Refused.Invalid("organisation.person-only", key);
        }

        if (then.Contacts.Find(contact => contact.Flat == flat) is { } contact && before.Contacts.Exists(known => known.Flat != flat && known.Kind == contact.Kind && known.Key == contact.Key))
        {
            // Somebody gave it back already, under another number.
            return after;
        }

        after.SetFlat(flat, value);
        if (!flat.Contains(':', StringComparison.Ordinal))
        {
            after[CustomerFilling.OriginalOf(flat)] = then[CustomerFilling.OriginalOf(flat)];
        }

        return after;
    }

    /// <summary>The record as it was then, under today's identity.</summary>
    private static Customer Whole(Customer before, Customer then)
    {
        var after = then.Copy();
        (after.CreatedAt, after.CreatedIn, after.Version, after.LastContact) = (before.CreatedAt, before.CreatedIn, before.Version, before.HighestContact());
        return after;
    }
}

/// <summary>A value that differs between two states of a customer, as people see it: classified ones masked.</summary>
/// <param name="Field">The flat field.</param>
/// <param name="Label">The users' own name of the field; null for a built-in one.</param>
/// <param name="From">What would be overwritten; null = nothing stands there.</param>
/// <param name="To">What would stand then; null = nothing.</param>
public sealed record Difference(string Field, string? Label, string? From, string? To)
{
    /// <summary>In the order of the fields.</summary>
    internal static IReadOnlyList<Difference> Between(Customer from, Customer to, FieldBook book, CustomerWriter writer)
    {
        var order = book.All.Select((field, at) => (field.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at, StringComparer.Ordinal);
        return
        [
            .. writer.DifferingFields(from, to).Where(field => !field.StartsWith('~'))
                .OrderBy(field => order.GetValueOrDefault(field.Split(':')[0] is "tag" ? "tags" : field.Split(':')[0], int.MaxValue))
                .Select(field => new Difference(
                    field, book.Find(field.Split(':')[0])?.Label, CustomerView.Shown(from, field, book, writer), CustomerView.Shown(to, field, book, writer))),
        ];
    }
}
