using System.Diagnostics;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>
/// Kith killed at random moments while several people edit, add, delete, import, undo and redo. What it acknowledged is
/// there afterwards, nothing is half-applied, and long work goes on by itself to its exact end.
/// </summary>
[Trait("suite", "faults")]
public sealed class KillTests
{
    private static readonly int Kills = Faulty.Long ? 120 : 22;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_applied()
    {
        Faulty.Say($"KITH_SEED={Faulty.Seed}");
        var kills = 0;
        try
        {
            using var folder = new KithFolder();
            var people = await Begin(folder);
            var random = new Random(Faulty.Seed);
            var importer = new Importer(Faulty.Seed);
            Editor[] editors =
            [
                new("ben", 1, people[..20], "title"),
                new("eva", 2, people[20..40], "title"),
                new("mia", 3, people[40..], "company"),
            ];
            for (; kills < Kills; kills++)
            {
                await KilledWhileStarting(folder, random);
                using var server = await KithProcess.Serve(folder);
                await Task.WhenAll(editors.Select(editor => editor.RequireShown(folder)));
                await Round(folder, server, editors, importer, TimeSpan.FromMilliseconds(random.Next(10) < 3 ? random.Next(250) : random.Next(2200)));
                Wholeness.Require(folder);
                foreach (var editor in editors)
                {
                    editor.RequireKept(folder);
                }
            }

            using (await KithProcess.Serve(folder))
            {
                await importer.RequireRest(folder);
            }

            Wholeness.Require(folder);
            Faulty.Say($"{kills} kills, {editors.Sum(editor => editor.Acts)} acts, {importer.Finished} imports; {string.Join(' ', importer.Seen)}");
            Assert.All(editors, editor => Assert.True(editor.Acts > Kills, $"only {editor.Acts} acts"));
            Assert.True(importer.Finished > 0, "no import came to its end");
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"KITH_SEED={Faulty.Seed}, after {kills} kills: {problem.Message}", problem);
        }
    }

    /// <summary>Customers that imports update, and those that the editors have for themselves.</summary>
    private static async Task<long[]> Begin(KithFolder folder)
    {
        using var server = await KithProcess.Serve(folder);
        using var us = Faulty.ClientOf(folder);
        await us.Import(Lists.Customers(Importer.Known));
        var own = new List<long>();
        for (var index = 0; index < 40; index++)
        {
            own.Add(await us.Add(("name", Lists.Name(index)), ("phone", Lists.Phone(9_000 + index))));
        }

        return [.. own, .. folder.Query<long>("select customer_id from customer where source is not null order by customer_id limit 60")];
    }

    private static async Task Round(KithFolder folder, KithProcess server, Editor[] editors, Importer importer, TimeSpan life)
    {
        using var stop = new CancellationTokenSource();
        List<Task> work = [Task.Run(() => importer.Work(folder, stop.Token)), .. editors.Select(editor => Task.Run(() => editor.Work(folder, stop.Token)))];
        var began = Stopwatch.GetTimestamp();
        var first = await Task.WhenAny([Task.Delay(life, TestContext.Current.CancellationToken), .. work]);
        Assert.True(!work.Contains(first) || !Faulty.IsDeath(first.Exception?.InnerException!), $"the server died by itself after {Stopwatch.GetElapsedTime(began)}");
        server.Kill();
        await stop.CancelAsync();
        foreach (var task in work)
        {
            await Faulty.Died(task);
        }
    }

    private static async Task KilledWhileStarting(KithFolder folder, Random random)
    {
        if (random.Next(6) == 0)
        {
            using var server = KithProcess.Begin(folder, "serve", "--port", "0");
            await Task.Delay(random.Next(1200), TestContext.Current.CancellationToken);
            server.Kill();
        }
    }
}
