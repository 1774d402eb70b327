using Kith.Tests.Testing;

namespace Kith.Tests.Keep.Search;

public sealed class SearchIndexTests
{
    [Fact]
    public async Task What_an_older_engine_made_is_made_anew_at_the_start()
    {
        using var folder = new KithFolder();
        byte[] key;
        await using (var kith = await RunningKith.Start(folder))
        {
            await kith.Operator.Add(("name", "王小明"));
            key = folder.Single<byte[]>("select name_key from customer");
        }

        folder.Tamper("update meta set value = '0' where name = 'search_version'; update customer set name_key = x'00'; insert into customer_search (customer_search) values ('delete-all')");
        await using var again = await RunningKith.Start(folder);
        Assert.Equal(key, folder.Single<byte[]>("select name_key from customer"));
        Assert.Equal(1, (await again.Operator.Get("/api/customers?q=wxm")).RequireDone().Json.GetProperty("count").GetInt32());
    }
}
