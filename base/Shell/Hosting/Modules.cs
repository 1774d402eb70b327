using System.CommandLine;
using System.Reflection;
using Kith.Shell.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kith.Shell;

/// <summary>A module's table of contents: all it adds to Kith, in one place.</summary>
public interface IModule
{
    void Add(ModuleParts parts);
}

/// <summary>A use case with a face of its own: it maps its endpoints itself.</summary>
public interface IUseCase
{
    static abstract void Map(Routes routes);
}

/// <summary>What the modules bring together: use cases, services, menu entries, verbs, middleware.</summary>
public sealed class ModuleParts(IServiceCollection services)
{
    private readonly List<Action<Routes>> maps = [];
    private readonly List<Func<CliSession, Command>> verbs = [];
    private readonly List<Action<IApplicationBuilder>> middleware = [];
    private readonly List<NavEntry> nav = [];
    private readonly HashSet<Assembly> assemblies = [];

    public IServiceCollection Services { get; } = services;

    public IReadOnlyList<Action<Routes>> Maps => maps;

    public IReadOnlyList<Func<CliSession, Command>> Verbs => verbs;

    public IReadOnlyList<Action<IApplicationBuilder>> Steps => middleware;

    public IReadOnlyList<NavEntry> NavEntries => nav;

    /// <summary>The assemblies whose words and tables belong to Kith.</summary>
    public IReadOnlyCollection<Assembly> Assemblies => assemblies;

    public ModuleParts Load(IModule module)
    {
        assemblies.Add(module.GetType().Assembly);
        module.Add(this);
        return this;
    }

    public ModuleParts Use<TUse>()
        where TUse : class, IUseCase
    {
        _ = Door.PermissionOf(typeof(TUse));
        Services.TryAddSingleton<TUse>();
        maps.Add(TUse.Map);
        return this;
    }

    public ModuleParts Service<TService>()
        where TService : class
    {
        Services.TryAddSingleton<TService>();
        return this;
    }

    public ModuleParts Service<TSeam, TService>()
        where TSeam : class
        where TService : class, TSeam
    {
        Services.TryAddSingleton<TService>();
        Services.AddSingleton<TSeam>(provider => provider.GetRequiredService<TService>());
        return this;
    }

    public ModuleParts Nav(NavEntry entry)
    {
        nav.Add(entry);
        Services.AddSingleton(entry);
        return this;
    }

    public ModuleParts Verb(Func<CliSession, Command> verb)
    {
        verbs.Add(verb);
        return this;
    }

    public ModuleParts Middleware(Action<IApplicationBuilder> step)
    {
        middleware.Add(step);
        return this;
    }
}
