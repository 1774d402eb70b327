namespace Kith.Engine.Acquire;

/// <summary>One row of a table as it stands in the file.</summary>
/// <param name="Number">Where the row begins, counted from 1 as a person would count in the file.</param>
/// <param name="Cells">The text of each cell, never null; trailing empty cells may be left out.</param>
/// <param name="Problem">A finding code when the row could be read but something was lost or repaired.</param>
public readonly record struct TableRow(long Number, string[] Cells, string? Problem = null);
