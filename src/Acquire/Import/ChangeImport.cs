using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Corrects how a file is read, or what becomes of its columns and rows, before it is imported.</summary>
[Needs("import.run")]
public sealed class ChangeImport(DataFolder folder, FieldBook book, Cleaner cleaner, CustomerWriter writer) : IUseCase, IChange<ChangeImport.Ask, ImportView>
{
    /// <summary>What to read differently; null = as it is. Any of these detects the rest again.</summary>
    public sealed record Reading(string? Encoding = null, string? Delimiter = null, string? Quote = null, string? Sheet = null, long? HeaderRow = null, int? HeaderRows = null);

    /// <summary>Why a column goes where it goes: somebody chose it.</summary>
    public const string Chosen = "chosen";

    /// <param name="Columns">Field by column index: a key, "new" with label and type, or "" for none.</param>
    public sealed record Request(
        Reading? Reading = null,
        IReadOnlyList<ColumnChoice>? Columns = null,
        string? Policy = null,
        IReadOnlyList<string>? Match = null,
        bool? EmptyErases = null,
        bool? LeaveOut = null,
        string? Source = null,
        string? Basis = null,
        bool? DoNotContact = null,
        string? Region = null,
        string? DateOrder = null,
        bool? DecimalComma = null);

    public sealed record ColumnChoice(int Index, string? Field, string? NewLabel = null, string? NewType = null);

    /// <param name="Fits">How well the values of columns whose field was chosen fit it, by column.</param>
    public sealed record Ask(long Id, Request Change, FileLayout? Layout, IReadOnlyList<ColumnPlan>? Columns, IReadOnlyDictionary<int, double> Fits);

    private const int RowsToTry = 500;

    public static void Map(Routes routes) => routes.Patch<ChangeImport>("/api/imports/{id:long}", async (
        long id, Request request, ChangeImport use, Store store, Entrance door) => TypedResults.Json(await use.Enter(id, request, store, door)));

    internal async Task<ImportView> Enter(long id, Request request, Store store, Entrance door)
    {
        FileLayout? layout = null;
        IReadOnlyList<ColumnPlan>? columns = null;
        var job = store.Read(sql => ImportJob.Require(sql, id));
        job.RequireUnrun();
        if (request.Reading is { } reading)
        {
            try
            {
                layout = ImportFile.Detect(folder, id, job.FileName, reading);
                columns = ImportFile.Columns(folder, id, layout, book);
            }
            catch (TableRefusedException refused)
            {
                throw ImportFile.Refusal(refused, job.FileName);
            }
        }

        var fits = request.Columns is { Count: > 0 } ? Fits(job, columns is null ? job.Plan : job.Plan with { Columns = columns }, request) : NoFits;
        return await door.Change(this, new Ask(id, request, layout, columns, fits));
    }

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        if (ask.Layout is not null)
        {
            // Read otherwise, a corrected cell may be another one.
            ImportFixes.Clear(act.Sql, job.Id);
        }

