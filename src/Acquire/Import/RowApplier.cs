using Kith.Check.Cleaning;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>Applies one chunk of rows to the customers, in order, so that a row sees what the rows above it made.</summary>
public sealed partial class RowApplier
{
    private readonly ImportPlan plan;
    private readonly CustomerWriter writer;
    private readonly RowCleaner cleaner;
    private readonly long changesetId;
    private readonly bool isOwn;
    private readonly Matcher matcher;
    private readonly KeyFilter? known;
    private readonly ImportFellows fellows;
    private readonly Rehearsal? rehearsal;

    private readonly Dictionary<UInt128, long> holder = [];
    private readonly Dictionary<UInt128, HashSet<long>> moreHolders = [];
    private readonly Dictionary<long, Customer> customers = [];

    /// <summary>What a dry run has made or changed and not handed to the rehearsal yet.</summary>
    private readonly HashSet<long> rehearsed = [];
    private readonly List<(CustomerKeys.Key Key, long CustomerId)> rehearsedKeys = [];

    /// <summary>Keys of this chunk that need not be looked up again.</summary>
    private readonly HashSet<UInt128> asked = [];

    /// <param name="cleaner">Reads rows again that turn out to speak of an organisation in another country; not shared with another thread.</param>
    /// <param name="fellows">The files that came together with this one.</param>
    /// <param name="known">Says of most keys that nobody has them; null = all are looked up.</param>
    /// <param name="rehearsal">Keeps what the rows of a dry run would have made.</param>
    internal RowApplier(ImportJob job, CustomerWriter writer, RowCleaner cleaner, ImportFellows fellows, KeyFilter? known = null, Rehearsal? rehearsal = null)
    {
        this.rehearsal = rehearsal;
        this.cleaner = cleaner;
        this.known = known;
        this.writer = writer;
        this.fellows = fellows;
        plan = job.PlanOfRows;
        isOwn = plan.IsOwn;
        changesetId = job.ChangesetId ?? 0;
        matcher = new Matcher(plan.Match ?? [], plan.Source, changesetId);
    }

    /// <summary>Applies rows in the order of the file; what they could match is loaded for all of them before.</summary>
    /// <param name="write">Does the writing, or only notes it in a dry run.</param>
    public List<RowResult> Apply(SqliteConnection sql, AccessScope scope, IReadOnlyList<CleanedRow> rows, IRowSink write)
    {
        if (rehearsal is null || customers.Count > Rehearsal.CustomersInMemory)
        {
            rehearsal?.Keep(rehearsed.Select(id => customers[id]), rehearsedKeys);
            rehearsed.Clear();
            rehearsedKeys.Clear();
            holder.Clear();
            moreHolders.Clear();
            customers.Clear();
        }

        asked.Clear();
        Load(sql, scope, rows.Where(row => !row.IsRefused || SpeaksOfOrganisation(row)).SelectMany(row => row.Keys));
        var named = rows.SelectMany(row => new[] { row.KithId ?? 0, row.Record.Organisation?.KithId ?? 0 }).Where(id => id > 0).ToHashSet();
        LoadRehearsed(named);
        foreach (var customer in named.Except(customers.Keys).Chunk(1000).SelectMany(chunk => CustomerRows.Many(sql, scope, chunk)))
        {
            customers[customer.Id] = customer;
        }

        Foresee(sql, scope, rows);
        var results = new List<RowResult>(rows.Count);
        foreach (var row in rows)
        {
            results.Add(Judge(Settled(sql, scope, row), write));
        }

        return results;
    }

    private void Load(SqliteConnection sql, AccessScope scope, IEnumerable<CustomerKeys.Key> wanted)
    {
        var keys = wanted.Where(key => asked.Add(key.Number)).ToList();
        var (found, loaded) = Matcher.Load(sql, scope, keys, known);
        var held = rehearsal?.Holders(keys) ?? [];
        foreach (var (key, id) in found.SelectMany(group => group.Select(id => (group.Key, id))).Concat(held))
        {
            Hold(key, id);
        }

        LoadRehearsed(loaded.Keys.Concat(held.Select(pair => pair.CustomerId)));
        foreach (var (id, customer) in loaded)
        {
            customers.TryAdd(id, customer);
        }
    }

