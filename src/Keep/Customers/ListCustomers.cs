using System.CommandLine;
using System.Globalization;
using Dapper;
using Kith.Keep.Fields;
using Kith.Keep.Search;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Data.Sqlite;

namespace Kith.Keep.Customers;

/// <summary>The list of customers: searched, filtered, sorted, counted, paged by key.</summary>
[Needs("customers.view")]
public sealed class ListCustomers(CustomerWriter writer, FieldBook book) : IUseCase, IQuestion<ListCustomers.Ask, ListCustomers.Page>
{
    private const int MostInAPage = 1000;

    /// <param name="Q">What the user typed into the search box.</param>
    /// <param name="Sort">name, created or updated; a leading `-` turns the order around. A search without a sort is ranked.</param>
    /// <param name="Import">Only customers that this changeset (an import) made.</param>
    /// <param name="Kind">person or organisation.</param>
    /// <param name="After">The cursor of the page before.</param>
    public sealed record Ask(
        string? Q = null,
        string? Stage = null,
        string? Tag = null,
        string? Source = null,
        long? Import = null,
        string? Kind = null,
        string? Sort = null,
        string? After = null,
        int Limit = 50);

    /// <param name="Exact">False: there are at least so many.</param>
    /// <param name="Next">The cursor of the next page; null on the last one.</param>
    /// <param name="SortDropped">True where a search has too many hits for the order asked for: the newest come first.</param>
    public sealed record Page(IReadOnlyList<CustomerView> Items, long Count, bool Exact, string? Next, bool SortDropped = false);

    public const string Path = "/customers";

    public static void Map(Routes routes)
    {
        routes.Get<ListCustomers>("/api/customers", ([AsParameters] Ask ask, ListCustomers use, Entrance door) => TypedResults.Json(door.Ask(use, ask)));
        routes.Get<ListCustomers>(Path, ([AsParameters] Ask ask, ListCustomers use, ListChoices choices, Entrance door, HttpRequest http) =>
            new RazorComponentResult<CustomersPage>(new { Asked = ask, Found = door.Ask(use, ask), Choices = ChoicesFor(http, choices, door) }));
        routes.Get<ListCustomers>("/", () => TypedResults.LocalRedirect(Path));
    }

    /// <summary>A search as one types takes only the rows over; the filters stay as they are.</summary>
    private static ListChoices.Found ChoicesFor(HttpRequest http, ListChoices choices, Entrance door) =>
        Fragment.IsWantedBy(http) ? ListChoices.Found.None : door.Ask(choices, new ListChoices.Ask());

