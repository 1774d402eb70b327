using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>A point of the past: a moment, or the place of an act in the order of all acts. What came later did not happen yet.</summary>
public sealed record PastPoint
{
    private PastPoint(long moment, long stampId)
    {
        Moment = moment;
        StampId = stampId;
    }

    /// <summary>Nothing later than this happened yet, in UTC milliseconds.</summary>
    internal long Moment { get; }

    /// <summary>No act of a higher place happened yet.</summary>
    internal long StampId { get; }

    /// <summary>After all that happened up to this moment in UTC milliseconds.</summary>
    public static PastPoint At(long moment) => new(moment, long.MaxValue);

    /// <summary>Right after the act of this place in the order.</summary>
    internal static PastPoint After(long stampId) => new(long.MaxValue, stampId);

    /// <summary>An act of a lower place was before it for certain: an id is made within its act, so never before the act's moment.</summary>
    internal long Floor => Moment == long.MaxValue ? StampId + 1 : Ids.FirstAt(Moment + 1);

    internal bool Precedes(CustomerChange change) => change.At > Moment || change.StampId > StampId;

    internal bool PrecedesCreationAt(long createdAt) => createdAt > Moment;
}

/// <summary>
/// A customer as it stood: what is there now with the changes since taken back, the newest first. An act that was undone
/// did happen, and at its time its values stood.
/// </summary>
public sealed class CustomerPast(CustomerWriter writer)
{
    /// <summary>The customer at a point of the past; null when there was none then. Its version is 0: it can't be edited.</summary>
    internal Customer? At(SqliteConnection sql, AccessScope scope, long id, PastPoint point)
    {
        var state = CustomerRows.Find(sql, scope, id);
        if (state is null && !scope.All)
        {
            // A deleted customer has no row that a scope could speak of.
            return null;
        }

        state = state?.Copy();
        foreach (var act in CustomerChange.Of(sql, id, point.Floor).Where(change => point.Precedes(change)).GroupBy(change => change.StampId).Reverse())
        {
            if (act.Any(change => change.IsRevival))
            {
                state = null;
            }
            else if (act.Any(change => change.IsDeletion))
            {
                state = Deleted(id, [.. act]);
            }
            else if (state is not null)
            {
                foreach (var change in act)
                {
                    state.SetFlat(change.Field, writer.FromHistory(id, change.Field, change.Old));
                }
            }
        }

        if (state is null || point.PrecedesCreationAt(state.CreatedAt))
        {
            return null;
        }

        state.Version = 0;
        state.UpdatedAt = Math.Max(state.CreatedAt, LastVersions(sql, id, point, 1).FirstOrDefault());
        return state;
    }

    /// <summary>The point that a restoration names: a moment, or the time right after or right before a changeset.</summary>
    /// <exception cref="Refused">The changeset did not touch the customer or this field of it.</exception>
    internal static PastPoint PointOf(SqliteConnection sql, long id, long changesetId, bool before, string? field)
    {
        if (CustomerChange.SpanOf(sql, id, changesetId, field) is { } span)
        {
            return PastPoint.After(before ? span.First - 1 : span.Last);
        }

        var isBirth = !before && sql.QuerySingle<bool>("select exists (select 1 from customer where customer_id = @id and created_in = @changesetId)", new { id, changesetId });
        return isBirth ? PastPoint.After(0) : throw Refused.NotFound("changeset.none");
    }

    // A version is what an act left behind; a deletion leaves none.
    private const string Versions = """
        from change ch join changeset cs on cs.changeset_id = ch.changeset_id
        where ch.customer_id = @id and not exists (
          select 1 from change d where d.customer_id = ch.customer_id and d.changeset_id = ch.changeset_id and d.field = '~born' and d.new_value is null)
        """;

    private const string Moment = "case when ch.act_id is null then cs.at else (ch.act_id >> 22) + @epoch end";

    /// <summary>When the customer had another version right before the one of this moment, and right after it.</summary>
    internal static (long? Previous, long? Next) Neighbours(SqliteConnection sql, Customer customer, long moment)
    {
        var versions = LastVersions(sql, customer.Id, PastPoint.At(moment), 2).Append(customer.CreatedAt).Distinct().ToList();
        var next = sql.QuerySingle<long>(
            $"select coalesce(min({Moment}), 0) {Versions} and {Moment} > @moment",
            new { id = customer.Id, moment, epoch = Ids.MomentOf(0) });
        return (versions.Count > 1 ? versions[1] : null, next > moment ? next : null);
    }

    private static List<long> LastVersions(SqliteConnection sql, long id, PastPoint point, int most) => sql.Query<long>(
        $"""
        select distinct {Moment} {Versions} and {Moment} <= @Moment and coalesce(ch.act_id, ch.changeset_id) <= @StampId
        order by 1 desc limit @most
        """,
        new { id, point.Moment, point.StampId, most, epoch = Ids.MomentOf(0) }).AsList();

    /// <summary>What a deletion took away.</summary>
    private Customer Deleted(long id, List<CustomerChange> changes)
    {
        var mark = changes.Find(change => change.IsDeletion)?.Old ?? "";
        return DeletedRecord.Parse(mark).Restore(
            id, changes.Where(change => change.Field != CustomerWriter.BirthMark).Select(change => (change.Field, change.Old)), writer);
    }
}
