using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>People come with the organisations they belong to: by an id of another system, by Kith's own, or in the organisation's row.</summary>
public sealed class OrganisationImportTests : IAsyncLifetime
{
    private const string Accounts = "Account ID,Company,Phone,Source\n0015g00000AbCdE,Sunrise Tea,+862161234567,Salesforce\n0015g00000AbCdF,Harbour Ltd,+862161234568,Salesforce\n";

    private const string Contacts =
        "Contact ID,Account ID,Name,Email\n0035g00000XyZ1,0015g00000AbCdE,Mei Sun,mei@sunrise.example\n0035g00000XyZ2,0015g00000AbCdF,Bo Li,bo@harbour.example\n0035g00000XyZ3,0015g00000NoOne,Ada Chen,ada@else.example\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Two_files_are_joined_by_the_id_that_both_bear()
    {
        await Us.Import(Accounts, name: "accounts.csv");
        var contacts = await Us.Import(Contacts, name: "contacts.csv");
        Assert.Equal((3, 1), ((int)contacts.Counts.Created, (int)contacts.Counts.Warnings));
        Assert.Equal("Sunrise Tea", OrganisationOf("Mei Sun"));
        Assert.Equal("Harbour Ltd", OrganisationOf("Bo Li"));
        Assert.Null(OrganisationOf("Ada Chen"));
        Assert.Equal("Sunrise Tea", CompanyOf("Mei Sun"));

        var people = await Us.Get($"/api/customers/{IdOf("Sunrise Tea", "company")}/people");
        Assert.Contains("Mei Sun", people.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_who_came_first_are_joined_when_their_file_comes_again()
    {
        var early = await Us.Import(Contacts, name: "contacts.csv");
        Assert.Equal(3, early.Counts.Warnings);
        await Us.Import(Accounts, name: "accounts.csv");
        var again = await Us.Import(Contacts, name: "contacts.csv");
        Assert.Equal((0, 2, 1), ((int)again.Counts.Created, (int)again.Counts.Updated, (int)again.Counts.Unchanged));
        Assert.Equal("Sunrise Tea", OrganisationOf("Mei Sun"));
        await Us.UndoImport(again.Id);
        Assert.Null(OrganisationOf("Mei Sun"));
    }

    [Fact]
    public async Task A_number_that_counts_from_one_in_every_system_joins_only_within_its_source()
    {
        await Us.Import("客户编号,公司,电话\n1,云帆科技,021-61234567\n", new { source = "旧系统" }, name: "客户.csv");
        var elsewhere = await Us.Import("姓名,公司编号,电话\n张三,1,13800138001\n", new { source = "别处" }, name: "联系人.csv");
        Assert.Equal(1, elsewhere.Counts.Warnings);
        Assert.Null(OrganisationOf("张三"));
        await Us.Import("姓名,公司编号,电话\n李四,1,13800138002\n", new { source = "旧系统" }, name: "联系人.csv");
        Assert.Equal("云帆科技", OrganisationOf("李四"));
        await Us.Import("姓名,公司,公司编号,电话\n王五,云帆科技,1,13800138003\n", new { source = "别处" }, name: "联系人.csv");
        Assert.Equal("云帆科技", OrganisationOf("王五"));
    }

    [Fact]
    public async Task Files_that_come_together_share_their_numbers_whichever_was_given_first()
    {
        var contacts = await Us.Upload("联系人.csv", "姓名,所属客户编号,电话\n张三,1,13800138001\n李四,2,13800138002\n");
        var accounts = await Us.Upload("客户.csv", "客户编号,公司,电话\n1,云帆科技,021-61234567\n2,海港贸易,021-61234568\n");
        var set = (await Us.Post("/api/import-sets", new { importIds = new[] { contacts.Id, accounts.Id } })).RequireDone().Json.GetProperty("id").GetString();
        (await Us.Post($"/api/import-sets/{set}/run")).RequireDone();
        Assert.Equal(0, (await Us.Rest(contacts.Id)).Counts.Warnings);
        Assert.Equal(("云帆科技", "海港贸易"), (OrganisationOf("张三"), OrganisationOf("李四")));
    }

    [Fact]
    public async Task Files_that_come_again_still_share_their_numbers()
    {
        const string Accounts = "客户编号,公司,电话\n1,云帆科技,021-61234567\n2,海港贸易,021-61234568\n";
        foreach (var people in (string[])["张三,1,13800138001\n", "张三,1,13800138001\n李四,2,13800138002\n"])
        {
            var accounts = await Us.Upload("客户.csv", Accounts);
            var contacts = await Us.Upload("联系人.csv", "姓名,所属客户编号,电话\n" + people);
            var set = (await Us.Post("/api/import-sets", new { importIds = new[] { accounts.Id, contacts.Id } })).RequireDone().Json.GetProperty("id").GetString();
            (await Us.Post($"/api/import-sets/{set}/run")).RequireDone();
            Assert.Equal(0, (await Us.Rest(contacts.Id)).Counts.Warnings);
        }

        Assert.Equal(("云帆科技", "海港贸易"), (OrganisationOf("张三"), OrganisationOf("李四")));
        // A number of another list is not theirs.
        Assert.Equal(1, (await Us.Import("姓名,所属客户编号,电话\n王五,1,13800138003\n", name: "别的.csv")).Counts.Warnings);
    }

    [Theory]
    [InlineData("姓名,所属客户,电话\n张三,云帆科技,13800138001\n李四,海港贸易,13800138002\n", "company")]
    [InlineData("姓名,公司编号,电话\n张三,云帆科技,13800138001\n李四,海港贸易,13800138002\n", "company")]
    [InlineData("name,company code,phone\nAnn,Harbour Lane Books,+442079460958\nBen,Pennine Tools,+442079460959\n", "company")]
    [InlineData("姓名,公司编号,电话\n张三,K001,13800138001\n李四,K002,13800138002\n", "organisation_ref")]
    [InlineData("姓名,所属客户编号,所属客户,电话\n张三,1,云帆科技,13800138001\n李四,2,海港贸易,13800138002\n", "organisation_ref", "company")]
    public async Task A_column_that_holds_names_is_the_company_whatever_its_heading(string list, params string[] fields) =>
        Assert.Equal(fields, (await Us.Upload("联系人.csv", list)).Plan.Columns.Skip(1).SkipLast(1).Select(column => column.Field!));

    [Fact]
    public async Task Names_beside_the_company_are_no_ids_of_it()
    {
        var columns = (await Us.Upload("联系人.csv", "姓名,公司,公司编号,电话\n张三,云帆科技,云帆,13800138001\n李四,海港贸易,海港,13800138002\n")).Plan.Columns;
        Assert.Equal("company", columns[1].Field);
        Assert.DoesNotContain(columns[2].Field, (string[])["company", "organisation_ref"]);
    }

    [Fact]
    public async Task The_people_of_an_organisations_row_belong_to_it()
    {
        const string List = "公司名称,联系人1,电话1,联系人2,电话2\n云帆科技有限公司,张三,13800138001,李四,13800138002\n海港贸易有限公司,王五,13800138003,赵六,\n";
        var first = await Us.Import(List);
        Assert.Equal((2, 4), ((int)first.Counts.Created, (int)first.Counts.People));
        Assert.Equal("云帆科技有限公司", OrganisationOf("张三"));
        Assert.Equal("海港贸易有限公司", OrganisationOf("赵六"));
        var again = await Us.Import(List);
        Assert.Equal((0, 2, 0), ((int)again.Counts.Created, (int)again.Counts.Unchanged, (int)again.Counts.People));

        await Us.UndoImport(first.Id);
        Assert.Equal(0, kith.Folder.Single<long>("select count(*) from customer"));
    }

    [Fact]
    public async Task Who_stands_twice_in_a_row_is_one()
    {
        const string List = "公司名称,联系人1,电话1,邮箱1,联系人2,电话2\n云帆科技有限公司,王伟,13800138000,wang@yunfan.example,王伟,13800138009\n";
        Assert.Equal(1, (await Us.Import(List)).Counts.People);
        Assert.Equal(3, kith.Folder.Single<long>("select json_array_length(contacts) from customer where name = '王伟'"));
        var again = await Us.Import(List);
        Assert.Equal((0, 1, 0), ((int)again.Counts.People, (int)again.Counts.Unchanged, (int)again.Counts.Rejected));
    }

    [Fact]
    public async Task Two_of_a_row_who_are_one_customer_lose_nothing_of_each_other()
    {
        await Us.Import("name,phone,email\nWei Wang,13800138000,wei@yunfan.example\n");
        var run = await Us.Import("公司名称,联系人1,电话1,邮箱1,联系人2,电话2,邮箱2\n云帆科技有限公司,Wei Wang,13800138000,first@yunfan.example,Wang Wei,13800138007,wei@yunfan.example\n");
        Assert.Equal(
            ["+8613800138000", "+8613800138007", "first@yunfan.example", "wei@yunfan.example"],
            kith.Folder.Query<string>("select c.value ->> 'v' from customer, json_each(contacts) c where kind = 'person' order by 1"));
        Assert.Contains("Wang Wei", (await Us.Get("/api/customers/twins?email=first@yunfan.example")).RequireDone().Text, StringComparison.Ordinal);

        Assert.Empty((await Us.UndoImport(run.Id)).Conflicts);
        Assert.Equal(
            ["+8613800138000", "wei@yunfan.example"],
            kith.Folder.Query<string>("select c.value ->> 'v' from customer, json_each(contacts) c order by 1"));
    }

    [Fact]
    public async Task People_known_by_an_id_of_their_organisation_alone_are_not_made_twice()
    {
        await Us.Import(Accounts, name: "accounts.csv");
        const string People = "所属客户编号,姓名\n0015g00000AbCdE,张三\n0015g00000AbCdF,张三\n";
        Assert.Equal(2, (await Us.Import(People, name: "people.csv")).Counts.Created);
        Assert.Equal(2, (await Us.Import(People, name: "people.csv")).Counts.Unchanged);
        Kith.Tests.Faults.Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task Organisations_of_two_names_are_two_whichever_column_names_them()
    {
        await Us.Import("客户编号,名称,类型,电话\n1,甲公司,企业,021-61234567\n", new { columns = new[] { new { index = 1, field = "name" }, new { index = 2, field = "kind" } } }, name: "crm.csv");
        Assert.Equal(1, (await Us.Import("公司,电话\n乙公司,021-61234567\n", name: "shop.csv")).Counts.Created);
        Assert.Equal(1, (await Us.Import("客户编号,公司\n1,丙公司\n", name: "other.csv")).Counts.Created);
        var same = await Us.Import("公司,电话\n甲公司,021-61234567\n", name: "third.csv");
        Assert.Equal(0, same.Counts.Created);
    }

    [Fact]
    public async Task A_paused_file_holds_up_those_that_came_with_it_and_goes_before_them()
    {
        var accounts = await Us.Upload("客户.csv", "客户编号,公司\n" + string.Concat(Enumerable.Range(1, 6000).Select(at => $"{at},云帆{at}号公司\n")));
        var contacts = await Us.Upload("联系人.csv", "姓名,所属客户编号\n" + string.Concat(Enumerable.Range(1, 50).Select(at => $"张三{at},{5950 + at}\n")));
        var set = (await Us.Post("/api/import-sets", new { importIds = new[] { contacts.Id, accounts.Id } })).RequireDone().Json.GetProperty("id").GetString();
        (await Us.Post($"/api/import-sets/{set}/run")).RequireDone();
        (await Us.Post($"/api/imports/{accounts.Id}/pause")).RequireDone();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal((0L, "running"), ((await Us.Get($"/api/imports/{contacts.Id}")).As<Kith.Acquire.Import.ImportView>() is var waiting ? (waiting.Counts.Rows, waiting.State) : default));
        (await Us.Post($"/api/imports/{accounts.Id}/continue")).RequireDone();
        Assert.Equal((50, 0), (await Us.Rest(contacts.Id)).Counts is var counts ? ((int)counts.Created, (int)counts.Warnings) : default);
    }

    [Fact]
    public async Task Namesakes_in_two_organisations_are_two()
    {
        const string List = "公司名称,联系人1,电话1,联系人2,电话2\n云帆科技有限公司,张三,,李四,13800138002\n海港贸易有限公司,张三,,王五,13800138003\n";
        Assert.Equal(4, (await Us.Import(List)).Counts.People);
        Assert.Equal(2, kith.Folder.Single<long>("select count(*) from customer where name = '张三'"));
        Assert.Equal(0, (await Us.Import(List)).Counts.People);
    }

    [Fact]
    public async Task What_an_export_says_of_organisations_comes_back()
    {
        await Us.Import(Accounts, name: "accounts.csv");
        await Us.Import(Contacts, name: "contacts.csv");
        var prepared = (await Us.Post("/api/exports", new { format = "csv" })).RequireDone().Json.GetProperty("id").GetString();
        var export = (await Us.Get($"/api/exports/{prepared}/file")).RequireDone().Text;
        var again = await Us.Import(export, name: "kith.csv");
        Assert.Equal((5, 0), ((int)again.Counts.Unchanged, (int)again.Counts.Warnings));

        (await Us.Edit(kith.Folder.Single<long>("select customer_id from customer where name = 'Bo Li'"), "organisation", "")).RequireDone();
        Assert.Null(OrganisationOf("Bo Li"));
        var back = await Us.Import(export, name: "kith.csv");
        Assert.Equal(1, back.Counts.Updated);
        Assert.Equal("Harbour Ltd", OrganisationOf("Bo Li"));
    }

    [Fact]
    public async Task A_person_who_becomes_an_organisation_is_of_none()
    {
        await Us.Import(Accounts, name: "accounts.csv");
        await Us.Import(Contacts, name: "contacts.csv");
        await Us.Import("Contact ID,Type,Name,Email\n0035g00000XyZ2,organisation,Bo Li,bo@harbour.example\n", new { columns = new[] { new { index = 1, field = "kind" } } }, name: "contacts.csv");
        Assert.Equal("organisation", kith.Folder.Single<string>("select kind from customer where name = 'Bo Li'"));
        Assert.Null(OrganisationOf("Bo Li"));
    }

    private string? OrganisationOf(string name) => kith.Folder.Single<string?>(
        $"select o.company from customer p left join customer o on o.customer_id = p.organisation_id where p.name = '{name}'");

    private string? CompanyOf(string name) => kith.Folder.Single<string?>($"select company from customer where name = '{name}'");

    private long IdOf(string text, string column) => kith.Folder.Single<long>($"select customer_id from customer where {column} = '{text}' and kind = 'organisation'");
}
