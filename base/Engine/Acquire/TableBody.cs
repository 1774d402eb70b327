namespace Kith.Engine.Acquire;

/// <summary>A row and what it is.</summary>
public readonly record struct LabelledRow(TableRow Row, RowRole Role);

/// <summary>Tells records from everything else in the rows of a file, in one pass.</summary>
public static class TableBody
{
    // Rows below a table are few; more sparse rows than this in a row are records.
    private const int MaxTail = 30;

    /// <summary>Labels rows as they come; at most 30 rows are held back until it is clear whether the table goes on.</summary>
    public static IEnumerable<LabelledRow> Label(IEnumerable<TableRow> rows, TableShape shape)
    {
        var tail = new List<TableRow>();
        foreach (var row in rows)
        {
            if (row.Number < shape.FirstDataRow)
            {
                yield return new LabelledRow(row, Above(row, shape));
                continue;
            }

            if (MayEndTable(row, shape) || (tail.Count > 0 && row.IsBlank))
            {
                tail.Add(row);
                if (tail.Count < MaxTail)
                {
                    continue;
                }
            }

            foreach (var held in tail)
            {
                yield return new LabelledRow(held, Within(held, shape));
            }

            if (tail.Count < MaxTail)
            {
                yield return new LabelledRow(row, Within(row, shape));
            }

            tail.Clear();
        }

        foreach (var labelled in Tail(tail, shape))
        {
            yield return labelled;
        }
    }

    private static RowRole Above(TableRow row, TableShape shape) =>
        row.IsBlank ? RowRole.Blank
        : !shape.HasHeader || row.Number < shape.HeaderFirstRow ? RowRole.Title
        : row.Number == shape.UnitsRow ? RowRole.Units
        : RowRole.Header;

    private static RowRole Within(TableRow row, TableShape shape) =>
        row.IsBlank ? RowRole.Blank
        : ShapeDetection.IsTotalsRow(row) ? RowRole.Total
        : RepeatsHeader(row, shape) ? RowRole.Header
        : RowRole.Data;

    private static IEnumerable<LabelledRow> Tail(List<TableRow> tail, TableShape shape)
    {
        var below = false;
        foreach (var row in tail)
        {
            var role = Within(row, shape);
            var filled = Filled(row, out var first);
            // After a blank line, a total or a first note, sparse rows belong to what follows the table.
            var note = role == RowRole.Data && (RowWords.IsNote(first) ? filled * 2 <= shape.Columns || filled == 1 : below && filled * 3 <= shape.Columns);
            note |= role == RowRole.Data && filled == 1 && shape.Columns >= 3 && first.Length > 40;
            below |= note || role is RowRole.Blank or RowRole.Total;
            yield return new LabelledRow(row, note ? RowRole.Note : role);
        }
    }

    private static bool MayEndTable(TableRow row, TableShape shape)
    {
        var filled = Filled(row, out var first);
        return filled == 0 || (shape.Columns >= 2 && filled * 3 <= shape.Columns) || (shape.Columns >= 3 && filled == 1) || RowWords.IsNote(first) || ShapeDetection.IsTotalsRow(row);
    }

    private static int Filled(TableRow row, out string first)
    {
        var filled = 0;
        first = "";
        foreach (var cell in row.Cells)
        {
            if (!string.IsNullOrWhiteSpace(cell))
            {
                first = filled == 0 ? cell : first;
                filled++;
            }
        }

        return filled;
    }

    private static bool RepeatsHeader(TableRow row, TableShape shape)
    {
        if (shape.HeaderRows != 1 || shape.Columns < 2)
        {
            return false;
        }

        for (var i = 0; i < Math.Max(row.Cells.Length, shape.Columns); i++)
        {
            var (cell, header) = (i < row.Cells.Length ? row.Cells[i] : "", i < shape.Columns ? shape.Headers[i] : "");
            if (!string.Equals(cell.Trim(), header.Trim(), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
