using System.Text;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

/// <summary>Files of a set, each opened right, refused clearly or wrong, with the reasons; kept as `artifacts/formats/*.tsv`.</summary>
internal sealed class FormatTable(string set)
{
    private readonly List<(string File, string Verdict, string Reason)> rows = [];

    public void Add(string file, string verdict, string reason) => rows.Add((file, verdict, reason.Replace('\t', ' ').ReplaceLineEndings(" ")));

    public int Count(string verdict) => rows.Count(row => row.Verdict == verdict);

    /// <summary>Writes the table; returns its sums and what is not right.</summary>
    public string Save()
    {
        var folder = Path.Combine(SourceTree.Root, "artifacts", "formats");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, set + ".tsv"), rows.Select(row => $"{row.File}\t{row.Verdict}\t{row.Reason}").Prepend("file\tverdict\treason"), Encoding.UTF8);
        var others = rows.Where(row => row.Verdict != "right").Select(row => $"\n{row.Verdict}: {row.File}: {row.Reason}");
        return $"{set}: {Count("right")} right, {Count("refused")} refused clearly, {Count("wrong")} wrong of {rows.Count}{string.Concat(others)}";
    }
}
