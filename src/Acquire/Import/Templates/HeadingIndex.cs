using Kith.Engine.Acquire.Mapping;

namespace Kith.Acquire.Import;

/// <summary>The columns of a file by their headings: first as they are written, then by what they have in common with another writing.</summary>
internal sealed class HeadingIndex
{
    private readonly List<ColumnPlan> columns;
    private readonly HashSet<int> met = [];

    public HeadingIndex(IEnumerable<ColumnPlan> columns) => this.columns = [.. columns];

    /// <summary>The columns that no heading met.</summary>
    public IEnumerable<ColumnPlan> Rest => columns.Where(column => !met.Contains(column.Index));

    /// <summary>The first column with this heading that was not met yet.</summary>
    public int? Take(string heading)
    {
        if (Find(heading, met) is { } index)
        {
            met.Add(index);
            return index;
        }

        return null;
    }

    /// <summary>The columns with these headings, in the order of the headings, each once.</summary>
    public List<int> All(IReadOnlyList<string> headings)
    {
        var found = new HashSet<int>();
        var all = new List<int>();
        foreach (var heading in headings)
        {
            if (Find(heading, found) is { } index && found.Add(index))
            {
                all.Add(index);
            }
        }

        return all;
    }

    private int? Find(string heading, HashSet<int> but) =>
        First(but, column => string.Equals(column.Header.Trim(), heading, StringComparison.OrdinalIgnoreCase))
        ?? First(but, column => HeaderKey.Of(column.Header) == HeaderKey.Of(heading));

    private int? First(HashSet<int> but, Func<ColumnPlan, bool> fits) =>
        columns.Find(column => !but.Contains(column.Index) && fits(column))?.Index;
}
