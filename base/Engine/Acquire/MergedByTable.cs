namespace Kith.Engine.Acquire;

/// <summary>
/// The merged ranges of a file's tables as they are met. Those that reach down give records their values, and are kept up to
/// <see cref="MergedCells.Most"/>. The others can matter in a header only: millions of them must not take the room of the first.
/// </summary>
internal sealed class MergedByTable
{
    private const int MostAcross = 100_000;
    private const int LastRowOfHeaders = 10_000;
    private readonly Dictionary<int, List<MergedRange>> kept = [];
    private readonly HashSet<int> cut = [];
    private int down;
    private int across;

    public void Add(int table, MergedRange range)
    {
        if (!MergedCells.ReachesDown(range))
        {
            if (range.FirstRow > LastRowOfHeaders || across >= MostAcross)
            {
                return;
            }

            across++;
        }
        else if (down++ >= MergedCells.Most)
        {
            down = MergedCells.Most;
            cut.Add(table);
            return;
        }

        if (!kept.TryGetValue(table, out var ranges))
        {
            kept[table] = ranges = [];
        }

        ranges.Add(range);
    }

    public IReadOnlyList<MergedRange> Of(int table) => kept.GetValueOrDefault(table) ?? [];

    /// <summary>Whether ranges of a table that reach down were left away.</summary>
    public bool IsCut(int table) => cut.Contains(table);
}
