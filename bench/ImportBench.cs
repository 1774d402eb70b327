using System.Diagnostics;
using System.Net.Sockets;
using Kith.App;
using Kith.Acquire.Import;

namespace Kith.Bench;

/// <summary>
/// Import of a list against its floor: the same rows, B-trees and search tokens, ready made, loaded by plain SQLite with
/// prepared statements in the same run. Prints rows/s, CPU seconds, peak memory and the two ratios.
/// </summary>
internal static class ImportBench
{
    private sealed record Figure(double Seconds, double CpuSeconds);

    public static async Task Run(int rows, int rounds)
    {
        var place = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        var file = Path.Combine(place, "customers.csv");
        CustomerList.Write(file, rows, seed: 42);
        Console.WriteLine($"{rows} rows x 20 columns, {new FileInfo(file).Length / 1048576.0:F1} MB; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        var products = new List<Figure>();
        var floors = new List<Figure>();
        for (var round = 0; round < rounds; round++)
        {
            var folder = Path.Combine(place, $"product{round}");
            products.Add(await Import(folder, file, rows));
            floors.Add(PlainLoad.Run(Path.Combine(folder, "kith.db"), Path.Combine(place, $"floor{round}.db")));
            Print("product", products[^1], rows);
            Print("floor  ", floors[^1], rows);
        }

        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        Console.WriteLine($"ratio of medians: wall {Median(products, f => f.Seconds) / Median(floors, f => f.Seconds):F2}, "
            + $"CPU {Median(products, f => f.CpuSeconds) / Median(floors, f => f.CpuSeconds):F2}; peak of this process {peak:F0} MB");
        Directory.Delete(place, recursive: true);
    }

    private static async Task<Figure> Import(string folder, string file, int rows)
    {
        await using var host = await KithHost.Start(new KithOptions(new DataFolder(folder), Port: null) { LogLevel = LogLevel.Error }, Modules.All);
        using var api = Connect(Path.Combine(folder, "kith.sock"));
        await using var content = File.OpenRead(file);
        using var body = new StreamContent(content);
        using var uploaded = await api.PostAsync(new Uri("/api/imports?name=customers.csv", UriKind.Relative), body);
        var view = await CliSession.Read<ImportView>(uploaded);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        using var started = await api.PostAsync(new Uri($"/api/imports/{view.Id}/run", UriKind.Relative), null);
        await CliSession.Require(started);
        do
        {
            await Task.Delay(50);
            using var answer = await api.GetAsync(new Uri($"/api/imports/{view.Id}", UriKind.Relative));
            view = await CliSession.Read<ImportView>(answer);
        }
        while (view.IsBusy);

        if (view.Counts.Rows != rows || view.Counts.Rejected > 0)
        {
            throw new InvalidOperationException($"{view.Counts.Rows} of {rows} rows were read, {view.Counts.Rejected} rejected ({view.Failure}).");
        }

        return new Figure(watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
    }

    private static HttpClient Connect(string socketPath) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://kith"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static void Print(string name, Figure figure, int rows) =>
        Console.WriteLine($"{name}  {figure.Seconds,7:F2} s  {rows / figure.Seconds,8:F0} rows/s  {figure.CpuSeconds,7:F2} CPU-s");

    private static double Median(List<Figure> figures, Func<Figure, double> of) => figures.Select(of).Order().ElementAt(figures.Count / 2);

    /// <summary>The floor: what the engine itself costs.</summary>
    private static class PlainLoad
    {
        private const int RowsInATransaction = 10_000;

        public static Figure Run(string from, string to)
        {
            var rows = BenchTables.Read(from);
            using var sql = BenchTables.Create(to);
            using var load = new BenchTables.Loader(sql);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            foreach (var chunk in rows.Chunk(RowsInATransaction))
            {
                load.Transaction(chunk);
            }

            return new Figure(watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
        }
    }
}
