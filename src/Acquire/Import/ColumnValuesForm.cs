using System.Globalization;
using Kith.Engine.Acquire;

namespace Kith.Acquire.Import;

/// <summary>The form of a column's values: what it is joined from, and the steps. A step without a kind is none.</summary>
internal static class ColumnValuesForm
{
    private static readonly string[] Arrows = ["\t", "=>", "→", "="];

    public static PreviewColumn.Request Read(IFormCollection form)
    {
        var from = form["from"].Select(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1).Where(index => index >= 0).ToList();
        return new PreviewColumn.Request(
            from.Count > 0 ? from : null,
            form.TryGetValue("glue", out var glue) ? glue.ToString() : null,
            [.. Enumerable.Range(0, CellSteps.Most + 1).Select(at => Step(form, "step." + at.ToString(CultureInfo.InvariantCulture))).OfType<CellStep>()]);
    }

    /// <summary>A table as it is typed: one text and what it becomes in a line, a tab or an arrow or = between them.</summary>
    public static IReadOnlyDictionary<string, string> TableOf(string text)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var arrow = Array.Find(Arrows, candidate => line.Contains(candidate, StringComparison.Ordinal));
            if (arrow is not null && line.Split(arrow, 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } from, var to])
            {
                table[from] = to;
            }
        }

        return table;
    }

    public static string TextOf(IReadOnlyDictionary<string, string>? table) => table is null ? "" : string.Join('\n', table.Select(pair => $"{pair.Key} => {pair.Value}"));

    private static CellStep? Step(IFormCollection form, string name)
    {
        if (!Enum.TryParse<StepKind>(form[name + ".kind"], ignoreCase: true, out var kind))
        {
            return null;
        }

        // What a list of choices shows first is chosen as soon as it is there.
        var text = (kind, form[name + ".text"].ToString()) switch
        {
            (StepKind.Case, not ("upper" or "lower" or "title")) => "upper",
            (StepKind.Date, not ("ymd" or "dmy" or "mdy")) => "ymd",
            (_, var typed) => typed,
        };
        return new CellStep(
            kind,
            text,
            kind is StepKind.Substitute || form[name + ".with"].ToString().Length > 0 ? form[name + ".with"].ToString() : null,
            int.TryParse(form[name + ".part"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var part) ? part : 1,
            kind == StepKind.Replace ? TableOf(form[name + ".table"].ToString()) : null);
    }
}
