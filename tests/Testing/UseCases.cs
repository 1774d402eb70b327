using Kith.App;

namespace Kith.Tests.Testing;

/// <summary>All use cases of the product, found in its assemblies.</summary>
internal static class UseCases
{
    private static readonly Type[] Shapes = [typeof(IChange<,>), typeof(IQuestion<,>)];

    public static IReadOnlyList<Type> All { get; } =
    [
        .. KithHost.AssembliesOf(Modules.All).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && (typeof(IUseCase).IsAssignableFrom(type)
                || type.GetInterfaces().Any(face => face.IsGenericType && Shapes.Contains(face.GetGenericTypeDefinition()))))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];
}