    /// <summary>What rows above made of a customer is newer than what the database holds.</summary>
    private void LoadRehearsed(IEnumerable<long> ids)
    {
        foreach (var customer in rehearsal?.Many(ids.Where(id => !customers.ContainsKey(id)).Distinct()) ?? [])
        {
            customers.Add(customer.Id, customer);
        }
    }

    /// <summary>Applies one row; the same thing is said once about a cell.</summary>
    private RowResult Judge(CleanedRow row, IRowSink write)
    {
        var byId = row.KithId is { } id ? customers.GetValueOrDefault(id) : null;
        var findings = row.Findings.Where(finding => byId is null || !IsKept(byId, finding)).ToList();
        var (outcome, people) = TakeIn(row, byId, write, findings);
        return new RowResult(row.Line, outcome, people, [.. findings.DistinctBy(finding => (finding.Column, finding.Code))]);
    }

    /// <summary>What a customer has already was taken once: where a file of Kith's own says it again, that is no fault and no news.</summary>
    private bool IsKept(Customer customer, CellFinding finding) => isOwn && finding is { Field: { } field, Value: { } value } && value.Trim() is { Length: > 0 } text
        && (customer[field] == text || customer.Contacts.Exists(contact => contact.Kind == field && (contact.Value == text || text.StartsWith(contact.Value + " ", StringComparison.Ordinal))));

    private (RowOutcome Outcome, int People) TakeIn(CleanedRow row, Customer? byId, IRowSink write, List<CellFinding> more)
    {
        if (row.KithId is not null && byId is null && row.Draft.DisplayName.Length == 0)
        {
            more.Add(new CellFinding(-1, "name", "name.missing", true, null, ""));
        }

        if (more.Exists(finding => finding.Refuses))
        {
            return (RowOutcome.Rejected, 0);
        }

        // All are matched before any is written: a row is taken as a whole or left out.
        var organisation = row.Record.Organisation is { } said ? Organisation(said, row.Draft, more) : null;
        var own = byId is not null ? new Matcher.Match(byId, null, false) : Match(row.Record, null, organisation?.Id, more);
        var people = row.People.Select(person => Match(person, own.Customer, own.Customer?.Id, more)).ToList();
        if (own.Refuses || people.Exists(match => match.Refuses))
        {
            return (RowOutcome.Rejected, 0);
        }

        var outcome = Write(row.Record, own.Customer, organisation, write);
        var ofPeople = (own.Customer ?? row.Draft) is { Kind: Customer.Organisation } itself ? itself : null;
        var created = 0;
        foreach (var (person, match) in row.People.Zip(people))
        {
            var became = Write(person, match.Customer, ofPeople, write);
            created += became == RowOutcome.Created ? 1 : 0;
            outcome = outcome == RowOutcome.Unchanged && became != RowOutcome.Unchanged ? RowOutcome.Updated : outcome;
        }

        return (outcome, created);
    }

    /// <param name="owner">Whose person it is: numbers that both have say nothing.</param>
    /// <param name="organisationId">The organisation that the person is of, where it is known: namesakes elsewhere are others.</param>
    private Matcher.Match Match(CleanedRecord record, Customer? owner, long? organisationId, List<CellFinding> more)
    {
        var match = matcher.Resolve(record.Draft, record.Keys, key => Holding(key).Where(customer =>
            customer.Id != owner?.Id && (key.Kind != CustomerKeys.Member || customer.OrganisationId == organisationId)));
        if (match.Finding is { } finding)
        {
            more.Add(new CellFinding(-1, null, finding, match.Refuses, null, null));
        }

        return match;
    }

    private Customer? Organisation(OrganisationReference said, Customer person, List<CellFinding> more)
    {
        var holders = said.Key is { } key ? Holding(key) : customers.TryGetValue(said.KithId, out var byId) ? [byId] : [];
        var (found, finding) = said.Among(holders, person, plan.Source, fellows);
        if (finding is not null)
        {
            more.Add(new CellFinding(said.Column, ColumnPlan.OrganisationRef, finding, false, said.Text, said.Text));
        }

        return found;
    }

    /// <summary>A draft of whom it is known by now which organisation it is of; keys and image follow where that changes them.</summary>
    private CleanedRecord Linked(CleanedRecord record, Customer? organisation)
    {
        var draft = record.Draft;
        if (draft.OrganisationId is null)
        {
            return record;
        }

        var named = draft.Company is not null;
        draft.OrganisationId = null;
        if (organisation is not null)
        {
            Organisations.Join(draft, organisation);
        }

        return organisation is not null && named ? record : record with { Keys = writer.KeysOf(draft), Image = CustomerImage.Of(draft) };
    }

