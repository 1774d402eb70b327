using System.Globalization;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Check;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Something to say about a cell of a row.</summary>
/// <param name="Column">0-based; -1 = the row as a whole.</param>
/// <param name="Value">The text that was checked.</param>
public readonly record struct CellFinding(int Column, string? Field, string Code, bool Refuses, string? Data, string? Value);

/// <summary>A row after the checks: its customer, people who belong to it, and what there is to say.</summary>
/// <param name="Line">The row as it stands in the file.</param>
/// <param name="People">Each a customer of their own; none in most lists.</param>
/// <param name="KithId">The customer that the row names by Kith's own id.</param>
public sealed record CleanedRow(TableRow Line, CleanedRecord Record, IReadOnlyList<CleanedRecord> People, IReadOnlyList<CellFinding> Findings, long? KithId)
{
    public long Number => Line.Number;

    public Customer Draft => Record.Draft;

    /// <summary>Cells that a person corrected, by column; null = none.</summary>
    public IReadOnlyDictionary<int, string>? Fixes { get; init; }

    /// <summary>Whether the row says where its customer is.</summary>
    public bool SaysCountry { get; init; }

    public bool IsRefused => Findings.Any(finding => finding.Refuses);

    /// <summary>All keys by which customers are found that the row may speak of.</summary>
    public IEnumerable<CustomerKeys.Key> Keys
    {
        get
        {
            var keys = People.Count == 0 ? Record.Keys : Record.Keys.Concat(People.SelectMany(person => person.Keys));
            return Record.Organisation?.Key is { } organisation ? keys.Append(organisation) : keys;
        }
    }
}

/// <summary>Turns the cells of a row into drafts by the plan. Reused row by row; not safe to share between threads.</summary>
public sealed class RowCleaner
{
    /// <summary>Stands for an organisation that is found when the row is applied.</summary>
    private const long NotYetKnown = 0;

    private static readonly Told NothingTold = new(new HashSet<string>(), false, []);

    private readonly CustomerWriter writer;
    private readonly Ids ids;
    private readonly ColumnTexts texts;
    private readonly RecordCleaner own;
    private readonly List<RecordCleaner> people;
    private readonly int idColumn;
    private readonly bool isOwn;

    public RowCleaner(ImportPlan plan, FieldBook book, Cleaner cleaner, CustomerWriter writer, Ids ids, OwnerNames owners)
    {
        this.writer = writer;
        this.ids = ids;
        texts = new ColumnTexts(plan);
        own = new RecordCleaner(plan, 0, book, cleaner, writer, owners, texts);
        people = [.. plan.Columns.Where(column => column.Field is not null).Select(column => column.Person).Where(person => person > 0).Distinct().Order()
            .Select(person => new RecordCleaner(plan, person, book, cleaner, writer, owners, texts))];
        isOwn = plan.IsOwn;
        idColumn = plan.Columns.FirstOrDefault(column => column.Field == "id")?.Index ?? -1;
    }

