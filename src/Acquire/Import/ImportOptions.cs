using System.CommandLine;

namespace Kith.Acquire.Import;

/// <summary>The options of `kith import`.</summary>
internal sealed class ImportOptions
{
    private const string AllSheets = "*";

    public Option<bool> DryRun { get; } = new("--dry-run");

    public Option<bool> Keep { get; } = new("--keep");

    public Option<long?> Undo { get; } = new("--undo");

    public Option<string?> Policy { get; } = new("--policy");

    public Option<string?> Match { get; } = new("--match");

    public Option<string[]> Map { get; } = new("--map") { AllowMultipleArgumentsPerToken = true };

    public Option<bool> IgnoreUnmapped { get; } = new("--ignore-unmapped");

    public Option<string?> Encoding { get; } = new("--encoding");

    public Option<string?> Delimiter { get; } = new("--delimiter");

    public Option<string?> Quote { get; } = new("--quote");

    public Option<string?> Sheet { get; } = new("--sheet");

    public Option<long?> HeaderRow { get; } = new("--header-row");

    public Option<bool> EmptyErases { get; } = new("--empty-erases");

    public Option<bool> LeaveOut { get; } = new("--leave-out-bad-values");

    public Option<string?> Source { get; } = new("--source");

    public Option<string?> Basis { get; } = new("--basis");

    public Option<bool> DoNotContact { get; } = new("--do-not-contact");

    public Option<string?> Region { get; } = new("--region");

    public Option<string?> DateOrder { get; } = new("--date-order");

    public Option<string?> Decimal { get; } = new("--decimal");

    public Option<int?> Century { get; } = new("--century");

    public Option<string?> Currency { get; } = new("--currency");

    public Option<string?> Template { get; } = new("--template");

    public Option<FileInfo?> Rejects { get; } = new("--rejects");

    public IReadOnlyList<Symbol> All =>
    [
        DryRun, Keep, Undo, Policy, Match, Map, IgnoreUnmapped, Encoding, Delimiter, Quote, Sheet, HeaderRow, EmptyErases, LeaveOut, Source, Basis,
        DoNotContact, Region, DateOrder, Decimal, Century, Currency, Template, Rejects,
    ];

    /// <summary>Options that name a row, column, sheet or file of one import.</summary>
    private IReadOnlyList<Option> OfOneImport => [Map, HeaderRow, Rejects, Sheet];

    public bool WantsAllSheets(ParseResult call) => call.GetValue(Sheet) == AllSheets;

    /// <exception cref="Refused">An option was given that can be meant for one import only.</exception>
    public void RequireNoneOfOne(ParseResult call)
    {
        foreach (var option in OfOneImport.Where(option => call.GetResult(option) is { Implicit: false } && !(option == Sheet && WantsAllSheets(call))))
        {
            throw Refused.Invalid("cli.import-one-file", option.Name.TrimStart('-'), ("option", option.Name));
        }
    }

    /// <summary>What the options change in how an import is read and what becomes of it.</summary>
    public ChangeImport.Request Change(ImportView view, ParseResult call)
    {
        var reading = new ChangeImport.Reading(
            call.GetValue(Encoding), call.GetValue(Delimiter), call.GetValue(Quote), WantsAllSheets(call) ? null : call.GetValue(Sheet), call.GetValue(HeaderRow));
        var columns = new List<ChangeImport.ColumnChoice>();
        if (call.GetValue(IgnoreUnmapped))
        {
            columns.AddRange(view.Plan.Columns.Where(column => column.Field == ColumnPlan.NewField).Select(column => new ChangeImport.ColumnChoice(column.Index, null)));
        }

        foreach (var said in call.GetValue(Map) ?? [])
        {
            var parts = said.Split('=', 2);
            var column = view.Plan.Columns.FirstOrDefault(candidate => candidate.Header == parts[0])
                ?? throw Refused.Invalid("cli.no-column", "map", ("column", parts[0]));
            columns.RemoveAll(choice => choice.Index == column.Index);
            columns.Add(new ChangeImport.ColumnChoice(column.Index, parts.Length > 1 ? parts[1] : null));
        }

        return new ChangeImport.Request(
            reading == new ChangeImport.Reading() ? null : WantsAllSheets(call) ? reading with { Sheet = view.Layout.Sheet } : reading,
            columns.Count == 0 ? null : columns,
            call.GetValue(Policy),
            call.GetValue(Match)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            call.GetValue(EmptyErases) ? true : null,
            call.GetValue(LeaveOut) ? true : null,
            call.GetValue(Source),
            call.GetValue(Basis),
            call.GetValue(DoNotContact) ? true : null,
            call.GetValue(Region),
            call.GetValue(DateOrder),
            call.GetValue(Decimal) switch
            {
                null => null,
                "point" => false,
                "comma" => true,
                var other => throw Refused.Invalid("import.unknown-choice", "decimal", ("value", other), ("known", "point, comma")),
            },
            call.GetValue(Century),
            call.GetValue(Currency));
    }
}
