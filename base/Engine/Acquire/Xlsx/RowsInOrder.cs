namespace Kith.Engine.Acquire;

/// <summary>
/// The rows of a sheet by numbers that rise, as the format demands and whoever finds, skips or resumes rows by number needs.
/// Some writers put each cell into a row element of its own: neighbours of one number are one row as long as no cell of theirs
/// collides. Other rows out of order go on counting.
/// </summary>
internal static class RowsInOrder
{
    public static IEnumerable<TableRow> Of(IEnumerable<TableRow> rows)
    {
        var (said, last) = (0L, 0L);
        var (cells, width, problem, decimals) = (Array.Empty<string>(), 0, (string?)null, (int[]?)null);
        foreach (var row in rows)
        {
            if (width > 0 && row.Number == said && Fits(row.Cells, cells.AsSpan(0, width)))
            {
                (cells, width) = Joined(cells, width, row.Cells);
                problem ??= row.Problem;
                decimals = decimals is null || row.Decimals is null ? decimals ?? row.Decimals : [.. decimals, .. row.Decimals];
                continue;
            }

            if (width > 0)
            {
                yield return new TableRow(last, cells.Length == width ? cells : cells[..width], problem, Decimals: decimals);
            }

            (said, last) = (row.Number, Math.Max(row.Number, last + 1));
            (cells, width, problem, decimals) = (row.Cells, row.Cells.Length, row.Problem, row.Decimals);
        }

        if (width > 0)
        {
            yield return new TableRow(last, cells.Length == width ? cells : cells[..width], problem, Decimals: decimals);
        }
    }

    private static bool Fits(string[] more, ReadOnlySpan<string> cells)
    {
        for (var column = 0; column < Math.Min(more.Length, cells.Length); column++)
        {
            if (more[column].Length > 0 && cells[column].Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Room grows by doubling: a row may come in thousands of pieces.</summary>
    private static (string[] Cells, int Width) Joined(string[] cells, int width, string[] more)
    {
        if (more.Length > cells.Length)
        {
            Array.Resize(ref cells, Math.Max(more.Length, 2 * cells.Length));
        }

        for (var column = 0; column < more.Length; column++)
        {
            cells[column] = column >= width || more[column].Length > 0 ? more[column] : cells[column];
        }

        return (cells, Math.Max(width, more.Length));
    }
}
