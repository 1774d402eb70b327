using System.Globalization;
using Dapper;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Search;

/// <summary>
/// Finds customers by what people type. The index gives candidates, the Engine verifies them. Up to <see cref="MostRanked"/>
/// candidates are ranked and counted exactly; beyond that the newest come first, page by page, and those seen so far are counted.
/// </summary>
internal sealed class CustomerSearch(SqliteConnection sql, AccessScope scope, SearchQuery query, Func<Customer, bool>? filter)
{
    public const int MostRanked = 4000;
    private const int Chunk = 500;
    private const int MostChunks = 20;
    private const char NewestFirst = 'n';

    /// <param name="Ids">One page, in the order to show.</param>
    /// <param name="Exact">False when there are at least so many.</param>
    /// <param name="Next">The cursor of the next page; null on the last one.</param>
    /// <param name="TooManyToSort">The newest come first, whatever was asked for.</param>
    public sealed record Hits(IReadOnlyList<long> Ids, long Count, bool Exact, string? Next, bool TooManyToSort = false);

    /// <param name="filter">Which hits count; null = all.</param>
    /// <param name="sorted">Puts ranked hits into another order; null = by rank.</param>
    public static Hits Find(
        SqliteConnection sql, AccessScope scope, string text, Func<Customer, bool>? filter, string? after, int limit, Func<IReadOnlyList<long>, IReadOnlyList<long>>? sorted)
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
        var exact = true;
        if (ids.Count == 0 && query.Forgiving is { } forgiving)
        {
            var near = search.Candidates(forgiving, long.MaxValue, MostRanked);
            exact = near.Count < MostRanked;
            ids = search.Ranked(near, forgiving: true);
        }

        return PageOf(sorted is null ? ids : sorted(ids), exact, after, limit);
    }

    private static Hits PageOf(IReadOnlyList<long> ids, bool exact, string? after, int limit)
    {
        var start = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
        var page = ids.Skip(start).Take(limit).ToList();
        var next = start + page.Count < ids.Count ? (start + page.Count).ToString(CultureInfo.InvariantCulture) : null;
        return new Hits(page, ids.Count, exact, next);
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
        var (below, before) = Cursor(after);
        var ids = new List<long>();
        var seen = before;
        var (more, isAll) = (true, false);

        // A filter that lets few through must not make one page walk everybody: the next page goes on.
        for (var chunks = 0; ids.Count < limit && more && chunks < MostChunks; chunks++)
        {
            var candidates = Candidates(query.Strict, below, Chunk);
            var hits = Verified(candidates, forgiving: false).Select(hit => hit.Id).ToList();
            seen += hits.Count;
            var taken = hits.Take(limit - ids.Count).ToList();
            ids.AddRange(taken);
            isAll = candidates.Count < Chunk;
            more = !isAll || taken.Count < hits.Count;
            below = taken.Count < hits.Count ? taken[^1] : candidates.Count > 0 ? candidates[^1] : below;
        }

        var next = more ? string.Create(CultureInfo.InvariantCulture, $"{NewestFirst}{below}~{before + ids.Count}") : null;

        // Without a filter, and where the index itself is the proof, its matches are the hits.
        return scope.All && filter is null && !query.Verifies
            ? new Hits(ids, sql.QuerySingle<long>("select count(*) from customer_search where customer_search match @match", new { match = query.Strict }), true, next, true)
            : new Hits(ids, seen, isAll, next, true);
    }

    /// <summary>Below which id the page begins, and how many hits the pages before it showed.</summary>
    private static (long Below, long Before) Cursor(string? after) =>
        after is [NewestFirst, .. var cursor] && cursor.Split('~') is [var id, var shown]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var below)
        && long.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? (below, before)
            : (long.MaxValue, 0);

    private IEnumerable<(int Rank, long Id)> Verified(IReadOnlyList<long> candidates, bool forgiving)
    {
        foreach (var customer in CustomerRows.Many(sql, scope, candidates))
        {
            var searchable = CustomerTokens.SearchableOf(customer);
            if (((!query.Verifies && !forgiving) || query.Matches(searchable, forgiving)) && filter?.Invoke(customer) != false)
            {
                yield return (query.Rank(searchable), customer.Id);
            }
        }
    }
}
