using System.Diagnostics;
using System.Text.Json;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

/// <summary>
/// The Pollock benchmark (Vitagliano et al., VLDB 2023): polluted files, what loading them should give, and the score.
/// A file counts ten measures: loaded at all, then precision, recall and F1 of header cells, records and cells as
/// multisets. "Simple" sums their means over the files; "weighted" takes means by how common each pollution is.
/// Stricter than published: values are compared as text, without normalising numbers and dates.
/// </summary>
internal static class Pollock
{
    /// <summary>Unpacks the benchmark beside the test run once; skips the test when it is absent or can't be unpacked.</summary>
    public static string Folder()
    {
        var archive = SharedData.Require("csv/pollock_polluted.tar.xz");
        var folder = Path.Combine(Path.GetTempPath(), "kith-pollock-" + Environment.UserName);
        if (!Directory.Exists(Path.Combine(folder, "polluted_files", "clean")))
        {
            Directory.CreateDirectory(folder);
            using var tar = Process.Start("tar", ["xJf", archive, "-C", folder]);
            tar.WaitForExit();
            Assert.SkipWhen(tar.ExitCode != 0, "NOT RUN: tar with xz is needed to unpack the Pollock benchmark");
        }

        return folder;
    }

    public static Dictionary<string, double> Weights(string folder) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(Path.Combine(folder, "pollock_weights.json")))!;

    /// <summary>The rows that an importer would take: header first, data after it, no titles, blanks, totals or notes.</summary>
    public static List<string[]> Load(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length == 0)
        {
            return [];
        }

        try
        {
            var guess = TextDetection.Detect(stream);
            var rows = DelimitedReader.Read(stream, guess.Dialect).ToList();
            var shape = ShapeDetection.Detect(rows);
            var data = TableBody.Label(rows, shape).Where(l => l.Role == RowRole.Data).Select(l => l.Row.Cells);
            return shape.HasHeader ? [[.. shape.Headers], .. data] : [.. data];
        }
        catch (TableRefusedException refused) when (refused.Code == "table.empty")
        {
            return [];
        }
    }

    /// <summary>The clean files are plain CSV: every cell quoted, quotes doubled.</summary>
    public static List<string[]> Clean(string file)
    {
        using var stream = File.OpenRead(file);
        return [.. DelimitedReader.Read(stream, TextDialect.Csv).Where(r => r.Cells is not [""]).Select(r => r.Cells)];
    }

    public static double[] Measure(List<string[]> clean, List<string[]> loaded)
    {
        if (clean.Count == 0)
        {
            return [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        }

        return
        [
            1,
            .. Compare(clean[0], loaded.Count > 0 ? loaded[0] : []),
            .. Compare([.. clean.Skip(1).Select(r => string.Concat(r))], [.. loaded.Skip(1).Select(r => string.Concat(r))]),
            .. Compare([.. clean.SelectMany(r => r)], [.. loaded.SelectMany(r => r)]),
        ];
    }

    private static double[] Compare(string[] clean, string[] loaded)
    {
        if (clean.Length == 0)
        {
            return [1, 1, 1];
        }

        var left = clean.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        var common = 0;
        foreach (var cell in loaded)
        {
            if (left.TryGetValue(cell, out var n) && n > 0)
            {
                left[cell] = n - 1;
                common++;
            }
        }

        if (common == 0)
        {
            return [0, 0, 0];
        }

        var (precision, recall) = ((double)common / clean.Length, (double)common / loaded.Length);
        return [precision, recall, 2 * precision * recall / (precision + recall)];
    }
}
