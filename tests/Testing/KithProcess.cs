using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kith.Tests.Testing;

/// <summary>What a process left behind.</summary>
/// <param name="PeakBytes">The most memory it held at once (VmHWM), as far as it was seen.</param>
public sealed record Finished(int ExitCode, string Out, string Error, long PeakBytes, TimeSpan Took)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public Finished Require(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit {ExitCode}, expected {exitCode}\nout: {Out}\nerror: {Error}");
        return this;
    }
}

/// <summary>Kith as a real process: what is killed is really dead, and memory is really counted.</summary>
public sealed class KithProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Process process;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Task<string> output;
    private readonly Task<string> error;
    private long peak;

    private KithProcess(Process process, bool readOutput)
    {
        this.process = process;
        output = readOutput ? process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The built program; KITH_PROGRAM names another one.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("KITH_PROGRAM")
        ?? Path.Combine(SourceTree.Root, "artifacts", "bin", "Kith", "release", "kith");

    public Uri? Address { get; private set; }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Finished> Run(KithFolder folder, IEnumerable<string> arguments, string? input = null, string language = "en")
    {
        using var verb = Begin(folder, arguments, input, language, readOutput: true);
        return await verb.End();
    }

    public static Task<Finished> Run(KithFolder folder, params string[] arguments) => Run(folder, arguments, null);

    /// <summary>Starts a verb and does not wait.</summary>
    public static KithProcess Begin(KithFolder folder, params IEnumerable<string> arguments) => Begin(folder, arguments, null, "en", readOutput: true);

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="port">0 = any free one.</param>
    public static async Task<KithProcess> Serve(KithFolder folder, int port = 0)
    {
        var server = Begin(folder, ["serve", "--port", port.ToString(CultureInfo.InvariantCulture)], null, "en", readOutput: false);
        var line = await server.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var address = (line ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal));
        if (address is null)
        {
            var end = await server.End();
            server.Dispose();
            Assert.Fail($"the server did not start: exit {end.ExitCode} {line} {end.Error}");
        }

        server.Address = new Uri(address!);
        return server;
    }

    public bool HasExited => process.HasExited;

    /// <summary>SIGKILL: no handler runs, no buffer is flushed.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
    }

    public async Task<Finished> End()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var exit = process.WaitForExitAsync(limit.Token);
            while (!exit.IsCompleted)
            {
                Weigh();
                await Task.WhenAny(exit, Task.Delay(10, limit.Token));
            }

            await exit;
            return new Finished(process.ExitCode, await output, await error, peak, watch.Elapsed);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static KithProcess Begin(KithFolder folder, IEnumerable<string> arguments, string? input, string language, bool readOutput)
    {
        Assert.True(File.Exists(Program), $"{Program} is not built");
        var start = new ProcessStartInfo(Program, ["--data", folder.Path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder.Files,
        };
        start.Environment["KITH_LANG"] = language;
        start.Environment.Remove("KITH_DATA");
        var process = Process.Start(start)!;
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        return new KithProcess(process, readOutput);
    }

    private void Weigh()
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(candidate => candidate.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line is not null)
            {
                peak = Math.Max(peak, long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // It ended between two looks.
        }
    }
}
