namespace Kith.Engine.Acquire;

/// <summary>Finds the header of a table, what stands above it and where its records begin.</summary>
public static class ShapeDetection
{
    /// <summary>Rows worth giving to <see cref="Detect"/>; further ones change nothing.</summary>
    public const int RowsNeeded = 100;

    private const int MaxHeaderRows = 3;

    /// <summary>Finds the shape of a table from its first rows.</summary>
    /// <param name="firstRows">The rows from the start of the file, blank ones included.</param>
    /// <param name="merged">Merged cells of a sheet; null for text files.</param>
    /// <param name="said">What the user said; it wins.</param>
    /// <exception cref="TableRefusedException"><c>table.empty</c> when no row holds anything.</exception>
    public static TableShape Detect(IReadOnlyList<TableRow> firstRows, IReadOnlyList<MergedRange>? merged = null, ShapeOverrides? said = null)
    {
        var rows = new List<ShapeRow>();
        foreach (var row in firstRows)
        {
            if (rows.Count < RowsNeeded && !row.IsBlank)
            {
                rows.Add(new ShapeRow(row));
            }
        }

        if (rows.Count == 0)
        {
            throw new TableRefusedException("table.empty");
        }

        var width = Width(rows);
        var (first, count, confidence) = said?.HeaderFirstRow is { } told ? Told(rows, told, said) : Find(rows, width, merged ?? []);
        if (count > 0 && said?.HeaderRows is { } saidRows && said.HeaderFirstRow is null)
        {
            // The lowest header row is the surer one; more rows reach upwards.
            var last = first + count - 1;
            (first, count) = (Math.Max(0, last - saidRows + 1), Math.Min(saidRows, last + 1));
        }

        var next = count > 0 ? first + count : Math.Max(first, 0);
        var units = count > 0 && next < rows.Count && IsUnits(rows[next]) ? rows[next].Number : 0;
        next += units > 0 ? 1 : 0;
        var data = said?.FirstDataRow ?? (next < rows.Count ? rows[next].Number : rows[^1].Number + 1);
        var headers = count > 0
            ? HeaderNames.Join(rows.GetRange(first, count), Math.Max(width, rows[first + count - 1].LastFilled), merged ?? [])
            : [.. Enumerable.Repeat("", width)];
        return new TableShape(count > 0 ? rows[first].Number : 0, count, units, data, headers, confidence);
    }

