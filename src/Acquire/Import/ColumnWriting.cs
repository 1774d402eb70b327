using Kith.Check.Cleaning;
using Kith.Engine.Check;

namespace Kith.Acquire.Import;

/// <summary>Something that the values of a column leave open, to be asked once for the file.</summary>
/// <param name="What">order (of day and month), century (of years of two digits), decimal (mark) or currency (of amounts that name none).</param>
/// <param name="Sample">A cell that can be read in more than one way.</param>
/// <param name="Beside">currency: what other cells name.</param>
public sealed record OpenReading(string What, string Sample, string? Beside = null)
{
    public const string Order = "order";
    public const string Century = "century";
    public const string Decimal = "decimal";
    public const string Currency = "currency";

    /// <summary>Whether it is open to the people of a region: 1.000 can be a thousand only to those who write decimals with a comma.</summary>
    public bool IsOpenIn(string region) => What != Decimal || Sample.Contains(',', StringComparison.Ordinal) || DecimalMarks.OfRegion(region) == ',';
}

/// <summary>How a column writes dates and amounts, as far as its values prove it.</summary>
/// <param name="Writing">ymd, dmy or mdy, with ` serial` behind, `.` or `,`, or <see cref="FamilyFirst"/>; null = nothing proves it.</param>
/// <param name="Currency">The currency of amounts that name none (ISO 4217): the one of the heading, else what the other cells name.</param>
public sealed record ColumnWriting(string? Writing, IReadOnlyList<OpenReading> Open, string? Currency)
{
    /// <summary>Names with the family name and a comma in front.</summary>
    public const string FamilyFirst = "family-first";

    private static readonly ColumnWriting Nothing = new(null, [], null);

    /// <param name="type">The type of the column's field; null = it stays out.</param>
    /// <param name="byProgram">Whether a program wrote the numbers, whose decimal mark is a point: a workbook, or Kith itself.</param>
    public static ColumnWriting Of(string? field, FieldType? type, string header, IEnumerable<string> cells, bool byProgram = false) => type switch
    {
        _ when field == "name" => NameShape.IsFamilyFirst(cells) ? Nothing with { Writing = FamilyFirst } : Nothing,
        FieldType.Date or FieldType.Birthday => OfDates(DateShape.Detect(cells)),
        FieldType.Number or FieldType.Money => OfAmounts(AmountShape.Detect(cells), type == FieldType.Money ? header : null, byProgram),
        _ => Nothing,
    };

    private static ColumnWriting OfDates(DateShape dates)
    {
        var order = dates.Order switch { DateOrder.YearFirst => "ymd", DateOrder.DayFirst => "dmy", DateOrder.MonthFirst => "mdy", _ => null };
        order = dates.IsMixed ? null : order; // both orders are proved: a person decides
        return new ColumnWriting(
            dates.Serials > dates.Samples / 2 ? (order ?? "ymd") + " serial" : order,
            [.. Asked(OpenReading.Order, dates.OpenSample), .. Asked(OpenReading.Century, dates.ShortYearSample)],
            null);
    }

    private static ColumnWriting OfAmounts(AmountShape amounts, string? header, bool byProgram)
    {
        var currency = header is null ? null : AmountShape.CurrencyOf(header) ?? amounts.Currency;
        var mark = amounts.DecimalMark ?? (byProgram && amounts is { OpenSample: null, OpenDotSample: not null } ? '.' : null);
        return new ColumnWriting(
            mark?.ToString(),
            [
                .. mark is null ? Asked(OpenReading.Decimal, amounts.OpenSample ?? amounts.OpenDotSample) : [],
                .. header is null || currency is not null || amounts.UnnamedSample is not { } unnamed ? [] : (OpenReading[])[new OpenReading(OpenReading.Currency, unnamed, string.Join(", ", amounts.NamedCurrencies))],
            ],
            currency);
    }

    private static IEnumerable<OpenReading> Asked(string what, string? sample) => sample is null ? [] : [new OpenReading(what, sample)];
}
