namespace Kith.Keep.Customers;

/// <summary>Removes a customer; undo brings the record back under its own id.</summary>
[Needs("customers.delete")]
public sealed class DeleteCustomer(CustomerWriter writer) : IUseCase, IChange<DeleteCustomer.Ask, DeleteCustomer.Done>
{
    public sealed record Ask(long Id);

    public sealed record Done(long ChangesetId);

    public static void Map(Routes routes)
    {
        routes.Delete<DeleteCustomer>("/api/customers/{id:long}", async (long id, DeleteCustomer use, Entrance door) =>
            TypedResults.Json(await door.Change(use, new Ask(id))));
        routes.Post<DeleteCustomer>(ListCustomers.Path + "/{id:long}/deletion", async (long id, HttpContext http, DeleteCustomer use, Entrance door) =>
        {
            var done = await door.Change(use, new Ask(id));
            return CustomerSheets.Back(http, id, ListCustomers.Path, "said.deleted", Shell.Web.Saying.UndoOf(done.ChangesetId));
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        writer.Delete(act, CustomerRows.Require(act.Sql, act.Scope, ask.Id));
        return new Done(act.Changeset.Id);
    }
}
