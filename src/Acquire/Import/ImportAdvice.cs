using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Check;

namespace Kith.Acquire.Import;

/// <summary>What the command line says of a file's open questions: how they were answered, and which option answers otherwise.</summary>
internal static class ImportAdvice
{
    public static IEnumerable<string> Of(Words words, ImportView view)
    {
        var plan = view.Plan;
        if (plan.Columns.Any(column => column.Field == "phone") && (plan.RegionThin || plan.Region != Cleaner.HomeRegion))
        {
            yield return words.Say(
                plan.RegionThin ? "cli.import-region-thin" : "cli.import-region",
                ("region", Countries.NameOf(plan.Region, chinese: words.Language.StartsWith("zh", StringComparison.Ordinal))));
        }

        foreach (var (code, word) in ((string, string)[])[("date.ambiguous", "cli.import-open-order"), ("amount.ambiguous", "cli.import-open-decimal")])
        {
            if (view.Problems.Where(problem => problem.Code == code).Sum(problem => problem.Count) is > 0 and var count)
            {
                yield return words.Say(word, ("count", count), ("orders", words.List(OrdersOf(plan).Select(order => "--date-order " + order))));
            }
        }

        if (plan.Century is null && plan.Open.Any(open => open.Key == OpenReading.Century))
        {
            var last = DateTimeOffset.FromUnixTimeMilliseconds(view.CreatedAt).UtcDateTime.Year + Cleaner.YearsAhead;
            yield return words.Say("cli.import-open-century", ("last", last.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The orders that the open dates allow; where none is known to be open, those that a date with a long year behind does.</summary>
    private static IReadOnlyList<string> OrdersOf(ImportPlan plan)
    {
        var samples = plan.Open.Where(open => open.Key == OpenReading.Order).SelectMany(open => open).Select(open => open.Reading.Sample).ToList();
        var fitting = ((string Name, DateOrder Order)[])[("dmy", DateOrder.DayFirst), ("mdy", DateOrder.MonthFirst), ("ymd", DateOrder.YearFirst)];
        return [.. fitting.Where(order => samples.Exists(sample => Dates.Parse(sample, new DateRules(order.Order)).Verdict != Verdict.Bad) || (samples.Count == 0 && order.Order != DateOrder.YearFirst)).Select(order => order.Name)];
    }
}
