using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Corrects cells of a problem row before the run; the row is checked again at once.</summary>
[Needs("import.run")]
public sealed class FixRow(DataFolder folder, FieldBook book, Cleaner cleaner, CustomerWriter writer, Ids ids, ISeal seal, IDecide decide)
    : IUseCase, IChange<FixRow.Ask, FixRow.Done>
{
    private const int LongestCell = 10_000;

    /// <param name="Cells">Corrected texts by 0-based column index.</param>
    public sealed record Request(IReadOnlyDictionary<int, string> Cells);

    /// <param name="Line">The row as it stands in the file.</param>
    public sealed record Ask(long Id, TableRow Line, IReadOnlyDictionary<int, string> Cells);

    /// <param name="Problems">What is still to say about the row; empty = it is in order.</param>
    /// <param name="Cells">The row as it would be imported now.</param>
    public sealed record Done(long Row, bool Refused, IReadOnlyList<ImportProblem> Problems, IReadOnlyList<string> Cells, ImportCounts Counts);

    public static void Map(Routes routes) => routes.Patch<FixRow>("/api/imports/{id:long}/rows/{row:long}", async (
        long id, long row, Request request, FixRow use, Store store, Entrance door) =>
        TypedResults.Json(await use.Enter(id, row, request.Cells, store, door)));

    /// <summary>Looks the row up before it enters the Door: the writer must not wait for that.</summary>
    internal async Task<Done> Enter(long id, long row, IReadOnlyDictionary<int, string> cells, Store store, Entrance door)
    {
        if (cells is not { Count: > 0 } || cells.Values.Any(text => text is null))
        {
            throw Refused.Invalid("request.malformed", "cells");
        }

        var (job, kept) = store.Read(sql => (ImportJob.Require(sql, id), ImportRows.Of(sql, seal, id, [row])));
        return await door.Change(this, new Ask(id, kept.TryGetValue(row, out var line) ? line : Find(job, row), cells));
    }

    private TableRow Find(ImportJob job, long row)
    {
        using var file = ImportFile.Open(folder, job.Id, job.Layout, job.Plan.Columns);
        var line = file.Rows().FirstOrDefault(candidate => candidate.Number >= row);
        return line.Number == row && row > 0 ? line : throw Refused.NotFound("import.no-row");
    }

    public Done Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireCellsFor(act.Caller, decide);
        job.RequireState(ImportState.Checked);
        foreach (var (column, value) in ask.Cells)
        {
            if (!job.Plan.Columns.Any(known => known.Index == column))
            {
                throw Refused.Invalid("import.no-column", "cells", ("column", column + 1));
            }

            if (value.Length > LongestCell)
            {
                throw Refused.Invalid("import.cell-too-long", "cells", ("most", LongestCell));
            }
        }

        var row = ask.Line.Number;
        var known = ImportProblems.OfRow(act.Sql, seal, job.Id, row);
        var fixes = ImportFixes.OfRow(act.Sql, seal, job.Id, row);
        var before = known.Any(problem => problem.Refuses) ? RowOutcome.Rejected : Judge(job, ask.Line, fixes, act).Outcome;
        var texts = new ColumnTexts(job.Plan);
        var cells = texts.Shown(ask.Line.Cells, fixes);
        foreach (var (column, value) in ask.Cells.Where(cell => cell.Value != (cell.Key < cells.Length ? cells[cell.Key] : "")))
        {
            ImportFixes.Set(act.Sql, seal, job.Id, row, column, value);
            (fixes ??= [])[column] = value;
        }

        var after = Judge(job, ask.Line, fixes, act);
        ImportProblems.ClearRow(act.Sql, job.Id, row);
        ImportProblems.Add(act.Sql, seal, job.Id, [after]);
        var problems = ImportProblems.OfRow(act.Sql, seal, job.Id, row);
        job.Counts = Moved(job.Counts, before, -1) with
        {
            Warnings = job.Counts.Warnings + problems.Count(problem => !problem.Refuses) - known.Count(problem => !problem.Refuses),
        };
        job.Counts = Moved(job.Counts, after.Outcome, +1);
        job.Save(act.Sql);
        return new Done(row, after.Outcome == RowOutcome.Rejected, problems, texts.Shown(ask.Line.Cells, fixes), job.Counts);
    }

    private RowResult Judge(ImportJob job, TableRow line, Dictionary<int, string>? fixes, Act act)
    {
        var rows = new RowCleaner(job.PlanOfRows, book, cleaner, writer, ids, OwnerNames.Of(act.Sql));
        var cleaned = rows.Clean(line, fixes);
        var applier = new RowApplier(job, writer, rows, job.Fellows(act.Sql));
        return applier.Apply(act.Sql, act.Scope, [cleaned], new RehearsedRows(writer))[0];
    }

    private static ImportCounts Moved(ImportCounts counts, RowOutcome outcome, int by) => outcome switch
    {
        RowOutcome.Created => counts with { Created = counts.Created + by },
        RowOutcome.Updated => counts with { Updated = counts.Updated + by },
        RowOutcome.Unchanged => counts with { Unchanged = counts.Unchanged + by },
        _ => counts with { Rejected = counts.Rejected + by },
    };
}
