using System.Text.Json;
using Dapper;
using Kith.Check.Cleaning;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>Where every value came from: each act with source, time and author, the newest first; the creation last.</summary>
[Needs("customers.view")]
public sealed class CustomerHistory(FieldBook book, ISeal seal) : IUseCase, IQuestion<CustomerHistory.Ask, CustomerHistory.Found>
{
    private const int MostOnAPage = 100;

    /// <param name="Before">The changeset of the last entry shown; null = from the newest.</param>
    public sealed record Ask(long Id, long? Before = null);

    /// <param name="Field">The flat field (`title`, `phone:1`, `tag:VIP`).</param>
    public sealed record Change(string Field, string? Label, string? From, string? To);

    /// <param name="UseCase">What was done; the word is `act.{UseCase}`.</param>
    /// <param name="Source">The file or form it came from; null = entered by the author.</param>
    /// <param name="CanUndo">Whether it still stands and was not an undo of something.</param>
    public sealed record Entry(long ChangesetId, string UseCase, string Author, string Origin, string? Source, long At, bool Undone, bool CanUndo, bool Created, IReadOnlyList<Change> Changes);

    /// <summary>Who last set each value that stands now.</summary>
    public sealed record Provenance(string Field, string Author, string? Source, long At, long ChangesetId);

    /// <param name="Count">How many acts there were in all.</param>
    /// <param name="NextId">What to pass as <see cref="Ask.Before"/> for older entries; null at the end.</param>
    public sealed record Found(IReadOnlyList<Entry> Entries, int Count, long? NextId, Entry? Birth, IReadOnlyList<Provenance> Values);

    private sealed record Row(long ChangesetId, string UseCase, string Actor, string Origin, string? Source, string State, long? Undoes, long At, string? Field, string? OldValue, string? NewValue);

    private sealed record Standing(string Field, string Actor, string? Source, long At, long ChangesetId);

    public static void Map(Routes routes) => routes.Get<CustomerHistory>("/api/customers/{id:long}/history", (
        long id, long? before, CustomerHistory use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask(id, before))));

    public Found Answer(Ask ask, Look look)
    {
        var customer = CustomerRows.Require(look.Sql, look.Scope, ask.Id);
        const string Acts = "select changeset_id from change where customer_id = @Id union select changeset_id from changeset where changeset_id = @CreatedIn";
        var count = look.Sql.QuerySingle<int>($"select count(*) from ({Acts})", new { ask.Id, customer.CreatedIn });
        var acts = look.Sql.Query<long>(
            $"select changeset_id from ({Acts}) where @Before is null or changeset_id < @Before order by changeset_id desc limit @most",
            new { ask.Id, customer.CreatedIn, ask.Before, most = MostOnAPage + 1 }).AsList();
        var page = acts.Take(MostOnAPage).ToList();
        var entries = Entries(look, customer, page);
        var birth = entries.Find(entry => entry.Created) ?? Entries(look, customer, [customer.CreatedIn]).FirstOrDefault();
        return new Found(entries, count, acts.Count > page.Count ? page[^1] : null, birth, [.. ProvenanceOf(look, customer, birth)]);
    }

    private List<Entry> Entries(Look look, Customer customer, IReadOnlyList<long> acts) =>
    [
        .. look.Sql.Query<Row>(
            """
            select cs.changeset_id as ChangesetId, cs.use_case as UseCase, cs.actor as Actor, cs.origin as Origin, cs.source as Source,
              cs.state as State, cs.undoes as Undoes, cs.at as At, ch.field as Field, ch.old_value as OldValue, ch.new_value as NewValue
            from changeset cs left join change ch on ch.changeset_id = cs.changeset_id and ch.customer_id = @Id
            where cs.changeset_id in @acts
            order by cs.changeset_id desc
            """,
            new { customer.Id, acts }).GroupBy(row => row.ChangesetId).Select(group => EntryOf(group.ToList(), customer)),
    ];

    private Entry EntryOf(List<Row> group, Customer customer)
    {
        var first = group[0];
        return new Entry(
            first.ChangesetId,
            first.UseCase,
            first.Actor,
            first.Origin,
            first.Source,
            first.At,
            first.State == "undone",
            first.State == "closed" && first.Undoes is null && first.ChangesetId != customer.CreatedIn && !UndoChangeset.LongJobs.Contains(first.UseCase),
            first.ChangesetId == customer.CreatedIn,
            [
                .. group.Where(row => row.Field is not null && !row.Field.StartsWith('~')).Select(row => new Change(
                    row.Field!,
                    book.Find(row.Field!.Split(':')[0])?.Label,
                    Show(customer.Id, row.Field!, row.OldValue),
                    Show(customer.Id, row.Field!, row.NewValue))),
            ]);
    }

    private static IEnumerable<Provenance> ProvenanceOf(Look look, Customer customer, Entry? birth)
    {
        var standing = look.Sql.Query<Standing>(
            """
            select last.field as Field, cs.actor as Actor, cs.source as Source, cs.at as At, cs.changeset_id as ChangesetId
            from (
              select ch.field, max(ch.changeset_id) as changeset_id
              from change ch join changeset c on c.changeset_id = ch.changeset_id
              where ch.customer_id = @Id and ch.new_value is not null and c.state <> 'undone' and c.undoes is null
              group by ch.field) last
            join changeset cs on cs.changeset_id = last.changeset_id
            """,
            new { customer.Id }).ToDictionary(row => row.Field, StringComparer.Ordinal);
        foreach (var field in customer.Flatten().Keys)
        {
            if (standing.TryGetValue(field, out var by))
            {
                yield return new Provenance(field, by.Actor, by.Source, by.At, by.ChangesetId);
            }
            else if (birth is not null)
            {
                yield return new Provenance(field, birth.Author, birth.Source, birth.At, birth.ChangesetId);
            }
        }
    }

    private string? Show(long customerId, string field, string? value)
    {
        if (value is null)
        {
            return null;
        }

        var definition = book.Find(field.Split(':')[0]);
        if (definition is { Classified: true })
        {
            return CustomerView.Masked(seal.Read(value, "change", field, customerId));
        }

        return definition is { } known && known.Type.IsContact()
            ? ContactView.Of(JsonSerializer.Deserialize(value, CustomerJson.Default.Contact)!).Display
            : value;
    }
}
