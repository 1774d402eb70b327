using Dapper;
using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>The people of an organisation, by name.</summary>
[Needs("customers.view")]
public sealed class ListPeople(CustomerWriter writer, FieldBook book) : IUseCase, IQuestion<ListPeople.Ask, ListPeople.Page>
{
    public const int Usual = 50;

    /// <summary>As many stand beside an organisation's other parts without hiding them.</summary>
    internal const int BesideTheRecord = 20;

    private const int MostInAPage = 1000;

    /// <param name="Id">The organisation.</param>
    /// <param name="After">The cursor of the page before.</param>
    public sealed record Ask(long Id, string? After = null, int Limit = Usual);

    /// <param name="Next">The cursor of the next page; null on the last one.</param>
    public sealed record Page(IReadOnlyList<CustomerView> Items, long Count, string? Next);

    public static void Map(Routes routes) => routes.Get<ListPeople>("/api/customers/{id:long}/people", (
        long id, string? after, int? limit, ListPeople use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask(id, after, limit ?? Usual))));

    public Page Answer(Ask ask, Look look)
    {
        CustomerRows.Require(look.Sql, look.Scope, ask.Id);
        var limit = Math.Clamp(ask.Limit, 1, MostInAPage);
        var order = ListOrder.Parse("name");
        var parameters = new DynamicParameters(new { ask.Id, most = limit + 1 });
        var after = order.After(ask.After, parameters);
        var people = $"from customer c where c.organisation_id = @Id and {look.Scope.Sql("c")}";
        var ids = look.Sql.Query<long>($"select c.customer_id {people} {after} order by {order.By} limit @most", parameters).AsList();
        return new Page(
            [.. CustomerRows.Many(look.Sql, look.Scope, [.. ids.Take(limit)]).Select(customer => CustomerView.Of(customer, book, writer))],
            look.Sql.QuerySingle<long>($"select count(*) {people}", parameters),
            ids.Count > limit ? order.CursorOf(look.Sql, ids[limit - 1]) : null);
    }
}
