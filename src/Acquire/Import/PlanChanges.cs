using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Check;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Applies what a person chose to the plan of an import.</summary>
internal sealed class PlanChanges(FieldBook book)
{
    private const int MadeHere = -1;
    private const int MostMade = 100;
    private const int LongestGlue = 100;
    private const int MostSources = 12;
    private const int MostPeople = 20;

    /// <exception cref="Refused">A choice that can't be.</exception>
    public ImportPlan Apply(ImportPlan plan, ChangeImport.Request change)
    {
        Require(change.Policy, ImportPlan.Policies, "policy");
        Require(change.Basis is "" ? null : change.Basis, ImportPlan.Bases, "basis");
        if (change.Region is { } region && Phones.RegionOf(region) is null)
        {
            throw Refused.Invalid("import.unknown-region", "region", ("region", region));
        }

        Require(change.DateOrder is "" ? null : change.DateOrder, ["ymd", "dmy", "mdy"], "dateOrder");
        if (change.Century is not (null or ChangeImport.NoCentury or (>= ImportPlan.EarliestCentury and <= ImportPlan.LatestCentury)))
        {
            throw Refused.Invalid("import.century", "century", ("first", ImportPlan.EarliestCentury.ToString(CultureInfo.InvariantCulture)), ("last", ImportPlan.LatestCentury.ToString(CultureInfo.InvariantCulture)));
        }

        if (change.Currency is { Length: > 0 } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetter)))
        {
            throw Refused.Invalid("import.currency", "currency", ("value", currency));
        }

        foreach (var key in change.Match ?? [])
        {
            Require(key, ImportPlan.Matchable, "match");
        }

        var columns = plan.Columns.ToList();
        foreach (var choice in change.Columns ?? [])
        {
            Apply(columns, choice);
        }

        RequireOncePerField(columns);
        return plan with
        {
            Columns = columns,
            Policy = change.Policy ?? plan.Policy,
            Match = change.Match ?? plan.Match,
            EmptyErases = change.EmptyErases ?? plan.EmptyErases,
            LeaveOut = change.LeaveOut ?? plan.LeaveOut,
            Source = Text(change.Source, plan.Source),
            Basis = Text(change.Basis, plan.Basis),
            DoNotContact = change.DoNotContact ?? plan.DoNotContact,
            Region = change.Region is { } place ? Phones.RegionOf(place)! : plan.Region,
            RegionThin = plan.RegionThin && (change.Region is null || Phones.RegionOf(change.Region) == plan.Region),
            DateOrder = Text(change.DateOrder, plan.DateOrder),
            DecimalComma = change.DecimalComma ?? plan.DecimalComma,
            Century = change.Century is { } year ? year == ChangeImport.NoCentury ? null : year : plan.Century,
            Currency = Text(change.Currency, plan.Currency)?.ToUpperInvariant(),
        };
    }

    private void Apply(List<ColumnPlan> columns, ChangeImport.ColumnChoice choice)
    {
        if (choice.Index == MadeHere)
        {
            if (columns.Count(column => column.IsMade) >= MostMade)
            {
                throw Refused.Invalid("import.too-many-made", "columns", ("most", MostMade));
            }

            columns.Add(Made(columns, choice.From ?? []));
        }

        var at = choice.Index == MadeHere ? columns.Count - 1 : columns.FindIndex(column => column.Index == choice.Index);
        if (at < 0)
        {
            throw Refused.Invalid("import.no-column", "columns", ("column", choice.Index + 1));
        }

        if (choice.Remove && columns[at].IsMade)
        {
            columns.RemoveAt(at);
            return;
        }

        RequireSteps(choice.Steps, columns[at].Header);
        if (choice.Glue is { Length: > LongestGlue })
        {
            throw Refused.Invalid("import.glue-too-long", "columns", ("most", LongestGlue));
        }

        if (choice.Person is < 0 or > MostPeople)
        {
            throw Refused.Invalid("import.person", "columns", ("most", MostPeople));
        }

        columns[at] = columns[at] with
        {
            Field = FieldOf(choice),
            Because = columns[at].Field == FieldOf(choice) ? columns[at].Because : ChangeImport.Chosen,
            NewLabel = choice.NewLabel ?? columns[at].NewLabel,
            NewType = choice.NewType ?? columns[at].NewType,
            Samples = [.. columns[at].Samples.Select(sample => ImportFile.Masked(sample, choice.Field, book, columns[at].Sensitive))],
            From = columns[at].IsMade ? choice.From ?? columns[at].From : null,
            Sensitive = columns[at].Sensitive || columns[at].FieldIn(book) is { Classified: true } || (columns[at].IsMade && IsSensitive(columns, choice.From ?? columns[at].From!)),
            Glue = columns[at].IsMade ? choice.Glue ?? columns[at].Glue : null,
            Steps = choice.Steps ?? columns[at].Steps,
            Person = choice.Person ?? columns[at].Person,
            Role = Text(choice.Role, columns[at].Role),
        };
        RequireSources(columns, columns[at].From);
    }

    private ColumnPlan Made(List<ColumnPlan> columns, IReadOnlyList<int> from)
    {
        var header = string.Join(" + ", from.Select(index => columns.Find(column => column.Index == index)?.Header));
        return new ColumnPlan(columns.Max(column => column.Index) + 1, header, null, header, "text", 1, ChangeImport.Chosen, [], From: from) { Sensitive = IsSensitive(columns, from) };
    }

    /// <summary>What is joined from classified values is classified.</summary>
    private bool IsSensitive(List<ColumnPlan> columns, IReadOnlyList<int> from) =>
        from.Any(index => columns.Find(column => column.Index == index) is { } source && (source.Sensitive || source.FieldIn(book) is { Classified: true }));

    /// <exception cref="Refused">Too many steps, or one that can't be done.</exception>
    internal static void RequireSteps(IReadOnlyList<CellStep>? steps, string header)
    {
        if (steps is { Count: > CellSteps.Most })
        {
            throw Refused.Invalid("import.step.too-many", "steps", ("most", CellSteps.Most));
        }

        if (CellStep.FaultOf(steps) is { } fault)
        {
            throw Refused.Invalid("import.step." + fault, "steps", ("column", header));
        }
    }

    /// <param name="from">What a column is joined from; null = it is one of the file.</param>
    /// <exception cref="Refused">Something that is no column of the file, nothing at all, or too many.</exception>
    internal static void RequireSources(IReadOnlyList<ColumnPlan> columns, IReadOnlyList<int>? from)
    {
        if (from is not null && (from.Count is 0 or > MostSources || from.Any(index => !columns.Any(column => column.Index == index && !column.IsMade))))
        {
            throw Refused.Invalid("import.sources", "columns", ("most", MostSources));
        }
    }

    /// <summary>What a column can be, with the names of people's own fields behind their keys.</summary>
    private IEnumerable<string> KnownFields => book.All.Select(known => known.IsUserDefined ? $"{known.Key} ({known.Label})" : known.Key).Concat(ColumnPlan.Parts).Append(ColumnPlan.NewField);

    private string? FieldOf(ChangeImport.ColumnChoice choice)
    {
        if (string.IsNullOrEmpty(choice.Field))
        {
            return null;
        }

        return choice.Field == ColumnPlan.NewField || ColumnPlan.Parts.Contains(choice.Field, StringComparer.Ordinal)
            ? choice.Field
            : book.Find(choice.Field)?.Key ?? throw Refused.Invalid("import.no-such-field", "columns", ("field", choice.Field), ("known", string.Join(", ", KnownFields)));
    }

    private void RequireOncePerField(IEnumerable<ColumnPlan> columns)
    {
        var twice = columns
            .Where(column => column.Field is not null)
            .GroupBy(column => (column.Person, Key: column.Field == ColumnPlan.NewField ? column.NewLabel ?? column.Header : column.Field!))
            .FirstOrDefault(group => group.Count() > 1 && !TakesSeveral(group.Key.Key));
        if (twice is not null)
        {
            throw Refused.Invalid(
                "import.field-twice", "columns", ("columns", string.Join(", ", twice.Select(column => column.Header))), ("field", twice.Key.Key));
        }
    }

    private bool TakesSeveral(string key) =>
        book.Find(key)?.Type.TakesSeveral() == true;

    private static string? Text(string? change, string? now) => change is null ? now : change.Trim().Length == 0 ? null : change.Trim();

    private static void Require(string? value, IReadOnlyList<string> known, string field)
    {
        if (value is not null && !known.Contains(value, StringComparer.Ordinal))
        {
            throw Refused.Invalid("import.unknown-choice", field, ("value", value), ("known", string.Join(", ", known)));
        }
    }
}
