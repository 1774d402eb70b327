using Dapper;

namespace Kith.Keep.Customers;

/// <summary>The stages, tags and sources in use, the most frequent first: what a list can be filtered by.</summary>
[Needs("customers.view")]
public sealed class ListChoices : IUseCase, IQuestion<ListChoices.Ask, ListChoices.Found>
{
    // Bounded however many customers there are: values are skipped through an index, and each is counted no further.
    private const int MostValues = 200;
    private const int MostCounted = 1000;

    public sealed record Ask;

    /// <param name="Count">How many customers have it, at most 1,000.</param>
    public sealed record Choice(string Value, long Count);

    public sealed record Found(IReadOnlyList<Choice> Stages, IReadOnlyList<Choice> Tags, IReadOnlyList<Choice> Sources)
    {
        internal static Found None { get; } = new([], [], []);
    }

    public static void Map(Routes routes) => routes.Get<ListChoices>("/api/customers/choices", (ListChoices use, Entrance door) =>
        TypedResults.Json(door.Ask(use, new Ask())));

    public Found Answer(Ask ask, Look look) => new(
        InUse(look, "customer", "stage"), InUse(look, "customer_tag", "tag"), InUse(look, "customer", "source"));

    // Expressions have no declared type while there are no rows: properties take what comes, a constructor would not.
    private sealed class Row
    {
        public string Value { get; init; } = "";

        public long Count { get; init; }
    }

    private static List<Choice> InUse(Look look, string table, string column) => [.. look.Sql.Query<Row>(
        $"""
        with recursive v(x) as (
          select min({column}) from {table} where {column} is not null
          union all
          select (select min({column}) from {table} where {column} > v.x) from v where v.x is not null
          limit {MostValues})
        select x as Value, n as Count from (
          select x, (select count(*) from (
            select 1 from {table} t {Seen(look.Scope)}
            where t.{column} = v.x limit {MostCounted})) as n
          from v where x is not null)
        where n > 0 order by n desc, x
        """).Select(row => new Choice(row.Value, row.Count))];

    // Who sees everyone is counted within the index, without a look at each customer's row.
    private static string Seen(AccessScope scope) => scope.All ? "" : $"join customer c on c.customer_id = t.customer_id and {scope.Sql("c")}";
}
