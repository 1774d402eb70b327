using Kith.Keep.Fields;

namespace Kith.Keep.Customers;

/// <summary>Shows one classified value in clear. An act, not a question: each reveal stands in the audit.</summary>
[Needs("classified.reveal")]
public sealed class RevealField(CustomerWriter writer, FieldBook book) : IUseCase, IChange<RevealField.Ask, RevealField.Done>
{
    public sealed record Request(string Field);

    public sealed record Ask(long Id, string Field);

    public sealed record Done(string? Value);

    public static void Map(Routes routes)
    {
        routes.Post<RevealField>("/api/customers/{id:long}/reveals", async (
            long id, Request request, RevealField use, Entrance door) => TypedResults.Json(await door.Change(use, new Ask(id, request.Field))));
        routes.Post<RevealField>(ListCustomers.Path + "/{id:long}/reveals", async (long id, HttpRequest http, RevealField use, CustomerSheets sheets, Entrance door) =>
        {
            var field = (await http.ReadFormAsync())["field"].ToString();
            var done = await door.Change(use, new Ask(id, field));
            return sheets.Page(door, id, sheet => sheet with { Revealed = (field, done.Value ?? "") });
        });
    }

    public Done Handle(Ask ask, Act act)
    {
        var customer = CustomerRows.Require(act.Sql, act.Scope, ask.Id);
        var field = book.Require(ask.Field);
        if (!field.Classified)
        {
            throw Refused.Invalid("field.not-classified", "field");
        }

        var plain = writer.Open(customer, field.Key);
        if (plain is null && customer.Fields.ContainsKey(field.Key))
        {
            throw Refused.Conflict("field.unreadable");
        }

        act.Subject.Add(ask.Id);
        act.Subject.Detail = field.Key;
        return new Done(plain);
    }
}
