using System.Globalization;
using Dapper;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Search;

/// <summary>
/// Finds customers by what people type. The index gives candidates, the Engine verifies them. Up to <see cref="MostRanked"/>
/// candidates are ranked and counted exactly; beyond that the newest come first, page by page, and the count is an estimate.
/// </summary>
internal sealed class CustomerSearch(SqliteConnection sql, AccessScope scope, SearchQuery query, Func<Customer, bool> filter)
{
    public const int MostRanked = 4000;
    private const int Chunk = 500;
    private const char NewestFirst = 'n';

    /// <param name="Ids">One page, in the order to show.</param>
    /// <param name="Exact">False when there were more candidates than are ranked.</param>
    /// <param name="Next">The cursor of the next page; null on the last one.</param>
    public sealed record Hits(IReadOnlyList<long> Ids, long Count, bool Exact, string? Next);

    /// <param name="sorted">Puts ranked hits into another order; null = by rank.</param>
    public static Hits Find(
        SqliteConnection sql, AccessScope scope, string text, Func<Customer, bool> filter, string? after, int limit, Func<IReadOnlyList<long>, IReadOnlyList<long>>? sorted)
    {
        var query = SearchQuery.Parse(text);
        if (query.IsEmpty)
        {
            return new Hits([], 0, true, null);
        }

        var search = new CustomerSearch(sql, scope, query, filter);
        var strict = search.Candidates(query.Strict, long.MaxValue, MostRanked + 1);
        if (strict.Count > MostRanked)
        {
            return search.Newest(after, limit);
        }

        var ids = search.Ranked(strict, forgiving: false);
        if (ids.Count == 0 && query.Forgiving is { } forgiving)
        {
            ids = search.Ranked(search.Candidates(forgiving, long.MaxValue, MostRanked), forgiving: true);
        }

        return PageOf(sorted is null ? ids : sorted(ids), after, limit);
    }

    private static Hits PageOf(IReadOnlyList<long> ids, string? after, int limit)
    {
        var start = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
        var page = ids.Skip(start).Take(limit).ToList();
        var next = start + page.Count < ids.Count ? (start + page.Count).ToString(CultureInfo.InvariantCulture) : null;
        return new Hits(page, ids.Count, true, next);
    }

    private List<long> Candidates(string match, long below, int limit) => sql.Query<long>(
        "select rowid from customer_search where customer_search match @match and rowid < @below order by rowid desc limit @limit",
        new { match, below, limit }).AsList();

    private List<long> Ranked(List<long> candidates, bool forgiving)
    {
        var hits = new List<(int Rank, long Id)>();
        foreach (var chunk in candidates.Chunk(Chunk))
        {
            hits.AddRange(Verified(chunk, forgiving));
        }

        hits.Sort((left, right) => left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank) : right.Id.CompareTo(left.Id));
        return [.. hits.Select(hit => hit.Id)];
    }

    private Hits Newest(string? after, int limit)
    {
        var below = after is [NewestFirst, ..] && long.TryParse(after.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        var ids = new List<long>();
        var more = true;
        while (ids.Count < limit && more)
        {
            var candidates = Candidates(query.Strict, below, Chunk);
            more = candidates.Count == Chunk;
            foreach (var (_, id) in Verified(candidates, forgiving: false))
            {
                ids.Add(id);
                if (ids.Count == limit)
                {
                    break;
                }
            }

            below = ids.Count == limit ? ids[^1] : candidates.Count > 0 ? candidates[^1] : below;
            more |= ids.Count == limit;
        }

        var count = sql.QuerySingle<long>("select count(*) from customer_search where customer_search match @match", new { match = query.Strict });
        return new Hits(ids, count, false, more ? string.Create(CultureInfo.InvariantCulture, $"{NewestFirst}{below}") : null);
    }

    private IEnumerable<(int Rank, long Id)> Verified(IReadOnlyList<long> candidates, bool forgiving)
    {
        foreach (var customer in CustomerRows.Many(sql, scope, candidates))
        {
            var searchable = CustomerTokens.SearchableOf(customer);
            if (((!query.Verifies && !forgiving) || query.Matches(searchable, forgiving)) && filter(customer))
            {
                yield return (query.Rank(searchable), customer.Id);
            }
        }
    }
}
