using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>
/// What a list is filtered by, and where its rows come from, so that no value makes SQLite walk or sort everybody: a rare
/// one gives the few customers to sort; otherwise an index is walked in the order of the list, where a page is soon full.
/// SQLite has no statistics to choose by, so the index is named.
/// </summary>
internal sealed record CustomerFilter(string? Stage, string? Tag, string? Source, long? Import, string? Kind)
{
    /// <summary>As many customers are read and sorted in no time.</summary>
    private const int Few = 5000;

    private const int MostCounted = 10_000;

    public static CustomerFilter Of(ListCustomers.Ask ask) => new(Full(ask.Stage), Full(ask.Tag), Full(ask.Source), ask.Import, KindOf(ask.Kind));

    public bool IsEmpty => this is { Stage: null, Tag: null, Source: null, Import: null, Kind: null };

    public DynamicParameters Parameters => new(new { Stage, Tag, Source, Import, Kind });

    public bool Passes(Customer customer) =>
        (Stage is null || customer.Stage == Stage)
        && (Source is null || customer.Source == Source)
        && (Tag is null || customer.Tags.Contains(Tag))
        && (Import is null || customer.CreatedIn == Import)
        && (Kind is null || customer.Kind == Kind);

    /// <summary>Of the customers that one value gives, those of the first value that few have; null = none is rare.</summary>
    public string? RareValue(SqliteConnection sql) => ByValue().FirstOrDefault(
        customers => sql.QuerySingle<int>($"select count(*) from ({customers} limit {Few + 1})", Parameters) <= Few);

    /// <summary>`from … where …` of the customers that match, for a list in this order.</summary>
    /// <param name="rare">What <see cref="RareValue"/> found.</param>
    public string Rows(string? rare, AccessScope scope, ListOrder order) => rare is not null
        ? $"from ({rare}) few cross join customer c on c.customer_id = few.customer_id where {Condition(scope)}"
        : $"from customer c {Walk(order)} where {Condition(scope)}";

    /// <summary>How many match; not exact beyond 10,000 where they can't be counted within an index.</summary>
    public (long Count, bool Exact) Count(SqliteConnection sql, string? rare, AccessScope scope)
    {
        if (scope.All && this is { Tag: not null, Stage: null, Source: null, Import: null, Kind: null })
        {
            return (sql.QuerySingle<long>("select count(*) from customer_tag where tag = @Tag", Parameters), true);
        }

        if (scope.All && this is { Kind: Customer.Person, Tag: null, Stage: null, Source: null, Import: null })
        {
            return (sql.QuerySingle<long>($"select (select count(*) from customer) - (select count(*) from customer where {IsOrganisation})"), true);
        }

        if ((Tag is null && (Kind is null || UsesKindIndex)) || rare is not null)
        {
            return (sql.QuerySingle<long>($"select count(*) {Rows(rare, scope, ListOrder.Usual)}", Parameters), true);
        }

        var counted = sql.QuerySingle<long>($"select count(*) from (select 1 {Rows(rare, scope, ListOrder.Usual)} limit {MostCounted + 1})", Parameters);
        return (Math.Min(counted, MostCounted), counted <= MostCounted);
    }

    private IEnumerable<string> ByValue()
    {
        if (Tag is not null)
        {
            yield return "select customer_id from customer_tag where tag = @Tag";
        }

        if (Import is not null)
        {
            yield return "select customer_id from customer where created_in = @Import";
        }

        if (Stage is not null)
        {
            yield return "select customer_id from customer where stage = @Stage";
        }

        if (Source is not null)
        {
            yield return "select customer_id from customer where source = @Source";
        }

        if (Kind == Customer.Organisation)
        {
            yield return $"select customer_id from customer where {IsOrganisation}";
        }
    }

    private string Walk(ListOrder order) => order.Column switch
    {
        ListOrder.Name => "indexed by customer_by_name",
        ListOrder.Created => (Tag is null ? ValueIndex : null) ?? "not indexed",
        _ => ValueIndex ?? (UsesKindIndex ? "indexed by customer_organisations" : "indexed by customer_by_updated"),
    };

    /// <summary>The index that begins with a value asked for and holds the other values too.</summary>
    private string? ValueIndex =>
        Stage is not null ? "indexed by customer_by_stage"
        : Source is not null ? "indexed by customer_by_source"
        : Import is not null ? "indexed by customer_by_creation"
        : null;

    /// <summary>As the index has it, which no parameter could be held against.</summary>
    private const string IsOrganisation = "kind = 'organisation'";

    private bool UsesKindIndex => Kind == Customer.Organisation && ValueIndex is null;

    private string Condition(AccessScope scope)
    {
        var all = new List<string> { scope.Sql("c") };
        if (Stage is not null)
        {
            all.Add("c.stage = @Stage");
        }

        if (Source is not null)
        {
            all.Add("c.source = @Source");
        }

        if (Import is not null)
        {
            all.Add("c.created_in = @Import");
        }

        if (Kind is not null)
        {
            all.Add(Kind == Customer.Organisation ? "c." + IsOrganisation : "c.kind = @Kind");
        }

        if (Tag is not null)
        {
            all.Add("exists (select 1 from customer_tag t where t.customer_id = c.customer_id and t.tag = @Tag)");
        }

        return string.Join(" and ", all);
    }

    private static string? KindOf(string? kind) => Full(kind) is null or Customer.Person or Customer.Organisation
        ? Full(kind)
        : throw Refused.Invalid("list.kind-unknown", "kind", ("kind", kind));

    private static string? Full(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
