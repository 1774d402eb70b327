using System.Globalization;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>One input: what was done to which seed, and its bytes.</summary>
internal sealed record FuzzInput(string Name, byte[] Bytes);

/// <summary>
/// Gives inputs of one kind to a reader, one after the other, and holds it to the bounds: nothing comes out but rows or a
/// refusal, in bounded time and memory. Each input depends on the seed, the kind and its number alone.
/// </summary>
internal sealed class FuzzRun(string kind, ITestOutputHelper output)
{
    private const int MostFaults = 8;
    private const long FreeBytes = 300L << 20;
    private const long BytesPerByte = 600;

    // Four times what an input may take on a machine of its own, for the slow and shared ones.
    private const double SecondsPer100Kb = 4;
    private const double FreeSeconds = 2;
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(3);

    private readonly List<string> faults = [];
    private readonly SortedDictionary<string, int> ends = new(StringComparer.Ordinal);
    private (double Ms, string Name) slowest = (0, "");
    private (double PerByte, string Name) dearest = (0, "");
    private (int Bytes, string Name) largest = (0, "");
    private volatile FuzzInput? current;
    private long currentSince;
    private int ran;
    private int slow;

    /// <summary>KITH_SEED gives another set of inputs.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("KITH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 1;

    public static bool Long { get; } = Environment.GetEnvironmentVariable("KITH_LONG") == "1";

    /// <summary>The same choices for the same seed, kind and number, on every machine.</summary>
    public static Random RandomOf(string kind, int number)
    {
        var mixed = (uint)Seed * 2654435761u;
        foreach (var letter in kind)
        {
            mixed = (mixed ^ letter) * 16777619u;
        }

        return new Random((int)(((mixed ^ (uint)number) * 2246822519u) >> 1));
    }

    /// <summary>Runs the inputs numbered from 0; says what was seen, and fails with each kind of fault and the number of its first input.</summary>
    /// <param name="read">Reads an input; returns how it ended, in a word.</param>
    public void Run(int count, Func<Random, FuzzInput> make, Func<FuzzInput, string> read)
    {
        Exception? broken = null;
        var worker = new Thread(
            () =>
            {
                try
                {
                    for (var number = 0; number < count && faults.Count < MostFaults; number++)
                    {
                        Try(number, make(RandomOf(kind, number)), read);
                    }
                }
                catch (Exception problem)
                {
                    broken = problem;
                }
            })
        { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromSeconds(1)))
        {
            if (current is { } input && TimeProvider.System.GetElapsedTime(Interlocked.Read(ref currentSince)) > Stuck)
            {
                Assert.Fail($"KITH_SEED={Seed} {kind} {ran}: {input.Name} hangs; kept as {Keep(input, ran)}");
            }
        }

        var refused = ends.Where(end => end.Key != "read").Sum(end => end.Value);
        output.WriteLine($"MEASURED: fuzz {kind}: {ran} inputs (KITH_SEED={Seed}), {refused} refused; slowest {slowest.Ms:0} ms ({slowest.Name}), {slow} slower than 1 s per 100 KB; largest {largest.Bytes:N0} bytes; most allocated {dearest.PerByte / (1 << 20):0} MB ({dearest.Name})");
        output.WriteLine(string.Join(", ", ends.OrderByDescending(end => end.Value).Select(end => $"{end.Key} {end.Value}")));
        Assert.True(broken is null, $"{broken}");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Equal(count, ran);
    }

    private void Try(int number, FuzzInput input, Func<FuzzInput, string> read)
    {
        Interlocked.Exchange(ref currentSince, TimeProvider.System.GetTimestamp());
        current = input;
        try
        {
            var (end, took, allocated) = Measured(input, read);
            var allowed = Math.Max(FreeSeconds, input.Bytes.Length / 100e3 * SecondsPer100Kb);
            if (took.TotalSeconds > allowed)
            {
                // A collection that fell into it is no hang.
                took = TimeSpan.FromTicks(Math.Min(took.Ticks, Measured(input, read).Took.Ticks));
                Require(took.TotalSeconds <= allowed, $"{took.TotalSeconds:F1} s of CPU for {input.Bytes.Length:N0} bytes");
            }

            Require(allocated <= FreeBytes + (BytesPerByte * input.Bytes.Length), $"{allocated >> 20} MB allocated for {input.Bytes.Length:N0} bytes");
            ends[end] = ends.GetValueOrDefault(end) + 1;
            slow += took.TotalSeconds > Math.Max(1, input.Bytes.Length / 100e3) ? 1 : 0;
            slowest = took.TotalMilliseconds > slowest.Ms ? (took.TotalMilliseconds, input.Name) : slowest;
            dearest = allocated > dearest.PerByte ? (allocated, input.Name) : dearest;
            largest = input.Bytes.Length > largest.Bytes ? (input.Bytes.Length, input.Name) : largest;
        }
        catch (Exception fault)
        {
            Note(number, input, fault);
        }

        current = null;
        ran++;
    }

    private static (string End, TimeSpan Took, long Allocated) Measured(FuzzInput input, Func<FuzzInput, string> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = CpuWatch.StartNew();
        string end;
        try
        {
            end = read(input);
        }
        catch (TableRefusedException refused)
        {
            end = refused.Code;
        }

        return (end, watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Note(int number, FuzzInput input, Exception fault)
    {
        var trace = string.Join(" < ", (fault.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Contains("Kith.", StringComparison.Ordinal)).Take(5).Select(line => line.Split(" in ")[0]));
        faults.Add($"KITH_SEED={Seed} {kind} {number}: {input.Name}: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")} {trace}; kept as {Keep(input, number)}");
    }

    /// <summary>Keeps a faulty input beside the other artefacts, to look into.</summary>
    private string Keep(FuzzInput input, int number)
    {
        var folder = Path.Combine(SourceTree.Root, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{kind}-{Seed}-{number}.bin");
        File.WriteAllBytes(path, input.Bytes);
        return Path.GetRelativePath(SourceTree.Root, path);
    }

    public static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LawBroken(otherwise);
        }
    }

    private sealed class LawBroken(string what) : Exception(what);
}
