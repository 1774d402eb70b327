using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>The checker itself: each kind of half-applied work is seen, so that its silence means something.</summary>
[Trait("suite", "faults")]
public sealed class WholenessTests
{
    private static readonly string[] Halves =
    [
        "delete from customer_search_data where id = (select max(id) from customer_search_data)",
        "delete from customer where name = 'Ann'",
        "delete from identity_key where customer_id = (select customer_id from customer where name = 'Ann')",
        "insert into identity_key (fingerprint, customer_id) values (x'00', 1)",
        "insert into customer_tag (customer_id, tag) values (1, 'VIP')",
        "update customer set fields = json_set(fields, '$.title', 'President') where name = 'Ann'",
        "update customer set company = 'Elsewhere' where name = 'Ann'",
        "update customer set name = 'Bea' where name = 'Ann'",
        "update customer set version = version + 1 where name = 'Ann'",
        "delete from change where field = 'title'",
        "delete from changeset where use_case = 'EditCustomer'",
        "delete from audit_entry where use_case = 'EditCustomer'",
        "delete from audit_entry where use_case = 'AddCustomer'",
        "update import_job set created = created + 1",
        "update import_job set rows = rows + 1, created = created + 1",
        "update import_job set rows = rows + 1, updated = updated + 1",
        "update import_job set state = 'undone'",
        "update import_job set state = 'undoing'",
        "update changeset set state = 'open' where use_case = 'RunImport'",
        "delete from customer where customer_id = (select max(customer_id) from customer where source is not null)",
    ];

    [Fact]
    public async Task Every_kind_of_half_applied_work_is_seen()
    {
        using var folder = new KithFolder();
        await using (var kith = await RunningKith.Start(folder))
        {
            await kith.Operator.Import(Lists.Customers(20));
            await kith.Operator.Import(Lists.Messy);
            var id = await kith.Operator.Add(("name", "Ann"), ("phone", "13800138000"), ("company", "ACME"), ("tags", "VIP"));
            (await kith.Operator.Edit(id, "title", "Chief")).RequireDone();
            (await kith.Operator.Edit(id, "company", "Yunfan")).RequireDone();
        }

        Wholeness.Require(folder);
        var sound = await File.ReadAllBytesAsync(folder.Database, TestContext.Current.CancellationToken);
        var unseen = new List<string>();
        foreach (var half in Halves)
        {
            await File.WriteAllBytesAsync(folder.Database, sound, TestContext.Current.CancellationToken);
            folder.Tamper(half);
            if (Record.Exception(() => Wholeness.Require(folder)) is null)
            {
                unseen.Add(half);
            }
        }

        Assert.Empty(unseen);
    }
}
