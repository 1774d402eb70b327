using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Check;
using Kith.Engine.Reach;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Something to say about a cell of a row.</summary>
/// <param name="Column">0-based; -1 = the row as a whole.</param>
/// <param name="Value">The cell as it stands in the file.</param>
public readonly record struct CellFinding(int Column, string? Field, string Code, bool Refuses, string? Data, string? Value);

/// <summary>A row after the checks: a draft of the customer, and what there is to say.</summary>
/// <param name="Line">The row as it stands in the file.</param>
/// <param name="Keys">What the draft can be matched by; made here, off the writer's thread.</param>
/// <param name="Image">The draft ready to be written; null in a row that is left out.</param>
/// <param name="Provided">Fields that the plan fills in for new customers, and no cell of the row.</param>
/// <param name="SaysKind">Whether a cell says person or organisation; else the draft's kind is only what new customers get.</param>
public sealed record CleanedRow(
    TableRow Line,
    Customer Draft,
    IReadOnlyList<CustomerKeys.Key> Keys,
    CustomerImage? Image,
    IReadOnlyList<CellFinding> Findings,
    IReadOnlySet<string> Blank,
    IReadOnlyList<string> Provided,
    long? KithId,
    bool SaysKind)
{
    public long Number => Line.Number;

    public bool IsRefused => Findings.Any(finding => finding.Refuses);
}

/// <summary>Turns the cells of a row into a draft by the plan. Reused row by row; not safe to share between threads.</summary>
public sealed class RowCleaner
{
    private static readonly HashSet<string> NothingBlank = [];

    private readonly ImportPlan plan;
    private readonly Cleaner cleaner;
    private readonly CustomerWriter writer;
    private readonly List<(int Index, Field Field, CleanSettings Settings)> columns = [];
    private readonly Dictionary<string, List<(int Index, Field Field, CleanSettings Settings)>> columnsOfCountry = new(StringComparer.Ordinal);
    private readonly Field? uscc;
    private readonly int countryColumn;
    private readonly int idColumn = -1;
    private readonly int familyColumn = -1;
    private readonly int givenColumn = -1;
    private readonly bool names;
    private readonly CleanedValues values = new();

    public RowCleaner(ImportPlan plan, FieldBook book, Cleaner cleaner, CustomerWriter writer)
    {
        this.plan = plan;
        this.cleaner = cleaner;
        this.writer = writer;
        foreach (var column in plan.Columns)
        {
            switch (column.Field)
            {
                case "id":
                    idColumn = column.Index;
                    break;
                case "family_name":
                    familyColumn = column.Index;
                    break;
                case "given_name":
                    givenColumn = column.Index;
                    break;
                default:
                    if (column.FieldIn(book) is { } field)
                    {
                        columns.Add((column.Index, field, SettingsOf(column)));
                    }

                    break;
            }
        }

        uscc = book.Find("uscc");
        countryColumn = columns.Find(column => column.Field?.Key == "country") is { Field: not null } country ? country.Index : -1;
        names = familyColumn >= 0 || givenColumn >= 0
            || columns.Exists(column => column.Field.Key is "name" or "company");
    }

