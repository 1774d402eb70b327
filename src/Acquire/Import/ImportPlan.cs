using System.Text.Json.Serialization;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>How a staged file is read: detected, and correctable in every point.</summary>
/// <param name="Format">csv, xlsx, xls, html or vcf.</param>
/// <param name="Dialect">How the text is written; null for anything but delimited text.</param>
/// <param name="Encodings">The encoding in use and others that the bytes allow.</param>
/// <param name="Shape">Which rows are header and which are data.</param>
/// <param name="Findings">What to tell about the file as a whole, such as mixed encodings.</param>
/// <param name="Said">What a person corrected; the rest is found out.</param>
/// <param name="Broken">Why the file can't be read to its end, where that is known already: nothing of it is imported.</param>
/// <param name="SheetsWithRows">The sheets of a workbook, save hidden ones, that are not blank; null where they were not looked at.</param>
/// <param name="MergedDown">Whether cells merged downwards give their value to the records they cover.</param>
/// <param name="Rows">Rows of data, counted or, in a long file, estimated.</param>
public sealed record FileLayout(
    string Format,
    TextDialect? Dialect,
    IReadOnlyList<string> Encodings,
    string? Sheet,
    IReadOnlyList<string> Sheets,
    TableShape Shape,
    double Confidence,
    IReadOnlyList<TableFinding> Findings,
    ChangeImport.Reading? Said = null,
    long Rows = 0,
    bool RowsEstimated = false,
    TableFinding? Broken = null,
    IReadOnlyList<string>? SheetsWithRows = null,
    bool MergedDown = false)
{
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";
    public const string Xls = "xls";
    public const string Html = "html";
    public const string Vcf = "vcf";

    /// <summary>The encoding of text of any kind; null for a workbook.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Encoding => Dialect?.Encoding ?? (Encodings.Count > 0 ? Encodings[0] : null);

    /// <summary>Whether every row is a record: cards have neither header nor totals.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAllData => Format == Vcf;
}

/// <summary>What becomes of one column.</summary>
/// <param name="Field">A field's key; null = the column stays out; "new" = it becomes the field <paramref name="NewLabel"/>.</param>
/// <param name="Fit">Share of the sampled values that fit the field's type, 0 to 1.</param>
/// <param name="Samples">A few values from the file.</param>
/// <param name="Writing">How the column writes dates (ymd, dmy, mdy, with ` serial` behind) or decimals (`.` or `,`), or that programs wrote it (<see cref="ColumnWriting"/>); null = not known.</param>
/// <param name="Open">What its values leave open, to be asked.</param>
/// <param name="Currency">The currency of amounts that name none (ISO 4217), by the column's heading or its other cells; null = not known.</param>
/// <param name="From">The columns that this one is joined from; null = it is a column of the file itself.</param>
/// <param name="Glue">What stands between the joined ones.</param>
/// <param name="Steps">What is done to the text before it is checked.</param>
/// <param name="Person">Whom it is about: 0 = the customer of the row, 1 … = a person of it.</param>
/// <param name="Role">What that person is to the customer (法定代表人, Purchasing); null = not said.</param>
/// <param name="Sensitive">Whether the values look like numbers of identity papers or bank cards: a field made of them is classified.</param>
public sealed record ColumnPlan(
    int Index,
    string Header,
    string? Field,
    string? NewLabel,
    string? NewType,
    double Fit,
    string Because,
    IReadOnlyList<string> Samples,
    string? Writing = null,
    bool Sensitive = false,
    IReadOnlyList<OpenReading>? Open = null,
    string? Currency = null,
    IReadOnlyList<int>? From = null,
    string? Glue = null,
    IReadOnlyList<CellStep>? Steps = null,
    int Person = 0,
    string? Role = null)
{
    public const string NewField = "new";

    /// <summary>Whether a person made it out of columns of the file.</summary>
    [JsonIgnore]
    public bool IsMade => From is not null;

    /// <summary>The organisation of a person, by Kith's own id: <see cref="CustomerRows.OrganisationHeader"/>.</summary>
    public const string Organisation = "organisation";

    /// <summary>The organisation of a person, by the id that it has where the file is from (its field `external_id`).</summary>
    public const string OrganisationRef = "organisation_ref";

    /// <summary>Columns that make up a name, or name the customer or its organisation, without being a field of their own.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["id", "family_name", "given_name", Organisation, OrganisationRef];

    /// <summary>The columns of the file by which its rows name whom they are about.</summary>
    public static NameColumns NamesIn(IReadOnlyList<ColumnPlan> columns)
    {
        var (persons, records) = (new HashSet<int>(), new HashSet<int>());
        foreach (var column in columns.Where(column => column.Field is "name" or "family_name" or "given_name" or "company"))
        {
            // 客户名称 beside the people of that customer names the record.
            var person = column.Field != "company" && !(column is { Field: "name", Person: 0 } && ColumnMapper.IsPersonOrCompany(column.Header));
            (person ? persons : records).UnionWith(column.From ?? [column.Index]);
        }

        return new NameColumns(persons, records);
    }

    /// <summary>The field that the column fills; one that the run will make, or that is gone, stands in for itself until then.</summary>
    public Field? FieldIn(FieldBook book) => Field switch
    {
        null => null,
        NewField => book.All.FirstOrDefault(field => field.Label == (NewLabel ?? Header))
            ?? new Field($"x_new_{Index}", FieldTypes.Parse(NewType ?? "text"), NewLabel ?? Header),
        _ => Parts.Contains(Field, StringComparer.Ordinal) ? null : book.Find(Field)
            ?? (Field.StartsWith("x_", StringComparison.Ordinal) ? new Field(Field, FieldTypes.Parse(NewType ?? "text"), NewLabel ?? Header, Sensitive) : book.Require(Field)),
    };
}