    private RowOutcome Write(CleanedRecord record, Customer? known, Customer? organisation, IRowSink write)
    {
        if (known is null)
        {
            record = Linked(record, organisation);
            write.Create(record);
            Remember(record.Draft, record.Keys);
            return RowOutcome.Created;
        }

        // Somebody else of the same row may have changed it just now.
        known = customers.GetValueOrDefault(known.Id, known);
        var after = known.Copy();
        if (plan.Policy != ImportPlan.Skip || known.CreatedIn == changesetId)
        {
            // What rows above made is of this file: skipping means the customers that were here before.
            Merge(after, record);
            Link(after, organisation);
        }

        if (plan.DoNotContact)
        {
            after["do_not_contact"] = "yes";
        }

        if (!write.Update(known, after))
        {
            return RowOutcome.Unchanged;
        }

        Remember(after, writer.KeysOf(after));
        return RowOutcome.Updated;
    }

    private void Link(Customer person, Customer? organisation)
    {
        if (organisation is not null && person.Kind == Customer.Person && person.Id != organisation.Id && person.OrganisationId != organisation.Id && !(plan.Policy == ImportPlan.Keep && person.OrganisationId is not null))
        {
            Organisations.Join(person, organisation);
        }
    }

    private IEnumerable<Customer> Holding(CustomerKeys.Key key)
    {
        var number = key.Number;
        var ids = !holder.TryGetValue(number, out var first) ? [] : moreHolders.TryGetValue(number, out var more) ? more.Prepend(first) : [first];
        return ids.Select(id => customers.GetValueOrDefault(id)).OfType<Customer>();
    }

    private void Remember(Customer customer, IReadOnlyList<CustomerKeys.Key> keys)
    {
        customers[customer.Id] = customer;
        foreach (var key in keys)
        {
            Hold(key.Number, customer.Id);
        }

        if (rehearsal is not null)
        {
            rehearsed.Add(customer.Id);
            rehearsedKeys.AddRange(keys.Select(key => (key, customer.Id)));
        }
    }

    /// <summary>Almost every key has one holder, so that further ones lie apart.</summary>
    private void Hold(UInt128 key, long customerId)
    {
        if (holder.TryAdd(key, customerId) || holder[key] == customerId)
        {
            return;
        }

        if (!moreHolders.TryGetValue(key, out var more))
        {
            moreHolders[key] = more = [];
        }

        more.Add(customerId);
    }

    private void Merge(Customer after, CleanedRecord record)
    {
        var fillOnly = plan.Policy == ImportPlan.Keep;
        var hasPlace = AddressPlace.Fields.Any(field => after[field] is not null);
        foreach (var contact in record.Draft.Contacts)
        {
            after.AddContact(contact);
        }

        after.Tags.UnionWith(record.Draft.Tags);
        foreach (var field in record.Fields)
        {
            var key = field.Key;
            if (field.Type.TakesSeveral() || key == "kind")
            {
                continue;
            }

            if (hasPlace && record.Derived.Contains(key, StringComparer.Ordinal))
            {
                continue;
            }

            var incoming = record.Provided.Contains(key, StringComparer.Ordinal) ? null : field.Classified ? writer.Open(record.Draft, key) : record.Draft[key];
            if (incoming is null && !(plan.EmptyErases && record.Blank.Contains(key)))
            {
                continue;
            }

            if (fillOnly && after[key] is not null)
            {
                continue;
            }

            var values = new CleanedValues { Value = incoming, Original = record.Draft[CustomerFilling.OriginalOf(key)] };
            CustomerFilling.Fill(after, values, field, writer, plan.EmptyErases);
        }

        if (record.Draft.Name.Length > 0 && record.JoinsName && !(fillOnly && after.Name.Length > 0))
        {
            after.Name = record.Draft.Name;
        }

        if (plan.EmptyErases && record.Blank.Contains("name") && after.Company is null)
        {
            // A customer keeps a name to be called by.
            after.Name = customers[after.Id].Name;
        }

        if (record.SaysKind && !fillOnly)
        {
            after.Kind = record.Draft.Kind;
            after.OrganisationId = after.Kind == Customer.Person ? after.OrganisationId : null;
        }
    }
}
