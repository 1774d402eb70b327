namespace Kith.Acquire.Import;

/// <summary>Keeps how an import is set up under a name, for later files of the same shape.</summary>
[Needs("import.run")]
public sealed class KeepTemplate(TemplateBook templates) : IUseCase, IChange<KeepTemplate.Ask, KeepTemplate.Done>
{
    private const int LongestName = 80;

    public sealed record Ask(long ImportId, string Name);

    public sealed record Done(long Id);

    public static void Map(Routes routes)
    {
        routes.Post<KeepTemplate>("/api/import-templates", async (Ask ask, KeepTemplate use, Entrance door) => TypedResults.Json(await door.Change(use, ask)));
        routes.Post<KeepTemplate>("/import/{id:long}/keep-template", async (long id, HttpContext http, KeepTemplate use, Entrance door) =>
        {
            try
            {
                await door.Change(use, new Ask(id, (await http.Request.ReadFormAsync())["name"].ToString()));
                Shell.Web.Saying.Next(http, "said.template-kept");
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid)
            {
                Shell.Web.Saying.Next(http, refused.WordKey);
            }

            return ImportPages.SeeOther(ImportPages.Address(id, "columns"));
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        var name = ask.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
        {
            throw Refused.Invalid("import.template-name", "name", ("most", LongestName));
        }

        var job = ImportJob.Require(act.Sql, ask.ImportId);
        act.Subject.Detail = name;
        var id = templates.Keep(act, job, name);
        job.Plan = job.Plan with { Template = new TemplateMark(id, name, true, act.Caller.Name, act.Now) };
        job.Save(act.Sql);
        return new Done(id);
    }
}