/// <summary>What is done with the rows of a file.</summary>
/// <param name="Policy">update: the file's values win; keep: only what is missing is filled; skip: customers that exist are left alone.</param>
/// <param name="Match">The fields that say two records are one customer; empty = Kith decides with care.</param>
/// <param name="EmptyErases">Whether an empty cell clears the value that is there.</param>
/// <param name="LeaveOut">true: a row with a bad value is imported without that value; false: the row is left out.</param>
/// <param name="Source">Where the customers come from; given to those that the file makes.</param>
/// <param name="Basis">The lawful basis: consent, contract, legitimate-interest, other.</param>
/// <param name="DateOrder">ymd, dmy or mdy where the file leaves it open.</param>
/// <param name="DecimalComma">Whether 1,234 is 1.234 where the file leaves it open.</param>
/// <param name="Century">The last year that two digits can mean; null: 30 years ahead, and this year for birthdays.</param>
/// <param name="Currency">The currency (ISO 4217) of amounts where neither cell nor column names one; null = they stay without.</param>
/// <param name="RegionThin">Whether the region was guessed from little, so that a person should look.</param>
/// <param name="Template">What set it up; null = what was found in the file alone.</param>
public sealed record ImportPlan(
    IReadOnlyList<ColumnPlan> Columns,
    string Policy = ImportPlan.Update,
    IReadOnlyList<string>? Match = null,
    bool EmptyErases = false,
    bool LeaveOut = false,
    string? Source = null,
    string? Basis = null,
    bool DoNotContact = false,
    string Region = "CN",
    string? DateOrder = null,
    bool? DecimalComma = null,
    int? Century = null,
    string? Currency = null,
    bool RegionThin = false,
    TemplateMark? Template = null)
{
    public const string Update = "update";
    public const string Keep = "keep";
    public const string Skip = "skip";

    /// <summary>The years that can be the last of two digits: what is asked, and any that somebody types.</summary>
    public const int EarliestCentury = 1999;
    public const int LatestCentury = 2099;

    /// <summary>What the columns leave open, each kind once, with the columns that do.</summary>
    [JsonIgnore]
    public IEnumerable<IGrouping<string, (ColumnPlan Column, OpenReading Reading)>> Open => Columns
        .Where(column => column.Field is not null && column.Open is not null)
        .SelectMany(column => column.Open!.Where(open => open.IsOpenIn(Region)).Select(open => (Column: column, Reading: open)))
        .GroupBy(open => open.Reading.What, StringComparer.Ordinal);

    /// <summary>Whether Kith wrote the file: values stand in it as they are kept, and nothing is to be guessed or taken apart.</summary>
    [JsonIgnore]
    public bool IsOwn => Columns.Any(column => column is { Field: "id", Header: CustomerRows.IdHeader });

    /// <summary>The fields that there are, with those put away that a column fills all the same.</summary>
    public IReadOnlyList<Field> FieldsIn(FieldBook book) => book.With(Columns.Select(column => column.Field));

    /// <summary>Makes fields again that columns fill and that have gone meanwhile.</summary>
    /// <param name="createdIn">The import's changeset.</param>
    public void RemakeFields(Act act, FieldBook book, long createdIn)
    {
        foreach (var column in Columns)
        {
            if (column.FieldIn(book) is { IsUserDefined: true } field && column.Field == field.Key)
            {
                FieldUse.Remake(act, book, field, createdIn);
            }
        }
    }

    /// <exception cref="Refused">There is no such column, or no more.</exception>
    public ColumnPlan Require(int index) => Columns.FirstOrDefault(column => column.Index == index)
        ?? throw Refused.Invalid("import.no-column", "columns", ("column", index + 1));

    /// <summary>
    /// The decimal mark of a column's amounts: what its values prove, else what was said for the file, else the point of programs
    /// where they wrote it, else the comma where the people of the region write it; null = none of these (a lone comma is then
    /// refused, a lone dot is what programs write).
    /// </summary>
    public char? MarkOf(ColumnPlan column) => column.Writing is "." or "," ? column.Writing[0]
        : DecimalComma is { } comma ? comma ? ',' : '.'
        : column.Writing == ColumnWriting.ByProgram ? '.'
        : DecimalMarks.OfRegion(Region) == ',' ? ',' : null;

    /// <summary>
    /// The order of a column's dates: what its values prove, else what was said for the file, else what they look like to people
    /// who write years in front; null = none of these.
    /// </summary>
    public Engine.Check.DateOrder? OrderOf(ColumnPlan column) => OrderNamed(column.Writing is { } writing && OrderNamed(writing) is not null ? writing
        : DateOrder ?? (DateHabits.IsYearFirst(Region) ? column.Open?.FirstOrDefault(open => open.What == OpenReading.Order)?.Beside : null));

    /// <summary>How the cells of a column are read.</summary>
    /// <param name="own">Whether the row is a customer's as Kith exported it: its name is in order, and an amount without a currency has none.</param>
    public CleanSettings SettingsOf(ColumnPlan column, DateOnly today, bool own) =>
        new(Region, today, OrderOf(column), MarkOf(column), column.Writing?.EndsWith(" serial", StringComparison.Ordinal) == true)
        {
            YearBehind = OrderNamed(DateOrder),
            Century = Century,
            Currency = own ? Currency : column.Currency ?? Currency,
            FamilyFirst = !own && column.Writing == ColumnWriting.FamilyFirst,
        };

    /// <param name="name">ymd, dmy or mdy, with anything behind.</param>
    private static Engine.Check.DateOrder? OrderNamed(string? name) => name switch
    {
        ['y', 'm', 'd', ..] => Engine.Check.DateOrder.YearFirst,
        ['d', 'm', 'y', ..] => Engine.Check.DateOrder.DayFirst,
        ['m', 'd', 'y', ..] => Engine.Check.DateOrder.MonthFirst,
        _ => null,
    };

    public static IReadOnlyList<string> Policies { get; } = [Update, Skip, Keep];

    public static IReadOnlyList<string> Bases { get; } = ["consent", "contract", "legitimate-interest", "legal-duty", "other"];

    /// <summary>Fields that can say two records are one customer.</summary>
    public static IReadOnlyList<string> Matchable { get; } = ["id", "external_id", "uscc", "vat_id", "resident_id", "phone", "email", "wechat", "qq", "wecom"];
}

/// <summary>The template that set a plan up.</summary>
/// <param name="Id">Null in one that comes with Kith.</param>
public sealed record TemplateMark(long? Id, string Name, bool Named, string By, long UsedAt);
