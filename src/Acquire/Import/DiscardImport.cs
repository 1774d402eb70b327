using Dapper;
using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>Throws an upload away that was never run, with its file and all that was found in it.</summary>
[Needs("import.run")]
public sealed class DiscardImport(DataFolder folder, IDecide decide, ImportRunner runner) : IUseCase, IChange<DiscardImport.Ask, DiscardImport.Done>
{
    public sealed record Ask(long Id);

    /// <param name="SetId">The set that it belonged to, if something of that is left.</param>
    public sealed record Done(long? SetId);

    public static void Map(Routes routes)
    {
        routes.Delete<DiscardImport>("/api/imports/{id:long}", async (long id, DiscardImport use, Entrance door) =>
        {
            await door.Change(use, new Ask(id));
            return TypedResults.NoContent();
        });
        routes.Post<DiscardImport>("/import/{id:long}/discard", async (long id, DiscardImport use, Entrance door, HttpContext http) =>
        {
            var done = await door.Change(use, new Ask(id));
            Saying.Next(http, "said.import-discarded");
            var back = (await http.Request.ReadFormAsync())["back"].ToString();
            return ImportPages.SeeOther(done.SetId is null ? "/import" : LocalPath.Or(back, "/import"));
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireCellsFor(act.Caller, decide);
        job.RequireUnrun();
        runner.LetGo(act, job.Id);
        ImportFixes.Clear(act.Sql, job.Id);
        act.Sql.Execute("delete from import_job where import_id = @Id", ask);
        act.Subject.Detail = $"{job.FileName} {job.Sha256}";
        act.WhenDurable(() => ImportFile.Discard(folder, job.Id));
        if (job.SetId is not { } set || ImportSet.Members(act.Sql, set).Count > 0)
        {
            return new Done(job.SetId);
        }

        act.Sql.Execute("delete from import_set_refusal where set_id = @set", new { set });
        return new Done(null);
    }
}
