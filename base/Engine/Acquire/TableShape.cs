namespace Kith.Engine.Acquire;

/// <summary>A block of merged cells; row and column numbers as in <see cref="TableRow.Number"/>, columns from 1, both ends included.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct MergedRange(long FirstRow, int FirstColumn, long LastRow, int LastColumn);

/// <summary>Which rows of a file are what.</summary>
/// <param name="HeaderFirstRow">Number of the first header row, 0 when the file has none.</param>
/// <param name="HeaderRows">Header rows, 0 to 3.</param>
/// <param name="UnitsRow">Number of a row of units or types below the header, 0 when there is none.</param>
/// <param name="FirstDataRow">Number of the first data row; one past the last row seen when there is none.</param>
/// <param name="Headers">One name a column, those of several header rows joined as "上级 / 下级"; empty where the header is.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record TableShape(
    long HeaderFirstRow,
    int HeaderRows,
    long UnitsRow,
    long FirstDataRow,
    IReadOnlyList<string> Headers,
    double Confidence)
{
    /// <summary>Columns of the table.</summary>
    public int Columns => Headers.Count;

    /// <summary>True when some row names the columns.</summary>
    public bool HasHeader => HeaderRows > 0;

    /// <summary>
    /// The finding of a row whose cells don't fit the columns: <c>row.too-many-cells</c> for text beyond the last column,
    /// <c>row.too-few-cells</c> when the row breaks off (often harmless: some programs leave trailing empty cells out).
    /// </summary>
    public string? Misfit(TableRow row)
    {
        for (var i = Columns; i < row.Cells.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(row.Cells[i]))
            {
                return "row.too-many-cells";
            }
        }

        return row.Cells.Length < Columns && !row.IsBlank ? "row.too-few-cells" : null;
    }
}

/// <summary>What the user said about the rows; null means "find out".</summary>
/// <param name="HeaderFirstRow">Number of the first header row; 0 says that there is none.</param>
/// <param name="HeaderRows">Header rows from there, 1 to 3.</param>
/// <param name="FirstDataRow">Number of the first data row.</param>
public sealed record ShapeOverrides(long? HeaderFirstRow = null, int? HeaderRows = null, long? FirstDataRow = null);

/// <summary>What a row of a table file is.</summary>
public enum RowRole
{
    /// <summary>Above the header: a title, a date of print, a comment.</summary>
    Title,

    /// <summary>Names the columns; also where it is repeated in the middle, as printed pages do.</summary>
    Header,

    /// <summary>Units or types below the header.</summary>
    Units,

    /// <summary>One record.</summary>
    Data,

    /// <summary>Nothing in it.</summary>
    Blank,

    /// <summary>A total, subtotal or average.</summary>
    Total,

    /// <summary>Below the table: who made it, its source, remarks.</summary>
    Note,
}
