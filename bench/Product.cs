using System.Diagnostics;
using System.Net.Sockets;
using Kith.Acquire.Import;
using Kith.Reach.Export;

namespace Kith.Bench;

/// <summary>Kith as a process of its own that serves one data folder, spoken to over the folder's socket.</summary>
internal sealed class Product : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private readonly Process process;

    private Product(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
        Api = Connect(Path.Combine(folder, "kith.sock"));
    }

    public string Folder { get; }

    public HttpClient Api { get; }

    public UsageMeter Measure() => new(process.Id);

    public static async Task<Product> Serve(string folder)
    {
        var program = Environment.GetEnvironmentVariable("KITH_PROGRAM") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kith", "release", "kith"));
        var process = Process.Start(new ProcessStartInfo(program, ["--data", folder, "serve", "--port", "0"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        if (await process.StandardOutput.ReadLineAsync() is null)
        {
            await process.WaitForExitAsync();
            throw new InvalidOperationException($"{program} did not start: exit {process.ExitCode}.");
        }

        return new Product(process, folder);
    }

    /// <summary>Uploads a file; it is not run yet.</summary>
    public async Task<ImportView> Upload(string file)
    {
        await using var content = File.OpenRead(file);
        using var body = new StreamContent(content);
        using var answer = await Api.PostAsync(Address($"/api/imports?name={Path.GetFileName(file)}"), body);
        return await CliSession.Read<ImportView>(answer);
    }

    /// <summary>Runs or undoes an import to its end.</summary>
    /// <param name="step">run, undo, …</param>
    public async Task<(ImportView View, Usage Usage)> Do(long importId, string step)
    {
        var meter = Measure();
        using var started = await Api.PostAsync(Address($"/api/imports/{importId}/{step}"), null);
        await CliSession.Require(started);
        ImportView view;
        var looks = 0;
        do
        {
            await Task.Delay(BetweenLooks);
            if (looks++ % 10 == 0)
            {
                meter.Weigh(Folder);
            }

            using var answer = await Api.GetAsync(Address($"/api/imports/{importId}"));
            view = await CliSession.Read<ImportView>(answer);
        }
        while (view.IsBusy);

        return (view, meter.Read(Folder));
    }

    public async Task<(ImportView View, Usage Usage)> Import(string file) => await Do((await Upload(file)).Id, "run");

    /// <summary>Exports everybody into a file.</summary>
    public async Task<Usage> Export(string format, string target)
    {
        using var prepared = await Api.PostAsJsonAsync(Address("/api/exports"), new PrepareExport.Ask(format), KithJson.Options);
        var id = (await CliSession.Read<PrepareExport.Done>(prepared)).Id;
        var meter = Measure();
        using var answer = await Api.GetAsync(Address($"/api/exports/{id}/file"), HttpCompletionOption.ResponseHeadersRead);
        await CliSession.Require(answer);
        await using (var file = File.Create(target))
        {
            await answer.Content.CopyToAsync(file);
        }

        return meter.Read(target);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!process.HasExited)
        {
            // Asked to end, it writes the log back into the database.
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static HttpClient Connect(string socketPath) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://localhost"),
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
