using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>An export that people went on writing in: what stands in it as Kith writes it is that, the rest is read like any list.</summary>
public sealed class EditedExportTests : IAsyncLifetime
{
    private const string Heading = "kith:id,kind,name,phone,金额,签约日期\n";
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start();
        await Us.Import("姓名,电话,金额,签约日期\n张三,13800138021,1200.50元,2026-01-05\n李四,13800138022,3000.00元,2026-02-06\n王五,13800138023,7.5元,2026-03-25\n");
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Dates_as_a_spreadsheet_saved_them_again_are_read_by_what_they_prove()
    {
        var run = await Us.Import(Heading + Row(0, "张三", "1200.50 CNY", "1/6/2026") + Row(1, "李四", "3000.00 CNY", "2/6/2026") + Row(2, "王五", "7.5 CNY", "3/26/2026"), name: "again.csv");
        Assert.Equal((2L, 1L, 0L), (run.Counts.Updated, run.Counts.Unchanged, run.Counts.Rejected));
        Assert.Equal(["2026-01-06", "2026-02-06", "2026-03-26"], Values("签约日期"));
    }

    [Fact]
    public async Task Dates_that_prove_nothing_are_asked_and_the_answer_counts()
    {
        var view = await Us.Upload("again.csv", Heading + Row(0, "张三", "1200.50 CNY", "1/7/2026") + Row(1, "李四", "3000.00 CNY", "2026-02-06") + Row(2, "王五", "7.5 CNY", "2026-03-25"));
        Assert.Equal("order", Assert.Single(view.Plan.Open).Key);
        Assert.Equal(0, (await Us.Run(view.Id, new { dateOrder = "mdy" })).Counts.Rejected);
        Assert.Equal(["2026-01-07", "2026-02-06", "2026-03-25"], Values("签约日期"));
    }

    [Fact]
    public async Task Numbers_that_somebody_typed_with_a_comma_are_read_by_it()
    {
        await Us.Import(Heading + Row(0, "张三", "\"1.250,50 CNY\"", "2026-01-05") + Row(1, "李四", "1.250 CNY", "2026-02-06") + Row(2, "王五", "7 CNY", "2026-03-25"), name: "again.csv");
        Assert.Equal(["1250.50 CNY", "1250 CNY", "7 CNY"], Values("金额"));
    }

    [Fact]
    public async Task What_a_person_says_of_the_decimal_mark_wins_over_what_programs_write()
    {
        var list = Heading + Row(0, "张三", "1.250 CNY", "2026-01-05") + Row(1, "李四", "3000 CNY", "2026-02-06") + Row(2, "王五", "7 CNY", "2026-03-25");
        await Us.Import(list, name: "again.csv");
        Assert.Equal("1.250 CNY", Values("金额")[0]);
        await Us.Import(list, new { decimalComma = true }, name: "again.csv");
        Assert.Equal("1250 CNY", Values("金额")[0]);
    }

    [Fact]
    public async Task A_row_that_somebody_added_is_read_like_a_strangers()
    {
        var run = await Us.Import(Heading + Row(0, "张三", "1200.50 CNY", "2026-01-05") + ",,赵六 13900139000,,,2026-04-01\n", name: "again.csv");
        Assert.Equal((1L, 1L), (run.Counts.Created, run.Counts.Unchanged));
        Assert.Equal("13900139000", kith.Folder.Single<string>("select substr(contacts, instr(contacts, '139'), 11) from customer where name = '赵六'"));
    }

    private string Row(int at, string name, string amount, string date) => $"{Ids()[at]},person,{name},'+861380013802{at + 1},{amount},{date}\n";

    private IReadOnlyList<long> Ids() => kith.Folder.Query<long>("select customer_id from customer order by customer_id");

    private List<string?> Values(string label) => [.. kith.Folder.Query<string?>(
        "select fields ->> (select field_key from field where label = @label) from customer order by customer_id", new { label })];
}
