namespace Kith.Engine.Acquire;

/// <summary>A table file that cannot or must not be read further: an expected "no", told to a person by its code.</summary>
/// <param name="code">A stable finding code, such as `xlsx.encrypted`.</param>
/// <param name="row">The row where reading stopped, from 1; 0 when it concerns the whole file.</param>
/// <param name="column">The column where reading stopped, from 1; 0 when unknown.</param>
/// <param name="detail">Data for the message: a part's name, a limit, the kind of file found. Never a sentence.</param>
public sealed class TableRefusedException(string code, long row = 0, int column = 0, string? detail = null)
    : Exception($"{code} (row {row}, column {column}) {detail}")
{
    public string Code { get; } = code;

    public long Row { get; } = row;

    public int Column { get; } = column;

    public string? Detail { get; } = detail;
}
