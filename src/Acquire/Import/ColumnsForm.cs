using System.Globalization;

namespace Kith.Acquire.Import;

/// <summary>The form of the second step: how the file is read, what its columns are, what is done with its rows.</summary>
internal static class ColumnsForm
{
    /// <summary>What a person typed, as the changes to make. Reading is null unless it differs from what was said before.</summary>
    public static ChangeImport.Request Read(IFormCollection form, ImportView view)
    {
        var reading = ReadingOf(form, view);
        return new ChangeImport.Request(
            reading == (view.Layout.Said ?? new ChangeImport.Reading()) ? null : reading,
            [.. view.Plan.Columns.Select(column => ColumnOf(form, column))],
            Text(form, "policy"),
            [.. form["match"].OfType<string>()],
            form.ContainsKey("emptyErases"),
            Text(form, "badValues") == "without",
            Text(form, "source") ?? "",
            Text(form, "basis") ?? "",
            form.ContainsKey("doNotContact"),
            Text(form, "region"),
            Text(form, "dateOrder") ?? "",
            Text(form, "decimal") switch { "comma" => true, "point" => false, _ => null },
            int.TryParse(Text(form, "century"), NumberStyles.None, CultureInfo.InvariantCulture, out var century) ? century : ChangeImport.NoCentury,
            Text(form, "currency") ?? "");
    }

    /// <summary>The plan as a person wants it, shown again when it was refused.</summary>
    public static ImportPlan Wanted(ChangeImport.Request change, ImportPlan plan) => plan with
    {
        Columns =
        [
            .. plan.Columns.Select(column => change.Columns?.FirstOrDefault(choice => choice.Index == column.Index) is { } choice
                ? column with { Field = string.IsNullOrEmpty(choice.Field) ? null : choice.Field, NewLabel = choice.NewLabel, NewType = choice.NewType, Person = choice.Person ?? column.Person }
                : column),
        ],
        Policy = change.Policy ?? plan.Policy,
        Match = change.Match,
        EmptyErases = change.EmptyErases ?? false,
        LeaveOut = change.LeaveOut ?? false,
        Source = change.Source,
        Basis = change.Basis,
        DoNotContact = change.DoNotContact ?? false,
        Region = change.Region ?? plan.Region,
        DateOrder = change.DateOrder,
        DecimalComma = change.DecimalComma,
        Century = change.Century is ChangeImport.NoCentury ? null : change.Century,
        Currency = change.Currency,
    };

    private static ChangeImport.Reading ReadingOf(IFormCollection form, ImportView view)
    {
        var header = Text(form, "reading.header");
        return new ChangeImport.Reading(
            Text(form, "reading.encoding"),
            Known(form, "reading.delimiter"),
            Known(form, "reading.quote"),
            Text(form, "reading.sheet"),
            header is not null && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null,
            view.Layout.Said?.HeaderRows);
    }

    private static ChangeImport.ColumnChoice ColumnOf(IFormCollection form, ColumnPlan column)
    {
        var at = column.Index.ToString(CultureInfo.InvariantCulture);
        var field = form.TryGetValue("field." + at, out var chosen) ? chosen.ToString() : column.Field;
        var person = int.TryParse(form["person." + at], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : (int?)null;
        return new ChangeImport.ColumnChoice(column.Index, field, Text(form, "label." + at) ?? column.NewLabel, Text(form, "type." + at) ?? column.NewType, Person: person);
    }

    private static string? Text(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } text ? text : null;

    // "none" is a delimiter or quote that the file does not have; nothing chosen is "find out".
    private static string? Known(IFormCollection form, string name) => Text(form, name) is { } text ? text == "none" ? "" : text : null;
}
