using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Starts the dry run: every row is read, checked and matched; nothing is written but the findings.</summary>
[Needs("import.run")]
public sealed class CheckImport(ImportRunner runner) : IUseCase, IChange<CheckImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<CheckImport>("/api/imports/{id:long}/check", async (
        long id, CheckImport use, ImportRunner runner, Entrance door) =>
    {
        var view = await door.Change(use, new Ask(id));
        runner.Start(id);
        return TypedResults.Json(view);
    });

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        job.State = ImportState.Checking;
        job.Counts = new ImportCounts();
        job.Failure = null;
        job.FailureData = null;
        job.StartedAt = act.Now;
        job.FinishedAt = null;
        job.Save(act.Sql);
        return ImportView.Of(job, runner.ProgressOf(job.Id), null);
    }
}

/// <summary>Starts the import itself: new fields are made, the changeset is opened, the rows follow in batches.</summary>
[Needs("import.run")]
public sealed class RunImport(ImportRunner runner, FieldBook book) : IUseCase, IChange<RunImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<RunImport>("/api/imports/{id:long}/run", async (
        long id, RunImport use, ImportRunner runner, Entrance door) =>
    {
        var view = await door.Change(use, new Ask(id));
        runner.Start(id);
        return TypedResults.Json(view);
    });

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        if (!job.Plan.Columns.Any(column => column.Field is not null))
        {
            throw Refused.Invalid("import.nothing-mapped", "columns");
        }

        job.ChangesetId = act.BeginLongChangeset(job.FileName).Id;
        job.Plan = job.Plan with { Columns = [.. job.Plan.Columns.Select(column => WithField(column, act))] };
        job.Plan = job.Plan with { Source = job.Plan.Source ?? job.FileName };
        job.State = ImportState.Running;
        job.Counts = new ImportCounts();
        job.NextRow = 0;
        job.StartedAt = act.Now;
        job.FinishedAt = null;
        job.Failure = null;
        job.FailureData = null;
        ImportProblems.Clear(act.Sql, job.Id);
        job.Save(act.Sql);
        act.Subject.Detail = $"{job.FileName} {job.Sha256}";
        return ImportView.Of(job, runner.ProgressOf(job.Id), null);
    }

    private ColumnPlan WithField(ColumnPlan column, Act act) => column.Field == ColumnPlan.NewField
        ? column with { Field = AddField.Add(new AddField.Ask(column.NewLabel ?? column.Header, column.NewType ?? "text"), act, book) }
        : column;
}

/// <summary>Stops a running import at the next batch; what is in stays until it is kept or undone.</summary>
[Needs("import.run")]
public sealed class CancelImport : IUseCase, IChange<CancelImport.Ask, bool>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<CancelImport>("/api/imports/{id:long}/cancel", async (long id, CancelImport use, Entrance door) =>
    {
        await door.Change(use, new Ask(id));
        return TypedResults.NoContent();
    });

    public bool Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Running);
        job.State = ImportState.Stopping;
        job.Save(act.Sql);
        return true;
    }
}

/// <summary>Goes on with an import that was stopped, from the row after the last one that is in.</summary>
[Needs("import.run")]
public sealed class ContinueImport(ImportRunner runner) : IUseCase, IChange<ContinueImport.Ask, ImportView>
{
    public sealed record Ask(long Id);

    public static void Map(Routes routes) => routes.Post<ContinueImport>("/api/imports/{id:long}/continue", async (
        long id, ContinueImport use, ImportRunner runner, Entrance door) =>
    {
        var view = await door.Change(use, new Ask(id));
        runner.Start(id);
        return TypedResults.Json(view);
    });

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireState(ImportState.Stopped);
        Changeset.SetState(act, job.ChangesetId!.Value, "open");
        job.State = ImportState.Running;
        job.FinishedAt = null;
        job.Save(act.Sql);
        return ImportView.Of(job, runner.ProgressOf(job.Id), null);
    }
}
