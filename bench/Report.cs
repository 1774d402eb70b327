using System.Globalization;
using System.Text.Json;

namespace Kith.Bench;

/// <summary>The figures of a run: a table on the console, and JSON in artifacts/bench.</summary>
internal sealed class Report(BenchOptions options)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<Section> sections = [];

    /// <summary>One measured piece of work.</summary>
    public sealed record Line(string Name, long Rows, Usage Usage)
    {
        public double RowsPerSecond => Rows / Usage.Seconds;
    }

    /// <summary>A figure, and whether it is as good as was asked for; null where nothing was.</summary>
    public sealed record Figure(string Name, double Value, string Unit, string? Target, bool? Met);

    /// <summary>What one scenario found.</summary>
    public sealed class Section(string name)
    {
        public string Name => name;

        public List<Line> Lines { get; } = [];

        public List<Figure> Figures { get; } = [];

        public void Add(string line, long rows, Usage usage) => Lines.Add(new Line(line, rows, usage));

        public void Tell(string figure, double value, string unit = "") => Figures.Add(new Figure(figure, value, unit, null, null));

        public void AtMost(string figure, double value, double most, string unit = "") =>
            Figures.Add(new Figure(figure, value, unit, string.Create(CultureInfo.InvariantCulture, $"at most {most:#,0.##}"), value <= most));

        public void AtLeast(string figure, double value, double least, string unit = "") =>
            Figures.Add(new Figure(figure, value, unit, string.Create(CultureInfo.InvariantCulture, $"at least {least:#,0.##}"), value >= least));

        /// <summary>A count that has one right value.</summary>
        public void Exactly(string figure, long value, long right) =>
            Figures.Add(new Figure(figure, value, "", string.Create(CultureInfo.InvariantCulture, $"exactly {right:#,0}"), value == right));
    }

    public Section Begin(string scenario)
    {
        sections.Add(new Section(scenario));
        return sections[^1];
    }

    /// <summary>Prints the newest section.</summary>
    public void Print()
    {
        var section = sections[^1];
        Say($"\n{section.Name}, {options.Rows:#,0} rows (load {Load})");
        Say($"  {"",-24}{"wall s",10}{"rows/s",12}{"CPU-s",10}{"peak MB",10}{"files MB",10}{"most MB",10}");
        foreach (var line in section.Lines)
        {
            var usage = line.Usage;
            Say($"  {line.Name,-24}{usage.Seconds,10:F2}{line.RowsPerSecond,12:#,0}{usage.CpuSeconds,10:F2}{Mb(usage.PeakBytes),10:F0}{Mb(usage.FolderBytes),10:F1}{Mb(usage.FolderPeakBytes),10:F1}");
        }

        foreach (var figure in section.Figures)
        {
            Say($"  {figure.Name,-34}{figure.Value,14:#,0.##} {figure.Unit,-6}{(figure.Target is { } target ? $"  {target}: {(figure.Met == true ? "met" : "MISSED")}" : "")}");
        }
    }

    /// <summary>Keeps the figures; false where one missed what was asked of it.</summary>
    public bool Save()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench")).FullName;
        foreach (var section in sections)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{section.Name}-{options.Rows}.json"));
            File.WriteAllText(path, JsonSerializer.Serialize(new { section.Name, options.Rows, options.Rounds, Machine, section.Lines, section.Figures }, Readable));
        }

        Say($"\nkept in {folder}");
        return sections.TrueForAll(section => section.Figures.TrueForAll(figure => figure.Met != false));
    }

    private static object Machine => new
    {
        Cores = Environment.ProcessorCount,
        Processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim(),
        MemoryMb = Mb(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
        Runtime = Environment.Version.ToString(),
        Load,
    };

    private static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    /// <summary>The checkout that this program was built from.</summary>
    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kith.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? Environment.CurrentDirectory;
        }
    }

    private static double Mb(long bytes) => bytes / 1048576.0;

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static void Say(string line) => Console.WriteLine(line);
}
