namespace Kith.Acquire.Import;

/// <summary>The templates of imports: those that people made, and those that come with Kith.</summary>
[Needs("import.run")]
public sealed class ListTemplates : IUseCase, IQuestion<ListTemplates.Ask, IReadOnlyList<ListTemplates.Item>>
{
    private const int Most = 500;

    public sealed record Ask;

    /// <param name="Id">Null in one that comes with Kith.</param>
    /// <param name="Named">false: remembered of the last import of its shape.</param>
    /// <param name="Product">The program whose export it is for.</param>
    public sealed record Item(long? Id, string Name, bool Named, string? Product, IReadOnlyList<string> Headers, string By, long? UsedAt);

    public static void Map(Routes routes) =>
        routes.Get<ListTemplates>("/api/import-templates", (ListTemplates use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask())));

    public IReadOnlyList<Item> Answer(Ask ask, Look look) =>
    [
        .. TemplateBook.List(look.Sql, Most).Select(entry => new Item(entry.Id, entry.Template.Name, entry.Named, null, HeadersOf(entry.Template), entry.By, entry.UsedAt)),
        .. TemplateBook.Shipped.Select(template => new Item(null, template.Name, true, template.Product, HeadersOf(template), "Kith", null)),
    ];

    private static IReadOnlyList<string> HeadersOf(ImportTemplate template) => [.. template.Columns.Where(column => column.From is null).Select(column => column.Header)];
}
