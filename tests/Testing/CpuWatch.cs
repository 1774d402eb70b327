using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kith.Tests.Testing;

/// <summary>
/// A stopwatch of what the calling thread itself computes: other work on the machine makes it hardly longer, unlike the time
/// on the wall. Start and read it on one thread.
/// </summary>
internal sealed class CpuWatch
{
    private const int ThreadCpuTime = 3;

    private readonly TimeSpan start = Now;

    private CpuWatch()
    {
    }

    public TimeSpan Elapsed => Now - start;

    public long ElapsedMilliseconds => (long)Elapsed.TotalMilliseconds;

    /// <summary>CPU time of this thread; wall time where the system does not tell.</summary>
    private static TimeSpan Now => OperatingSystem.IsLinux() && clock_gettime(ThreadCpuTime, out var time) == 0
        ? TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / 100))
        : Stopwatch.GetElapsedTime(0);

    public static CpuWatch StartNew() => new();

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
