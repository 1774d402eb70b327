using Kith.Check.Cleaning;

namespace Kith.Keep.Fields;

/// <summary>Every field a customer can have.</summary>
[Needs("customers.view")]
public sealed class ListFields(FieldBook book) : IUseCase, IQuestion<ListFields.Ask, IReadOnlyList<ListFields.Item>>
{
    public sealed record Ask;

    public sealed record Item(string Key, string? Label, string Type, bool Classified, bool UserDefined);

    public static void Map(Routes routes) =>
        routes.Get<ListFields>("/api/fields", (ListFields use, Entrance door) => TypedResults.Json(door.Ask(use, new Ask())));

    public IReadOnlyList<Item> Answer(Ask ask, Look look) =>
        [.. book.All.Select(field => new Item(field.Key, field.Label, FieldTypes.NameOf(field.Type), field.Classified, field.IsUserDefined))];
}
