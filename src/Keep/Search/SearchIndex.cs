using System.Globalization;
using Dapper;
using Kith.Engine.Keep;
using Kith.Keep.Customers;

namespace Kith.Keep.Search;

/// <summary>
/// Keeps the search index and the sort keys in step with the Engine: when its version changed, everything is made anew
/// before the server listens.
/// </summary>
public sealed class SearchIndex(Store store, CustomerWriter writer) : IAfterMigration
{
    private const int CustomersInABatch = 2000;

    public Task Settle()
    {
        var version = SearchTokens.Version.ToString(CultureInfo.InvariantCulture);
        return store.Maintain(sql =>
        {
            var built = sql.QuerySingleOrDefault<string?>("select value from meta where name = 'search_version'");
            if (built == version)
            {
                return true;
            }

            sql.Execute("begin immediate");
            sql.Execute("insert into customer_search (customer_search) values ('delete-all')");
            long last = 0;
            while (sql.Query<long>(
                "select customer_id from customer where customer_id > @last order by customer_id limit @CustomersInABatch",
                new { last, CustomersInABatch }).AsList() is { Count: > 0 } ids)
            {
                foreach (var chunk in ids.Chunk(1000))
                {
                    writer.Reindex(sql, CustomerRows.Many(sql, AccessScope.Maintenance, chunk));
                }

                last = ids[^1];
            }

            sql.Execute(
                "insert into meta (name, value) values ('search_version', @version) on conflict (name) do update set value = excluded.value",
                new { version });
            sql.Execute("commit transaction");
            return true;
        });
    }
}
