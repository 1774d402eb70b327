namespace Kith.Acquire.Import;

/// <summary>Takes a template away; imports that it set up stay as they are.</summary>
[Needs("import.run")]
public sealed class ForgetTemplate : IUseCase, IChange<ForgetTemplate.Ask, ForgetTemplate.Done>
{
    public sealed record Ask(long Id);

    public sealed record Done;

    public static void Map(Routes routes)
    {
        routes.Delete<ForgetTemplate>("/api/import-templates/{id:long}", async (long id, ForgetTemplate use, Entrance door) =>
        {
            await door.Change(use, new Ask(id));
            return TypedResults.NoContent();
        });
        routes.Post<ForgetTemplate>("/import/templates/{id:long}/deletion", async (long id, HttpContext http, ForgetTemplate use, Entrance door) =>
        {
            await door.Change(use, new Ask(id));
            Shell.Web.Saying.Next(http, "said.template-gone");
            return ImportPages.SeeOther("/import/templates");
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        act.Subject.Detail = TemplateBook.Require(act.Sql, ask.Id).Template.Name;
        TemplateBook.Delete(act.Sql, ask.Id);
        return new Done();
    }
}
