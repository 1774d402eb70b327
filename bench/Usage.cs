using System.Diagnostics;
using System.Globalization;

namespace Kith.Bench;

/// <summary>What a piece of work took.</summary>
/// <param name="CpuSeconds">User and system time of its process.</param>
/// <param name="PeakBytes">The most memory its process held at once since it began (VmHWM).</param>
/// <param name="FolderBytes">What its files take at the end: the data folder, or the file it wrote.</param>
internal sealed record Usage(double Seconds, double CpuSeconds, long PeakBytes, long FolderBytes)
{
    /// <summary>The most that the folder took on the way, the write-ahead log included.</summary>
    public long FolderPeakBytes { get; init; }
}

/// <summary>Measures one process of this machine from now on.</summary>
internal sealed class UsageMeter(int processId)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly TimeSpan cpu = CpuOf(processId);
    private long folderPeak;

    public void Weigh(string folder) => folderPeak = Math.Max(folderPeak, BytesOf(folder));

    public Usage Read(string place)
    {
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = BytesOf(place);
        return new Usage(seconds, (CpuOf(processId) - cpu).TotalSeconds, PeakOf(processId), bytes) { FolderPeakBytes = Math.Max(bytes, folderPeak) };
    }

    public static long BytesOf(string place) => File.Exists(place)
        ? new FileInfo(place).Length
        : new DirectoryInfo(place).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);

    private static TimeSpan CpuOf(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    private static long PeakOf(int processId) => long.Parse(
        File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).AsSpan(6).Trim().TrimEnd("kB").Trim(),
        CultureInfo.InvariantCulture) * 1024;
}
