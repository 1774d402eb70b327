using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// Finds the customer that a row speaks of. Ids that are the same everywhere say it outright. A shared phone or e-mail says
/// it only when the names agree, unless the user named that field as the match key: colleagues share numbers, and two people
/// made one is worse than one person kept twice. A number that another system gave counts from 1 in every system: it says it
/// for the same source, or where the name or another key agrees; twice in one file under two names it is a slip of the file.
/// </summary>
/// <param name="named">The match keys that the user named; empty = Kith decides.</param>
/// <param name="source">The source of rows that name none.</param>
/// <param name="changesetId">What the rows above made bears it.</param>
public sealed class Matcher(IReadOnlyList<string> named, string? source, long changesetId)
{
    private const string ForeignId = "external_id";

    private static readonly HashSet<string> Outright = new(StringComparer.Ordinal) { "uscc", "vat_id", "resident_id", CustomerKeys.Whole, CustomerKeys.Member };

    private static readonly string[] FormsOfAddress = ["先生", "女士", "小姐", "老师", "经理", "总监", "总"];

    /// <param name="Customer">The customer that matches; null = a new one.</param>
    /// <param name="Finding">Why it could not be decided (refuses the row), or what the user should know.</param>
    public readonly record struct Match(Customer? Customer, string? Finding, bool Refuses);

    public Match Resolve(Customer draft, IReadOnlyList<CustomerKeys.Key> draftKeys, Func<CustomerKeys.Key, IEnumerable<Customer>> holders)
    {
        var outright = new HashSet<long>();
        var foreign = new HashSet<long>();
        var votes = new Dictionary<long, (Customer Customer, int Keys)>();
        var isBare = draftKeys.All(key => key.Kind is CustomerKeys.Whole or CustomerKeys.Member);
        foreach (var key in draftKeys.Where(Counts))
        {
            foreach (var customer in holders(key))
            {
                if (key.Kind == CustomerKeys.Member && !IsSamePerson(isBare, draft, customer))
                {
                    continue;
                }

                votes[customer.Id] = (customer, votes.GetValueOrDefault(customer.Id).Keys + 1);
                if (Outright.Contains(key.Kind) || named.Contains(key.Kind, StringComparer.Ordinal))
                {
                    outright.Add(customer.Id);
                }
                else if (key.Kind == ForeignId)
                {
                    foreign.Add(customer.Id);
                }
            }
        }

        var alike = foreign.Where(id => NamesAgree(draft, votes[id].Customer)).ToList();
        outright.UnionWith(alike.Count > 0 ? alike : foreign.Where(id => votes[id].Keys > 1 || (SameSource(draft, votes[id].Customer) && votes[id].Customer.CreatedIn != changesetId)));

        if (votes.Count == 0)
        {
            return default;
        }

        if (outright.Count > 0)
        {
            return Best(votes.Values.Where(vote => outright.Contains(vote.Customer.Id)));
        }

        var agreeing = votes.Values.Where(vote => !IdsDiffer(draft, vote.Customer) && NamesAgree(draft, vote.Customer)).ToList();
        return agreeing.Count == 0 ? new Match(null, foreign.Count > 0 ? "import.shared-id" : "import.shared-contact", false) : Best(agreeing);
    }

    /// <summary>
    /// Whether people of one name in one organisation are one: where one of the two records has nothing else to know them by.
    /// Namesakes who both have a number are two until somebody says otherwise.
    /// </summary>
    private static bool IsSamePerson(bool isBare, Customer draft, Customer known) =>
        (isBare || known.Contacts.TrueForAll(contact => contact.Kind == Contact.Address)) && !IdsDiffer(draft, known);

    private bool SameSource(Customer draft, Customer customer) => customer.Source is not null && customer.Source == (draft.Source ?? source);

    /// <summary>Whether both bear an id of one kind and the ids differ: then their source holds them apart, and so do we.</summary>
    private static bool IdsDiffer(Customer left, Customer right) =>
        left.Fields.TryGetValue(ForeignId, out var one) && right.Fields.TryGetValue(ForeignId, out var other) && one != other;

    /// <summary>
    /// Whether two records may bear the same person's name: equal when folded and without forms of address, the same words in
    /// another order, or one record without a name.
    /// </summary>
    public static bool NamesAgree(Customer left, Customer right)
    {
        if (left.Name.Length == 0 != (right.Name.Length == 0) && (left.Kind != right.Kind || left.Kind == Customer.Person))
        {
            return left.Kind == right.Kind;
        }

        var (a, b) = (Bare(left.DisplayName), Bare(right.DisplayName));
        return a.Length == 0 || b.Length == 0 || WithoutSpaces(a) == WithoutSpaces(b)
            || a.Split(' ').Order(StringComparer.Ordinal).SequenceEqual(b.Split(' ').Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static string WithoutSpaces(string name) => name.Replace(" ", "", StringComparison.Ordinal);

    private static string Bare(string name)
    {
        var folded = Fold.Text(name).Trim();
        var form = FormsOfAddress.FirstOrDefault(ending => folded.Length > ending.Length && folded.EndsWith(ending, StringComparison.Ordinal));
        return form is null ? folded : folded[..^form.Length].Trim();
    }

    /// <summary>Customers by fingerprint, loaded in two queries for a whole chunk of rows.</summary>
    /// <param name="known">Says of most keys that nobody has them; null = all are looked up.</param>
    public static (ILookup<UInt128, long> Holders, Dictionary<long, Customer> Customers) Load(
        SqliteConnection sql, AccessScope scope, IEnumerable<CustomerKeys.Key> wanted, KeyFilter? known)
    {
        var fingerprints = wanted.Where(key => known is null || known.MayHold(key.Fingerprint)).DistinctBy(key => key.Number).Select(key => key.Fingerprint).ToList();
        if (fingerprints.Count == 0)
        {
            return (Enumerable.Empty<long>().ToLookup(_ => default(UInt128)), []);
        }

        var holders = CustomerKeys.Holders(sql, fingerprints);
        var customers = new Dictionary<long, Customer>();
        foreach (var chunk in holders.SelectMany(group => group).Distinct().Chunk(1000))
        {
            foreach (var customer in CustomerRows.Many(sql, scope, chunk))
            {
                customers[customer.Id] = customer;
            }
        }

        return (holders, customers);
    }

    private static Match Best(IEnumerable<(Customer Customer, int Keys)> votes)
    {
        var ranked = votes.OrderByDescending(vote => vote.Keys).ToList();
        return ranked.Count > 1 && ranked[0].Keys == ranked[1].Keys
            ? new Match(null, "import.several-match", true)
            : new Match(ranked[0].Customer, null, false);
    }

    /// <summary>Only the named keys count when the user named some.</summary>
    private bool Counts(CustomerKeys.Key key) =>
        named.Count == 0 || named.Contains(key.Kind, StringComparer.Ordinal) || key.Kind is CustomerKeys.Whole or CustomerKeys.Member;
}
