using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>The people of a row belong to its organisation, and are known again by it though they have no number.</summary>
public sealed class PeopleOfOrganisationTests : IAsyncLifetime
{
    private const string List =
        "公司名称,联系人1,电话1,联系人2,电话2\n" +
        "云帆科技有限公司,王伟,13800138000,李雷,\n" +
        "山海贸易有限公司,李雷,,韩梅,13800138002\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Each_person_of_a_row_is_linked_to_its_organisation()
    {
        await Us.Import(List);
        Assert.Equal(
            ["山海贸易有限公司 李雷", "山海贸易有限公司 韩梅", "云帆科技有限公司 李雷", "云帆科技有限公司 王伟"],
            kith.Folder.Query<string>("select o.company || ' ' || p.name from customer p join customer o on o.customer_id = p.organisation_id").OrderBy(pair => pair[0] == '云').ThenBy(pair => pair, StringComparer.Ordinal));
        var organisation = kith.Folder.Single<long>("select customer_id from customer where company = '云帆科技有限公司' and kind = 'organisation'");
        Assert.Equal(2, (await Us.Get($"/api/customers/{organisation}/people")).RequireDone().Json.GetProperty("count").GetInt32());
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task People_without_a_number_are_found_again_and_namesakes_elsewhere_are_others()
    {
        await Us.Import(List);
        var again = await Us.Import(List);
        Assert.Equal((0L, 0L, 2L), (again.Counts.Created, again.Counts.People, again.Counts.Unchanged));
        Assert.Equal(6, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task An_undo_leaves_nobody_and_no_link()
    {
        var run = await Us.Import(List);
        await Us.UndoImport(run.Id);
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from customer"));
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from identity_key"));
        (await Us.Post($"/api/imports/{run.Id}/redo")).RequireDone();
        await Us.Rest(run.Id);
        Assert.Equal(4, kith.Folder.Single<int>("select count(*) from customer p join customer o on o.customer_id = p.organisation_id"));
        Wholeness.Require(kith.Folder);
    }
}
