using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Addresses, names and owners as real lists write them.</summary>
public sealed class ListShapeTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task An_address_tells_province_city_and_district()
    {
        await Us.Import("姓名,电话,地址\n张三,13800138001,浙江省杭州市西湖区文三路189号2幢301室\n李四,13800138002,朝阳区建国路88号\n");
        Assert.Equal(("浙江省", "杭州市", "西湖区"), await PlaceOf("张三"));
        Assert.Equal((null, null, null), await PlaceOf("李四"));

        var parts = (await Customer("张三")).GetProperty("contacts").EnumerateArray().Single(contact => contact.GetProperty("kind").GetString() == "address").GetProperty("parts");
        Assert.Equal(("文三路", "189号"), (parts.GetProperty("road").GetString(), parts.GetProperty("number").GetString()));
    }

    [Fact]
    public async Task A_division_of_former_times_is_told_as_todays_with_a_word()
    {
        var run = await Us.Import("姓名,电话,地址\n张三,13800138001,萧山市城厢镇人民路12号\n");
        Assert.Equal(1, run.Counts.Warnings);
        Assert.Equal(("浙江省", "杭州市", "萧山区"), await PlaceOf("张三"));
        Assert.Equal("address.division-retired", run.Problems.Single().Code);
    }

    [Fact]
    public async Task What_a_finding_says_further_is_told_to_who_may_see_cells_and_to_nobody_else()
    {
        var ada = await kith.Administrator();
        var id = (await ada.Run((await ada.Upload("list.csv", "姓名,电话,地址\n张三,13800138001,萧山市城厢镇人民路12号\n")).Id, dry: true)).Id;
        Assert.Contains("萧山区", Example(await ada.Get($"/api/imports/{id}")), StringComparison.Ordinal);
        Assert.Null(Example(await (await kith.SignedIn("mia", "member")).Get($"/api/imports/{id}")));

        static string? Example(Answer answer) => answer.RequireDone().As<Kith.Acquire.Import.ImportView>().Problems.Single().Example;
    }

    [Theory]
    [InlineData("Name;Vorname", "Krüger;Jörg")]
    [InlineData("Nachname;Vorname", "Krüger;Jörg")]
    [InlineData("Name;Vorname", "Jörg Krüger;Jörg")]
    [InlineData("Name;Nachname", "Jörg;Krüger")]
    public async Task A_name_in_two_columns_is_one_whatever_they_are_called(string headings, string cells)
    {
        await Us.Import($"{headings};Telefon\n{cells};0351 4567890\n");
        Assert.Equal("Jörg Krüger", kith.Folder.Single<string>("select name from customer"));
    }

    [Fact]
    public async Task An_address_of_nobody_knows_where_is_not_taken_apart_as_a_Chinese_one()
    {
        await Us.Add(("name", "Anna Maier"), ("phone", "13800138001"), ("address", "Hauptstraße 5, 01069 Dresden"));
        var contacts = (await Customer("Anna Maier")).GetProperty("contacts").EnumerateArray();
        Assert.False(contacts.Single(contact => contact.GetProperty("kind").GetString() == "address").TryGetProperty("parts", out _));
    }

    [Fact]
    public async Task Columns_that_say_the_place_win_over_the_address()
    {
        await Us.Import("姓名,电话,省份,城市,地址\n张三,13800138001,浙江,宁波,浙江省杭州市西湖区文三路189号\n李四,13800138002,浙江,杭州,西湖区文三路190号\n");
        Assert.Equal(("浙江", "宁波", null), await PlaceOf("张三"));
        Assert.Equal(("浙江", "杭州", "西湖区"), await PlaceOf("李四"));
    }

    [Fact]
    public async Task A_place_that_is_known_is_not_replaced_by_what_an_address_tells()
    {
        await Us.Import("姓名,电话,省份,城市\n张三,13800138001,浙江省,宁波市\n");
        await Us.Import("姓名,电话,地址\n张三,13800138001,浙江省杭州市西湖区文三路189号\n");
        Assert.Equal(("浙江省", "宁波市", null), await PlaceOf("张三"));
    }

    [Fact]
    public async Task Names_with_the_family_in_front_come_in_their_usual_order_and_keep_what_was_written()
    {
        await Us.Import("name,email\n\"Smith, John\",a@a.example\n\"van der Berg, Hans\",b@a.example\n\"García Márquez, Gabriel\",c@a.example\n\"Acme, Inc.\",d@a.example\n\"O'Neil, Pat\",e@a.example\n");
        Assert.Equal(
            ["Acme, Inc.", "Gabriel García Márquez", "Hans van der Berg", "John Smith", "Pat O'Neil"],
            kith.Folder.Query<string>("select name from customer order by name"));
        Assert.Equal("van der Berg", (await Customer("Hans van der Berg")).GetProperty("nameParts").GetProperty("family").GetString());
        Assert.Equal("Smith, John", kith.Folder.Single<string>("select fields ->> '~name' from customer where name = 'John Smith'"));
    }

    [Fact]
    public async Task One_comma_among_many_names_turns_nothing_round()
    {
        await Us.Import("name,email\nJohn Smith,a@a.example\n\"Doe, Jane\",b@a.example\nAnn Lee,c@a.example\nBo Li,d@a.example\n");
        Assert.Contains("Doe, Jane", kith.Folder.Query<string>("select name from customer"));
    }

    [Fact]
    public async Task Compound_surnames_stay_whole()
    {
        await Us.Import("姓名,电话\n欧阳娜娜,13800138001\n司马光,13800138002\n");
        Assert.Equal("欧阳", (await Customer("欧阳娜娜")).GetProperty("nameParts").GetProperty("family").GetString());
    }

    [Fact]
    public async Task The_owner_column_names_users()
    {
        await AddUser("zhangwei", "张伟");
        await AddUser("zhangwei2", "张伟");
        await AddUser("lina", "李娜");
        var run = await Us.Import(
            "姓名,电话,业务员\n甲,13800138001,LiNa@example.com\n乙,13800138002,张伟（zhangwei2）\n丙,13800138003,张伟\n丁,13800138004,王离职\n");
        Assert.Equal("李娜", await Owner("甲"));
        Assert.Equal("张伟 (zhangwei2)", await Owner("乙"));
        Assert.Equal("张伟", await Owner("丙"));
        Assert.Equal("王离职", await Owner("丁"));
        Assert.Equal("owner.several", Assert.Single(run.Problems).Code);
    }

    [Fact]
    public async Task A_cell_with_a_person_and_numbers_is_taken_apart()
    {
        await Us.Import("公司,联系方式\n云帆科技,张三 13800138000（微信同号）\n海港贸易,李四 QQ:123456789 13900139000\n");
        var kinds = kith.Folder.Query<string>("select c.value ->> 'k' || ' ' || (c.value ->> 'v') from customer, json_each(contacts) c order by 1");
        Assert.Equal(["phone +8613800138000", "phone +8613900139000", "qq 123456789", "wechat +8613800138000"], kinds);
    }

    [Fact]
    public async Task Few_cells_of_persons_and_numbers_below_a_heading_of_contacts_become_people_with_phones()
    {
        await Us.Import("公司,联系人\n云帆科技,张三 13800138000（微信同号）\n海港贸易,李四 13900139000\n远洋物流,王五 13700137000\n天成商贸,赵六 13600136000\n东方纸业,孙七 13500135000\n");
        Assert.Equal(["孙七", "张三", "李四", "王五", "赵六"], kith.Folder.Query<string>("select name from customer order by name"));
        Assert.Equal(5, kith.Folder.Single<int>("select count(*) from customer, json_each(contacts) c where c.value ->> 'k' = 'phone'"));
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from field"));
    }

    private async Task AddUser(string login, string name) =>
        (await Us.Post("/api/users", new { login, name, password = "correct horse battery", role = "member", language = "zh-CN" })).RequireDone();

    private async Task<System.Text.Json.JsonElement> Customer(string name) =>
        (await Us.Get($"/api/customers/{kith.Folder.Single<long>("select customer_id from customer where name = @name", new { name })}")).RequireDone().Json.GetProperty("customer");

    private async Task<string?> Owner(string name) => Value(await Customer(name), "owner");

    private async Task<(string?, string?, string?)> PlaceOf(string name) =>
        await Customer(name) is var customer ? (Value(customer, "province"), Value(customer, "city"), Value(customer, "district")) : default;

    private static string? Value(System.Text.Json.JsonElement customer, string key) => customer.GetProperty("fields").EnumerateArray()
        .Where(field => field.GetProperty("key").GetString() == key).Select(field => field.GetProperty("value").GetString()).FirstOrDefault();
}
