using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kith.Keep.Customers;

namespace Kith.Bench;

/// <summary>
/// How long people wait for the writer: somebody changes a customer every 100 ms and adds one every 500 ms, with nothing else
/// going on, while an import runs, and while it is taken back. A wait begins when the edit was due, not when it was sent.
/// </summary>
internal static class HoldScenario
{
    private const double MostWait = 50;
    private const int CustomersBefore = 100;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenAdditions = TimeSpan.FromMilliseconds(500);

    public static async Task Run(Scene scene, Report.Section report)
    {
        var list = scene.List;
        var folder = scene.Fresh("product");
        await using (var product = await Product.Serve(folder))
        {
            var people = new People(product.Api);
            for (var number = 0; number < CustomersBefore; number++)
            {
                await people.Add();
            }

            await people.WorkDuring(Task.Delay(Warming));
            Tell(report, "with nothing else", await people.WorkDuring(Task.Delay(Quiet)), MostWait);
            var view = await product.Upload(list);
            await Work("import", "run");
            await Work("undo", "undo");

            async Task Work(string name, string step)
            {
                var work = product.Do(view.Id, step);
                var waits = await people.WorkDuring(work);
                report.Add($"{name} beside people", scene.Rows, (await work).Usage);
                Tell(report, "during the " + name, waits, MostWait);
            }
        }

        Scene.Remove(folder);
    }

    private static void Tell(Report.Section report, string when, (double[] Edits, double[] Additions) waits, double most)
    {
        foreach (var (what, all) in (ReadOnlySpan<(string, double[])>)[("edit", waits.Edits), ("addition", waits.Additions)])
        {
            Array.Sort(all);
            report.Tell($"{what} {when}, p50", At(0.5), "ms");
            report.Tell($"{what} {when}, p95", At(0.95), "ms");
            report.Tell($"{what} {when}, p99", At(0.99), "ms");
            report.AtMost($"{what} {when}, longest", all[^1], most, "ms");

            double At(double share) => all[(int)Math.Ceiling(share * all.Length) - 1];
        }
    }

    private sealed class People(HttpClient api)
    {
        private readonly List<long> customers = [];
        private int turn;

        /// <summary>The waits in milliseconds.</summary>
        public async Task<(double[] Edits, double[] Additions)> WorkDuring(Task other)
        {
            var edits = Every(BetweenEdits, Edit, other);
            var additions = Every(BetweenAdditions, Add, other);
            return (await edits, await additions);
        }

        public async Task Add()
        {
            var number = Interlocked.Increment(ref turn);
            using var answer = await api.PostAsJsonAsync(
                new Uri("/api/customers", UriKind.Relative),
                new { fields = new Dictionary<string, string> { ["name"] = $"新客户{number}", ["phone"] = (13_100_000_000 + number).ToString(CultureInfo.InvariantCulture) } });
            var added = await CliSession.Read<Kith.Acquire.Entry.AddCustomer.Done>(answer);
            lock (customers)
            {
                customers.Add(added.Id);
            }
        }

        private async Task Edit()
        {
            var number = Interlocked.Increment(ref turn);
            long customer;
            lock (customers)
            {
                customer = customers[number % CustomersBefore];
            }

            using var answer = await api.PatchAsJsonAsync(
                new Uri($"/api/customers/{customer.ToString(CultureInfo.InvariantCulture)}", UriKind.Relative), new EditCustomer.Request("title", "职位" + number));
            await CliSession.Require(answer);
        }

        private static async Task<double[]> Every(TimeSpan pause, Func<Task> act, Task until)
        {
            var waits = new ConcurrentBag<double>();
            var under = new List<Task>();
            var watch = Stopwatch.StartNew();
            for (var due = pause; !until.IsCompleted; due += pause)
            {
                if (due - watch.Elapsed is { Ticks: > 0 } left)
                {
                    await Task.Delay(left);
                }

                under.Add(Timed(due));
            }

            await Task.WhenAll(under);
            return [.. waits];

            async Task Timed(TimeSpan due)
            {
                await act();
                waits.Add((watch.Elapsed - due).TotalMilliseconds);
            }
        }
    }
}
