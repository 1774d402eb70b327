using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Engine.Check;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>One customer of a row after the checks.</summary>
/// <param name="Keys">What the draft can be matched by; made here, off the writer's thread.</param>
/// <param name="Image">The draft ready to be written; null in a row that is left out.</param>
/// <param name="Blank">Fields whose cells are empty, where that erases.</param>
/// <param name="Provided">Fields that the plan fills in for new customers, and no cell of the row.</param>
/// <param name="Fields">Those that the row may say something about.</param>
/// <param name="JoinsName">Whether the name is joined from parts in columns of their own.</param>
/// <param name="SaysKind">Whether a cell says person or organisation; else the draft's kind is only what new customers get.</param>
/// <param name="Derived">Fields that were read out of an address: they fill what is empty, and replace nothing.</param>
/// <param name="Organisation">The organisation that the row says the person is of; null = it says nothing.</param>
public sealed record CleanedRecord(
    Customer Draft,
    IReadOnlyList<CustomerKeys.Key> Keys,
    CustomerImage? Image,
    IReadOnlySet<string> Blank,
    IReadOnlyList<string> Provided,
    IReadOnlyList<Field> Fields,
    bool JoinsName,
    bool SaysKind,
    IReadOnlyList<string> Derived,
    OrganisationReference? Organisation);

/// <summary>What a row tells of a customer beside its values.</summary>
/// <param name="Blank">Fields whose cells are empty, where that erases.</param>
/// <param name="SaysKind">Whether a cell says what kind the customer is.</param>
/// <param name="Derived">Fields that were read out of an address.</param>
internal readonly record struct Told(IReadOnlySet<string> Blank, bool SaysKind, IReadOnlyList<string> Derived);

/// <summary>The columns of a plan that are about one customer: the row's own, or one of its people.</summary>
internal sealed class RecordCleaner
{
    private static readonly HashSet<string> NothingBlank = [];
    private static readonly string[] OfPeople = ["gender", "birthday", "title"];

    private readonly ImportPlan plan;
    private readonly Cleaner cleaner;
    private readonly CustomerWriter writer;
    private readonly ColumnTexts texts;
    private readonly List<(int Index, Field Field, CleanSettings Settings)> columns = [];
    private readonly List<(int Index, Field Field, CleanSettings Settings)> ownColumns = [];
    private readonly Dictionary<(string Country, bool Own), List<(int Index, Field Field, CleanSettings Settings)>> columnsOfCountry = [];
    private readonly Field? uscc;
    private readonly OwnerNames owners;
    private readonly RowCountry rowCountry;
    private readonly int addressColumn;
    private readonly ColumnPlan? reference;
    private readonly ColumnPlan? nameColumn;
    private readonly ColumnPlan? companyColumn;
    private readonly int familyColumn = -1;
    private readonly int givenColumn = -1;
    private readonly CleanedValues values = new();
    private bool isOwn;
    private int wechatOfPhone = -1;

    public RecordCleaner(ImportPlan plan, int person, FieldBook book, Cleaner cleaner, CustomerWriter writer, OwnerNames owners, ColumnTexts texts)
    {
        (this.plan, this.cleaner, this.writer, this.owners, this.texts, Person) = (plan, cleaner, writer, owners, texts, person);
        foreach (var column in plan.Columns.Where(column => column.Person == person))
        {
            switch (column.Field)
            {
                case "id":
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
                        columns.Add((column.Index, field, plan.SettingsOf(column, cleaner.Today, own: false)));
                        ownColumns.Add((column.Index, field, plan.SettingsOf(column, cleaner.Today, own: true)));
                    }

                    break;
            }
        }

