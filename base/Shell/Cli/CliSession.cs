using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Kith.Shell;

/// <summary>
/// A verb's way to the data folder: always the API over the socket in that folder. Where a server holds the folder, the
/// verb goes through it; where none does, the verb holds the folder itself for as long as it runs.
/// </summary>
public sealed class CliSession(Func<DataFolder, Task<IAsyncDisposable>> hold, Catalogues catalogues) : IAsyncDisposable
{
    public const int Done = 0;
    public const int Bug = 1;
    public const int RefusedExit = 2;

    private IAsyncDisposable? ownHost;
    private HttpClient? client;

    public Option<DirectoryInfo?> DataOption { get; } = new("--data") { Recursive = true };

    public Option<bool> JsonOption { get; } = new("--json") { Recursive = true };

    public Words Words { get; } = catalogues.For(
        (Environment.GetEnvironmentVariable("KITH_LANG") ?? Environment.GetEnvironmentVariable("LANG") ?? "en")
        .StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en");

    /// <summary>The data folder named by --data, else KITH_DATA, else `kith-data` here.</summary>
    public DataFolder FolderOf(ParseResult call) => new(
        call.GetValue(DataOption)?.FullName ?? Environment.GetEnvironmentVariable("KITH_DATA") ?? "kith-data");

    /// <summary>Makes a verb: its action speaks to the API through <see cref="Api"/>, and its refusals end in exit code 2.</summary>
    public Command Verb(string name, string wordKey, Func<ParseResult, Task<int>> action, params IReadOnlyList<Symbol> symbols)
    {
        var command = new Command(name, Words[wordKey]);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Option option:
                    command.Add(option);
                    break;
                case Argument argument:
                    command.Add(argument);
                    break;
                case Command sub:
                    command.Add(sub);
                    break;
            }
        }

        command.SetAction(async (call, _) => await Guard(() => action(call)));
        return command;
    }

    /// <summary>Runs an action; an expected "no" becomes one clear line and exit code 2.</summary>
    public async Task<int> Guard(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Refused refused)
        {
            await Say(refused.Say(Words));
            return RefusedExit;
        }
        catch (Exception full) when (FullDisk.IsCauseOf(full))
        {
            await Say(FullDisk.Refusal().Say(Words));
            return RefusedExit;
        }
        catch (UnauthorizedAccessException forbidden)
        {
            await Say(Words.Say("cli.no-access", ("detail", forbidden.Message)));
            return RefusedExit;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            await Say(Words.Say("cli.broken", ("detail", broken.GetBaseException().Message)));
            return Bug;
        }
        catch (ProblemAnswer problem)
        {
            await Say(problem.Message);
            return problem.Status >= 500 && problem.Status != StatusCodes.Status503ServiceUnavailable ? Bug : RefusedExit;
        }
    }

    /// <summary>One line, whatever the name of a file brings along.</summary>
    private static Task Say(string sentence) =>
        Console.Error.WriteLineAsync(string.Concat(sentence.Select(letter => char.IsControl(letter) ? ' ' : letter)));

    /// <summary>The API of the folder that the call names.</summary>
    public async Task<HttpClient> Api(ParseResult call)
    {
        if (client is not null)
        {
            return client;
        }

        var folder = FolderOf(call);
        if (!await Answers(folder.Socket))
        {
            try
            {
                ownHost = await hold(folder);
            }
            catch (Refused held) when (held.WordKey == "folder.held")
            {
                await WaitForOther(folder, held);
            }
        }

        client = Connect(folder.Socket);
        return client;
    }

    public async Task<T> Get<T>(ParseResult call, string path) => await Read<T>(await (await Api(call)).GetAsync(path));

    public async Task<T> Post<T>(ParseResult call, string path, object? body = null) =>
        await Read<T>(await (await Api(call)).PostAsJsonAsync(path, body ?? new { }, KithJson.Options));

    public async Task<T> Patch<T>(ParseResult call, string path, object body) =>
        await Read<T>(await (await Api(call)).PatchAsJsonAsync(path, body, KithJson.Options));

    /// <summary>The body of an answer.</summary>
    /// <exception cref="ProblemAnswer">The server said no.</exception>
    public static async Task<T> Read<T>(HttpResponseMessage answer)
    {
        await Require(answer);
        return (await answer.Content.ReadFromJsonAsync<T>(KithJson.Options))!;
    }

    public static async Task Require(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        var text = await answer.Content.ReadAsStringAsync();
        string? title = null;
        try
        {
            using var problem = JsonDocument.Parse(text);
            title = problem.RootElement.TryGetProperty("title", out var value) ? value.GetString() : null;
        }
        catch (JsonException)
        {
            // Not a problem document; the status says what there is to say.
        }

        throw new ProblemAnswer((int)answer.StatusCode, title ?? $"HTTP {(int)answer.StatusCode}");
    }

    public bool WantsJson(ParseResult call) => call.GetValue(JsonOption);

    public void Print(object json) => Console.Out.WriteLine(JsonSerializer.Serialize(json, KithJson.Options));

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (ownHost is not null)
        {
            await ownHost.DisposeAsync();
        }
    }

    private HttpClient Connect(string socketPath)
    {
        var http = new HttpClient(new SocketsHttpHandler
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
        http.DefaultRequestHeaders.Add(Gate.OperatorHeader, Uri.EscapeDataString(Environment.UserName));
        http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(Words.Language));
        return http;
    }

    private static async Task<bool> Answers(string socketPath)
    {
        if (!File.Exists(socketPath))
        {
            return false;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A server that is just starting holds the lock before it listens.</summary>
    private static async Task WaitForOther(DataFolder folder, Refused held)
    {
        for (var wait = 0; wait < 100; wait++)
        {
            if (await Answers(folder.Socket))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw held;
    }
}

/// <summary>The server's "no" to a verb.</summary>
public sealed class ProblemAnswer(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
