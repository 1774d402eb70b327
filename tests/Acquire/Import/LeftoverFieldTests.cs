using Dapper;
using Kith.Acquire.Import;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Fields that an import made for its columns: they go with it when it is undone, and a field that nobody uses stands in nobody's way.</summary>
public sealed class LeftoverFieldTests : IAsyncLifetime
{
    private const string Wrong = "姓名,电话,联系人\n张三,13800138001,是\n李四,13800138002,否\n王五,13800138003,是\n";
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task An_undo_puts_away_the_fields_that_the_import_made_and_a_redo_brings_them_back()
    {
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n李四,13800138002,B8\n");
        Assert.Equal(["会员卡密"], await Labels());
        await Us.UndoImport(import.Id);
        Assert.Empty(await Labels());
        Assert.Equal(ImportState.Undone, (await Us.Get($"/api/imports/{import.Id}")).RequireDone().As<ImportView>().State);
        (await Us.Post($"/api/imports/{import.Id}/redo")).RequireDone();
        await Us.Rest(import.Id);
        Assert.Equal(["会员卡密"], await Labels());
        Assert.Equal(["A7", "B8"], Values("会员卡密"));
    }

    [Fact]
    public async Task A_field_that_somebody_uses_stays_when_the_import_that_made_it_goes()
    {
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n李四,13800138002,B8\n");
        (await Us.Edit(kith.Folder.Single<long>("select customer_id from customer where name = '张三'"), "x_1", "C9")).RequireDone();
        await Us.UndoImport(import.Id);
        Assert.Equal(["会员卡密"], await Labels());
        Assert.Equal(["C9"], Values("会员卡密"));
    }

    [Fact]
    public async Task A_field_that_somebody_made_by_hand_is_not_put_away()
    {
        (await Us.Post("/api/fields", new { label = "会员卡密", type = "text" })).RequireDone();
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n");
        await Us.UndoImport(import.Id);
        Assert.Equal(["会员卡密"], await Labels());
    }

    [Fact]
    public async Task The_next_import_of_the_same_column_uses_the_field_again_and_its_undo_puts_it_away_again()
    {
        const string List = "姓名,电话,会员卡密\n张三,13800138001,A7\n";
        await Us.UndoImport((await Us.Import(List)).Id);
        var second = await Us.Import(List);
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from field"));
        Assert.Equal(["A7"], Values("会员卡密"));
        await Us.UndoImport(second.Id);
        Assert.Empty(await Labels());
    }

    [Fact]
    public async Task A_field_whose_name_is_taken_meanwhile_comes_back_with_a_number()
    {
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n");
        await Us.UndoImport(import.Id);
        (await Us.Post("/api/fields", new { label = "会员卡密", type = "number" })).RequireDone();
        (await Us.Post($"/api/imports/{import.Id}/redo")).RequireDone();
        await Us.Rest(import.Id);
        Assert.Equal(["会员卡密 2", "会员卡密"], await Labels());
        Assert.Equal(["A7"], Values("会员卡密 2"));
    }

    [Fact]
    public async Task A_record_that_is_brought_back_shows_all_its_fields()
    {
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n");
        var deletion = (await Us.Delete($"/api/customers/{kith.Folder.Single<long>("select customer_id from customer")}")).RequireDone();
        await Us.UndoImport(import.Id);
        Assert.Empty(await Labels());
        (await Us.Post($"/api/changesets/{deletion.Json.GetProperty("changesetId").GetString()}/undo")).RequireDone();
        Assert.Equal(["会员卡密"], await Labels());
        Assert.Equal(["A7"], Values("会员卡密"));
    }

    [Fact]
    public async Task A_plan_that_names_a_field_that_was_put_away_brings_it_back_when_it_runs()
    {
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n");
        var waiting = await Us.Upload("list.csv", "姓名,电话,会员卡密,城市\n李四,13800138002,B8,杭州\n");
        Assert.Equal("x_1", waiting.Plan.Columns[2].Field);
        await Us.UndoImport(import.Id);
        var page = (await (await kith.Administrator()).Get($"/import/{waiting.Id}/columns")).RequireDone().Text;
        Assert.Contains("value=\"x_1\" selected", page, StringComparison.Ordinal);
        await Us.Run(waiting.Id);
        Assert.Equal(["会员卡密"], await Labels());
        Assert.Equal(["B8"], Values("会员卡密"));
    }

