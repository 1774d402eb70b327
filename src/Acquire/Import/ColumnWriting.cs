using System.Text.RegularExpressions;
using Kith.Check.Cleaning;
using Kith.Engine.Check;
using Kith.Engine.Reach;

namespace Kith.Acquire.Import;

/// <summary>Something that the values of a column leave open, to be asked once for the file.</summary>
/// <param name="What">order (of day and month), century (of years of two digits), decimal (mark) or currency (of amounts that name none).</param>
/// <param name="Sample">A cell that can be read in more than one way.</param>
/// <param name="Beside">currency: what other cells name; order: ymd where the numbers look like years in front.</param>
public sealed record OpenReading(string What, string Sample, string? Beside = null)
{
    public const string Order = "order";
    public const string Century = "century";
    public const string Decimal = "decimal";
    public const string Currency = "currency";

    /// <summary>
    /// Whether it is open to the people of a region: 1.000 can be a thousand only to those who write decimals with a comma,
    /// 12.03.05 the 5th of March only to those who write years in front (<see cref="DateHabits"/>).
    /// </summary>
    public bool IsOpenIn(string region) => What switch
    {
        Decimal => Sample.Contains(',', StringComparison.Ordinal) || DecimalMarks.OfRegion(region) == ',',
        Order when DateHabits.IsYearFirst(region) => Beside is null,
        Order => !Sample.Contains('.', StringComparison.Ordinal),
        _ => true,
    };
}

/// <summary>How a column writes dates and amounts, as far as its values prove it.</summary>
/// <param name="Writing">ymd, dmy or mdy, with ` serial` behind, `.` or `,`, <see cref="FamilyFirst"/> or <see cref="ByProgram"/>; null = nothing proves it.</param>
/// <param name="Currency">The currency of amounts that name none (ISO 4217): the one of the heading, else what the other cells name.</param>
public sealed partial record ColumnWriting(string? Writing, IReadOnlyList<OpenReading> Open, string? Currency)
{
    /// <summary>Names with the family name and a comma in front.</summary>
    public const string FamilyFirst = "family-first";

    /// <summary>As programs write: a point before the decimals, days by the year. It proves nothing, so that what a person says wins.</summary>
    public const string ByProgram = "by-program";

    private static readonly ColumnWriting Nothing = new(null, [], null);

    /// <param name="type">The type of the column's field; null = it stays out.</param>
    /// <param name="cells">Cells of text.</param>
    /// <param name="decimals">Cells that are numbers with decimals in the file itself.</param>
    /// <param name="own">Whether Kith exported the file: what stands in it as Kith writes it is not guessed at, and no amount gets a currency from others.</param>
    public static ColumnWriting Of(string? field, FieldType? type, string header, IReadOnlyCollection<string> cells, IReadOnlyCollection<string> decimals, bool own = false)
    {
        if (field == "name")
        {
            return !own && NameShape.IsFamilyFirst(cells) ? Nothing with { Writing = FamilyFirst } : Nothing;
        }

        switch (type)
        {
            case FieldType.Date or FieldType.Birthday:
                return own && cells.All(cell => IsKept(cell, KeptDate())) ? Nothing with { Writing = ByProgram } : OfDates(DateShape.Detect(cells.Concat(decimals)));
            case FieldType.Number or FieldType.Money when own:
                return cells.All(cell => IsKept(cell, KeptAmount()))
                    ? Nothing with { Writing = ByProgram }
                    : OfAmounts(AmountShape.Detect(cells, decimals), null, decimals);
            case FieldType.Number or FieldType.Money:
                return OfAmounts(AmountShape.Detect(cells, decimals), type == FieldType.Money ? header : null, decimals);
            default:
                return Nothing;
        }
    }

    private static ColumnWriting OfDates(DateShape dates)
    {
        var order = dates.Order switch { DateOrder.YearFirst => "ymd", DateOrder.DayFirst => "dmy", DateOrder.MonthFirst => "mdy", _ => null };
        order = dates.IsMixed ? null : order; // both orders are proved: a person decides
        return new ColumnWriting(
            dates.Serials > dates.Samples / 2 ? (order ?? "ymd") + " serial" : order,
            [.. Asked(OpenReading.Order, dates.OpenSample, dates.SeemsYearFirst ? "ymd" : null), .. Asked(OpenReading.Century, dates.ShortYearSample)],
            null);
    }

    private static ColumnWriting OfAmounts(AmountShape amounts, string? header, IReadOnlyCollection<string> decimals)
    {
        var currency = header is null ? null : AmountShape.CurrencyOf(header) ?? amounts.Currency;
        var open = amounts.DecimalMark is null ? amounts.OpenSample ?? amounts.OpenDotSample : null;
        return new ColumnWriting(
            amounts.DecimalMark?.ToString() ?? (open is null && decimals.Count > 0 ? ByProgram : null),
            [
                .. Asked(OpenReading.Decimal, open),
                .. header is null || currency is not null || amounts.UnnamedSample is not { } unnamed ? [] : (OpenReading[])[new OpenReading(OpenReading.Currency, unnamed, string.Join(", ", amounts.NamedCurrencies))],
            ],
            currency);
    }

    private static IEnumerable<OpenReading> Asked(string what, string? sample, string? beside = null) => sample is null ? [] : [new OpenReading(what, sample, beside)];

    /// <summary>Whether a cell is empty or as Kith keeps a value, with what an export puts before it against formulas.</summary>
    private static bool IsKept(string cell, Regex form) => CsvFormulaGuard.Strip(cell).Trim() is var text && (text.Length == 0 || form.IsMatch(text));

    [GeneratedRegex(@"^(\d{4}|-)-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex KeptDate();

    [GeneratedRegex(@"^-?\d+(\.\d+)?(%| [A-Z]{3})?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex KeptAmount();
}
