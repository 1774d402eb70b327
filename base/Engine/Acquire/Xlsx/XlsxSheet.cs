namespace Kith.Engine.Acquire;

/// <summary>One worksheet of a workbook.</summary>
/// <param name="Name">The name on its tab.</param>
/// <param name="Hidden">Hidden or very hidden.</param>
/// <param name="Dimension">The used range as the file claims it, such as `A1:D20`: a hint for progress, often wrong; null when absent.</param>
public sealed record XlsxSheet(string Name, bool Hidden, string? Dimension);
