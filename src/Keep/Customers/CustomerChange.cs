using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>One value changing once, as history holds it.</summary>
/// <param name="StampId">The act's place in the order of all acts.</param>
/// <param name="At">The act's moment in UTC milliseconds.</param>
/// <param name="ChangesetId">What it belongs to: the act itself, or the long job whose act it was.</param>
/// <param name="Undoes">The changeset that this one takes back.</param>
/// <param name="Old">As history holds it: a classified one is sealed for that place.</param>
/// <param name="IsSet">Whether a value stood after it.</param>
internal sealed record CustomerChange(long StampId, long At, long ChangesetId, long? Undoes, string Field, string? Old, bool IsSet)
{
    private sealed record Row
    {
        public long ChangesetId { get; init; }

        public long? ActId { get; init; }

        public long At { get; init; }

        public long? Undoes { get; init; }

        public string Field { get; init; } = "";

        public string? OldValue { get; init; }

        public bool IsSet { get; init; }

        public string? Steps { get; init; }
    }

    /// <summary>Whether the customer was deleted by it: the other changes of the act say what stood.</summary>
    public bool IsDeletion => Field == CustomerWriter.BirthMark && !IsSet;

    /// <summary>Whether the customer came back by it.</summary>
    public bool IsRevival => Field == CustomerWriter.BirthMark && IsSet;

    /// <summary>All changes of a customer by acts from <paramref name="fromStamp"/> on, the first first.</summary>
    public static IReadOnlyList<CustomerChange> Of(SqliteConnection sql, long customerId, long fromStamp = 0) =>
    [
        .. sql.Query<Row>(
            """
            select ch.changeset_id as ChangesetId, ch.act_id as ActId, cs.at as At, cs.undoes as Undoes, ch.field as Field,
              ch.old_value as OldValue, ch.new_value is not null as IsSet, ch.steps as Steps
            from change ch join changeset cs on cs.changeset_id = ch.changeset_id
            where ch.customer_id = @customerId and coalesce(ch.act_id, ch.changeset_id) >= @fromStamp
            """,
            new { customerId, fromStamp }).SelectMany(Each).Where(change => change.StampId >= fromStamp).OrderBy(change => change.StampId),
    ];

    /// <summary>The place in the order of a changeset's first and last act on a customer, or on one of its fields; null when it did not touch it.</summary>
    public static (long First, long Last)? SpanOf(SqliteConnection sql, long customerId, long changesetId, string? field)
    {
        var (first, last) = sql.QuerySingle<(long, long)>(
            """
            select coalesce(min(coalesce(steps ->> '$[0][0]', act_id, changeset_id)), 0), coalesce(max(coalesce(act_id, changeset_id)), 0)
            from change where customer_id = @customerId and changeset_id = @changesetId and (@field is null or field = @field)
            """,
            new { customerId, changesetId, field });
        return first > 0 ? (first, last) : null;
    }

    private static IEnumerable<CustomerChange> Each(Row row)
    {
        if (row.Steps is null)
        {
            yield return new CustomerChange(row.ActId ?? row.ChangesetId, row.ActId is { } act ? Ids.MomentOf(act) : row.At, row.ChangesetId, row.Undoes, row.Field, row.OldValue, row.IsSet);
            yield break;
        }

        using var steps = JsonDocument.Parse(row.Steps);
        var count = steps.RootElement.GetArrayLength();
        for (var at = 0; at < count; at++)
        {
            var stamp = steps.RootElement[at][0].GetInt64();
            var isSet = at == count - 1 ? row.IsSet : steps.RootElement[at + 1][1].ValueKind != JsonValueKind.Null;
            yield return new CustomerChange(stamp, Ids.MomentOf(stamp), row.ChangesetId, row.Undoes, row.Field, steps.RootElement[at][1].GetString(), isSet);
        }
    }
}
