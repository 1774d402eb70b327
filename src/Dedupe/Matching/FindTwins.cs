using Kith.Check.Cleaning;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Engine.Check;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Dedupe.Matching;

/// <summary>撞单: who already has this phone, e-mail or id? Asked while somebody types.</summary>
[Needs("customers.view")]
public sealed class FindTwins(CustomerKeys keys, CustomerWriter writer, FieldBook book, Cleaner cleaner)
    : IUseCase, IQuestion<FindTwins.Ask, IReadOnlyList<FindTwins.Twin>>
{
    private const int Most = 5;

    /// <param name="Except">The record that is being edited.</param>
    public sealed record Ask(string? Phone = null, string? Email = null, string? Wechat = null, string? Qq = null, string? Wecom = null, long? Except = null);

    /// <param name="Because">The fields that are the same.</param>
    public sealed record Twin(CustomerView Customer, IReadOnlyList<string> Because);

    public static void Map(Routes routes)
    {
        routes.Get<FindTwins>("/api/customers/twins", ([AsParameters] Ask ask, FindTwins use, Entrance door) =>
            TypedResults.Json(door.Ask(use, ask)));
        routes.Get<FindTwins>("/customers/twins", ([AsParameters] Ask ask, FindTwins use, Entrance door) =>
            new RazorComponentResult<Twins>(new { Found = door.Ask(use, ask), Findings = use.Findings(ask) }));
    }

    /// <summary>What the checks have to say about what is typed so far; a half-typed number is not wrong yet.</summary>
    internal IReadOnlyList<FieldFinding> Findings(Ask ask) => [.. Cleaned(ask).SelectMany(typed => typed.Values.Findings).Where(finding => finding.Verdict == Verdict.Warn)];

    public IReadOnlyList<Twin> Answer(Ask ask, Look look)
    {
        var wanted = Keys(ask).ToList();
        var holders = CustomerKeys.Holders(look.Sql, [.. wanted.Select(key => key.Fingerprint)]);
        var because = new Dictionary<long, List<string>>();
        foreach (var key in wanted)
        {
            foreach (var id in holders[key.Number].Where(id => id != ask.Except))
            {
                (because.TryGetValue(id, out var reasons) ? reasons : because[id] = []).Add(key.Kind);
            }
        }

        var ids = because.OrderByDescending(pair => pair.Value.Count).Select(pair => pair.Key).Take(Most).ToList();
        return [.. CustomerRows.Many(look.Sql, look.Scope, ids).Select(customer =>
            new Twin(CustomerView.Of(customer, book, writer), because[customer.Id]))];
    }

    private IEnumerable<CustomerKeys.Key> Keys(Ask ask)
    {
        foreach (var (field, values) in Cleaned(ask))
        {
            foreach (var contact in values.Contacts)
            {
                yield return keys.Make(contact.Kind, contact.ToContact(0).Key);
            }

            if (values.Value is not null)
            {
                yield return keys.Make(field, values.Value);
            }
        }
    }

    private IEnumerable<(string Field, CleanedValues Values)> Cleaned(Ask ask)
    {
        foreach (var (field, text) in ((string, string?)[])[("phone", ask.Phone), ("email", ask.Email), ("wechat", ask.Wechat), ("qq", ask.Qq), ("wecom", ask.Wecom)])
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                var values = new CleanedValues();
                cleaner.Clean(field, book.Require(field).Type, text, CleanSettings.ForEntry(cleaner.Today), values);
                yield return (field, values);
            }
        }
    }
}

/// <summary>Who could be whom.</summary>
public sealed class MatchingModule : IModule
{
    public void Add(ModuleParts parts) => parts.Use<FindTwins>();
}
