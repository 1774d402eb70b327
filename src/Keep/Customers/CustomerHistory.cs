using System.Text.Json;
using Dapper;
using Kith.Check.Cleaning;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>Where every value came from: each change with source, time and author, the newest first; the creation last.</summary>
[Needs("customers.view")]
public sealed class CustomerHistory(FieldBook book, ISeal seal) : IUseCase, IQuestion<CustomerHistory.Ask, CustomerHistory.Found>
{
    private const int Most = 500;

    public sealed record Ask(long Id);

    /// <param name="Field">The flat field (`title`, `phone:1`, `tag:VIP`).</param>
    public sealed record Change(string Field, string? Label, string? From, string? To);

    /// <param name="UseCase">What was done; the word is `act.{UseCase}`.</param>
    /// <param name="Source">The file or form it came from; null = entered by the author.</param>
    /// <param name="CanUndo">Whether it still stands and was not an undo of something.</param>
    public sealed record Entry(long ChangesetId, string UseCase, string Author, string Origin, string? Source, long At, bool Undone, bool CanUndo, bool Created, IReadOnlyList<Change> Changes);

    /// <summary>Who last set each value that stands now.</summary>
    public sealed record Provenance(string Field, string Author, string? Source, long At, long ChangesetId);

    public sealed record Found(IReadOnlyList<Entry> Entries, IReadOnlyList<Provenance> Values);

    private sealed record Row(long ChangesetId, string UseCase, string Actor, string Origin, string? Source, string State, long? Undoes, long At, string? Field, string? OldValue, string? NewValue);

    public static void Map(Routes routes) => routes.Get<CustomerHistory>("/api/customers/{id:long}/history", (
        long id, CustomerHistory use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask(id))));

    public Found Answer(Ask ask, Look look)
    {
        var customer = CustomerRows.Require(look.Sql, look.Scope, ask.Id);
        var rows = look.Sql.Query<Row>(
            """
            select cs.changeset_id as ChangesetId, cs.use_case as UseCase, cs.actor as Actor, cs.origin as Origin, cs.source as Source,
              cs.state as State, cs.undoes as Undoes, cs.at as At, ch.field as Field, ch.old_value as OldValue, ch.new_value as NewValue
            from changeset cs left join change ch on ch.changeset_id = cs.changeset_id and ch.customer_id = @Id
            where cs.changeset_id in (select changeset_id from change where customer_id = @Id) or cs.changeset_id = @CreatedIn
            order by cs.changeset_id desc limit @Most
            """,
            new { ask.Id, customer.CreatedIn, Most }).AsList();
        var entries = rows.GroupBy(row => row.ChangesetId).Select(group => EntryOf(group.ToList(), customer)).ToList();
        return new Found(entries, [.. ProvenanceOf(customer, rows)]);
    }

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

    private static IEnumerable<Provenance> ProvenanceOf(Customer customer, List<Row> rows)
    {
        var creation = rows.Find(row => row.ChangesetId == customer.CreatedIn);
        foreach (var field in customer.Flatten().Keys)
        {
            var row = rows.Find(candidate => candidate.Field == field) ?? creation;
            if (row is not null)
            {
                yield return new Provenance(field, row.Actor, row.Source, row.At, row.ChangesetId);
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
            return CustomerView.Masked(seal.Open(value, "change", field, customerId));
        }

        return definition is { } known && known.Type.IsContact()
            ? ContactView.Of(JsonSerializer.Deserialize(value, CustomerJson.Default.Contact)!).Display
            : value;
    }
}
