namespace Kith.Engine.Acquire;

/// <summary>One worksheet of a workbook.</summary>
/// <param name="Name">The name on its tab.</param>
/// <param name="Hidden">Hidden or very hidden.</param>
/// <param name="Dimension">The used range as the file claims it, such as `A1:D20`: a hint for progress, often wrong; null when absent.</param>
public sealed record XlsxSheet(string Name, bool Hidden, string? Dimension);

/// <summary>Something that a person should know about one cell of the row just read.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Code">A finding code, such as `xlsx.number-over-15-digits`.</param>
public readonly record struct CellNote(int Column, string Code);