        job.Layout = ask.Layout ?? job.Layout;
        job.Plan = Changed(ask.Columns is null ? job.Plan : job.Plan with { Columns = ask.Columns }, ask.Change);
        job.Plan = job.Plan with
        {
            Columns = [.. job.Plan.Columns.Select(column => ask.Fits.TryGetValue(column.Index, out var fit) ? column with { Fit = fit, Because = Chosen } : column)],
        };
        job.State = ImportState.Draft;
        ImportProblems.Clear(act.Sql, job.Id);
        job.Save(act.Sql);
        return ImportView.Of(job, null, null);
    }

    private static IReadOnlyDictionary<int, double> NoFits { get; } = new Dictionary<int, double>();

    /// <summary>Tries the values of those columns whose field is now another one.</summary>
    private Dictionary<int, double> Fits(ImportJob job, ImportPlan plan, Request request)
    {
        var changed = Changed(plan, request) with { LeaveOut = false };
        var others = changed.Columns.Where((column, at) => column.FieldIn(book)?.Type != plan.Columns[at].FieldIn(book)?.Type).Select(column => column.Index).ToHashSet();
        if (others.Count == 0)
        {
            return [];
        }

        var trial = new RowCleaner(changed with { Columns = [.. changed.Columns.Where(column => others.Contains(column.Index))] }, book, cleaner, writer);
        var (filled, bad) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        using var file = ImportFile.Open(folder, job.Id, job.Layout);
        foreach (var row in file.Rows().Take(RowsToTry))
        {
            var wrong = trial.Clean(row, job.Id).Findings.Where(finding => finding.Refuses).Select(finding => finding.Column).ToHashSet();
            foreach (var index in others.Where(index => index < row.Cells.Length && row.Cells[index].Trim().Length > 0))
            {
                filled[index] = filled.GetValueOrDefault(index) + 1;
                bad[index] = bad.GetValueOrDefault(index) + (wrong.Contains(index) ? 1 : 0);
            }
        }

        return others.ToDictionary(index => index, index => filled.TryGetValue(index, out var values) ? 1 - ((double)bad[index] / values) : 1);
    }

    private ImportPlan Changed(ImportPlan plan, Request change)
    {
        Require(change.Policy, ImportPlan.Policies, "policy");
        Require(change.Basis is "" ? null : change.Basis, ImportPlan.Bases, "basis");
        if (change.Region is { } region && Phones.RegionOf(region) is null)
        {
            throw Refused.Invalid("import.unknown-region", "region", ("region", region));
        }

        Require(change.DateOrder is "" ? null : change.DateOrder, ["ymd", "dmy", "mdy"], "dateOrder");
        foreach (var key in change.Match ?? [])
        {
            Require(key, ImportPlan.Matchable, "match");
        }

        var columns = plan.Columns.ToArray();
        foreach (var choice in change.Columns ?? [])
        {
            var at = Array.FindIndex(columns, column => column.Index == choice.Index);
            if (at < 0)
            {
                throw Refused.Invalid("import.no-column", "columns", ("column", choice.Index + 1));
            }

            columns[at] = columns[at] with
            {
                Field = FieldOf(choice),
                NewLabel = choice.NewLabel ?? columns[at].NewLabel,
                NewType = choice.NewType ?? columns[at].NewType,
                Samples = [.. columns[at].Samples.Select(sample => ImportFile.Masked(sample, choice.Field, book))],
            };
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
            DateOrder = Text(change.DateOrder, plan.DateOrder),
            DecimalComma = change.DecimalComma ?? plan.DecimalComma,
        };
    }

    private string? FieldOf(ColumnChoice choice)
    {
        if (string.IsNullOrEmpty(choice.Field))
        {
            return null;
        }

        return choice.Field == ColumnPlan.NewField || ColumnPlan.Parts.Contains(choice.Field, StringComparer.Ordinal)
            ? choice.Field
            : book.Require(choice.Field).Key;
    }

    private void RequireOncePerField(IEnumerable<ColumnPlan> columns)
    {
        var twice = columns
            .Where(column => column.Field is not null)
            .GroupBy(column => column.Field == ColumnPlan.NewField ? column.NewLabel ?? column.Header : column.Field!, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1 && !TakesSeveral(group.Key));
        if (twice is not null)
        {
            throw Refused.Invalid(
                "import.field-twice", "columns", ("columns", string.Join(", ", twice.Select(column => column.Header))), ("field", twice.Key));
        }
    }

    private bool TakesSeveral(string key) =>
        book.Find(key)?.Type is { } type && (type.IsContact() || type == FieldType.Tags);

    private static string? Text(string? change, string? now) => change is null ? now : change.Trim().Length == 0 ? null : change.Trim();

    private static void Require(string? value, IReadOnlyList<string> known, string field)
    {
        if (value is not null && !known.Contains(value, StringComparer.Ordinal))
        {
            throw Refused.Invalid("import.unknown-choice", field, ("value", value), ("known", string.Join(", ", known)));
        }
    }
}
