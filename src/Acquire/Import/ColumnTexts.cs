using Kith.Engine.Acquire;
using Kith.Engine.Reach;

namespace Kith.Acquire.Import;

/// <summary>The text of each column of a plan in a row: the cell, or what joining and the column's steps make of it.</summary>
internal sealed class ColumnTexts
{
    private readonly Dictionary<int, (ColumnPlan Column, CellSteps Steps)> worked = [];
    private readonly int width;

    public ColumnTexts(ImportPlan plan)
    {
        foreach (var column in plan.Columns.Where(column => column.IsMade || column.Steps is { Count: > 0 }))
        {
            worked[column.Index] = (column, new CellSteps(column.Steps ?? [], plan.MarkOf(column) ?? '.'));
        }

        width = worked.Keys.Select(index => index + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>The text that is checked.</summary>
    /// <param name="fixes">
    /// Cells that a person corrected: of columns that are joined or have steps as they came out, since that is what the check
    /// spoke of (the steps might make nothing of a text that is right already); of others as they stand in the file.
    /// </param>
    public string Of(int index, string[] cells, IReadOnlyDictionary<int, string>? fixes)
    {
        if (worked.Count == 0 || !worked.TryGetValue(index, out var work))
        {
            return Raw(index, cells, fixes);
        }

        return fixes is not null && fixes.TryGetValue(index, out var corrected) ? corrected
            : work.Steps.Run(work.Column.IsMade
                ? string.Join(work.Column.Glue ?? " ", work.Column.From!.Select(from => Raw(from, cells, fixes)).Where(part => !string.IsNullOrWhiteSpace(part)))
                : Raw(index, cells, fixes));
    }

    /// <summary>Whether the text that is checked is a number with decimals of the file itself, so that its dot is a decimal point.</summary>
    public bool IsDecimal(int index, TableRow row, IReadOnlyDictionary<int, string>? fixes = null) =>
        row.IsDecimal(index) && !worked.ContainsKey(index) && fixes?.ContainsKey(index) != true;

    /// <summary>The cells of a row as a person corrects them: as they are checked, those of columns that were made here behind the file's own.</summary>
    public string[] Shown(string[] cells, IReadOnlyDictionary<int, string>? fixes)
    {
        if (fixes is null && worked.Count == 0)
        {
            return cells;
        }

        var shown = new string[Math.Max(Math.Max(cells.Length, width), fixes is null ? 0 : fixes.Keys.Max() + 1)];
        for (var index = 0; index < shown.Length; index++)
        {
            shown[index] = worked.ContainsKey(index)
                ? Of(index, cells, fixes)
                : fixes is not null && fixes.TryGetValue(index, out var corrected) ? corrected : index < cells.Length ? cells[index] : "";
        }

        return shown;
    }

    /// <summary>A cell as it stands in the file, with a correction that means it as such.</summary>
    public string Original(int index, string[] cells, IReadOnlyDictionary<int, string>? fixes) => Raw(index, cells, worked.ContainsKey(index) ? null : fixes);

    private static string Raw(int index, string[] cells, IReadOnlyDictionary<int, string>? fixes) => CsvFormulaGuard.Strip(
        fixes is not null && fixes.TryGetValue(index, out var corrected) ? corrected : index < cells.Length ? cells[index] : "");
}
