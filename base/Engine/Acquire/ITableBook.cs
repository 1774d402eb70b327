namespace Kith.Engine.Acquire;

/// <summary>A file of one or more tables: a workbook of whatever format, a page with tables. One thread at a time.</summary>
public interface ITableBook : IDisposable
{
    /// <summary>The tables in the order of the file.</summary>
    IReadOnlyList<XlsxSheet> Sheets { get; }

    /// <summary>The share of the table being read that is behind us, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>The rows of a table that hold anything, with their own numbers.</summary>
    /// <param name="sheet">Index in <see cref="Sheets"/>.</param>
    /// <exception cref="TableRefusedException">While reading, with row and column.</exception>
    IEnumerable<TableRow> Rows(int sheet);

    /// <summary>
    /// The tables that hold more than blanks, save hidden ones, by index. Looking ends at a bound over all of them together:
    /// what could not be looked at counts, as does what can't be read. Whoever takes it is told.
    /// </summary>
    IReadOnlyList<int> Filled();

    /// <summary>The merged cells of a table; null when they are not known before its rows were read.</summary>
    IReadOnlyList<MergedRange>? Merged(int sheet);

    /// <summary>Whether a table has more cells merged downwards than <see cref="Merged"/> tells: <see cref="MergedCells.Most"/>.</summary>
    bool MergedCut(int sheet);
}
