using System.Text.Json;
using Kith.Tests.Testing;
using Microsoft.Playwright;

namespace Kith.Browser.Appearance;

/// <summary>Looks a page over as the rules for pages say, and as axe-core says; each finding is a sentence.</summary>
internal static class Inspection
{
    private const double MostShift = 0.02;

    private static readonly string Rules = new StreamReader(typeof(Inspection).Assembly.GetManifestResourceStream("inspect.js")!).ReadToEnd();
    private static readonly string Axe = File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, "node_modules", "axe-core", "axe.min.js"));
    private static readonly string[] AxeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    /// <summary>Notes how much what is shown jumps about while the page comes; to be run before the page's own scripts.</summary>
    public const string WatchShifts =
        """
        window.kithShift = 0;
        window.kithMoved = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
            window.kithShift += entry.value;
            for (const { node, previousRect, currentRect } of entry.sources)
              window.kithMoved.push(`${node?.nodeName} ${node?.className} ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`);
          }
        }).observe({ type: "layout-shift", buffered: true });
        """;

    /// <param name="names">Data of the page that are in no language: people's names, logins.</param>
    public static async Task<IReadOnlyList<string>> Look(IPage tab, string language, bool touch, params string[] names) =>
        await tab.EvaluateAsync<string[]>(Rules, new { language, touch, names });

    /// <param name="coloursOnly">What else axe asks does not depend on the theme.</param>
    public static async Task<IReadOnlyList<string>> Ask(IPage tab, bool coloursOnly = false)
    {
        if (!await tab.EvaluateAsync<bool>("() => typeof axe !== 'undefined'"))
        {
            await tab.EvaluateAsync(Axe);
        }

        var found = await tab.EvaluateAsync<JsonElement>(
            """
            async (asked) => (await axe.run(document, { runOnly: asked, resultTypes: ["violations"] })).violations
              .map((broken) => `axe ${broken.id}: ${broken.help}: ${broken.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + " " + (node.any[0]?.message ?? "")).join(" | ")}`)
            """,
            coloursOnly ? Colours : AxeTags);
        return [.. found.EnumerateArray().Select(sentence => sentence.GetString()!)];
    }

    public static async Task<IReadOnlyList<string>> Shift(IPage tab) =>
        await tab.EvaluateAsync<double>("() => window.kithShift") is > MostShift and var shift
            ? [$"what is shown jumps by {shift:F3}: {await tab.EvaluateAsync<string>("() => window.kithMoved.join('; ')")}"]
            : [];
}
