using Dapper;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Search;

/// <summary>
/// Finds customers by what people type. The index gives candidates; the Engine verifies and ranks them. Below
/// <see cref="MostRanked"/> candidates every hit is found and counted exactly; above, the newest come first.
/// </summary>
internal static class CustomerSearch
{
    public const int MostRanked = 4000;
    private const int Chunk = 500;

    /// <param name="Ids">In the order to show.</param>
    /// <param name="Exact">False when there were more candidates than are ranked.</param>
    public sealed record Hits(IReadOnlyList<long> Ids, long Count, bool Exact);

    public static Hits Find(SqliteConnection sql, AccessScope scope, string text, Func<Customer, bool> filter)
    {
        var query = SearchQuery.Parse(text);
        if (query.IsEmpty)
        {
            return new Hits([], 0, true);
        }

        var strict = Verified(sql, scope, query, forgiving: false, filter);
        return strict.Count > 0 || query.Forgiving is null ? strict : Verified(sql, scope, query, forgiving: true, filter);
    }

    private static Hits Verified(SqliteConnection sql, AccessScope scope, SearchQuery query, bool forgiving, Func<Customer, bool> filter)
    {
        var match = forgiving ? query.Forgiving! : query.Strict;
        var candidates = sql.Query<long>(
            "select rowid from customer_search where customer_search match @match order by rowid desc limit @limit",
            new { match, limit = MostRanked + 1 }).AsList();
        var exact = candidates.Count <= MostRanked;
        var hits = new List<(int Rank, long Id)>();
        foreach (var chunk in candidates.Take(MostRanked).Chunk(Chunk))
        {
            foreach (var customer in CustomerRows.Many(sql, scope, chunk))
            {
                var searchable = CustomerTokens.SearchableOf(customer);
                if (((!query.Verifies && !forgiving) || query.Matches(searchable, forgiving)) && filter(customer))
                {
                    hits.Add((query.Rank(searchable), customer.Id));
                }
            }
        }

        var count = exact
            ? hits.Count
            : sql.QuerySingle<long>("select count(*) from customer_search where customer_search match @match", new { match });
        hits.Sort((left, right) => left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank) : right.Id.CompareTo(left.Id));
        return new Hits([.. hits.Select(hit => hit.Id)], count, exact);
    }
}
