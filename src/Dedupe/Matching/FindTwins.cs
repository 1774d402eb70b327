using Kith.Check.Cleaning;
using Kith.Keep.Customers;
using Kith.Keep.Fields;

namespace Kith.Dedupe.Matching;

/// <summary>撞单: who already has this phone, e-mail or id? Asked while somebody types.</summary>
[Needs("customers.view")]
public sealed class FindTwins(CustomerKeys keys, CustomerWriter writer, FieldBook book, Cleaner cleaner)
    : IUseCase, IQuestion<FindTwins.Ask, IReadOnlyList<FindTwins.Twin>>
{
    private const int Most = 5;

    /// <param name="Except">The record that is being edited.</param>
    public sealed record Ask(string? Phone = null, string? Email = null, string? Wechat = null, long? Except = null);

    /// <param name="Because">The fields that are the same.</param>
    public sealed record Twin(CustomerView Customer, IReadOnlyList<string> Because);

    public static void Map(Routes routes) => routes.Get<FindTwins>("/api/customers/twins", ([AsParameters] Ask ask, FindTwins use, Entrance door) =>
        TypedResults.Json(door.Ask(use, ask)));

    public IReadOnlyList<Twin> Answer(Ask ask, Look look)
    {
        var wanted = Keys(ask).ToList();
        var holders = CustomerKeys.Holders(look.Sql, wanted.Select(key => key.Fingerprint));
        var because = new Dictionary<long, List<string>>();
        foreach (var key in wanted)
        {
            foreach (var id in holders[Convert.ToHexString(key.Fingerprint)].Where(id => id != ask.Except))
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
        foreach (var (field, text) in ((string, string?)[])[("phone", ask.Phone), ("email", ask.Email), ("wechat", ask.Wechat)])
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var values = new CleanedValues();
            cleaner.Clean(field, book.Require(field).Type, text, CleanSettings.ForEntry(cleaner.Today), values);
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
}

/// <summary>Who could be whom.</summary>
public sealed class MatchingModule : IModule
{
    public void Add(ModuleParts parts) => parts.Use<FindTwins>();
}
