namespace Kith.Engine.Acquire;

/// <summary>
/// Gives the value of cells merged downwards to every record they cover: one company over three rows of people is the company
/// of all three. Across, a merged cell belongs to its first column alone. A cell that holds something of its own keeps it, and
/// a row with nothing of its own stays blank.
/// </summary>
public static class MergedCells
{
    /// <summary>Ranges kept of one table, about 12 MB of them; a sheet of a million rows in pairs has as many.</summary>
    public const int Most = 500_000;

    /// <summary>Columns that reach down into one row; more would make a small file a large table.</summary>
    private const int MostColumns = 100;

    /// <summary>Whether any range covers more than one row.</summary>
    public static bool ReachDown(IEnumerable<MergedRange>? ranges) => ranges is not null && ranges.Any(range => range.LastRow > range.FirstRow);

    /// <summary>Fills records as they come. A range that begins above the records (a title, a header) gives them nothing.</summary>
    /// <param name="rows">In rising order of their numbers.</param>
    /// <param name="columns">Columns of the table; nothing is filled beyond them.</param>
    public static IEnumerable<LabelledRow> FillDown(IEnumerable<LabelledRow> rows, IReadOnlyList<MergedRange> ranges, int columns)
    {
        var waiting = ranges.Where(range => range.LastRow > range.FirstRow && range.FirstColumn <= columns).OrderBy(range => range.FirstRow).ToList();
        var reaching = new Dictionary<int, (long Last, string Value)>();
        var next = 0;
        foreach (var labelled in rows)
        {
            var number = labelled.Row.Number;
            var record = labelled.Role == RowRole.Data;
            yield return record && reaching.Count > 0 ? labelled with { Row = Filled(labelled.Row, reaching) } : labelled;

            for (; next < waiting.Count && waiting[next].FirstRow <= number; next++)
            {
                var range = waiting[next];
                if (record && range.FirstRow == number && Own(labelled.Row.Cells, range.FirstColumn) is { } value
                    && (reaching.Count < MostColumns || reaching.ContainsKey(range.FirstColumn)))
                {
                    reaching[range.FirstColumn] = (range.LastRow, value);
                }
            }
        }
    }

    private static TableRow Filled(TableRow row, Dictionary<int, (long Last, string Value)> reaching)
    {
        var cells = row.Cells;
        foreach (var (column, (last, value)) in reaching)
        {
            if (last < row.Number)
            {
                // A dictionary may lose keys while it is gone through.
                reaching.Remove(column);
            }
            else if (Own(cells, column) is null)
            {
                cells = ReferenceEquals(cells, row.Cells) || column > cells.Length ? Copy(cells, column) : cells;
                cells[column - 1] = value;
            }
        }

        return row with { Cells = cells };
    }

    private static string? Own(string[] cells, int column) => column <= cells.Length && !string.IsNullOrWhiteSpace(cells[column - 1]) ? cells[column - 1] : null;

    private static string[] Copy(string[] cells, int least)
    {
        var copy = new string[Math.Max(cells.Length, least)];
        Array.Fill(copy, "", cells.Length, copy.Length - cells.Length);
        cells.CopyTo(copy, 0);
        return copy;
    }
}
