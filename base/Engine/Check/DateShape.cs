namespace Kith.Engine.Check;

/// <summary>How a column writes its dates, judged from a sample of its cells.</summary>
/// <param name="Order">The order that the samples prove, or null when they do not.</param>
/// <param name="IsAmbiguous">Some cells can be read in two ways and none proves one: ask a person.</param>
/// <param name="IsMixed">Some cells prove the day first and others the month: <see cref="Order"/> is that of the majority.</param>
/// <param name="Dates">Cells that are dates in any writing.</param>
/// <param name="Serials">Cells that could be day numbers of a spreadsheet (1928 to 2064).</param>
/// <param name="Samples">Cells that are not blank.</param>
public sealed record DateShape(DateOrder? Order, bool IsAmbiguous, bool IsMixed, int Dates, int Serials, int Samples)
{
    /// <summary>A cell that can be read in two ways, where nothing proves one.</summary>
    public string? OpenSample { get; init; }

    /// <summary>Whether the spread of the numbers speaks for years in front in the open cells: enough only for people who write so.</summary>
    public bool SeemsYearFirst { get; init; }

    /// <summary>A cell whose year has two digits, so that the century is a matter of agreement.</summary>
    public string? ShortYearSample { get; init; }

    public static DateShape Detect(IEnumerable<string> cells)
    {
        var all = cells.Where(cell => !BlankWords.IsBlankWord(cell)).ToList();
        var years = ShortYears.Of(all);
        string? open = null, openDots = null, shortYear = null;
        int dayFirst = 0, monthFirst = 0, yearFirst = 0, either = 0, other = 0, serials = 0, samples = 0;
        foreach (var cell in all)
        {
            samples++;
            var text = Clean.Code(cell);
            if (text.Length == 5 && CodeText.IsDigits(text) && int.Parse(text) is >= 10_000 and <= 60_000)
            {
                serials++;
                continue;
            }

            if (!years.StandLast && ShortYears.Read(text) is { YearFirst: true })
            {
                shortYear ??= text;
                yearFirst += years.StandFirst ? 1 : 0;
                either += years.StandFirst ? 0 : 1;
                if (!years.StandFirst)
                {
                    // Dots are open to fewer people than slashes are.
                    open ??= text.Contains('.', StringComparison.Ordinal) ? null : text;
                    openDots ??= text;
                }

                continue;
            }

            var byDay = Check.Dates.Parse(cell, new DateRules(DateOrder.DayFirst));
            var byMonth = Check.Dates.Parse(cell, new DateRules(DateOrder.MonthFirst));
            if (byDay.Verdict == Verdict.Bad && byMonth.Verdict == Verdict.Bad)
            {
                continue;
            }

            shortYear ??= HasShortYear(cell) ? text : null;
            if (byDay.Finding?.Code == "date.other-order")
            {
                monthFirst++;
            }
            else if (byMonth.Finding?.Code == "date.other-order")
            {
                dayFirst++;
            }
            else if (byDay.Value != byMonth.Value)
            {
                // 05.06.2026: dots are not written by those who put the month first, though by some who put the year there.
                var dots = Check.Dates.Parse(cell, new DateRules()).Verdict != Verdict.Bad || (years.StandLast && text.Contains('.', StringComparison.Ordinal));
                dayFirst += dots ? 1 : 0;
                either += dots ? 0 : 1;
                open ??= dots ? null : text;
            }
            else if (text.Length >= 8 && CodeText.IsDigits(text.AsSpan(0, 4)))
            {
                yearFirst++;
            }
            else
            {
                other++;
            }
        }

        DateOrder? order = dayFirst > monthFirst ? DateOrder.DayFirst
            : monthFirst > 0 ? DateOrder.MonthFirst
            : either == 0 && yearFirst > 0 ? DateOrder.YearFirst : null;
        var ambiguous = either > 0 && order is null;
        var mixed = (dayFirst > 0 && monthFirst > 0) || years.AreMixed;
        return new DateShape(order, ambiguous, mixed, dayFirst + monthFirst + yearFirst + either + other, serials, samples)
        {
            OpenSample = ambiguous || mixed ? open ?? openDots : null,
            SeemsYearFirst = ambiguous && !mixed && years.SeemFirst,
            ShortYearSample = shortYear,
        };
    }

    private static bool HasShortYear(string cell) =>
        Check.Dates.Parse(cell, new DateRules(DateOrder.DayFirst, 1999)).Value != Check.Dates.Parse(cell, new DateRules(DateOrder.DayFirst, 2099)).Value;
}
