using System.Net;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kith.Shell;

/// <summary>How to start Kith.</summary>
/// <param name="Folder">The data folder to hold.</param>
/// <param name="Port">The port on the loopback address; null = only the socket in the data folder; 0 = any free one.</param>
public sealed record KithOptions(DataFolder Folder, int? Port)
{
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>The running product: one process that holds a data folder.</summary>
public sealed class KithHost : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly DataFolder folder;
    private readonly CancellationTokenSource stop = new();

    private KithHost(WebApplication app, DataFolder folder)
    {
        web = app;
        this.folder = folder;
    }

    public IServiceProvider Services => web.Services;

    /// <summary>Where a browser finds it; null when it only listens on the socket.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Every endpoint with the policy it declares.</summary>
    public IReadOnlyList<string> Policies { get; private set; } = [];

    /// <summary>Takes the folder, brings the schema up to date, and listens.</summary>
    /// <exception cref="Refused">The folder is held, not writable, or written by a newer Kith.</exception>
    public static async Task<KithHost> Start(KithOptions options, IReadOnlyList<IModule> modules)
    {
        options.Folder.Hold();
        try
        {
            return await StartHolding(options, modules);
        }
        catch
        {
            options.Folder.Dispose();
            throw;
        }
    }

    /// <summary>The modules' parts without a running host: for the command line and for tests.</summary>
    public static ModuleParts PartsOf(IReadOnlyList<IModule> modules, IServiceCollection? services = null)
    {
        var parts = new ModuleParts(services ?? new ServiceCollection());
        parts.Load(new ShellModule());
        foreach (var module in modules)
        {
            parts.Load(module);
        }

        return parts;
    }

    /// <summary>The assemblies that hold the modules' words and tables.</summary>
    public static IReadOnlyCollection<System.Reflection.Assembly> AssembliesOf(IReadOnlyList<IModule> modules) =>
        [.. modules.Select(module => module.GetType().Assembly).Prepend(typeof(KithHost).Assembly).Distinct()];

    public Task WaitForShutdown() => web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await web.StopAsync();
        await web.DisposeAsync();
        File.Delete(folder.Socket);
        folder.Dispose();
        stop.Dispose();
    }

    private static async Task<KithHost> StartHolding(KithOptions options, IReadOnlyList<IModule> modules)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // The assets' manifest bears this name, whatever program hosts Kith.
            ApplicationName = "kith",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(options.LogLevel)
            // It warns of each page that it may not be cached, which is what we say ourselves.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // Standard output belongs to the answers of the command line.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        File.Delete(options.Folder.Socket);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenUnixSocket(options.Folder.Socket, Gate.MarkLocal);
            if (options.Port is { } port)
            {
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });

        var parts = PartsOf(modules, builder.Services);
        AddShell(builder.Services, options, parts);
        var app = builder.Build();

        // Keys before data: a folder without a database gets its key file now, one with a database must have it.
        _ = app.Services.GetRequiredService<ISeal>();
        await app.Services.GetRequiredService<SchemaUpgrade>().Run();
        Pipeline(app, parts);
        var host = new KithHost(app, options.Folder);
        host.Policies = Routes.Policies(((IEndpointRouteBuilder)app).DataSources);
        await app.StartAsync();
        File.SetUnixFileMode(options.Folder.Socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        host.Address = options.Port is null ? null : new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First(address => address.StartsWith("http://1", StringComparison.Ordinal)));
        foreach (var unfinished in app.Services.GetServices<IResume>())
        {
            await unfinished.Resume(host.stop.Token);
        }

        return host;
    }

    private static void AddShell(IServiceCollection services, KithOptions options, ModuleParts parts)
    {
        services.AddSingleton(options.Folder);
        services.AddSingleton(options.Clock);
        services.AddSingleton(parts);
        services.AddSingleton<Ids>();
        services.AddSingleton(provider => new Store(options.Folder.Database, provider.GetRequiredService<Ids>()));
        services.AddSingleton(new Migrations(parts.Assemblies));
        services.AddSingleton<SchemaUpgrade>();
        services.AddHostedService<EachDay>();
        services.AddSingleton<Door>();
        services.AddScoped<Entrance>();
        services.AddPages(Catalogues.Load(parts.Assemblies));
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.SameSite = SameSiteMode.Strict);
        services.AddHostFiltering(filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.AddResponseCompression(compression => compression.EnableForHttps = false);
        // A file may have 2,000 columns, each with a few inputs in the form that maps them.
        services.Configure<FormOptions>(form => form.ValueCountLimit = 16_384);
        services.ConfigureHttpJsonOptions(json => KithJson.Configure(json.SerializerOptions));
    }

    /// <summary>Pages and answers hold people's data: nothing of them stays in a cache.</summary>
    private static Task NeverStored(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/_content", StringComparison.Ordinal))
        {
            http.Response.Headers.CacheControl = "no-cache, no-store";
        }

        return next(http);
    }

    private static void Pipeline(WebApplication app, ModuleParts parts)
    {
        app.UsePageHeaders();
        app.Use(NeverStored);
        app.UseHostFiltering();
        app.UseResponseCompression();
        app.UseMiddleware<Errors>();
        app.UseRouting();
        app.UseMiddleware<Gate>();
        foreach (var step in parts.Steps)
        {
            step(app);
        }

        app.UseAntiforgery();
        app.MapStaticAssets().WithMetadata(new OpenToAllAttribute("scripts, styles and icons hold nothing of anybody"));
        var routes = new Routes(app);
        foreach (var map in parts.Maps)
        {
            map(routes);
        }

        app.MapFallback("{**path}", NoSuchPage).WithMetadata(new OpenToAllAttribute("says only that there is no such page"));
    }

    private static IResult NoSuchPage() => throw Refused.NotFound("error.no-page");
}
