using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Keep.Customers;

/// <summary>Customers that were deleted by hand and can be brought back, the latest first. What an undone import took away belongs to that import.</summary>
[Needs("customers.delete")]
public sealed class ListDeleted : IUseCase, IQuestion<ListDeleted.Ask, ListDeleted.Page>
{
    public const string Path = ListCustomers.Path + "/deleted";

    private const int MostOnAPage = 50;

    /// <param name="Before">The changeset of the last one shown; null = from the latest.</param>
    public sealed record Ask(long? Before = null);

    /// <param name="Name">What it was called; empty where it had neither name nor company.</param>
    /// <param name="ChangesetId">The deletion; undoing it brings the customer back.</param>
    public sealed record Item(long CustomerId, string Name, string By, long At, long ChangesetId);

    private sealed class Row
    {
        public long CustomerId { get; init; }

        /// <summary>Null unless history keeps each value in an entry of its own, as it did before 0.2.</summary>
        public string? Name { get; init; }

        public string? Record { get; init; }

        public string By { get; init; } = "";

        public long At { get; init; }

        public long ChangesetId { get; init; }

        public Item ToItem()
        {
            var values = Name is null && Record is not null ? DeletedRecord.Parse(Record).Values : null;
            return new Item(CustomerId, Name ?? values?.GetValueOrDefault("name") ?? values?.GetValueOrDefault("company") ?? "", By, At, ChangesetId);
        }
    }

    /// <param name="NextId">What to pass as <see cref="Ask.Before"/> for the next page; null at the end.</param>
    public sealed record Page(IReadOnlyList<Item> Items, long? NextId);

    public static void Map(Routes routes)
    {
        routes.Get<ListDeleted>("/api/customers/deleted", ([AsParameters] Ask ask, ListDeleted use, Entrance door) => TypedResults.Json(door.Ask(use, ask)));
        routes.Get<ListDeleted>(Path, ([AsParameters] Ask ask, ListDeleted use, Entrance door) =>
            new RazorComponentResult<DeletedPage>(new { Found = door.Ask(use, ask) }));
    }

    public Page Answer(Ask ask, Look look)
    {
        // A deleted customer has no row that a scope could speak of: who does not see everyone sees what they deleted themselves.
        var items = look.Sql.Query<Row>(
            """
            select ch.customer_id as CustomerId,
              coalesce(max(case when ch.field = 'name' then ch.old_value end), max(case when ch.field = 'company' then ch.old_value end)) as Name,
              max(case when ch.field = @BirthMark then ch.old_value end) as Record,
              cs.actor as By, cs.at as At, cs.changeset_id as ChangesetId
            from (
              select changeset_id, actor, at from changeset
              where use_case = 'DeleteCustomer' and state = 'closed' and (@Before is null or changeset_id < @Before) and (@All or actor_id = @UserId)
              order by changeset_id desc limit @most) cs
            join change ch on ch.changeset_id = cs.changeset_id
            group by cs.changeset_id, ch.customer_id
            order by cs.changeset_id desc
            """,
            new { ask.Before, look.Scope.All, look.Caller.UserId, CustomerWriter.BirthMark, most = MostOnAPage + 1 }).Select(row => row.ToItem()).AsList();
        return items.Count > MostOnAPage ? new Page(items[..MostOnAPage], items[MostOnAPage - 1].ChangesetId) : new Page(items, null);
    }
}