    public CleanedRow Clean(TableRow row, long id, IReadOnlyDictionary<int, string>? fixes = null)
    {
        var draft = new Customer { Id = id };
        var findings = new List<CellFinding>();
        var blank = plan.EmptyErases ? new HashSet<string>(StringComparer.Ordinal) : NothingBlank;
        if (row.Problem is not null && (fixes is null || row.Problem == ImportFile.TooManyCells))
        {
            findings.Add(new CellFinding(row.ProblemColumn - 1, null, row.Problem, true, null, null));
        }

        string CellAt(int index) => fixes is not null && fixes.TryGetValue(index, out var corrected)
            ? corrected
            : index < row.Cells.Length ? row.Cells[index] : "";

        var saysKind = false;
        foreach (var (index, field, settings) in countryColumn < 0 ? columns : ColumnsOf(CellAt(countryColumn)))
        {
            var filled = CleanCell(draft, field, settings, index, CsvFormulaGuard.Strip(CellAt(index)), findings, blank);
            saysKind |= filled && field.Key == "kind";
        }

        JoinNames(draft, familyColumn < 0 ? "" : CellAt(familyColumn), givenColumn < 0 ? "" : CellAt(givenColumn));
        Settle(draft, findings);
        long? kithId = idColumn >= 0 && long.TryParse(CellAt(idColumn), NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : null;
        var refused = findings.Exists(finding => finding.Refuses);
        var keys = writer.KeysOf(draft);
        var provided = Provide(draft);
        return new CleanedRow(row, draft, keys, refused ? null : CustomerImage.Of(draft), findings, blank, provided, kithId, saysKind);
    }

    /// <summary>What was asked once for the whole file, given to a new customer whose row says nothing about it.</summary>
    private List<string> Provide(Customer draft)
    {
        var provided = new List<string>();
        foreach (var (field, value) in ((string, string?)[])[("source", plan.Source), ("lawful_basis", plan.Basis), ("do_not_contact", plan.DoNotContact ? "yes" : null)])
        {
            if (value is not null && (draft[field] is null || field == "do_not_contact"))
            {
                draft[field] = value;
                provided.Add(field);
            }
        }

        return provided;
    }

    /// <summary>The columns for a row that names its country: its phones, postal codes and tax numbers are read by that.</summary>
    private List<(int Index, Field Field, CleanSettings Settings)> ColumnsOf(string country)
    {
        if (Countries.CodeOf(country) is not { } code || code == plan.Region)
        {
            return columns;
        }

        if (!columnsOfCountry.TryGetValue(code, out var own))
        {
            columnsOfCountry[code] = own = [.. columns.Select(column => column with { Settings = column.Settings.For(code) })];
        }

        return own;
    }

    private bool CleanCell(Customer draft, Field field, CleanSettings settings, int index, string cell, List<CellFinding> findings, HashSet<string> blank)
    {
        values.Clear();
        // China's tax number is the organisation's code, which has a field of its own.
        field = field.Type == FieldType.VatId && uscc is not null && UnifiedCodes.Parse(cell) is { Verdict: Verdict.Good, Value.Length: 18 } ? uscc : field;
        cleaner.Clean(field.Key, field.Type, cell, settings, values);
        foreach (var finding in values.Findings)
        {
            var refuses = finding.Verdict == Verdict.Bad && !plan.LeaveOut;
            findings.Add(new CellFinding(index, field.Key, finding.Code, refuses, finding.Data, cell));
        }

        if (values.IsBlank)
        {
            // A value that can't be right says nothing; it is not an empty cell.
            if (plan.EmptyErases && !values.IsBad)
            {
                blank.Add(field.Key);
            }

            return false;
        }

        CustomerFilling.Fill(draft, values, field, writer, eraseWhenEmpty: false);
        if (plan.EmptyErases)
        {
            blank.Remove(field.Key);
        }

        return true;
    }

    /// <summary>What the column's values prove wins; what they leave open the plan decides.</summary>
    private CleanSettings SettingsOf(ColumnPlan column)
    {
        var writing = column.Writing ?? "";
        DateOrder? order = (writing.Length >= 3 ? writing[..3] : plan.DateOrder) switch
        {
            "ymd" => DateOrder.YearFirst,
            "dmy" => DateOrder.DayFirst,
            "mdy" => DateOrder.MonthFirst,
            _ => null,
        };
        char? mark = writing is "." or "," ? writing[0] : plan.DecimalComma is { } comma ? comma ? ',' : '.' : null;
        return new CleanSettings(plan.Region, cleaner.Today, order, mark, writing.EndsWith("serial", StringComparison.Ordinal))
        {
            Century = plan.Century,
            Currency = column.Currency ?? plan.Currency,
        };
    }

    private static void JoinNames(Customer draft, string family, string given)
    {
        (family, given) = (Engine.Check.Clean.Text(family), Engine.Check.Clean.Text(given));
        if (draft.Name.Length > 0 || family.Length + given.Length == 0)
        {
            return;
        }

        var hanzi = (family + given).All(letter => letter >= 0x2E80);
        draft.Name = hanzi ? family + given : $"{given} {family}".Trim();
    }

    private void Settle(Customer draft, List<CellFinding> findings)
    {
        if (draft.Name.Length == 0 && draft.Company is not null && draft.Kind == Customer.Person)
        {
            draft.Kind = Customer.Organisation;
        }

        if (draft.Name.Length > 0 || draft.Company is not null)
        {
            return;
        }

        // A list of bare numbers is a list of customers too; a list of names with a nameless row has a hole.
        if (names || draft.Contacts.Count == 0)
        {
            var column = columns.Find(candidate => candidate.Field.Key is "name" or "company");
            var index = column.Field is null ? familyColumn >= 0 ? familyColumn : -1 : column.Index;
            findings.Add(new CellFinding(index, "name", "name.missing", true, null, ""));
        }
    }
}
