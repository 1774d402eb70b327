using System.Globalization;

namespace Kith.Bench;

/// <summary>What to measure.</summary>
/// <param name="Rows">Rows of the list.</param>
/// <param name="Rounds">How often the import and its floor are measured, by turns; the median counts.</param>
/// <param name="Work">Where the files lie and stay; null = a temporary folder that goes at the end.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Scenarios, int Rows = 100_000, int Rounds = 1, string? Work = null)
{
    public static string Usage =>
        $"usage: bench SCENARIO… [--rows N] [--rounds N] [--work FOLDER]\nscenarios: all {string.Join(' ', Bench.Scenarios.All.Keys)}";

    /// <summary>Null when it can't be understood.</summary>
    public static BenchOptions? Read(IReadOnlyList<string> arguments)
    {
        var scenarios = new List<string>();
        var options = new BenchOptions(scenarios);
        for (var at = 0; at < arguments.Count; at++)
        {
            var value = at + 1 < arguments.Count ? arguments[at + 1] : "";
            switch (arguments[at])
            {
                case "all":
                    scenarios.AddRange(Bench.Scenarios.All.Keys);
                    continue;
                case "--rows" when Count(value) is { } rows:
                    options = options with { Rows = rows };
                    break;
                case "--rounds" when Count(value) is { } rounds:
                    options = options with { Rounds = rounds };
                    break;
                case "--work" when value.Length > 0:
                    options = options with { Work = Path.GetFullPath(value) };
                    break;
                case var name when Bench.Scenarios.All.ContainsKey(name):
                    scenarios.Add(name);
                    continue;
                default:
                    return null;
            }

            at++;
        }

        return scenarios.Count == 0 ? null : options;
    }

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
