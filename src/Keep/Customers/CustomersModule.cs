using Kith.Keep.Search;
using Kith.Shell.Web;

namespace Kith.Keep.Customers;

/// <summary>The customer record: kept, shown, edited, its history, its search index.</summary>
public sealed class CustomersModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Service<CustomerKeys>()
        .Service<CustomerWriter>()
        .Service<CustomerPast>()
        .Service<ValueOrigins>()
        .Service<CustomerSheets>()
        .Service<IHoldPersonalData, CustomerTables>()
        .Service<IAfterMigration, SearchIndex>()
        .Use<ListCustomers>()
        .Use<ListChoices>()
        .Nav(new NavEntry(NavGroup.Work, "customers", ListCustomers.Path, "users", "customers.title", "customers.view", Searches: true))
        .Use<ShowCustomer>()
        .Use<ListPeople>()
        .Use<LinkOrganisation>()
        .Use<EditCustomer>()
        .Use<DeleteCustomer>()
        .Use<ListDeleted>()
        .Use<AddNote>()
        .Use<RemoveNote>()
        .Use<RestoreNote>()
        .Use<RevealField>()
        .Use<CustomerHistory>()
        .Use<UndoChangeset>()
        .Use<RestoreCustomer>()
        .Verb(ListCustomers.SearchVerb)
        .Verb(ShowCustomer.Verb);
}

/// <summary>Answers for the tables that hold customers.</summary>
public sealed class CustomerTables : IHoldPersonalData
{
    public IReadOnlyList<string> Tables { get; } = ["customer", "customer_tag", "identity_key", "identity_key_fresh", "note", "change"];
}
