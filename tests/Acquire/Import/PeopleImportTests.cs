using Kith.Acquire.Import;
using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Rows that name people beside their customer: in columns of their own, or several in one cell.</summary>
public sealed class PeopleImportTests : IAsyncLifetime
{
    private const string Companies =
        "公司名称,联系人1,电话1,职务1,联系人2,电话2,职务2\n" +
        "云帆科技有限公司,王伟,13800138000,总经理,李雷,13800138001,财务\n" +
        "山海贸易有限公司,韩梅,13800138002,,,,\n" +
        "青禾食品有限公司,,,,赵敏,13800138003,采购\n" +
        "晨光印务有限公司,,,,,,\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Numbered_contacts_of_a_list_of_companies_become_people_beside_the_organisations()
    {
        var view = await Us.Upload("公司.csv", Companies);
        Assert.Equal([0, 1, 1, 1, 2, 2, 2], view.Plan.Columns.Select(column => column.Person));
        Assert.Equal(["company", "name", "phone", "title", "name", "phone", "title"], view.Plan.Columns.Select(column => column.Field));
        var dry = await Us.Run(view.Id, dry: true);
        var run = await Us.Run(view.Id);
        Assert.Equal((4L, 4L, 0L), (run.Counts.Rows, run.Counts.Created, run.Counts.Rejected));
        Assert.Equal(4, run.Counts.People);
        Assert.Equal(dry.Counts, run.Counts);
        Assert.Equal(["云帆科技有限公司", "山海贸易有限公司", "晨光印务有限公司", "青禾食品有限公司"], Column("company", "organisation"));
        Assert.Equal(
            ["李雷|云帆科技有限公司|财务|+8613800138001", "王伟|云帆科技有限公司|总经理|+8613800138000", "赵敏|青禾食品有限公司|采购|+8613800138003", "韩梅|山海贸易有限公司||+8613800138002"],
            People());
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task The_people_are_counted_in_the_answer_on_the_receipt_and_nowhere_as_rows()
    {
        var run = await Us.Import(Companies);
        Assert.Equal(4, (await Us.Get($"/api/imports/{run.Id}")).RequireDone().Json.GetProperty("counts").GetProperty("people").GetInt64());
        ImportTests.RequireSum(run.Counts);
        var page = (await (await kith.Administrator()).Get($"/import/{run.Id}/run")).RequireDone().Text;
        Assert.Contains("<dt>People beside them</dt><dd>4</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_list_again_makes_nobody_new()
    {
        await Us.Import(Companies);
        var again = await Us.Import(Companies);
        Assert.Equal((0L, 0L, 4L, 0L), (again.Counts.Created, again.Counts.Updated, again.Counts.Unchanged, again.Counts.People));
        Assert.Equal(8, Count());
    }

    [Fact]
    public async Task A_further_person_of_a_known_company_is_an_update_of_its_row()
    {
        await Us.Import(Companies);
        var next = await Us.Import(Companies.Replace("韩梅,13800138002,,,,", "韩梅,13800138002,,孙丽,13800138004,会计", StringComparison.Ordinal));
        Assert.Equal((0L, 1L, 3L, 1L), (next.Counts.Created, next.Counts.Updated, next.Counts.Unchanged, next.Counts.People));
        Assert.Equal(9, Count());
        Assert.Contains("孙丽|山海贸易有限公司|会计|+8613800138004", People());
    }

    [Fact]
    public async Task An_undo_takes_the_people_back_with_their_organisations()
    {
        await Us.Import("姓名,电话\n王伟,13800138000\n");
        var before = TableCopy.Of(kith.Folder, "changeset", "change", "import_job", "import_problem", "import_row", "customer");
        var run = await Us.Import(Companies);
        Assert.Equal(8, Count());
        Assert.Equal(ImportState.Undone, (await Us.UndoImport(run.Id)).State);
        Assert.Equal(["王伟|||+8613800138000"], People());
        Assert.Empty(Column("company", "organisation"));
        TableCopy.RequireSame(before, TableCopy.Of(kith.Folder, "changeset", "change", "import_job", "import_problem", "import_row", "customer"));
        Wholeness.Require(kith.Folder);
    }

    [Fact]
    public async Task A_row_with_a_bad_value_of_one_person_is_left_out_whole_or_taken_without_the_value()
    {
        var bad = Companies.Replace("13800138001", "12", StringComparison.Ordinal);
        var run = await Us.Import(bad);
        Assert.Equal((3L, 1L, 2L), (run.Counts.Created, run.Counts.Rejected, run.Counts.People));
        Assert.DoesNotContain(Column("company", "organisation"), company => company == "云帆科技有限公司");
        var problem = (await Us.Get($"/api/imports/{run.Id}/problems")).As<ListProblems.Page>().Rows.Single().Problems.Single();
        Assert.Equal((2L, 5, "phone.too-short"), (problem.Row, problem.Column, problem.Code));
        var without = await Us.Import(bad, new { leaveOut = true });
        Assert.Equal((1L, 0L, 2L), (without.Counts.Created, without.Counts.Rejected, without.Counts.People));
    }

    [Fact]
    public async Task One_contact_is_a_person_where_somebody_says_so_and_its_role_stands_where_no_title_does()
    {
        var view = await Us.Upload("a.csv", "公司名称,联系人,电话,职务\n云帆科技有限公司,王伟,13800138000,\n山海贸易有限公司,李雷,13800138001,总监\n");
        Assert.All(view.Plan.Columns, column => Assert.Equal(0, column.Person));
        var run = await Us.Run(view.Id, new
        {
            columns = new object[]
            {
                new { index = 1, field = "name", person = 1, role = "采购" },
                new { index = 2, field = "phone", person = 1 },
                new { index = 3, field = "title", person = 1 },
            },
        });
        Assert.Equal((2L, 2L), (run.Counts.Created, run.Counts.People));
        Assert.Equal(["李雷|山海贸易有限公司|总监|+8613800138001", "王伟|云帆科技有限公司|采购|+8613800138000"], People());
        Assert.Equal(["云帆科技有限公司", "山海贸易有限公司"], Column("company", "organisation"));
    }

    [Fact]
    public async Task Without_a_word_a_company_with_one_contact_is_one_customer()
    {
        var run = await Us.Import("公司名称,联系人,电话\n云帆科技有限公司,王伟,13800138000\n");
        Assert.Equal((1L, 0L), (run.Counts.Created, run.Counts.People));
        Assert.Equal(["王伟|云帆科技有限公司||+8613800138000"], People());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(21)]
    public async Task There_are_at_most_twenty_people_in_a_row(int person)
    {
        var view = await Us.Upload("a.csv", "公司,联系人\n云帆,王伟\n");
        (await Us.Patch($"/api/imports/{view.Id}", new { columns = new object[] { new { index = 1, field = "name", person } } }))
            .RequireRefused(System.Net.HttpStatusCode.UnprocessableEntity, "import.person");
    }

    [Fact]
    public async Task The_same_field_can_stand_once_for_each_person()
    {
        var view = await Us.Upload("a.csv", "公司,甲,乙\n云帆,王伟,李雷\n");
        object Names(int second) => new { columns = new object[] { new { index = 0, field = "company" }, new { index = 1, field = "name", person = 1 }, new { index = 2, field = "name", person = second } } };
        (await Us.Patch($"/api/imports/{view.Id}", Names(1))).RequireRefused(System.Net.HttpStatusCode.UnprocessableEntity, "import.field-twice");
        Assert.Equal(2, (await Us.Run(view.Id, Names(2))).Counts.People);
    }

    [Fact]
    public async Task A_cell_with_a_name_a_number_and_a_word_about_WeChat_is_taken_apart()
    {
        var run = await Us.Import(Mixed("张三 13800138000（微信同号）"), Contact);
        Assert.Equal((1L, 0L), (run.Counts.Created, run.Counts.People));
        Assert.Equal("张三", kith.Folder.Single<string>("select name from customer"));
        Assert.Equal(["phone +8613800138000", "wechat +8613800138000"], Contacts("张三"));
        Assert.Equal(1, (await Us.Import(Mixed("张三 13800138000（微信同号）"), Contact)).Counts.Unchanged);
    }

    [Fact]
    public async Task Several_people_in_one_cell_are_several_customers_of_one_company()
    {
        const string Cell = "张三 13800138000、李四 13900139000";
        var run = await Us.Import(Mixed(Cell), Contact);
        Assert.Equal((1L, 1L), (run.Counts.Created, run.Counts.People));
        Assert.Equal(["张三|云帆科技有限公司||+8613800138000", "李四|云帆科技有限公司||+8613900139000"], People());
        var again = await Us.Import(Mixed(Cell), Contact);
        Assert.Equal((0L, 0L, 1L), (again.Counts.Created, again.Counts.People, again.Counts.Unchanged));
        Assert.Equal(ImportState.Undone, (await Us.UndoImport(run.Id)).State);
        Assert.Equal(0, Count());
    }

    [Fact]
    public async Task The_name_of_the_row_wins_over_the_name_in_a_cell_of_numbers()
    {
        await Us.Import("姓名,联系方式\n王小伟,王小伟 13800138000\n李雷,13800138001（家）/13800138002\n", new { columns = new object[] { new { index = 1, field = "phone" } } });
        Assert.Equal(["李雷", "王小伟"], Column("name", "person"));
        Assert.Equal(["phone +8613800138001", "phone +8613800138002"], Contacts("李雷"));
    }

    [Fact]
    public async Task A_number_of_somebody_else_is_not_the_number_of_the_row()
    {
        var run = await Us.Import("姓名,公司,联系方式\n王伟,云帆科技,李四 13900139000\n李雷,云帆科技,李雷 13800138001、韩梅 13800138002\n", MixedAt(2));
        Assert.Equal((2L, 2L), (run.Counts.Created, run.Counts.People));
        Assert.Equal(["李四|云帆科技||+8613900139000", "李雷|云帆科技||+8613800138001", "王伟|云帆科技||", "韩梅|云帆科技||+8613800138002"], People());
    }

    [Fact]
    public async Task An_organisation_is_not_called_by_the_person_in_its_cell()
    {
        var run = await Us.Import(
            "联系方式,公司名称,客户类型\n张三 13800138000,云帆科技有限公司,企业\n", new { columns = new object[] { new { index = 0, field = "phone" }, new { index = 2, field = "kind" } } });
        Assert.Equal((1L, 1L), (run.Counts.Created, run.Counts.People));
        Assert.Equal(["张三|云帆科技有限公司||+8613800138000"], People());
        Assert.Equal([""], Column("name", "organisation"));
    }

    [Fact]
    public async Task Words_of_such_a_cell_are_added_to_what_other_columns_say_wherever_these_stand()
    {
        const string List = "联系方式,姓名,职位,备注\n张三(采购) 13800138000 只能下午打,张三,总监,老客户\n";
        await Us.Import(List, MixedAt(0));
        Assert.Equal(["张三|总监|老客户/采购/只能下午打|+8613800138000"], kith.Folder.Query<string>(
            "select name || '|' || (fields ->> 'title') || '|' || replace(fields ->> 'remark', char(10), '/') || '|' || (contacts ->> '$[0].v') from customer"));
        Assert.Equal(1, (await Us.Import(List, MixedAt(0))).Counts.Unchanged);
    }

    private static object MixedAt(int column) => new { columns = new object[] { new { index = column, field = "phone" } } };

    private static object Contact => new { columns = new object[] { new { index = 1, field = "phone" } } };

    private static string Mixed(string cell) => $"公司名称,联系方式\n云帆科技有限公司,{cell}\n";

    private int Count() => kith.Folder.Single<int>("select count(*) from customer");

    private IEnumerable<string> Column(string column, string kind) =>
        kith.Folder.Query<string>($"select {column} from customer where kind = @kind", new { kind }).Order(StringComparer.Ordinal);

    /// <summary>Name, company, title and first number of everyone who is a person.</summary>
    private IEnumerable<string> People() => kith.Folder.Query<string>(
        "select name || '|' || coalesce(company, '') || '|' || coalesce(fields ->> 'title', '') || '|' || coalesce(contacts ->> '$[0].v', '') from customer where kind = 'person'").Order(StringComparer.Ordinal);

    private IEnumerable<string> Contacts(string name) => kith.Folder.Query<string>(
        "select (value ->> 'k') || ' ' || (value ->> 'v') from customer, json_each(contacts) where name = @name order by 1", new { name });
}
