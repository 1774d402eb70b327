using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>What steps make of the values of a column: different values from the file, each before, after, and as the field's check sees it.</summary>
[Needs("import.run")]
public sealed class PreviewColumn(DataFolder folder, FieldBook book, Cleaner cleaner, IDecide decide) : IUseCase, IQuestion<PreviewColumn.Ask, PreviewColumn.Found>
{
    private const int RowsToLookAt = 5000;
    private const int ValuesShown = 20;
    private const int LongestShown = 200;

    /// <summary>What to try; null = as the plan has it.</summary>
    public sealed record Request(IReadOnlyList<int>? From = null, string? Glue = null, IReadOnlyList<CellStep>? Steps = null);

    public sealed record Ask(long Id, int Index, Request Try);

    /// <param name="Before">The cell, or the joined cells.</param>
    /// <param name="Kept">What the field will hold, where the check writes it otherwise: a phone in its full form, the user whom a name means.</param>
    /// <param name="Problem">The code of the check's finding; null = in order.</param>
    public sealed record Value(string Before, string After, string? Kept, string? Problem, string? Data, bool Refused);

    /// <param name="Values">Different ones, in the order of the file.</param>
    /// <param name="Changed">How many of the rows looked at the steps change.</param>
    /// <param name="Rows">How many rows were looked at.</param>
    public sealed record Found(IReadOnlyList<Value> Values, int Changed, int Rows);

    /// <summary>What the steps make of a text, and what else of its first row counts for the check.</summary>
    /// <param name="Country">The country (ISO 3166) that the row says the customer is in.</param>
    /// <param name="IsOwn">Whether Kith exported the row.</param>
    /// <param name="IsDecimal">Whether the cell is a number in the file itself.</param>
    private readonly record struct Seen(string After, string? Country, bool IsOwn, bool IsDecimal);

    public static void Map(Routes routes) => routes.Post<PreviewColumn>("/api/imports/{id:long}/columns/{index:int}/preview", async (
        long id, int index, Request request, PreviewColumn use, RevealCells reveal, Entrance door) =>
    {
        await reveal.Note(id, typeof(PreviewColumn), door.Caller);
        return TypedResults.Json(door.Ask(use, new Ask(id, index, request)));
    });

    public Found Answer(Ask ask, Look look)
    {
        var job = ImportJob.Require(look.Sql, ask.Id);
        job.RequireCellsFor(look.Caller, decide);
        var column = job.Plan.Require(ask.Index);
        PlanChanges.RequireSteps(ask.Try.Steps, column.Header);
        PlanChanges.RequireSources(job.Plan.Columns, ask.Try.From);
        var tried = column with { From = column.IsMade ? ask.Try.From ?? column.From : null, Glue = ask.Try.Glue ?? column.Glue, Steps = ask.Try.Steps ?? column.Steps };
        var (before, after) = (new ColumnTexts(job.Plan with { Columns = [tried with { Steps = [] }] }), new ColumnTexts(job.Plan with { Columns = [tried] }));
        var ids = job.Plan.IsOwn ? job.Plan.Columns.First(known => known.Field == "id").Index : -1;
        var country = new RowCountry(job.Plan, column.Person, new ColumnTexts(job.Plan));
        var seen = new Dictionary<string, Seen>(StringComparer.Ordinal);
        var (changed, rows) = (0, 0);
        using var file = ImportFile.Open(folder, job.Id, job.Layout, job.Plan.Columns);
        foreach (var row in file.Rows().Take(RowsToLookAt))
        {
            var (from, to) = (before.Of(column.Index, row.Cells, null), after.Of(column.Index, row.Cells, null));
            rows++;
            changed += from == to ? 0 : 1;
            if (seen.Count < ValuesShown && (from.Trim().Length > 0 || to.Trim().Length > 0))
            {
                seen.TryAdd(from, new Seen(to, country.In(row.Cells, null), ImportFile.NamesCustomer(row, ids), after.IsDecimal(column.Index, row)));
            }
        }

        var field = column.FieldIn(book);
        var owners = OwnerNames.Of(look.Sql);
        return new Found([.. seen.Select(pair => Checked(pair.Key, pair.Value, field, job.Plan, tried, owners))], changed, rows);
    }

    private Value Checked(string before, Seen seen, Field? field, ImportPlan plan, ColumnPlan column, OwnerNames owners)
    {
        var after = seen.After;
        var values = new CleanedValues();
        if (field is not null)
        {
            // By the settings of the run: what it will refuse, or read otherwise, must be seen here.
            var settings = plan.SettingsOf(column, cleaner.Today, seen.IsOwn).For(seen.Country);
            cleaner.Clean(field.Key, field.Type, after, seen.IsDecimal ? settings with { DecimalMark = '.' } : settings, values);
        }

        if (field?.Key == "owner" && values.Value is { } owner)
        {
            owners.Settle(values);
            if (owners.Meant(owner) is (null, null))
            {
                values.Findings.Add(new FieldFinding(field.Key, "owner.unknown", Engine.Check.Verdict.Warn, null));
            }
        }

        var kept = values.Value ?? (values.Contacts.Count > 0 ? string.Join(", ", values.Contacts.Select(contact => contact.Value)) : null);
        var finding = values.Findings.Count == 0 ? (FieldFinding?)null : values.Findings[0];
        return new Value(Shown(before, field), Shown(after, field), kept is null || kept == after.Trim() ? null : Shown(kept, field), finding?.Code, finding?.Data, values.IsBad);
    }

    private string Shown(string text, Field? field) => ImportFile.Masked(text.Length > LongestShown ? text[..LongestShown] + "…" : text, field?.Key, book);
}
