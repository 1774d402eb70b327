using Kith.Acquire.Import;
using Kith.Reach.Export;
using Kith.Tests.Testing;

namespace Kith.Tests.Reach.Export;

/// <summary>
/// The law of a file that Kith wrote: whatever the customers are, whoever imports it adds nobody and changes nobody. Every
/// customer here has something that a guess at a stranger's file would read otherwise.
/// </summary>
public sealed class OwnFileLaws : IAsyncLifetime
{
    private const string List =
        "姓名,公司,电话,邮箱,地址,标签,生日,等级代码,预算,签约日期,公司编号,remark\n" +
        "王小明,云帆科技有限公司,138 0013 8000/021-63350000转801,xm@yunfan.example; m@yunfan.example,上海市浦东新区世纪大道1号,VIP；北京,1990年5月1日,A,1200元,2024-02-29,K1,甲\n" +
        ",山海贸易有限公司,0755-26543210,sales@shanhai.example,,,,B,99.5 USD,2023-12-31,K2,乙\n" +
        "李雷,,13800138003,,,a|b,,A,,,K3,\n" +
        "韩梅,,13800138004,,,,,B,3.50,,K4,\n" +
        "赵敏,,13800138005,,,,,A,80元,,K5,\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Theory]
    [InlineData("csv", null)]
    [InlineData("csv", "gb18030")]
    [InlineData("xlsx", null)]
    public async Task Importing_an_export_adds_nobody_and_changes_nobody(string format, string? encoding)
    {
        await Furnish();
        var kept = Kept();
        var (receipt, file) = await Export(format, encoding);
        Assert.Equal(kept.Count, receipt.Rows);
        var view = await Us.Upload("again." + format, file);
        var dry = await Us.Run(view.Id, dry: true);
        Assert.Equal(new ImportCounts(Rows: kept.Count, Unchanged: kept.Count), dry.Counts);
        Assert.Equal(new ImportCounts(Rows: kept.Count, Unchanged: kept.Count), (await Us.Run(view.Id)).Counts);
        Assert.Equal(kept, Kept());
    }

    [Fact]
    public async Task What_somebody_changed_in_such_a_file_is_taken_and_nothing_else()
    {
        await Furnish();
        var kept = Kept();
        var (_, file) = await Export("csv", null);
        var text = System.Text.Encoding.UTF8.GetString(file);
        var run = await Us.Import(text.Replace("13800138003", "13800138103", StringComparison.Ordinal), name: "again.csv");
        Assert.Equal((0L, 1L, 0L), (run.Counts.Created, run.Counts.Updated, run.Counts.Rejected));
        Assert.Single(kept.Except(Kept()));
    }

    [Fact]
    public async Task A_row_whose_id_nobody_has_needs_a_name()
    {
        var run = await Us.Import("kith:id,kind,name,phone\n17,person,,+8613800138000\n18,person,,\n19,person,王伟,\n", name: "again.csv");
        Assert.Equal((2L, 1L), (run.Counts.Created, run.Counts.Rejected));
    }

    /// <summary>Customers as people make them: from a list, one by one, and edited by hand.</summary>
    private async Task Furnish()
    {
        await Us.Import(List, new { columns = new object[] { new { index = 10, field = "new", newType = "text" }, new { index = 11, field = "new", newType = "text" } } });
        await Us.Import("电话\n13800138011\n021-63350001转9\n");
        var money = kith.Folder.Single<string>("select field_key from field where label = '预算'");

        // Without a name: a person of a company.
        var nameless = await Us.Add(("name", "某人"), ("company", "青禾食品有限公司"), ("phone", "13800138012"));
        (await Us.Edit(nameless, "name", "")).RequireDone();

        // Linked, and once with a company of another name or none.
        var organisation = await Us.Add(("company", "晨光印务有限公司"), ("phone", "021-63350002"));
        await Us.Add(("name", "孙丽"), ("organisation", Id(organisation)));
        var linked = await Us.Add(("name", "周杰"), ("organisation", Id(organisation)));
        (await Us.Edit(linked, "company", "")).RequireDone();

        // Amounts with and without a currency beside one another.
        await Us.Add(("name", "吴军"), (money, "1200"));
        await Us.Add(("name", "徐磊"), (money, "1,234.5 EUR"));
        await Us.Add(("name", "郑洁"), (money, "1.234"));

        // Names that a guess would turn round, take apart or pass over.
        await Us.Add(("name", "Berg, Hans"), ("phone", "+49 30 901820"));
        await Us.Add(("name", "Smith, Ann"), ("phone", "+44 20 7946 0958"));
        await Us.Add(("name", "Doe, Jane"), ("birthday", "05-17"));
        await Us.Add(("name", "冯伟 13800138013"), ("remark", "第一行\n第二行"));
        await Us.Add(("name", "上海某某有限公司"), ("wechat", "+8613800138014"));
        await Us.Add(("name", "N/A"), ("phone", "13800138015"));
        await Us.Add(("name", "合计"));

        // Values that belong to a country which the row does not say any more, or to another field.
        var abroad = await Us.Add(("name", "Jürgen"), ("country", "Germany"), ("postcode", "01067"), ("tags", "无"));
        (await Us.Edit(abroad, "postcode", "10115")).RequireDone();
        (await Us.Edit(abroad, "country", "")).RequireDone();
        await Us.Add(("name", "何芳"), ("vat_id", "91310000132211000R"));
        var placed = await Us.Add(("name", "高强"), ("address", "浙江省杭州市西湖区文三路1号"));
        (await Us.Edit(placed, "district", "")).RequireDone();
        await Us.Add(("name", "合计 2"));
    }

    private static string Id(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private List<string> Kept() => [.. kith.Folder.Query<string>(
        """
        select json_array(customer_id, kind, name, company, stage, source, organisation_id, contacts, fields, version,
          (select json_group_array(tag) from customer_tag t where t.customer_id = c.customer_id))
        from customer c order by customer_id
        """)];

    private async Task<(ExportReceipt Receipt, byte[] File)> Export(string format, string? encoding)
    {
        var id = (await Us.Post("/api/exports", new { format, encoding })).RequireDone().Json.GetProperty("id").GetString();
        var file = (await Us.Get($"/api/exports/{id}/file")).RequireDone().Body;
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await Us.Get($"/api/exports/{id}")).As<ExportReceipt>() is { State: "done" } receipt)
            {
                return (receipt, file);
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The receipt is never written.");
    }
}
