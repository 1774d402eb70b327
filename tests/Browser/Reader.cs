using System.Collections.Concurrent;
using Kith.App;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser;

/// <summary>How a reader looks at Kith.</summary>
/// <param name="Language">The language that Kith speaks to them, kept by their browser; null = they have not chosen yet.</param>
/// <param name="Locale">What their browser asks for.</param>
public sealed record View(string? Language = "en", string Theme = "light", int Width = View.Desk, bool Script = true, string Locale = "en-GB")
{
    public const int Desk = 1280;
    public const int Phone = 390;
    public const int Narrow = 320;

    public int Height => IsPhone ? 844 : 800;

    /// <summary>Fingers, and a scrollbar that takes no room.</summary>
    public bool IsPhone => Width <= Phone;
}

/// <summary>A person with a browser: one tab at first, their own cookies; whatever their browser complains of is noted.</summary>
public sealed class Reader : IAsyncDisposable
{
    internal const float LongestWaitMs = 30_000;

    private static readonly Catalogues Catalogues = Catalogues.Load(KithHost.AssembliesOf(Modules.All));

    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly ConcurrentQueue<string> complaints = new();

    private Reader(IBrowserContext context, IPage tab, Uri address, Words words)
    {
        this.context = context;
        this.address = address;
        Tab = tab;
        Words = words;
    }

    public IPage Tab { get; }

    /// <summary>What Kith says, in the reader's language.</summary>
    public Words Words { get; }

    /// <summary>What the browser found wrong since one asked last: warnings and errors of the console, requests to elsewhere, failures of the server.</summary>
    public IReadOnlyList<string> Complaints()
    {
        var said = new List<string>();
        while (complaints.TryDequeue(out var complaint))
        {
            said.Add(complaint);
        }

        return said;
    }

    public string Path => new Uri(Tab.Url).PathAndQuery;

    /// <summary>Somebody whom Kith does not know.</summary>
    /// <param name="speaks">The language of <see cref="Words"/> where the view leaves it open.</param>
    public static async Task<Reader> Open(Chromium chromium, Uri address, View view, string? speaks = null, KithClient? signedIn = null)
    {
        var context = await chromium.Fresh(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = view.Locale,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new ViewportSize { Width = view.Width, Height = view.Height },
            IsMobile = view.IsPhone,
            HasTouch = view.IsPhone,
            JavaScriptEnabled = view.Script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(LongestWaitMs);
        var cookies = signedIn is null ? [] : signedIn.Cookies.GetCookies(address).Select(cookie => (cookie.Name, cookie.Value)).ToList();
        cookies.Add(("kith-theme", view.Theme));
        if (view.Language is not null)
        {
            cookies.Add(("kith-lang", view.Language));
        }

        await context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = address.ToString() }));
        var reader = new Reader(context, await context.NewPageAsync(), address, Catalogues.For(view.Language ?? speaks ?? "en"));
        reader.Watch(reader.Tab);
        return reader;
    }

    /// <summary>The administrator of a Kith in this process.</summary>
    public static async Task<Reader> Open(Chromium chromium, RunningKith kith, View view) =>
        await Open(chromium, kith.Address, view, signedIn: await kith.Administrator());

    public Task<IResponse?> Go(string path) => Tab.GotoAsync(path);

    public Task Resize(int width) => Tab.SetViewportSizeAsync(width, Tab.ViewportSize!.Height);

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> AnotherTab(string path)
    {
        var tab = await context.NewPageAsync();
        Watch(tab);
        await tab.GotoAsync(path);
        return tab;
    }

    public ILocator Button(string wordKey, params ReadOnlySpan<(string Name, object? Value)> with) => Named(AriaRole.Button, Words.Say(wordKey, with));

    public ILocator Link(string wordKey, params ReadOnlySpan<(string Name, object? Value)> with) => Named(AriaRole.Link, Words.Say(wordKey, with));

    public ILocator Input(string labelKey) => Tab.GetByLabel(Words[labelKey], new() { Exact = true });

    public ILocator Heading => Tab.Locator("h1");

    public ILocator Toast => Tab.Locator(".toasts .toast");

    /// <summary>Takes back the act that the page has just reported.</summary>
    public async Task Undo()
    {
        await Toast.GetByRole(AriaRole.Button, new() { Name = Words["act.undo"] }).ClickAsync();
        await Assertions.Expect(Toast).ToContainTextAsync(Words["said.undone"]);
    }

    /// <summary>Nothing but what the test provoked on purpose.</summary>
    public void RequireQuiet(params string[] provoked)
    {
        Assert.Empty(Complaints().Where(complaint => !provoked.Any(known => complaint.Contains(known, StringComparison.Ordinal))).Distinct());
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private ILocator Named(AriaRole role, string name) => Tab.GetByRole(role, new() { Name = name, Exact = true });

    private void Watch(IPage tab)
    {
        tab.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        tab.PageError += (_, error) => complaints.Enqueue($"thrown: {error}");
        tab.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                complaints.Enqueue($"left the origin: {request.Url}");
            }
        };
        tab.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
            {
                complaints.Enqueue($"{answer.Status}: {answer.Url}");
            }
        };
    }
}