    /// <summary>The address of the page that answers this.</summary>
    internal static string Address(Ask ask)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        Add("q", ask.Q);
        Add("stage", ask.Stage);
        Add("tag", ask.Tag);
        Add("source", ask.Source);
        Add("import", ask.Import?.ToString(CultureInfo.InvariantCulture));
        Add("kind", ask.Kind);
        Add("sort", ask.Sort);
        Add("after", ask.After);
        return Path + query;
    }

    public Page Answer(Ask ask, Look look)
    {
        var limit = Math.Clamp(ask.Limit, 1, MostInAPage);
        return string.IsNullOrWhiteSpace(ask.Q) ? Listed(ask, look, limit) : Searched(ask, look, limit);
    }

    private Page Searched(Ask ask, Look look, int limit)
    {
        var filter = CustomerFilter.Of(ask);
        var wantsOrder = !string.IsNullOrEmpty(ask.Sort);
        var hits = CustomerSearch.Find(
            look.Sql,
            look.Scope,
            ask.Q!,
            filter.IsEmpty ? null : filter.Passes,
            ask.After,
            limit,
            wantsOrder ? ids => Sorted(look, ids, ask.Sort!) : null);
        return new Page(Views(CustomerRows.Many(look.Sql, look.Scope, hits.Ids)), hits.Count, hits.Exact, hits.Next, wantsOrder && hits.TooManyToSort);
    }

    private Page Listed(Ask ask, Look look, int limit)
    {
        var order = string.IsNullOrEmpty(ask.Sort) ? ListOrder.Usual : ListOrder.Parse(ask.Sort);
        var filter = CustomerFilter.Of(ask);
        var rare = filter.RareValue(look.Sql);
        var parameters = filter.Parameters;
        parameters.Add("limit", limit + 1);
        var after = order.After(ask.After, parameters);
        var ids = look.Sql.Query<long>(
            $"select c.customer_id {filter.Rows(rare, look.Scope, order)} {after} order by {order.By} limit @limit", parameters).AsList();
        var next = ids.Count > limit ? order.CursorOf(look.Sql, ids[limit - 1]) : null;
        var (count, exact) = filter.Count(look.Sql, rare, look.Scope);
        return new Page(Views(CustomerRows.Many(look.Sql, look.Scope, [.. ids.Take(limit)])), count, exact, next);
    }

    private List<CustomerView> Views(IEnumerable<Customer> customers) => [.. customers.Select(customer => CustomerView.Of(customer, book, writer))];

    private static List<long> Sorted(Look look, IReadOnlyList<long> ids, string sort) => look.Sql.Query<long>(
        $"select c.customer_id from json_each(@list) w join customer c on c.customer_id = w.value order by {ListOrder.Parse(sort).By}",
        new { list = System.Text.Json.JsonSerializer.Serialize(ids) }).AsList();

    internal static Command SearchVerb(CliSession cli)
    {
        var text = new Argument<string[]>("text") { Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { DefaultValueFactory = _ => 10_000 };
        return cli.Verb("search", "cli.search", async call =>
        {
            var (count, exact, items) = await Everything(cli, call, string.Join(' ', call.GetValue(text)!), call.GetValue(limit));
            if (cli.WantsJson(call))
            {
                cli.Print(new { Count = count, Exact = exact, Items = items });
                return CliSession.Done;
            }

            foreach (var customer in items)
            {
                Console.WriteLine(string.Join('\t', customer.Id, customer.DisplayName, customer.Company, customer.FirstOf(Contact.Phone) is { } phone ? FieldText.Dialled(cli.Words, phone.Display) : null, customer.FirstOf(Contact.Email)?.Value));
            }

            Console.Error.WriteLine(cli.Words.Say(exact ? "cli.found" : "cli.found-least", ("count", count)));
            return CliSession.Done;
        }, text, limit);
    }

    /// <summary>Page after page, until all are there or the limit is reached.</summary>
    private static async Task<(long Count, bool Exact, List<CustomerView> Items)> Everything(CliSession cli, ParseResult call, string text, int limit)
    {
        var items = new List<CustomerView>();
        Page page;
        string? after = null;
        do
        {
            var size = Math.Clamp(limit - items.Count, 1, MostInAPage);
            page = await cli.Get<Page>(call, $"/api/customers?q={Uri.EscapeDataString(text)}&limit={size}&after={after}");
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && items.Count < limit);

        return (page.Count, page.Exact, items);
    }
}

/// <summary>An order of the list and its keyset cursor (`key~id`, the key in hex where it is binary).</summary>
internal sealed record ListOrder(string Column, bool Descending)
{
    public const string Name = "c.name_key";
    public const string Updated = "c.updated_at";
    public const string Created = "c.customer_id";

    public static ListOrder Usual { get; } = new(Updated, Descending: true);

    public static ListOrder Parse(string sort)
    {
        var descending = sort.StartsWith('-');
        return new ListOrder(
            sort.TrimStart('-') switch
            {
                "name" => Name,
                "updated" => Updated,
                "created" => Created,
                _ => throw Refused.Invalid("list.sort-unknown", "sort", ("sort", sort)),
            },
            descending);
    }

    public string By => $"{Column} {Direction}, c.customer_id {Direction}";

    private string Direction => Descending ? "desc" : "asc";

    public string After(string? cursor, DynamicParameters parameters)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return "";
        }

        var parts = cursor.Split('~');
        if (parts.Length != 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw Refused.Invalid("list.cursor", "after");
        }

        try
        {
            parameters.Add("key", Column == Name ? Convert.FromHexString(parts[0]) : long.Parse(parts[0], CultureInfo.InvariantCulture));
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            throw Refused.Invalid("list.cursor", "after");
        }

        parameters.Add("id", id);
        return $"and ({Column}, c.customer_id) {(Descending ? '<' : '>')} (@key, @id)";
    }

    public string CursorOf(SqliteConnection sql, long id)
    {
        var key = sql.ExecuteScalar($"select {Column} from customer c where c.customer_id = @id", new { id });
        return string.Create(CultureInfo.InvariantCulture, $"{(key is byte[] bytes ? Convert.ToHexString(bytes) : key)}~{id}");
    }
}
