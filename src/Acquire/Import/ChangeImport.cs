using Kith.Engine.Acquire;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Corrects how a file is read, or what becomes of its columns and rows, before it is imported.</summary>
[Needs("import.run")]
public sealed class ChangeImport(DataFolder folder, FieldBook book, PlanTrial trial, IDecide decide, ImportRunner runner) : IUseCase, IChange<ChangeImport.Ask, ImportView>
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
        bool? DecimalComma = null,
        int? Century = null,
        string? Currency = null);

    /// <summary>A century that is given back to the default.</summary>
    public const int NoCentury = 0;

    /// <param name="Index">-1 = a new column, made of <paramref name="From"/>.</param>
    /// <param name="Field">A field's key, "new", or empty: it stays out.</param>
    /// <param name="From">Columns of the file that are joined, <paramref name="Glue"/> between them; only for a column made here.</param>
    /// <param name="Steps">What is done to the text, in order; null = as it is now.</param>
    /// <param name="Person">0 = the customer of the row, 1 … = a person of it; null = as it is now.</param>
    /// <param name="Remove">Takes a column away that was made here.</param>
    public sealed record ColumnChoice(
        int Index,
        string? Field,
        string? NewLabel = null,
        string? NewType = null,
        IReadOnlyList<int>? From = null,
        string? Glue = null,
        IReadOnlyList<CellStep>? Steps = null,
        int? Person = null,
        string? Role = null,
        bool Remove = false);

    /// <param name="Fits">How well the values of columns whose field was chosen fit it and what they prove, by column.</param>
    public sealed record Ask(long Id, Request Change, FileLayout? Layout, IReadOnlyList<ColumnPlan>? Columns, IReadOnlyDictionary<int, PlanTrial.Fit> Fits);

    public static void Map(Routes routes) => routes.Patch<ChangeImport>("/api/imports/{id:long}", async (
        long id, Request request, ChangeImport use, Store store, Entrance door) => TypedResults.Json(await use.Enter(id, request, store, door)));

    internal async Task<ImportView> Enter(long id, Request request, Store store, Entrance door)
    {
        FileLayout? layout = null;
        IReadOnlyList<ColumnPlan>? columns = null;
        var job = store.Read(sql => ImportJob.Require(sql, id));
        job.RequireUnrun();
        job.RequireCellsFor(door.Caller ?? throw new Refused(Refusal.Unauthenticated, "access.sign-in"), decide);
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

        var fits = trial.Fits(id, layout ?? job.Layout, columns is null ? job.Plan : job.Plan with { Columns = columns }, request);
        return await door.Change(this, new Ask(id, request, layout, columns, fits));
    }

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        job.RequireCellsFor(act.Caller, decide);
        if (ask.Layout is not null)
        {
            // Read otherwise, a corrected cell may be another one.
            ImportFixes.Clear(act.Sql, job.Id);
        }

        job.Layout = ask.Layout ?? job.Layout;
        job.Plan = trial.Apply(ask.Columns is null ? job.Plan : job.Plan with { Columns = ask.Columns }, ask.Change, ask.Fits);
        job.State = ImportState.Draft;
        runner.LetGo(act, job.Id);
        job.Save(act.Sql);
        return ImportView.Of(job, null, null);
    }
}
