using Kith.Engine.Acquire;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Starts the import itself: new fields are made, the changeset is opened, the rows follow in batches.</summary>
[Needs("import.run")]
public sealed class RunImport(ImportRunner runner, DataFolder folder, FieldBook book, TemplateBook templates) : IUseCase, IChange<RunImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<RunImport>("/api/imports/{id:long}/run", async (long id, RunImport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, new Ask(id))));

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        ImportFile.RequireStaged(folder, job.Id);
        if (job.Layout.Broken is { } broken)
        {
            throw ImportFile.Refusal(new TableRefusedException(broken.Code, broken.Row, broken.Column, broken.Data), job.FileName);
        }

        if (!job.Plan.Columns.Any(column => column.Field is not null))
        {
            throw Refused.Invalid("import.nothing-mapped", "columns");
        }

        templates.Keep(act, job, null);
        job.ChangesetId = act.BeginLongChangeset(job.FileName, nameof(RunImport)).Id;
        job.Plan.RemakeFields(act, book, job.ChangesetId.Value);
        job.Plan = job.PlanOfRows with { Columns = [.. job.Plan.Columns.Select(column => WithField(column, act))] };
        job.Counts = new ImportCounts();
        job.NextRow = 0;
        job.StartedAt = act.Now;
        job.FinishedAt = null;
        job.Failure = null;
        job.FailureData = null;
        act.Subject.Detail = $"{job.FileName} {job.Sha256}";
        return runner.Begin(act, job, ImportState.Running);
    }

    private ColumnPlan WithField(ColumnPlan column, Act act) => column.Field == ColumnPlan.NewField
        ? column with { Field = AddField.Add(new AddField.Ask(column.NewLabel ?? column.Header, column.NewType ?? "text", column.Sensitive), act, book) }
        : column;
}
