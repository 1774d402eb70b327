using Kith.Engine.Acquire;
using Kith.Engine.Reach;

namespace Kith.Acquire.Import;

/// <summary>The text of each column of a plan in a row: the cell, or what joining and the column's steps make of it.</summary>
internal sealed class ColumnTexts
{
    private readonly Dictionary<int, (ColumnPlan Column, CellSteps Steps)> worked = [];
    private readonly int made;

    public ColumnTexts(IReadOnlyList<ColumnPlan> columns)
    {
        foreach (var column in columns.Where(column => column.IsMade || column.Steps is { Count: > 0 }))
        {
            worked[column.Index] = (column, new CellSteps(column.Steps ?? []));
        }

        made = columns.Where(column => column.IsMade).Select(column => column.Index + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>The text that is checked.</summary>
    /// <param name="fixes">Cells that a person corrected: of the file's columns as they stand in it, of others as they came out.</param>
    public string Of(int index, string[] cells, IReadOnlyDictionary<int, string>? fixes)
    {
        if (worked.Count == 0 || !worked.TryGetValue(index, out var work))
        {
            return Raw(index, cells, fixes);
        }

        if (!work.Column.IsMade)
        {
            return work.Steps.Run(Raw(index, cells, fixes));
        }

        return fixes is not null && fixes.TryGetValue(index, out var corrected)
            ? corrected
            : work.Steps.Run(string.Join(work.Column.Glue ?? " ", work.Column.From!.Select(from => Raw(from, cells, fixes)).Where(part => !string.IsNullOrWhiteSpace(part))));
    }

    /// <summary>The cells of a row as a person corrects them: those of the file, and behind them what columns made of them hold.</summary>
    public string[] Shown(string[] cells, IReadOnlyDictionary<int, string>? fixes)
    {
        if (fixes is null && made == 0)
        {
            return cells;
        }

        var shown = new string[Math.Max(Math.Max(cells.Length, made), fixes is null ? 0 : fixes.Keys.Max() + 1)];
        for (var index = 0; index < shown.Length; index++)
        {
            shown[index] = worked.TryGetValue(index, out var work) && work.Column.IsMade
                ? Of(index, cells, fixes)
                : fixes is not null && fixes.TryGetValue(index, out var corrected) ? corrected : index < cells.Length ? cells[index] : "";
        }

        return shown;
    }

    private static string Raw(int index, string[] cells, IReadOnlyDictionary<int, string>? fixes) => CsvFormulaGuard.Strip(
        fixes is not null && fixes.TryGetValue(index, out var corrected) ? corrected : index < cells.Length ? cells[index] : "");
}
