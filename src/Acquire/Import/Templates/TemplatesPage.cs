namespace Kith.Acquire.Import;

/// <summary>The templates that imports are set up by.</summary>
[Needs("import.run")]
public sealed class TemplatesPage(ListTemplates list) : IUseCase
{
    public static void Map(Routes routes) => routes.Get<TemplatesPage>("/import/templates", (TemplatesPage page, Entrance door) => page.Show(door));

    private IResult Show(Entrance door) => ImportPages.Render<TemplatesView>(new { Templates = door.Ask(list, new ListTemplates.Ask()) });
}