    /// <summary>True for a row that adds up others: its first texts say so and the rest are numbers or empty.</summary>
    public static bool IsTotalsRow(TableRow row)
    {
        if (HoldsManyTexts(row.Cells))
        {
            return false;
        }

        var label = Array.FindIndex(row.Cells, RowWords.IsTotal);
        if (label < 0)
        {
            return false;
        }

        for (var i = 0; i < row.Cells.Length; i++)
        {
            var kind = i == label ? CellKind.Empty : CellKinds.Of(row.Cells[i]);
            var fits = kind is CellKind.Empty or CellKind.Number || row.Cells[i].Trim() is "-" or "--" or "—" or "/" or "N/A" or "n/a"
                || RowWords.IsTotal(row.Cells[i]) || (i == label + 1 && (RowWords.IsUnit(row.Cells[i]) || RowWords.IsCount(row.Cells[i])));
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A totals row is a label and numbers; most records show after a few cells that they are not one.</summary>
    private static bool HoldsManyTexts(string[] cells)
    {
        const int MostTexts = 4;
        var texts = 0;
        foreach (var cell in cells)
        {
            foreach (var letter in cell)
            {
                if (char.IsLetter(letter))
                {
                    texts++;
                    break;
                }
            }

            if (texts > MostTexts)
            {
                return true;
            }
        }

        return false;
    }

    private static (int First, int Count, double Confidence) Told(List<ShapeRow> rows, long number, ShapeOverrides said)
    {
        var first = number == 0 ? -1 : rows.FindIndex(r => r.Number >= number);
        return first < 0 ? (0, 0, 1) : (first, Math.Clamp(said.HeaderRows ?? 1, 1, Math.Min(MaxHeaderRows, rows.Count - first)), 1);
    }

    private static (int First, int Count, double Confidence) Find(List<ShapeRow> rows, int width, IReadOnlyList<MergedRange> merged)
    {
        var body = new ColumnKinds(rows, width);
        var top = rows.FindIndex(r => !IsTitle(r, width) && !IsAcross(r, width, merged));
        if (top < 0)
        {
            top = 0;
        }

        var data = FirstData(rows, top, width, body);
        if (data == top)
        {
            var (header, sure) = LooksHeader(rows, top, width, body);
            return header ? (top, CountDown(rows, top, width, merged), sure) : (top, 0, sure);
        }

        // The fullest row above the data names the columns; rows that part them into groups may stand around it.
        var end = IsUnits(rows[data - 1]) && data - 1 > top ? data - 1 : data;
        var first = top;
        for (var i = top + 1; i < end; i++)
        {
            first = rows[i].Filled > rows[first].Filled ? i : first;
        }

        var last = first;
        while (last + 1 < end && last - first + 1 < MaxHeaderRows && Groups(rows[last], rows[last + 1], width, merged))
        {
            last++;
        }

        while (first > top && last - first + 1 < MaxHeaderRows && rows[first - 1].Number >= rows[first].Number - 1 - rows[first - 1].Height
            && Groups(rows[first - 1], rows[first], width, merged))
        {
            first--;
        }

        return (first, last - first + 1, body.Typed > 0 ? 0.95 : 0.8);
    }

    /// <summary>Further header rows below a full first one: only where merged cells or blanks above them say so.</summary>
    private static int CountDown(List<ShapeRow> rows, int top, int width, IReadOnlyList<MergedRange> merged)
    {
        var count = 1;
        while (count < MaxHeaderRows && top + count < rows.Count - 1 && Groups(rows[top + count - 1], rows[top + count], width, merged)
            && rows[top + count].Values == 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>True when the upper row parts the columns of the lower one into groups, or repeats it.</summary>
    private static bool Groups(ShapeRow upper, ShapeRow lower, int width, IReadOnlyList<MergedRange> merged)
    {
        if (merged.Any(m => m.FirstRow <= upper.Number && m.LastRow >= upper.Number && m.LastColumn - m.FirstColumn + 1 < width
            && (m.LastRow >= lower.Number || (m.LastColumn > m.FirstColumn && lower.FilledWithin(m.FirstColumn, m.LastColumn) > 1))))
        {
            return true;
        }

        if (upper.Values > 0 || upper.Filled < 2 || IsTitle(upper, width))
        {
            return false;
        }

        var (under, beside, holes) = (0, 0, 0);
        for (var i = 0; i < width; i++)
        {
            var (up, low) = (upper.Has(i), lower.Has(i));
            under += up && low ? 1 : 0;
            beside += up && !low ? 1 : 0;
            holes += !up && low ? 1 : 0;
        }

        var same = upper.SameAs(lower);
        return same || (holes > 0 && under > 0 && under + holes + beside >= width * 2 / 3 && lower.Values == 0);
    }

    private static bool IsTitle(ShapeRow row, int width) =>
        row.Comment || (width >= 3 && row.Filled == 1) || (width >= 2 && row.Filled == 1 && row.First.Length > 20)
        || (width >= 5 && row.Filled <= 3 && row.Filled * 3 <= width && !row.AnyHeaderWord)
        || (width >= 4 && row.Filled * 2 <= width && row.Notes > 0);

    /// <summary>One text over the whole table, where even two columns tell a title from a record.</summary>
    private static bool IsAcross(ShapeRow row, int width, IReadOnlyList<MergedRange> merged) =>
        width > 1 && row.Filled == 1 && merged.Any(m => m.FirstRow == row.Number && m.FirstColumn == 1 && m.LastColumn >= width);

    private static bool IsUnits(ShapeRow row) => row.Filled > 0 && row.Units * 3 >= row.Filled * 2;

    /// <summary>The first row that holds in the typed columns what the rows below hold there.</summary>
    private static int FirstData(List<ShapeRow> rows, int top, int width, ColumnKinds body)
    {
        for (var i = top; body.Typed > 0 && i < Math.Min(rows.Count, top + MaxHeaderRows + 8); i++)
        {
            var row = rows[i];
            var (fits, misses) = body.Compare(row);
            var named = row.HeaderWords * 2 >= row.Filled && row.Values * 3 <= row.Filled;
            if (fits > 0 && fits >= misses && !named && row.Filled * 3 >= width)
            {
                return i;
            }
        }

        return top;
    }

    private static (bool Header, double Confidence) LooksHeader(List<ShapeRow> rows, int top, int width, ColumnKinds body)
    {
        var row = rows[top];
        if (row.HeaderWords * 3 >= row.Filled && row.HeaderWords > 0 && row.Values * 3 <= row.Filled)
        {
            return (true, 0.9);
        }

        var (fits, misses) = body.Compare(row);
        if (fits > 0 && fits >= misses)
        {
            return (false, 0.8);
        }

        if (row.Values > 0 && row.Values * 2 > row.Filled)
        {
            return (false, 0.6);
        }

        // Only text: names of columns are short, all there, all different and none of them turns up again as a value.
        var again = rows.Skip(top + 1).Any(r => r.SharesCell(row));
        var plausible = row.Distinct && row.Filled == width && row.Longest <= 40 && !again;
        return plausible ? (true, rows.Count == top + 1 ? 0.6 : 0.55) : (misses > 0 || row.Longest <= 40 && row.Distinct && !again, 0.4);
    }

    private static int Width(List<ShapeRow> rows)
    {
        var widths = rows.Select(r => r.LastFilled).OrderDescending().ToList();
        // The widest row may hold a stray cell; the second widest of many does not.
        return Math.Max(1, widths[Math.Min(widths.Count - 1, widths.Count / 10)]);
    }
}
