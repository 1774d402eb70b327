namespace Kith.Acquire.Import;

/// <summary>Sets an import up by another template, or afresh by what is found in its file alone.</summary>
[Needs("import.run")]
public sealed class UseTemplate(DataFolder folder, Kith.Keep.Fields.FieldBook book, Store store, TemplateSetUp setUp, TemplateBook templates, IDecide decide, ImportRunner runner) : IUseCase, IChange<UseTemplate.Ask, ImportView>
{
    /// <param name="TemplateId">One that people made.</param>
    /// <param name="Name">One by its name, those that come with Kith included; neither = afresh.</param>
    public sealed record Request(long? TemplateId = null, string? Name = null);

    public sealed record Ask(long Id, ImportPlan Plan);

    public static void Map(Routes routes)
    {
        routes.Post<UseTemplate>("/api/imports/{id:long}/template", async (long id, Request request, UseTemplate use, Entrance door) =>
            TypedResults.Json(await use.Enter(id, request, door)));
        routes.Post<UseTemplate>("/import/{id:long}/template", async (long id, HttpRequest http, UseTemplate use, Entrance door) =>
        {
            var form = await http.ReadFormAsync();
            try
            {
                await use.Enter(id, new Request(long.TryParse(form["template"], out var template) ? template : null, form["name"].ToString() is { Length: > 0 } name ? name : null), door);
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid)
            {
                Shell.Web.Saying.Next(http.HttpContext, refused.WordKey);
            }

            return ImportPages.SeeOther(ImportPages.Address(id, "columns"));
        });
    }

    /// <summary>Reads the file before it enters the Door: the writer must not wait for that.</summary>
    internal async Task<ImportView> Enter(long id, Request request, Entrance door)
    {
        var (job, entry) = store.Read(sql => (ImportJob.Require(sql, id), Find(sql, request)));
        job.RequireUnrun();
        job.RequireCellsFor(door.Caller ?? throw new Refused(Refusal.Unauthenticated, "access.sign-in"), decide);
        if (entry?.Template.Knows(job.Layout.Shape.Headers) == 0)
        {
            throw Refused.Invalid("import.template-unfit", "name");
        }

        var columns = ImportFile.Columns(folder, id, job.Layout, book);
        var region = ImportFile.RegionOf(folder, id, job.Layout, columns);
        return await door.Change(this, new Ask(id, setUp.Plan(id, job.Layout, new ImportPlan(columns, Region: region.Region, RegionThin: region.IsThin), entry)));
    }

    public ImportView Handle(Ask ask, Act act)
    {
        var job = ImportJob.Require(act.Sql, ask.Id);
        job.RequireUnrun();
        job.RequireCellsFor(act.Caller, decide);
        job.Plan = ask.Plan;
        job.State = ImportState.Draft;
        runner.LetGo(act, job.Id);
        job.Save(act.Sql);
        return ImportView.Of(job, null, null);
    }

    private TemplateBook.Entry? Find(Microsoft.Data.Sqlite.SqliteConnection sql, Request request) =>
        request.TemplateId is { } id ? TemplateBook.Require(sql, id) : request.Name is { } name ? templates.Require(sql, name) : null;
}
