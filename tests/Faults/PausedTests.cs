using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>A pause is a state of the data, not of the process: what was paused is paused after a kill, wherever it fell.</summary>
[Trait("suite", "faults")]
public sealed class PausedTests : IDisposable
{
    private const int Rows = 12_000;
    private static readonly int Tries = Faulty.Long ? 20 : 2;
    private readonly KithFolder folder = new();
    private readonly Random random = new(Faulty.Seed);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_paused_is_paused_after_a_kill_and_goes_on_to_its_exact_end()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var id = await Killed(async us => (await us.Upload("list.csv", Lists.Customers(Rows))).Id, "run");
            await GoesOn(id, ImportState.Done, Rows);
            await Killed(_ => Task.FromResult(id), "undo");
            await GoesOn(id, ImportState.Undone, 0);
        }
    }

    /// <summary>Begins work, pauses it, and kills the server soon after.</summary>
    private async Task<long> Killed(Func<KithClient, Task<long>> prepare, string step)
    {
        using var server = await KithProcess.Serve(folder);
        using var us = Faulty.ClientOf(folder);
        var id = await prepare(us);
        (await us.Post($"/api/imports/{id}/{step}")).RequireDone();
        await Task.Delay(random.Next(200), TestContext.Current.CancellationToken);
        (await us.Post($"/api/imports/{id}/pause")).RequireDone();
        await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
        server.Kill();
        Wholeness.Require(folder);
        return id;
    }

    /// <summary>It stays paused while another import has its turn, until somebody goes on with it.</summary>
    private async Task GoesOn(long id, string state, int customers)
    {
        using var server = await KithProcess.Serve(folder);
        using var us = Faulty.ClientOf(folder);
        var before = (await us.Get($"/api/imports/{id}")).As<ImportView>();
        Assert.Equal(ImportState.Paused, before.State);
        await us.Import("name,phone\nAnn,13800138000\n");
        var after = (await us.Get($"/api/imports/{id}")).As<ImportView>();
        Assert.Equal((before.State, before.Counts), (after.State, after.Counts));
        (await us.Post($"/api/imports/{id}/continue")).RequireDone();
        Assert.Equal(state, (await us.Rest(id)).State);
        Assert.Equal(customers, folder.Single<int>("select count(*) from customer where created_in = @ChangesetId", new { before.ChangesetId }));
        Wholeness.Require(folder);
    }
}
