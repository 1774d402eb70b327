namespace Kith.Engine.Check;

/// <summary>Where the dates of a column have a year of two digits: in front as Chinese lists write them (26.3.5), or behind (5.3.26).</summary>
/// <param name="StandFirst">The column proves it.</param>
/// <param name="StandLast">The column proves that.</param>
/// <param name="AreMixed">Some cells prove the one and some the other.</param>
internal readonly record struct ShortYears(bool StandFirst, bool StandLast, bool AreMixed)
{
    // Days spread over a month and years over a few: five dates tell the one from the other.
    private const int FewestThatSpread = 5;
    private const int Narrower = 3;

    /// <summary>Which readings a date without a long year allows.</summary>
    internal readonly record struct Reading(bool YearFirst, bool YearLast, int First, int Last);

    public static ShortYears Of(IReadOnlyList<string> cells)
    {
        int first = 0, last = 0, longFirst = 0, longLast = 0;
        var either = new List<Reading>();
        foreach (var text in cells.Select(Clean.Code))
        {
            if (Read(text) is not { } reading)
            {
                var isDate = text.Length is >= 8 and <= 20 && Dates.Parse(text, new DateRules(DateOrder.DayFirst)).Verdict != Verdict.Bad;
                longFirst += isDate && CodeText.IsDigits(text.AsSpan(0, 4)) ? 1 : 0;
                longLast += isDate && CodeText.IsDigits(text.AsSpan(text.Length - 4)) && !CodeText.IsDigits(text.AsSpan(0, 4)) ? 1 : 0;
            }
            else if (reading is { YearFirst: true, YearLast: true })
            {
                either.Add(reading);
            }
            else
            {
                first += reading.YearFirst ? 1 : 0;
                last += reading.YearLast ? 1 : 0;
            }
        }

        if (first + last == 0 && either.Count > 0)
        {
            var (front, back) = (Spread(either.Select(reading => reading.First)), Spread(either.Select(reading => reading.Last)));
            var spreads = either.Count >= FewestThatSpread;
            first = (longFirst > 0 && longLast == 0) || (spreads && front * Narrower < back) ? 1 : 0;
            last = (longLast > 0 && longFirst == 0) || (spreads && back * Narrower < front) ? 1 : 0;
            return new ShortYears(first > last, last > first, false);
        }

        return new ShortYears(first > last, last > first, first > 0 && last > 0);
    }

    /// <summary>The readings of a date of three short numbers; null for anything else, 26年3月5日 included, whose signs say all.</summary>
    public static Reading? Read(string text)
    {
        var parts = default(DateParts);
        if (text.Length > 30 || !parts.Read(ClockTime.Take(text, out _)) || parts is not { Count: 3, NamedMonth: 0, IsMinguo: false })
        {
            return null;
        }

        var (a, b, c) = (parts[0], parts[1], parts[2]);
        if (a is not { Length: <= 2, Mark: '\0' } || b is not { Length: <= 2, Mark: '\0' } || c is not { Length: <= 2, Mark: '\0' })
        {
            return null;
        }

        var yearFirst = a.Length == 2 && IsMonth(b.Value) && IsDay(c.Value);
        var yearLast = c.Length == 2 && ((IsDay(a.Value) && IsMonth(b.Value)) || (IsMonth(a.Value) && IsDay(b.Value)));
        return yearFirst || yearLast ? new Reading(yearFirst, yearLast, a.Value, c.Value) : null;
    }

    private static int Spread(IEnumerable<int> numbers) => numbers.Max() - numbers.Min();

    private static bool IsMonth(int number) => number is >= 1 and <= 12;

    private static bool IsDay(int number) => number is >= 1 and <= 31;
}
