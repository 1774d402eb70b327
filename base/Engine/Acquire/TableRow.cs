namespace Kith.Engine.Acquire;

/// <summary>One row as it stands in the file: cell text is neither trimmed nor altered.</summary>
/// <param name="Number">1-based: the physical line on which the row begins in a text file, the row number in a sheet.</param>
/// <param name="Cells">The cells in their order; a blank line is one empty cell.</param>
/// <param name="Problem">The finding code that says why the row can't be trusted, null when it can.</param>
/// <param name="ProblemColumn">1-based column the problem points at, 0 for the whole row.</param>
/// <param name="Decimals">
/// Columns, 0-based, whose cells are numbers with decimals in the file itself: the dot of their text is a decimal point, whoever
/// reads it. Null = none, as in any file of text.
/// </param>
/// <param name="ProblemData">What the sentence of the problem needs.</param>
public readonly record struct TableRow(long Number, string[] Cells, string? Problem = null, int ProblemColumn = 0, int[]? Decimals = null, string? ProblemData = null)
{
    /// <summary>Whether a cell is a number with decimals in the file itself.</summary>
    /// <param name="column">0-based.</param>
    public bool IsDecimal(int column) => Decimals is not null && Array.IndexOf(Decimals, column) >= 0;

    /// <summary>True when every cell is empty or white space.</summary>
    public bool IsBlank => Array.TrueForAll(Cells, IsNothing);

    private static bool IsNothing(string cell)
    {
        foreach (var letter in cell)
        {
            if (letter != '\0' && !char.IsWhiteSpace(letter))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Something to tell about a file that does not make its rows useless.</summary>
/// <param name="Code">Stable finding code, such as <c>encoding.mixed</c>.</param>
/// <param name="Row">1-based line or row number, 0 for the whole file.</param>
/// <param name="Column">1-based column, 0 for the whole row.</param>
/// <param name="Data">What the sentence needs, for example the name of an encoding.</param>
public readonly record struct TableFinding(string Code, long Row, int Column = 0, string? Data = null);

/// <summary>The kinds of file that hold a table.</summary>
public enum TableFormat
{
    /// <summary>Text with a delimiter, or one value a line.</summary>
    Delimited,

    /// <summary>An Office Open XML workbook (a ZIP archive).</summary>
    Xlsx,

    /// <summary>An old workbook, or a locked new one in the same container.</summary>
    Xls,

    /// <summary>Cards of an address book.</summary>
    Vcard,

    /// <summary>A page with tables.</summary>
    Html,
}

/// <summary>A file that can't be read as a table at all, or only beyond the limits.</summary>
public sealed class TableRefusedException : Exception
{
    /// <param name="code">Stable finding code.</param>
    /// <param name="row">1-based line or row number, 0 for the whole file.</param>
    /// <param name="column">1-based column, 0 for the whole row.</param>
    /// <param name="data">What the sentence needs, for example the limit.</param>
    public TableRefusedException(string code, long row = 0, int column = 0, string? data = null)
        : base($"{code} at row {row}, column {column}: {data}")
    {
        Finding = new TableFinding(code, row, column, data);
    }

    /// <summary>The reason and the place.</summary>
    public TableFinding Finding { get; }

    /// <inheritdoc cref="TableFinding.Code"/>
    public string Code => Finding.Code;

    /// <inheritdoc cref="TableFinding.Row"/>
    public long Row => Finding.Row;

    /// <inheritdoc cref="TableFinding.Column"/>
    public int Column => Finding.Column;
}

/// <summary>Bounds that keep a hostile file from taking the machine; reaching one is a clear refusal or a problem row.</summary>
public sealed record ReadLimits
{
    /// <summary>Limits fit for customer files.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>More cells than this in one row refuse the file (<c>table.too-many-columns</c>).</summary>
    public int MaxColumns { get; init; } = 2_000;

    /// <summary>A longer cell makes its row a problem row (<c>table.cell-too-long</c>). Excel's own limit is 32,767.</summary>
    public int MaxCellChars { get; init; } = 1_000_000;

    /// <summary>A longer row refuses the file (<c>table.row-too-long</c>); it also bounds the reader's memory.</summary>
    public int MaxRowChars { get; init; } = 8_000_000;

    /// <summary>A quote open over more lines than this is judged broken. An Excel cell holds at most 253 line breaks.</summary>
    public int MaxQuotedLines { get; init; } = 300;

    /// <summary>A quote open over more characters than this, and over a line end, is judged broken.</summary>
    public int MaxQuotedChars { get; init; } = 256_000;

    /// <summary>Findings kept beside the rows; later ones are only counted.</summary>
    public int MaxFindings { get; init; } = 1_000;
}
