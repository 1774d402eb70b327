using Dapper;
using Kith.Tests.Testing;

namespace Kith.Tests.Reach.Export;

/// <summary>Exports: which rows and columns they hold, and that nobody who takes one slowly is in the way.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task A_tag_takes_out_those_who_have_it_and_the_columns_they_need()
    {
        await kith.Operator.Import("""
            name,phone,tags,stage
            Ann,13800138000/13900139000,VIP,lead
            Ben,13700137000,VIP,lead
            Cleo,13600136000,VIP;old,won
            Dan,13500135000,,lead
            """);
        Assert.Equal(["Ann", "Ben", "Cleo"], await Names(new { tag = "VIP" }));
        Assert.Equal(["Ann", "Ben"], await Names(new { tag = "VIP", stage = "lead" }));
        Assert.Equal(["Ann", "Ben", "Dan"], await Names(new { stage = "lead" }));
        Assert.Empty(await Names(new { tag = "nosuch" }));
        Assert.Contains(",phone 2,", (await Export(new { tag = "VIP" }))[0], StringComparison.Ordinal);
        Assert.DoesNotContain(",phone 2,", (await Export(new { tag = "old" }))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_download_holds_no_snapshot_and_leaves_no_file()
    {
        await kith.Operator.Import(Lists.Customers(6_000, row => new string((char)('a' + (row % 26)), 900)));
        var id = await Prepare(new { });
        using (var answer = await kith.Operator.Stream($"/api/exports/{id}/file"))
        await using (var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken))
        {
            await body.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);

            // The log can only be cut off when nobody reads an old state of the data.
            for (var tries = 0; await LogIsPinned(); tries++)
            {
                Assert.True(tries < 600, "the download holds its snapshot");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.Equal("prepared", await State(id));
            Assert.DoesNotContain(kith.Folder.AllFiles(), file => Path.GetFileName(file).StartsWith("export-", StringComparison.Ordinal));
            await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }

        for (var tries = 0; await State(id) != "done"; tries++)
        {
            Assert.True(tries < 600, "the receipt is never written");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> State(string id) => (await kith.Operator.Get($"/api/exports/{id}")).RequireDone().Json.GetProperty("state").GetString()!;

    private async Task<bool> LogIsPinned() => await kith.Service<Store>().Maintain(sql =>
    {
        sql.Execute("insert or replace into meta (name, value) values ('test', '1')");
        return sql.QueryFirst<long>("pragma wal_checkpoint(truncate)") != 0;
    });

    private async Task<string> Prepare(object filter) =>
        (await kith.Operator.Post("/api/exports", new { format = "csv", filter })).RequireDone().Json.GetProperty("id").GetString()!;

    private async Task<string[]> Export(object filter) =>
        (await kith.Operator.Get($"/api/exports/{await Prepare(filter)}/file")).RequireDone().Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private async Task<List<string>> Names(object filter)
    {
        var lines = await Export(filter);
        var column = lines[0].TrimStart('\ufeff').Split(',').ToList().IndexOf("name");
        return [.. lines.Skip(1).Select(line => line.Split(',')[column])];
    }
}
