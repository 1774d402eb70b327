using System.Net.Sockets;
using Kith.App;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Testing;

/// <summary>The whole product in this process, on a folder and a port of its own. As a class fixture it serves all tests of a class.</summary>
public sealed class RunningKith : IAsyncLifetime
{
    public const string AdministratorLogin = "ada";
    public const string Password = "correct horse battery staple";

    private readonly KithFolder? given;
    private readonly TimeProvider clock;
    private readonly List<KithClient> clients = [];
    private KithClient? administrator;
    private KithClient? operatorClient;
    private KithHost? host;

    public RunningKith()
        : this(null, TimeProvider.System)
    {
    }

    private RunningKith(KithFolder? folder, TimeProvider clock)
    {
        given = folder;
        this.clock = clock;
        Folder = folder ?? new KithFolder();
    }

    public KithFolder Folder { get; }

    public KithHost Host => host!;

    public Uri Address => host!.Address!;

    /// <summary>Whoever holds the data folder: the command line's way in, with no password to hash.</summary>
    public KithClient Operator => operatorClient ??= OperatorNamed("tester");

    public T Service<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    public static Task<RunningKith> Start(TimeProvider clock) => Start(null, clock);

    /// <summary>Starts on a folder that outlives it.</summary>
    public static async Task<RunningKith> Start(KithFolder? folder = null, TimeProvider? clock = null)
    {
        var kith = new RunningKith(folder, clock ?? TimeProvider.System);
        await kith.Open();
        return kith;
    }

    /// <summary>As a class fixture it is set up already, so that no test leans on another having run before it.</summary>
    public async ValueTask InitializeAsync()
    {
        await Open();
        await Administrator();
    }

    private async Task Open() => host = await KithHost.Start(
        new KithOptions(new DataFolder(Folder.Path), 0) { Clock = clock, LogLevel = LogLevel.None }, Modules.All);

    /// <summary>Nobody in particular; a client that is no browser says nothing about where its requests come from.</summary>
    public KithClient Anonymous(bool asBrowser = true)
    {
        var client = new KithClient(Address, asBrowser);
        clients.Add(client);
        return client;
    }

    public KithClient OperatorNamed(string name)
    {
        var client = new KithClient(SocketHandler(new DataFolder(Folder.Path).Socket), name);
        clients.Add(client);
        return client;
    }

    /// <summary>The first visitor, who set Kith up; made at the first call.</summary>
    public async Task<KithClient> Administrator()
    {
        if (administrator is null)
        {
            administrator = Anonymous();
            (await administrator.Post("/api/setup", new { login = AdministratorLogin, name = "Ada", password = Password })).RequireDone();
        }

        return administrator;
    }

    /// <summary>A user of this role, signed in.</summary>
    public async Task<KithClient> SignedIn(string login, string role)
    {
        await AddUser(login, role);
        var client = Anonymous();
        await client.SignIn(login, Password);
        return client;
    }

    public async Task AddUser(string login, string role) =>
        (await Operator.Post("/api/users", new { login, name = login, password = Password, role })).RequireDone();

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        if (given is null)
        {
            Folder.Dispose();
        }
    }

    internal static SocketsHttpHandler SocketHandler(string path) => new()
    {
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
