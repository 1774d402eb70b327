using System.Runtime.CompilerServices;

namespace Kith.Tests.Engine.Acquire;

/// <summary>One list of `fixtures/header-sets.tsv`.</summary>
/// <param name="Kind">tuned, hold-out or found.</param>
internal sealed record HeaderSet(string Name, string Kind, List<(string Header, string[] Expected, string[] Values)> Columns)
{
    public static List<HeaderSet> All([CallerFilePath] string here = "")
    {
        var sets = new List<HeaderSet>();
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "fixtures", "header-sets.tsv")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                var parts = line[3..].Split(" | ");
                sets.Add(new HeaderSet(parts[0], parts.Length > 1 ? parts[1] : "tuned", []));
            }
            else if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
            {
                var cells = line.Split('\t');
                sets[^1].Columns.Add((cells[0], cells[1].Split(','), cells[2..]));
            }
        }

        return sets;
    }

    public List<string[]> Rows() =>
        [.. Enumerable.Range(0, Columns.Max(c => c.Values.Length)).Select(r => Columns.Select(c => r < c.Values.Length ? c.Values[r] : "").ToArray())];
}
