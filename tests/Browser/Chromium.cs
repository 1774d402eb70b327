using Kith.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Kith.Browser;

/// <summary>The system's Chromium, started once for all tests; each reader has cookies and storage of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>KITH_CHROMIUM names another one.</summary>
    private static string Program { get; } = Environment.GetEnvironmentVariable("KITH_CHROMIUM") ?? "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Reader.LongestWaitMs);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Cookies and storage of their own, nothing kept.</summary>
    public Task<IBrowserContext> Fresh(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(browser is null, $"NOT RUN: there is no Chromium at {Program}");
        return browser!.NewContextAsync(options);
    }
}
