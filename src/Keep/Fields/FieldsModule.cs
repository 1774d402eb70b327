namespace Kith.Keep.Fields;

/// <summary>What can be known about a customer: built-in fields and the users' own.</summary>
public sealed class FieldsModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Service<FieldBook>()
        .Use<ListFields>()
        .Use<AddField>();
}
