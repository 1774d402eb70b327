using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Keep.Customers;

/// <summary>The page that finds the organisation that a person belongs to; the link itself is an edit.</summary>
[Needs("customers.edit")]
public sealed class LinkOrganisation(ShowCustomer show, ListCustomers list) : IUseCase
{
    private const int MostSuggested = 20;

    public static void Map(Routes routes) => routes.Get<LinkOrganisation>(ListCustomers.Path + "/{id:long}/organisation", (
        long id, string? q, LinkOrganisation page, Entrance door) => page.Answer(id, q, door));

    public static string PathOf(long id) => ShowCustomer.Address(id) + "/organisation";

    private RazorComponentResult<LinkPage> Answer(long id, string? q, Entrance door) => new(new
    {
        Person = door.Ask(show, new ShowCustomer.Ask(id)).Customer,
        Q = q ?? "",
        Found = door.Ask(list, new ListCustomers.Ask(Q: q, Kind: Customer.Organisation, Limit: MostSuggested)),
    });
}
