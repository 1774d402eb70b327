using System.Globalization;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>What the tests of faults share: a client of a real process, and moments that one seed decides.</summary>
internal static class Faulty
{
    /// <summary>KITH_SEED repeats a run.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("KITH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
        ? said
        : Random.Shared.Next(1_000_000);

    public static bool Long { get; } = Environment.GetEnvironmentVariable("KITH_LONG") == "1";

    public static KithClient ClientOf(KithFolder folder, string name = "tester") => new(RunningKith.SocketHandler(new DataFolder(folder.Path).Socket), name);

    public static bool IsDeath(Exception problem) => problem is HttpRequestException or IOException or System.Net.Sockets.SocketException;

    /// <summary>Waits for work that a kill interrupts; anything else that went wrong is a fault.</summary>
    public static async Task Died(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception problem) when (IsDeath(problem))
        {
            // It was in the middle of a request.
        }
    }

    public static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