    /// <param name="fixes">Cells that a person corrected, by column.</param>
    /// <param name="country">The country (ISO 3166) of the organisation that the row speaks of, where that is known; what the row says itself wins.</param>
    public CleanedRow Clean(TableRow row, IReadOnlyDictionary<int, string>? fixes = null, string? country = null)
    {
        var findings = new List<CellFinding>();
        if (row.Problem is not null && (fixes is null || row.Problem == ImportFile.TooManyCells))
        {
            findings.Add(new CellFinding(row.ProblemColumn - 1, null, row.Problem, true, row.ProblemData, null));
        }

        var draft = new Customer { Id = ids.Next() };
        var others = new List<Customer>();
        var id = idColumn >= 0 && long.TryParse(texts.Of(idColumn, row.Cells, fixes), NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : (long?)null;
        // A row that somebody added to an export is a stranger's.
        var exported = isOwn && id is not null;
        var told = own.Fill(draft, row, fixes, country, exported, findings, others);
        Settle(draft, told.SaysKind, id is not null || findings.Exists(finding => finding.Code == MergedCells.Continues), findings);
        var organisation = draft.Kind == Customer.Person ? own.ReferenceIn(row.Cells, fixes) : null;
        draft.OrganisationId = organisation is null ? null : NotYetKnown;
        var members = Members(row, draft, fixes, country, exported, findings, others);
        var refused = findings.Exists(finding => finding.Refuses);
        return new CleanedRow(
            row,
            Ready(own, draft, told, refused) with { Organisation = organisation },
            members.Count == 0 ? [] : [.. members.Select(member => Ready(member.By, member.Draft, member.Told, refused))],
            findings,
            id)
        {
            Fixes = fixes,
            SaysCountry = own.CountryIn(row.Cells, fixes) is not null,
        };
    }

    private CleanedRecord Ready(RecordCleaner by, Customer draft, Told told, bool refused)
    {
        var keys = writer.KeysOf(draft);
        var provided = by.Provide(draft);
        return new CleanedRecord(draft, keys, refused ? null : CustomerImage.Of(draft), told.Blank, provided, by.Fields, by.JoinsName, told.SaysKind, told.Derived, null);
    }

    /// <summary>The people of the row's customer: by columns of their own, and those found beside others in one cell.</summary>
    private List<(RecordCleaner By, Customer Draft, Told Told)> Members(
        TableRow row, Customer draft, IReadOnlyDictionary<int, string>? fixes, string? country, bool exported, List<CellFinding> findings, List<Customer> others)
    {
        var members = new List<(RecordCleaner, Customer, Told)>();
        long? organisation = draft.Kind == Customer.Organisation ? NotYetKnown : null;
        foreach (var person in people.Where(person => person.IsIn(row.Cells, fixes)))
        {
            var member = new Customer { Id = ids.Next(), Company = draft.Company ?? (draft.Kind == Customer.Organisation ? draft.Name : null) };
            var told = person.Fill(member, row, fixes, country, exported, findings, others);
            if (member.Name.Length == 0)
            {
                // A number beside nobody's name is the organisation's own.
                member.Contacts.ForEach(contact => draft.AddContact(contact));
                continue;
            }

            if (person.Role is not null)
            {
                member["title"] ??= person.Role;
            }

            member.OrganisationId = organisation;
            members.Add((person, member, told with { SaysKind = false }));
        }

        foreach (var other in others)
        {
            var member = new Customer { Id = ids.Next(), Name = other.Name, Company = other.Company ?? draft.Company };
            other.Contacts.ForEach(contact => member.AddContact(contact));
            foreach (var (key, value) in other.Fields)
            {
                member[key] = value;
            }

            member.OrganisationId = organisation;
            members.Add((own, member, NothingTold));
        }

        return Once(members);
    }

    /// <summary>Who stands in a row twice, as its contact and its legal representative, is one: organisations have few namesakes.</summary>
    private static List<(RecordCleaner By, Customer Draft, Told Told)> Once(List<(RecordCleaner By, Customer Draft, Told Told)> members)
    {
        var once = new List<(RecordCleaner By, Customer Draft, Told Told)>(members.Count);
        foreach (var member in members)
        {
            var name = Fold.Text(member.Draft.Name);
            if (name.Length == 0 || once.Find(known => Fold.Text(known.Draft.Name) == name).Draft is not { } same)
            {
                once.Add(member);
                continue;
            }

            member.Draft.Contacts.ForEach(contact => same.AddContact(contact));
            same.Tags.UnionWith(member.Draft.Tags);
            foreach (var (key, value) in member.Draft.Fields.Where(field => !same.Fields.ContainsKey(field.Key)))
            {
                same[key] = value;
            }
        }

        return once;
    }

    private void Settle(Customer draft, bool saysKind, bool isNamedElsewhere, List<CellFinding> findings)
    {
        if (!saysKind)
        {
            own.SettleKind(draft);
        }

        if (!isOwn && draft.Kind == Customer.Person && NameBearers.AreSeveral(draft.Name))
        {
            findings.Add(new CellFinding(own.NameColumn, "name", "name.several", false, null, draft.Name));
        }

        // Whom Kith's own id names may be without a name: whether there is such a customer is known when the row is applied.
        // A row that goes on with one above has its name there, and is told of as that.
        if (draft.Name.Length > 0 || draft.Company is not null || isNamedElsewhere)
        {
            return;
        }

        // A list of bare numbers is a list of customers too; a list of names with a nameless row has a hole.
        if (own.HasNames || draft.Contacts.Count == 0)
        {
            findings.Add(new CellFinding(own.NameColumn, "name", "name.missing", true, null, ""));
        }
    }
}
