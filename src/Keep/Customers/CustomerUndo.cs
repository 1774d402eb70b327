using System.Text.Json;
using Dapper;

namespace Kith.Keep.Customers;

/// <summary>Takes customers back to before a changeset, some hundred at a time with a handful of queries.</summary>
/// <param name="keepKeys">Whether the keys of customers that go are left for a sweep at the end.</param>
public sealed class CustomerUndo(Act act, CustomerWriter writer, long changesetId, bool keepKeys = false)
{
    private sealed record Row
    {
        public long CustomerId { get; init; }

        /// <summary>The place of the act that made it in the order of all acts.</summary>
        public long StampId { get; init; }

        public string Field { get; init; } = "";

        public string? OldValue { get; init; }

        public string? NewValue { get; init; }
    }

    private sealed record Later
    {
        public long CustomerId { get; init; }

        public long StampId { get; init; }

        public string Field { get; init; } = "";

        public string Actor { get; init; } = "";

        public long At { get; init; }
    }

    private ILookup<long, Later> later = Enumerable.Empty<Later>().ToLookup(change => change.CustomerId);
    private HashSet<long> noted = [];

    /// <summary>How many customers were restored; what could not be is added to <paramref name="conflicts"/>.</summary>
    /// <param name="customerIds">At most 1,000.</param>
    public int Run(IReadOnlyList<long> customerIds, List<UndoConflict> conflicts)
    {
        // "cross join" holds the order: each of the wanted is looked up by its key. Left to itself the planner goes through all
        // that the changeset changed, and through the list for each.
        var list = JsonSerializer.Serialize(customerIds);
        var current = CustomerRows.Many(act.Sql, act.Scope, customerIds).ToDictionary(customer => customer.Id);
        var changes = act.Sql.Query<Row>(
            """
            select ch.customer_id as CustomerId, coalesce(ch.act_id, ch.changeset_id) as StampId, ch.field, ch.old_value as OldValue, ch.new_value as NewValue
            from json_each(@list) wanted cross join change ch
            where ch.customer_id = wanted.value and ch.changeset_id = @changesetId
            """,
            new { list, changesetId }).ToLookup(row => row.CustomerId);
        later = act.Sql.Query<Later>(
            """
            select ch.customer_id as CustomerId, coalesce(ch.act_id, ch.changeset_id) as StampId, ch.field, cs.actor, cs.at
            from json_each(@list) wanted cross join change ch cross join changeset cs
            where ch.customer_id = wanted.value and ch.changeset_id <> @changesetId
              and cs.changeset_id = ch.changeset_id and cs.state <> 'undone' and cs.undoes is null
            order by StampId desc
            """,
            new { list, changesetId }).ToLookup(change => change.CustomerId);
        noted = act.Sql.Query<long>(
            """
            select distinct n.customer_id from json_each(@list) wanted
            join note n on n.customer_id = wanted.value and n.removed_at is null
            """,
            new { list }).ToHashSet();
        return customerIds.Count(id => TakeBack(id, current.GetValueOrDefault(id), [.. changes[id]], conflicts));
    }

    private bool TakeBack(long customerId, Customer? current, List<Row> rows, List<UndoConflict> conflicts)
    {
        if (current is null)
        {
            if (Revive(customerId, rows))
            {
                return true;
            }

            if (rows.Count > 0)
            {
                var deletion = LatestChange(customerId, CustomerWriter.BirthMark, changesetId);
                conflicts.Add(new UndoConflict(customerId, "", "", deletion?.Actor, deletion?.At));
            }

            return false;
        }

        if (current.CreatedIn == changesetId || rows.Exists(row => row.Field == CustomerWriter.BirthMark && row.NewValue is not null))
        {
            return RemoveCreated(current, conflicts);
        }

        var flat = current.Flatten();
        var after = current.Copy();
        foreach (var row in rows)
        {
            var now = FormerHandles.IsOne(row.Field) ? FormerHandles.Read(current, row.Field) : flat.GetValueOrDefault(row.Field);
            if (writer.Same(customerId, row.Field, now, row.NewValue))
            {
                after.SetFlat(row.Field, writer.FromHistory(customerId, row.Field, row.OldValue));
            }
            else if (!writer.Same(customerId, row.Field, now, row.OldValue))
            {
                var change = LatestChange(customerId, row.Field, row.StampId);
                conflicts.Add(new UndoConflict(customerId, current.DisplayName, row.Field, change?.Actor, change?.At));
            }
        }

        return writer.Update(act, current, after);
    }

    private bool RemoveCreated(Customer current, List<UndoConflict> conflicts)
    {
        // A customer's id is made before its record, so that whatever is later came after it was made.
        var change = LatestChange(current.Id, null, Math.Max(current.Id, changesetId));
        if (change is not null || noted.Contains(current.Id))
        {
            conflicts.Add(new UndoConflict(current.Id, current.DisplayName, "", change?.Actor, change?.At));
            return false;
        }

        writer.Delete(act, current, keepKeys);
        return true;
    }

    /// <summary>The record is gone: it was deleted by the changeset, or by somebody later.</summary>
    private bool Revive(long customerId, List<Row> rows)
    {
        if (rows.Find(row => row.Field == CustomerWriter.BirthMark)?.OldValue is not { } mark)
        {
            return false;
        }

        var customer = DeletedRecord.Parse(mark).Restore(
            customerId, rows.Where(row => row.Field != CustomerWriter.BirthMark).Select(row => (row.Field, row.OldValue)), writer);
        customer.Version++;
        writer.Revive(act, customer);
        return true;
    }

    /// <param name="field">Null = any.</param>
    private Later? LatestChange(long customerId, string? field, long after) =>
        later[customerId].FirstOrDefault(change => change.StampId > after && (field is null || FormerHandles.NameNow(change.Field) == FormerHandles.NameNow(field)));
}