        Role = plan.Columns.FirstOrDefault(column => column.Person == person && column.Role is not null)?.Role;
        uscc = book.Find("uscc");
        reference = plan.Columns.FirstOrDefault(column => column.Person == person && column.Field is ColumnPlan.Organisation or ColumnPlan.OrganisationRef);
        addressColumn = columns.Find(column => column.Field?.Type == FieldType.Address) is { Field: not null } address ? address.Index : -1;
        rowCountry = new RowCountry(plan, person, texts);
        nameColumn = plan.Columns.FirstOrDefault(column => column.Person == person && column.Field == "name");
        companyColumn = plan.Columns.FirstOrDefault(column => column.Person == person && column.Field == "company");
        Fields = [.. columns.Select(column => column.Field).Concat(MixedCell.Fields.Concat(addressColumn < 0 && !columns.Exists(column => column.Field.Key == "city") ? [] : AddressPlace.Fields).Select(book.Require)).DistinctBy(field => field.Key)];
        HasNames = familyColumn >= 0 || givenColumn >= 0 || columns.Exists(column => column.Field.Key is "name" or "company");
    }

    /// <summary>0 = the customer of the row.</summary>
    public int Person { get; }

    public string? Role { get; }

    /// <summary>Those of its columns, and those that a cell may say besides.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public bool JoinsName => familyColumn >= 0 || givenColumn >= 0;

    /// <summary>Whether some column names the customer.</summary>
    public bool HasNames { get; }

    /// <summary>The column that is to blame for a customer without a name; -1 = none in particular.</summary>
    public int NameColumn => columns.Find(column => column.Field.Key is "name" or "company") is { Field: not null } column ? column.Index : familyColumn;

    /// <summary>Whether the row says anything about this customer.</summary>
    public bool IsIn(string[] cells, IReadOnlyDictionary<int, string>? fixes) =>
        Indexes.Any(index => texts.Of(index, cells, fixes) is var text && !string.IsNullOrWhiteSpace(text) && !BlankWords.IsBlankMark(text.Trim()));

    private IEnumerable<int> Indexes => columns.Select(column => column.Index).Append(familyColumn).Append(givenColumn).Where(index => index >= 0);

    /// <summary>The country (ISO 3166) that a row says the customer is in; null = it says none.</summary>
    public string? CountryIn(string[] cells, IReadOnlyDictionary<int, string>? fixes) => rowCountry.In(cells, fixes);

    /// <summary>
    /// Says who the customer is by the name, where neither the row nor a person's choice of the columns says it: a name with a
    /// legal form is an organisation's, unless the row has the person's company beside it; under a heading that means either
    /// (客户名称), what looks like a person's name is one where the row says besides what only people have.
    /// </summary>
    public void SettleKind(Customer draft)
    {
        if (draft.Name.Length == 0 && draft.Company is { } company)
        {
            if (companyColumn is { Because: not ChangeImport.Chosen } column && ColumnMapper.IsPersonOrCompany(column.Header) && HasPersonal(draft, company) && NameBearers.Of(company) == NameBearer.Person)
            {
                (draft.Name, draft.Company) = (company, null);
            }
            else
            {
                draft.Kind = Customer.Organisation;
            }
        }
        else if (draft.Company is null && nameColumn is { Because: not ChangeImport.Chosen } && NameBearers.IsOrganisation(draft.Name))
        {
            draft.Kind = Customer.Organisation;
        }
    }

    /// <summary>A mobile, a gender, a birthday, a position, Mr or Ms: brands look like names (周大福, 万科), but have none of these.</summary>
    private static bool HasPersonal(Customer draft, string name) =>
        Array.Exists(OfPeople, field => draft[field] is not null) || CustomerFilling.MobileOf(draft, orFixed: false) is not null
        || PersonNames.Read(name) is { Title: not null, Gender: not NameGender.Unknown };

    /// <summary>Fills a draft from the cells of a row.</summary>
    /// <param name="own">Whether Kith exported the row: values stand in it as they are kept, and nothing is taken apart.</param>
    /// <param name="country">The country of the organisation that the row speaks of, where it is known and the row says none.</param>
    /// <param name="others">Takes up further people who were found in a cell of this one.</param>
    public Told Fill(
        Customer draft, TableRow row, IReadOnlyDictionary<int, string>? fixes, string? country, bool own, List<CellFinding> findings, List<Customer> others)
    {
        var cells = row.Cells;
        isOwn = own;
        wechatOfPhone = -1;
        country = CountryIn(cells, fixes) ?? country;
        var blank = plan.EmptyErases ? new HashSet<string>(StringComparer.Ordinal) : NothingBlank;
        var saysKind = false;
        List<(int Index, CleanSettings Settings, string Text, ContactCell Cell)>? mixed = null;
        foreach (var (index, field, settings) in ColumnsOf(country))
        {
            var text = texts.Of(index, cells, fixes);
            if (!(isOwn && field.Key == "name") && MixedCell.In(field, text, settings.Region) is { } cell)
            {
                (mixed ??= []).Add((index, settings, text, cell));
            }
            else if (FillField(draft, field, settings.DecimalMark == ',' && texts.IsDecimal(index, row, fixes) ? settings with { DecimalMark = '.' } : settings, index, text, findings, blank))
            {
                saysKind |= field.Key == "kind";
            }
        }

        JoinNames(draft, familyColumn < 0 ? "" : texts.Of(familyColumn, cells, fixes), givenColumn < 0 ? "" : texts.Of(givenColumn, cells, fixes));
        if (mixed is not null)
        {
            // The row's own columns first: whom else such a cell names, and what it only adds, is known by then.
            mixed.ForEach(found => MixedCell.Take(draft, found.Cell, found.Text, found.Settings, found.Index, plan, findings, others));
            blank.RemoveWhere(key => draft[key] is not null);
        }

        if (wechatOfPhone >= 0 && !CustomerFilling.AddWeChatOfPhone(draft))
        {
            findings.Add(new CellFinding(wechatOfPhone, "wechat", "wechat.no-phone", false, null, texts.Of(wechatOfPhone, cells, fixes)));
        }

        if (!isOwn)
        {
            AddressPlace.PartCity(draft, country ?? plan.Region);
        }

        return new Told(blank, saysKind, addressColumn < 0 || isOwn ? [] : Place(draft, cells, fixes, country, findings));
    }

    /// <summary>The organisation that a row says its person is of; null = it says nothing.</summary>
    public OrganisationReference? ReferenceIn(string[] cells, IReadOnlyDictionary<int, string>? fixes)
    {
        if (reference is null || Engine.Check.Clean.Code(texts.Of(reference.Index, cells, fixes)) is not { Length: > 0 } id || BlankWords.IsBlankMark(id))
        {
            return null;
        }

        return reference.Field == ColumnPlan.Organisation
            ? new OrganisationReference(reference.Index, id, null, long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0)
            : new OrganisationReference(reference.Index, id, writer.KeyOf("external_id", id), 0);
    }

    /// <summary>Province, city and the like, where the row gives an address and does not say them elsewhere.</summary>
    private IReadOnlyList<string> Place(Customer draft, string[] cells, IReadOnlyDictionary<int, string>? fixes, string? country, List<CellFinding> findings)
    {
        var place = AddressPlace.Fill(draft, country ?? plan.Region);
        if (place.Finding is { } finding)
        {
            findings.Add(new CellFinding(addressColumn, "address", finding.Code, false, finding.Data, texts.Of(addressColumn, cells, fixes)));
        }

        return place.Filled;
    }

    /// <summary>What was asked once for the whole file, given to a new customer whose row says nothing about it.</summary>
    public List<string> Provide(Customer draft)
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
    private List<(int Index, Field Field, CleanSettings Settings)> ColumnsOf(string? country)
    {
        if (country is not { } code || code == plan.Region)
        {
            return isOwn ? ownColumns : columns;
        }

        if (!columnsOfCountry.TryGetValue((code, isOwn), out var theirs))
        {
            columnsOfCountry[(code, isOwn)] = theirs = [.. (isOwn ? ownColumns : columns).Select(column => column with { Settings = column.Settings.For(code) })];
        }

        return theirs;
    }

    private bool FillField(Customer draft, Field field, CleanSettings settings, int index, string text, List<CellFinding> findings, HashSet<string> blank)
    {
        values.Clear();
        // China's tax number is the organisation's code, which has a field of its own.
        field = field.Type == FieldType.VatId && !isOwn && uscc is not null && UnifiedCodes.Parse(text) is { Verdict: Verdict.Good, Value.Length: 18 } ? uscc : field;
        cleaner.Clean(field.Key, field.Type, text, settings, values);
        if (field.Key == "owner" && values.Value is not null)
        {
            owners.Settle(values);
        }

        foreach (var finding in values.Findings)
        {
            findings.Add(new CellFinding(index, field.Key, finding.Code, finding.Verdict == Verdict.Bad && !plan.LeaveOut, finding.Data, text));
        }

        wechatOfPhone = values.WeChatIsPhone ? index : wechatOfPhone;
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
}
