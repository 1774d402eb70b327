using Kith.Check.Cleaning;
using Kith.Engine.Check;

namespace Kith.Acquire.Import;

/// <summary>Something that the values of a column leave open, to be asked once for the file.</summary>
/// <param name="What">order (of day and month), century (of years of two digits) or decimal (mark).</param>
/// <param name="Sample">A cell that can be read in more than one way.</param>
public sealed record OpenReading(string What, string Sample)
{
    public const string Order = "order";
    public const string Century = "century";
    public const string Decimal = "decimal";
}

/// <summary>How a column writes dates and amounts, as far as its values prove it.</summary>
/// <param name="Writing">ymd, dmy or mdy, with ` serial` behind, `.` or `,`, or <see cref="FamilyFirst"/>; null = nothing proves it.</param>
/// <param name="Currency">The currency of its amounts (ISO 4217): the one that its cells name, else its heading.</param>
public sealed record ColumnWriting(string? Writing, IReadOnlyList<OpenReading> Open, string? Currency)
{
    /// <summary>Names with the family name and a comma in front.</summary>
    public const string FamilyFirst = "family-first";

    private static readonly ColumnWriting Nothing = new(null, [], null);

    /// <param name="type">The type of the column's field; null = it stays out.</param>
    public static ColumnWriting Of(string? field, FieldType? type, string header, IEnumerable<string> cells) => type switch
    {
        _ when field == "name" => NameShape.IsFamilyFirst(cells) ? Nothing with { Writing = FamilyFirst } : Nothing,
        FieldType.Date or FieldType.Birthday => OfDates(DateShape.Detect(cells)),
        FieldType.Number or FieldType.Money => OfAmounts(AmountShape.Detect(cells), type == FieldType.Money ? header : null),
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

    private static ColumnWriting OfAmounts(AmountShape amounts, string? header) => new(
        amounts.DecimalMark?.ToString(),
        [.. Asked(OpenReading.Decimal, amounts.OpenSample)],
        header is null ? null : amounts.Currency ?? AmountShape.CurrencyOf(header));

    private static IEnumerable<OpenReading> Asked(string what, string? sample) => sample is null ? [] : [new OpenReading(what, sample)];
}
