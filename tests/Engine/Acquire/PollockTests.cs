using System.Text.RegularExpressions;

namespace Kith.Tests.Engine.Acquire;

public sealed partial class PollockTests(ITestOutputHelper output)
{
    /// <summary>Published scores without a given dialect: DuckDB auto 9.08, CleverCSV 9.19 (simple, of 10).</summary>
    [Fact]
    public void Polluted_files_load_without_a_given_dialect()
    {
        var folder = Pollock.Folder();
        var weights = Pollock.Weights(folder);
        var whole = Environment.GetEnvironmentVariable("KITH_LONG") == "1";
        var files = Directory.GetFiles(Path.Combine(folder, "polluted_files", "csv")).Order(StringComparer.Ordinal)
            .Where((f, i) => whole || i % 10 == 0 || Path.GetFileName(f).StartsWith("file_", StringComparison.Ordinal)).ToList();
        var sums = new double[10];
        var weighted = new double[10];
        var weight = 0.0;
        var kinds = new SortedDictionary<string, (int Files, double Sum)>(StringComparer.Ordinal);
        var worst = new List<(double Score, string File)>();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var measures = Pollock.Measure(Pollock.Clean(Path.Combine(folder, "polluted_files", "clean", name)), Pollock.Load(file));
            var w = weights[name];
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += measures[i];
                weighted[i] += w * measures[i];
            }

            weight += w;
            var kind = name.StartsWith("file_", StringComparison.Ordinal) ? name : PlaceOfPollution().Replace(name, "");
            kinds[kind] = (kinds.GetValueOrDefault(kind).Files + 1, kinds.GetValueOrDefault(kind).Sum + measures.Sum());
            worst.Add((measures.Sum(), name));
        }

        foreach (var (kind, (count, sum)) in kinds)
        {
            output.WriteLine($"{kind,-40} {count,5} {sum / count:0.000}");
        }

        foreach (var (score, name) in worst.OrderBy(w => w.Score).Take(12))
        {
            output.WriteLine($"worst {score:0.000} {name}");
        }

        var simple = sums.Sum() / files.Count;
        output.WriteLine($"measures: {string.Join(' ', sums.Select(s => (s / files.Count).ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)))}");
        output.WriteLine($"{files.Count} files: simple {simple:0.000}, weighted {weighted.Sum() / weight:0.000} of 10");
        Assert.True(simple >= 9.3, $"simple {simple:0.000}");
    }

    [GeneratedRegex(@"\d*(_row\d+)?(_col\d+|_\d+_0x20)?\.csv$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceOfPollution();
}
