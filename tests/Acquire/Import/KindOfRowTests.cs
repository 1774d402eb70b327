using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Who a row's customer is, a person or an organisation, is said by the file or by somebody; else by each row's own name.</summary>
public sealed class KindOfRowTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("客户名称,电话\n上海某某有限公司,021-63350000\n王小明,13800138000\n海港贸易有限公司,021-63350001\n")]
    [InlineData("客户名称,电话\n王小明,13800138000\n上海某某有限公司,021-63350000\n李雷,13800138001\n韩梅,13800138002\n海港贸易有限公司,021-63350001\n赵敏,13800138003\n孙丽,13800138004\n")]
    [InlineData("姓名,电话\n上海某某有限公司,021-63350000\n王小明,13800138000\n海港贸易有限公司,021-63350001\n")]
    public async Task Each_row_says_by_its_name_who_it_is(string list)
    {
        var first = await Us.Import(list);
        Assert.Equal(["上海某某有限公司", "海港贸易有限公司"], Called("organisation"));
        Assert.Contains("王小明", Called("person"));
        var again = await Us.Import(list);
        Assert.Equal((0L, 0L, first.Counts.Created), (again.Counts.Created, again.Counts.Updated, again.Counts.Unchanged));
    }

    [Fact]
    public async Task The_same_in_Latin_letters()
    {
        await Us.Import("Customer,Email,Gender\nMüller GmbH,info@mueller.example,\nAnna Müller,anna@mueller.example,f\nEjemplo S.L.,hola@ejemplo.example,\nAcme Inc.,hi@acme.example,\nDeutsche Bank,db@bank.example,\n");
        Assert.Equal(["Acme Inc.", "Deutsche Bank", "Ejemplo S.L.", "Müller GmbH"], Called("organisation"));
        Assert.Equal(["Anna Müller"], kith.Folder.Query<string>("select name from customer where kind = 'person'"));
    }

    [Fact]
    public async Task A_German_list_of_customers_has_firms_with_a_contact_and_people_alone()
    {
        await Us.Import(
            """
            Kunde;Ansprechpartner;Anrede;Tel. geschäftl.;E-Mail;Straße;PLZ/Ort;Geb.datum
            Bäckerei Huber GmbH;Sabine Huber;Frau;089 1234567;info@huber.example;Hauptstr. 5;80331 München;12.03.1970
            "Weiß, Petra";;Frau;030 7654321;petra@weiss.example;Gartenweg 2;10115 Berlin;01.05.1982
            Dr. med. Jürgen Krüger;;Herr;040 998877;praxis@krueger.example;Elbchaussee 10;D-22765 Hamburg;
            Autohaus Schmidt KG;Karl Schmidt;Herr;0221 445566;karl@schmidt.example;Ringstr. 1;Köln;30.11.1965
            """);
        Assert.Empty(Called("organisation"));
        Assert.Equal(["Autohaus Schmidt KG", "Bäckerei Huber GmbH"], kith.Folder.Query<string>("select company from customer where company is not null order by company"));
        Assert.Equal(
            ["Dr. med. Jürgen Krüger||Hamburg|22765|male", "Karl Schmidt|1965-11-30|Köln||male", "Sabine Huber|1970-03-12|München|80331|female", "Weiß, Petra|1982-05-01|Berlin|10115|female"],
            kith.Folder.Query<string>(
                """
                select name || '|' || coalesce(fields ->> 'birthday', '') || '|' || (fields ->> 'city') || '|' || coalesce(fields ->> 'postcode', '') || '|' || (fields ->> 'gender')
                from customer order by name
                """));
    }

    [Fact]
    public async Task Several_names_in_one_cell_are_told_of()
    {
        var import = await Us.Import("客户名称,联系人,手机\n广州蓝天贸易有限公司,张三,13800138001\n深圳大地科技有限公司,李四、王五,13900139002\n佛山海洋商行,陈七/林八,13600136004\n");
        var told = (await Us.Get($"/api/imports/{import.Id}/problems?all=true")).As<ListProblems.Page>().Rows;
        Assert.Equal([(3L, "name.several"), (4L, "name.several")], told.Select(row => (row.Row, row.Problems.Single().Code)));
        Assert.Equal(3, import.Counts.Created);
    }

    [Fact]
    public async Task People_whose_names_sound_like_legal_forms_stay_people()
    {
        await Us.Import("Name,Email\nMichael Holding,mh@a.example\nBae Doo Na,bdn@a.example\n\"Jansen, A.B.\",ab@a.example\nEva Sas,es@a.example\n\"Butterfield, Asa\",asa@a.example\nMARIA DE SA,msa@a.example\nDANIEL EK,de@a.example\nJohn Asa Smith,jas@a.example\nJohn Smith,js@a.example\n\"Smith, S.A.\",sa@a.example\nArthur Company,ac@a.example\n");
        Assert.Empty(Called("organisation"));
        Assert.Equal(11, Called("person").Count());
    }

    [Fact]
    public async Task Whose_company_stands_beside_the_name_is_a_person()
    {
        await Us.Import("Name,Company,Email\nMichael Holding,Whispering Death Ltd,mh@a.example\nSales Team Ltd,Acme BV,ab@a.example\nJohn Smith,Samsung,ks@a.example\n");
        Assert.Empty(Called("organisation"));
    }

    [Fact]
    public async Task Brands_among_companies_are_no_people_without_what_only_people_have()
    {
        await Us.Import("客户名称,电话,职务\n上海某某有限公司,021-63350000,\n海港贸易有限公司,021-63350001,\n云帆科技有限公司,021-63350002,\n北京青禾食品有限公司,021-63350003,\n远洋物流有限公司,021-63350011,\n天成商贸有限公司,021-63350012,\n万科,021-63350004,\n安踏体育,021-63350005,\n周大福,021-63350006,\n金山云,021-63350007,\n康师傅,021-63350008,\n王小明,13800138000,\n李雷,021-63350009,采购\n赵女士,021-63350010,\n");
        Assert.Equal(["李雷", "王小明", "赵女士"], Called("person"));
        Assert.Equal(11, Called("organisation").Count());
    }

    [Fact]
    public async Task A_kind_that_the_file_says_wins_over_the_name()
    {
        await Us.Import("名称,客户类型,电话\n上海某某有限公司,个人,021-63350000\n王小明,企业,13800138000\n李雷,,13800138001\n", new { columns = new object[] { new { index = 0, field = "name" }, new { index = 1, field = "kind" } } });
        Assert.Equal(["王小明"], Called("organisation"));
        Assert.Equal(["上海某某有限公司", "李雷"], Called("person"));
    }

    [Fact]
    public async Task What_somebody_says_of_the_column_wins_over_the_names()
    {
        const string List = "客户名称,电话\n上海某某有限公司,021-63350000\n海港贸易有限公司,021-63350001\n王小明,13800138000\n";
        var view = await Us.Upload("a.csv", List);
        Assert.Equal("company", view.Plan.Columns[0].Field);
        var run = await Us.Run(view.Id, new { columns = new object[] { new { index = 0, field = "name" } } });
        Assert.Equal(ChangeImport.Chosen, run.Plan.Columns[0].Because);
        Assert.Equal(3, Called("person").Count());
        Assert.Empty(Called("organisation"));
    }

    [Fact]
    public async Task Under_a_heading_that_means_companies_alone_everybody_is_one()
    {
        await Us.Import("公司名称,电话\n上海某某有限公司,021-63350000\n王小明,13800138000\n");
        Assert.Equal(["上海某某有限公司", "王小明"], Called("organisation"));
    }

    [Fact]
    public async Task A_customer_who_is_known_keeps_the_kind()
    {
        var id = await Us.Add(("name", "上海某某有限公司"), ("phone", "021-63350000"));
        var run = await Us.Import("姓名,电话,职位\n上海某某有限公司,021-63350000,客服\n");
        Assert.Equal(1L, run.Counts.Updated);
        Assert.Equal("person", kith.Folder.Single<string>($"select kind from customer where customer_id = {id}"));
    }

    private IEnumerable<string> Called(string kind) =>
        kith.Folder.Query<string>("select iif(name = '', company, name) from customer where kind = @kind", new { kind }).Order(StringComparer.Ordinal);
}
