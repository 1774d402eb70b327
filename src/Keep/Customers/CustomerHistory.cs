using System.Text.Json;
using Dapper;
using Kith.Check.Cleaning;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>Where every value came from: each act with source, time and author, the newest first; the creation last.</summary>
[Needs("customers.view")]
public sealed class CustomerHistory(FieldBook book, ISeal seal, CustomerWriter writer, ValueOrigins origins) : IUseCase, IQuestion<CustomerHistory.Ask, CustomerHistory.Found>
{
    private const int MostOnAPage = 100;

    /// <param name="Before">The <see cref="Entry.StampId"/> of the last entry shown; null = from the newest.</param>
    public sealed record Ask(long Id, long? Before = null);

    /// <param name="Field">The flat field (`title`, `phone:1`, `tag:VIP`).</param>
    /// <param name="FromStands">Whether the value from before stands today.</param>
    /// <param name="ToStands">Whether the value that it set stands today.</param>
    public sealed record Change(string Field, string? Label, string? From, string? To, bool FromStands, bool ToStands);

    /// <param name="StampId">Its place in the order of what happened: a long job has its place where it last touched the customer.</param>
    /// <param name="UseCase">What was done; the word is `act.{UseCase}`.</param>
    /// <param name="Source">The file or form it came from; null = entered by the author.</param>
    /// <param name="CanUndo">Whether it still stands and was not an undo of something.</param>
    public sealed record Entry(long StampId, long ChangesetId, string UseCase, string Author, string Origin, string? Source, long At, bool Undone, bool CanUndo, bool Created, IReadOnlyList<Change> Changes);

    /// <param name="Count">How many acts there were in all.</param>
    /// <param name="NextId">What to pass as <see cref="Ask.Before"/> for older entries; null at the end.</param>
    public sealed record Found(IReadOnlyList<Entry> Entries, int Count, long? NextId, Entry? Birth, IReadOnlyList<Provenance> Values);

    private sealed record Row(long ChangesetId, string UseCase, string Actor, string Origin, string? Source, string State, long? Undoes, long At, string? Field, string? OldValue, string? NewValue);

    /// <param name="Born">1 for the creation, which an import may follow up with changes in the same changeset.</param>
    private sealed record Place(long ChangesetId, long StampId, long Born);

    public static void Map(Routes routes) => routes.Get<CustomerHistory>("/api/customers/{id:long}/history", (
        long id, long? before, CustomerHistory use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask(id, before))));

    public Found Answer(Ask ask, Look look)
    {
        var customer = CustomerRows.Require(look.Sql, look.Scope, ask.Id);
        const string Acts = """
            select changeset_id, max(coalesce(act_id, changeset_id)) as stamp_id, 0 as born from change where customer_id = @Id group by changeset_id
            union all select changeset_id, changeset_id, 1 from changeset where changeset_id = @CreatedIn
            """;
        var count = look.Sql.QuerySingle<int>($"select count(*) from ({Acts})", new { ask.Id, customer.CreatedIn });
        var places = look.Sql.Query<(long ChangesetId, long StampId, long Born)>(
            $"select changeset_id, stamp_id, born from ({Acts}) where @Before is null or stamp_id < @Before order by stamp_id desc, born limit @most",
            new { ask.Id, customer.CreatedIn, ask.Before, most = MostOnAPage + 1 }).Select(place => new Place(place.ChangesetId, place.StampId, place.Born)).ToList();
        var page = places.Take(MostOnAPage).ToList();
        var entries = Entries(look, customer, page);
        var birth = entries.Find(entry => entry.Created) ?? Entries(look, customer, [new Place(customer.CreatedIn, customer.CreatedIn, 1)]).FirstOrDefault();
        return new Found(entries, count, places.Count > page.Count ? page[^1].StampId : null, birth, origins.Of(look.Sql, look.Scope, customer, null, look.Now));
    }

    private List<Entry> Entries(Look look, Customer customer, IReadOnlyList<Place> places)
    {
        var acts = look.Sql.Query<Row>(
            """
            select cs.changeset_id as ChangesetId, cs.use_case as UseCase, cs.actor as Actor, cs.origin as Origin, cs.source as Source,
              cs.state as State, cs.undoes as Undoes, cs.at as At, ch.field as Field, ch.old_value as OldValue, ch.new_value as NewValue
            from changeset cs left join change ch on ch.changeset_id = cs.changeset_id and ch.customer_id = @Id
            where cs.changeset_id in @acts
            """,
            new { customer.Id, acts = places.Select(place => place.ChangesetId).Distinct() }).ToLookup(row => row.ChangesetId);
        var flat = customer.Flatten();
        var names = Organisations.Names(
            acts.SelectMany(act => act).Where(row => row.Field == Customer.OrganisationKey).SelectMany(row => new[] { row.OldValue, row.NewValue }), look.Sql, look.Scope);
        return [.. places.Where(place => acts.Contains(place.ChangesetId)).Select(place => EntryOf(place, [.. acts[place.ChangesetId]], customer, flat, names))];
    }

    private Entry EntryOf(Place place, List<Row> group, Customer customer, SortedDictionary<string, string> flat, IReadOnlyDictionary<string, string> organisations)
    {
        var first = group[0];
        var created = place.Born == 1;
        return new Entry(
            place.StampId,
            first.ChangesetId,
            first.UseCase,
            first.Actor,
            first.Origin,
            first.Source,
            created ? customer.CreatedAt : place.StampId == first.ChangesetId ? first.At : Ids.MomentOf(place.StampId),
            first.State == "undone",
            first.State == "closed" && first.Undoes is null && first.ChangesetId != customer.CreatedIn && !UndoChangeset.LongJobs.Contains(first.UseCase),
            created,
            [
                .. group.Where(row => !created && row.Field is not null && !row.Field.StartsWith('~')).Select(row => new Change(
                    row.Field!,
                    book.Find(row.Field!.Split(':')[0])?.Label,
                    Show(customer.Id, row.Field!, row.OldValue, organisations),
                    Show(customer.Id, row.Field!, row.NewValue, organisations),
                    Stands(row.Field!, row.OldValue),
                    Stands(row.Field!, row.NewValue))),
            ]);

        bool Stands(string field, string? value) =>
            writer.Same(customer.Id, field, FormerHandles.IsOne(field) ? FormerHandles.Read(customer, field) : flat.GetValueOrDefault(field), value);
    }

    private string? Show(long customerId, string field, string? value, IReadOnlyDictionary<string, string> organisations)
    {
        if (value is null)
        {
            return null;
        }

        if (field == Customer.OrganisationKey)
        {
            return Organisations.Named(value, organisations);
        }

        var definition = book.Find(field.Split(':')[0]);
        if (definition is { Classified: true })
        {
            return CustomerView.Masked(seal.Read(value, "change", field, customerId));
        }

        return definition is { } known && known.Type.IsContact() && field.Contains(':', StringComparison.Ordinal)
            ? ContactView.Of(JsonSerializer.Deserialize(value, CustomerJson.Default.Contact)!).Display
            : value;
    }
}