    [Fact]
    public async Task A_value_that_is_written_in_the_same_commit_brings_the_field_back()
    {
        await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n");
        var book = kith.Service<FieldBook>();
        Assert.Empty(book.Retired);
        await kith.Service<Store>().Write(sql =>
        {
            FieldUse.Retire(new Act(sql, Caller.Operator("tester", "1"), AccessScope.Everything, kith.Service<Ids>(), long.MaxValue, "UndoImport"), book, ["x_1"], long.MaxValue);
            var next = new Act(sql, Caller.Operator("tester", "2"), AccessScope.Everything, kith.Service<Ids>(), 1, "AddCustomer");
            kith.Service<CustomerWriter>().Insert(next, new Customer { Id = next.NewId(), Name = "李四", ["x_1"] = "B8" });
            return 0;
        });
        Assert.Equal(0, kith.Folder.Single<int>("select retired from field where field_key = 'x_1'"));
    }

    [Fact]
    public async Task Fields_that_are_put_away_take_no_place_and_only_the_newest_of_them_are_kept()
    {
        var import = await Us.Import("姓名,电话,会员卡密\n张三,13800138001,A7\n");
        await Fill(2, 600, retired: true);
        Assert.Equal("x_601", (await Us.Post("/api/fields", new { label = "新字段", type = "text" })).RequireDone().Json.GetProperty("key").GetString());
        await Us.UndoImport(import.Id);
        Assert.Equal(400, kith.Folder.Single<int>("select count(*) from field where retired = 1"));
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from field where field_key = 'x_1'"));
        (await Us.Post($"/api/imports/{import.Id}/redo")).RequireDone();
        await Us.Rest(import.Id);
        Assert.Equal(["会员卡密", "新字段"], await Labels());
        Assert.Equal(["A7"], Values("会员卡密"));
        await Fill(602, 1099, retired: false);
        (await Us.Post("/api/fields", new { label = "太多", type = "text" })).RequireRefused(System.Net.HttpStatusCode.Conflict, "field.too-many");
    }

    private Task<int> Fill(int first, int last, bool retired) => kith.Service<Store>().Write(sql => sql.Execute(
        """
        with recursive n(value) as (select @first union all select value + 1 from n where value < @last)
        insert into field (field_key, label, type, class, position, created_in, retired) select 'x_' || value, 'field ' || value, 'text', 'clear', value, 1, @retired from n
        """,
        new { first, last, retired }));

    [Fact]
    public async Task A_field_without_values_gives_way_to_a_heading_that_always_means_ours()
    {
        (await Us.Post("/api/fields", new { label = "联系人", type = "text" })).RequireDone();
        (await Us.Post("/api/fields", new { label = "联系电话", type = "text" })).RequireDone();
        var view = await Us.Upload("list.csv", "公司,联系人,联系电话\n云帆科技,张三,13800138001\n海港贸易,李四,13800138002\n");
        Assert.Equal(["company", "name", "phone"], view.Plan.Columns.Select(column => column.Field));
    }

    [Fact]
    public async Task A_field_that_holds_values_keeps_its_word()
    {
        (await Us.Post("/api/fields", new { label = "联系人", type = "text" })).RequireDone();
        await Us.Import(Wrong, new { columns = new[] { new { index = 2, field = "x_1" } } });
        Assert.Equal(["是", "否", "是"], Values("联系人"));
        var view = await Us.Upload("list.csv", "公司,联系人\n云帆科技,张三\n海港贸易,李四\n");
        Assert.Equal(["company", "x_1"], view.Plan.Columns.Select(column => column.Field));
    }

    private async Task<List<string?>> Labels() => [.. (await Us.Get("/api/fields")).RequireDone().Json.EnumerateArray()
        .Where(field => field.GetProperty("userDefined").GetBoolean()).Select(field => field.GetProperty("label").GetString())];

    private List<string?> Values(string label) => [.. kith.Folder.Query<string?>(
        "select fields ->> (select field_key from field where label = @label and retired = 0) as value from customer where value is not null order by customer_id", new { label })];
}
