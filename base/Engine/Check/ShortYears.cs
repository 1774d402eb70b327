namespace Kith.Engine.Check;

/// <summary>
/// Where the dates of a column have a year of two digits: in front as Chinese lists write them (26.3.5), or behind (5.3.26).
/// Dates with another mark between their numbers came from elsewhere and prove nothing: 2026-01-05 says nothing of 05/06/26.
/// </summary>
/// <param name="StandFirst">The column proves it.</param>
/// <param name="StandLast">The column proves that.</param>
/// <param name="AreMixed">Some cells prove the one and some the other.</param>
/// <param name="SeemFirst">Nothing but the spread of the numbers speaks for it: enough only for people who write so.</param>
internal readonly record struct ShortYears(bool StandFirst, bool StandLast, bool AreMixed, bool SeemFirst = false)
{
    // Days spread over a month and years over a few: five dates tell the one from the other.
    private const int FewestThatSpread = 5;
    private const int Narrower = 3;

    /// <summary>Which readings a date without a long year allows.</summary>
    internal readonly record struct Reading(bool YearFirst, bool YearLast, int First, int Last, char Mark);

    /// <summary>What the dates with one mark between their numbers show.</summary>
    private sealed class Evidence
    {
        public int First { get; set; }

        public int Last { get; set; }

        public int LongFirst { get; set; }

        public int LongLast { get; set; }

        public List<Reading> Either { get; } = [];
    }

    public static ShortYears Of(IReadOnlyList<string> cells)
    {
        var marks = new Dictionary<char, Evidence>();
        foreach (var text in cells.Select(Clean.Code))
        {
            if (Read(text) is not { } reading)
            {
                if (text.Length is >= 8 and <= 20 && Dates.Parse(text, new DateRules(DateOrder.DayFirst)).Verdict != Verdict.Bad && MarkOf(text) is not '\0' and var mark)
                {
                    var first = CodeText.IsDigits(text.AsSpan(0, 4));
                    var evidence = Of(marks, mark);
                    evidence.LongFirst += first ? 1 : 0;
                    evidence.LongLast += !first && CodeText.IsDigits(text.AsSpan(text.Length - 4)) ? 1 : 0;
                }
            }
            else if (reading is { YearFirst: true, YearLast: true })
            {
                Of(marks, reading.Mark).Either.Add(reading);
            }
            else
            {
                var evidence = Of(marks, reading.Mark);
                evidence.First += reading.YearFirst ? 1 : 0;
                evidence.Last += reading.YearLast ? 1 : 0;
            }
        }

        var open = marks.Values.Where(evidence => evidence.Either.Count > 0).ToList();
        if (open.Count == 0)
        {
            var (front, back) = (marks.Values.Sum(evidence => evidence.First), marks.Values.Sum(evidence => evidence.Last));
            return new ShortYears(front > back, back > front, front > 0 && back > 0);
        }

        var each = open.ConvertAll(Judge);
        return new ShortYears(
            each.TrueForAll(found => found.StandFirst),
            each.TrueForAll(found => found.StandLast),
            each.Exists(found => found.AreMixed) || (marks.Values.Any(evidence => evidence.First > 0) && marks.Values.Any(evidence => evidence.Last > 0)),
            each.TrueForAll(found => found.StandFirst || found.SeemFirst));
    }

    private static ShortYears Judge(Evidence marked)
    {
        if (marked.First + marked.Last > 0)
        {
            return new ShortYears(marked.First > marked.Last, marked.Last > marked.First, marked.First > 0 && marked.Last > 0);
        }

        if (marked.LongFirst > 0 != marked.LongLast > 0)
        {
            return new ShortYears(marked.LongFirst > 0, marked.LongLast > 0, false);
        }

        var (front, back) = (Spread(marked.Either.Select(reading => reading.First)), Spread(marked.Either.Select(reading => reading.Last)));
        var spreads = marked.Either.Count >= FewestThatSpread;
        return new ShortYears(false, spreads && back * Narrower < front, false, spreads && front * Narrower < back);
    }

    private static Evidence Of(Dictionary<char, Evidence> marks, char mark)
    {
        if (!marks.TryGetValue(mark, out var evidence))
        {
            marks[mark] = evidence = new Evidence();
        }

        return evidence;
    }

    private static char MarkOf(string text)
    {
        var parts = default(DateParts);
        return parts.Read(ClockTime.Take(text, out _)) ? parts.Separator : '\0';
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
        return yearFirst || yearLast ? new Reading(yearFirst, yearLast, a.Value, c.Value, parts.Separator) : null;
    }

    private static int Spread(IEnumerable<int> numbers) => numbers.Max() - numbers.Min();

    private static bool IsMonth(int number) => number is >= 1 and <= 12;

    private static bool IsDay(int number) => number is >= 1 and <= 31;
}
