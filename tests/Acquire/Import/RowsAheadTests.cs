using Kith.Acquire.Import;
using Kith.Check.Cleaning;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>How far the reading of a file runs ahead of the writing.</summary>
public sealed class RowsAheadTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Short_rows_wait_in_batches_of_100()
    {
        var (given, rows) = await Waiting("name,note\n" + string.Concat(Enumerable.Range(0, 10_000).Select(row => $"{Lists.Name(row)},x\n")));
        Assert.Equal(RowsAhead.PortionsAhead, given);
        Assert.Equal(Enumerable.Repeat(100, 100), rows);
    }

    [Fact]
    public async Task Of_long_rows_fewer_wait_so_that_memory_is_bounded()
    {
        // 700,000 characters take two portions.
        var (given, rows) = await Waiting("name,note\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{Lists.Name(row)},{new string('x', 700_000)}\n")));
        Assert.Equal(RowsAhead.PortionsAhead / 2, given);
        Assert.Equal(Enumerable.Repeat(1, 30), rows);
    }

    /// <returns>Batches that wait while nobody takes any, and the rows of each in the end.</returns>
    private async Task<(int Given, List<int> Rows)> Waiting(string list)
    {
        var view = await kith.Operator.Upload("a.csv", list);
        var plan = view.Plan with { Columns = [view.Plan.Columns[0]] };
        var given = 0;
        var token = TestContext.Current.CancellationToken;
        using var ahead = new RowsAhead(
            () => ImportFile.Open(kith.Service<DataFolder>(), view.Id, view.Layout, view.Plan.Columns),
            () => new RowCleaner(plan, kith.Service<FieldBook>(), kith.Service<Cleaner>(), kith.Service<CustomerWriter>(), kith.Service<Ids>(), kith.Service<Store>().Read(OwnerNames.Of)),
            new Dictionary<long, Dictionary<int, string>>(),
            0,
            _ => Interlocked.Increment(ref given),
            token);
        for (var tries = 0; ahead.PortionsTaken < RowsAhead.PortionsAhead; tries++)
        {
            Assert.True(tries < 1000, $"{ahead.PortionsTaken} portions are taken");
            await Task.Delay(20, token);
        }

        // If it were to go on it would do so now.
        await Task.Delay(300, token);
        var waiting = Volatile.Read(ref given);
        var rows = new List<int>();
        await foreach (var batch in ahead.Rows.ReadAllAsync(token))
        {
            rows.Add(batch.Count);
        }

        Assert.Equal(0, ahead.PortionsTaken);
        return (waiting, rows);
    }
}
