namespace Kith.Engine.Acquire;

/// <summary>The names of columns from one to three header rows.</summary>
internal static class HeaderNames
{
    /// <summary>Joins the parts of each column from top to bottom as "上级 / 下级"; a part that repeats the one above is left out.</summary>
    public static string[] Join(List<ShapeRow> rows, int width, IReadOnlyList<MergedRange> merged)
    {
        var names = new string[width];
        var groups = rows.Take(rows.Count - 1).Select((r, i) => Spread(r, rows[i + 1], width, merged)).ToList();
        for (var column = 0; column < width; column++)
        {
            var parts = new List<string>();
            foreach (var part in groups.Select(g => g[column]).Append(rows[^1][column]))
            {
                if (!string.IsNullOrWhiteSpace(part) && (parts.Count == 0 || !string.Equals(parts[^1].Trim(), part.Trim(), StringComparison.Ordinal)))
                {
                    parts.Add(part);
                }
            }

            names[column] = parts.Count == 1 ? parts[0] : string.Join(" / ", parts.Select(p => p.Trim()));
        }

        return names;
    }

    /// <summary>Gives a group's name to all of its columns: those merged with it, else the empty ones up to the next name.</summary>
    private static string[] Spread(ShapeRow row, ShapeRow below, int width, IReadOnlyList<MergedRange> merged)
    {
        var ranges = merged.Where(m => m.FirstRow <= row.Number && m.LastRow >= row.Number).ToList();
        var names = new string[width];
        var group = "";
        for (var i = 0; i < width; i++)
        {
            var own = row[i];
            if (ranges.Find(m => m.FirstColumn <= i + 1 && m.LastColumn >= i + 1) is { LastColumn: > 0 } range)
            {
                own = row[range.FirstColumn - 1];
                group = "";
            }
            else if (row.Has(i))
            {
                // A name with nothing below it stands for its own column only.
                group = below.Has(i) && ranges.Count == 0 ? own : "";
            }
            else
            {
                own = below.Has(i) ? group : "";
                group = below.Has(i) ? group : "";
            }

            names[i] = own;
        }

        return names;
    }
}
