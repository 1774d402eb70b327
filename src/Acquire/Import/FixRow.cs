using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Corrects cells of a problem row before the run; the row is checked again at once.</summary>
[Needs("import.run")]
public sealed class FixRow(DataFolder folder, FieldBook book, Cleaner cleaner, CustomerWriter writer, ISeal seal)
    : IUseCase, IChange<FixRow.Ask, FixRow.Done>
{
    private const int LongestCell = 10_000;

    /// <param name="Cells">Corrected texts by 0-based column index.</param>
    public sealed record Request(IReadOnlyDictionary<int, string> Cells);

    public sealed record Ask(long Id, long Row, IReadOnlyDictionary<int, string> Cells);

    /// <param name="Problems">What is still to say about the row; empty = it is in order.</param>
    public sealed record Done(long Row, bool Refused, IReadOnlyList<ImportProblem> Problems, ImportCounts Counts);

    public static void Map(Routes routes) => routes.Patch<FixRow>("/api/imports/{id:long}/rows/{row:long}", async (
        long id, long row, Request request, FixRow use, Entrance door) => TypedResults.Json(await door.Change(use, new Ask(id, row, request.Cells))));

    public Done Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
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

            ImportFixes.Set(act.Sql, seal, ask.Id, ask.Row, column, value);
        }

        var before = ImportProblems.Page(act.Sql, seal, book, ask.Id, null, null, ask.Row - 1, 1).Where(problem => problem.Row == ask.Row).ToList();
        var (result, problems) = CheckAgain(job, ask.Row, act);
        job.Counts = Recounted(job.Counts, before, result);
        job.Save(act.Sql);
        return new Done(ask.Row, result.Outcome == RowOutcome.Rejected, problems, job.Counts);
    }

    private (RowResult Result, IReadOnlyList<ImportProblem> Problems) CheckAgain(ImportJob job, long number, Act act)
    {
        using var file = ImportFile.Open(folder, job.Id, job.Layout);
        var row = file.Rows().FirstOrDefault(candidate => candidate.Number == number);
        if (row.Number != number || number == 0)
        {
            throw Refused.NotFound("import.no-row");
        }

        var cleaned = new RowCleaner(job.Plan, book, cleaner, writer).Clean(row, act.NewId(), ImportFixes.All(act.Sql, seal, job.Id)[number]);
        var findings = new List<CellFinding>(cleaned.Findings);
        var applier = new RowApplier(job.Plan, book, writer);
        applier.Prepare(act.Sql, act.Scope, [cleaned], keep: false);
        var result = new RowResult(number, applier.Apply(cleaned, new ImportRunner.Rehearsal(writer), findings), findings);
        ImportProblems.ClearRow(act.Sql, job.Id, number);
        ImportProblems.Add(act.Sql, seal, book, job.Id, [result]);
        return (result, [.. ImportProblems.Page(act.Sql, seal, book, job.Id, null, null, number - 1, 1).Where(problem => problem.Row == number)]);
    }

    private static ImportCounts Recounted(ImportCounts counts, List<ImportProblem> before, RowResult result)
    {
        var warnings = counts.Warnings - before.Count(problem => !problem.Refuses) + result.Findings.Count(finding => !finding.Refuses);
        if (!before.Exists(problem => problem.Refuses) || result.Outcome == RowOutcome.Rejected)
        {
            return counts with { Warnings = warnings };
        }

        return counts with
        {
            Warnings = warnings,
            Rejected = counts.Rejected - 1,
            Created = counts.Created + (result.Outcome == RowOutcome.Created ? 1 : 0),
            Updated = counts.Updated + (result.Outcome == RowOutcome.Updated ? 1 : 0),
            Unchanged = counts.Unchanged + (result.Outcome == RowOutcome.Unchanged ? 1 : 0),
        };
    }
}
