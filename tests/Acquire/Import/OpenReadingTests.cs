using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Dates and amounts: what a column's values prove is taken; what they leave open is asked once.</summary>
public sealed class OpenReadingTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start(new ManualClock(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero)));

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task An_open_order_is_asked_with_a_cell_of_the_file_and_refuses_only_what_depends_on_it()
    {
        const string List = "name,phone,birthday\nAnn,+14155550132,03/04/1990\nBob,+14155550133,05/05/1990\nEve,+14155550134,1990-06-07\n";
        var view = await Us.Upload("list.csv", List);
        Assert.Equal([new OpenReading("order", "03/04/1990")], view.Plan.Columns[2].Open!);
        var page = (await (await kith.Administrator()).Get($"/import/{view.Id}/columns")).RequireDone().Text;
        Assert.Contains("ask-order", page, StringComparison.Ordinal);
        Assert.Contains("03/04/1990", page, StringComparison.Ordinal);
        var open = await Us.Run(view.Id, dry: true);
        Assert.Equal(("date.ambiguous", 1L), (open.Problems.Single().Code, open.Problems.Single().Count));
        await Us.Run(view.Id, new { dateOrder = "dmy" });
        Assert.Equal(["1990-04-03", "1990-05-05", "1990-06-07"], Values("birthday"));
    }

    [Fact]
    public async Task What_the_values_prove_is_not_asked()
    {
        var view = await Us.Upload("list.csv", "name,phone,birthday,created on,Amount\nAnn,+14155550132,03.04.1990,03/14/2024,\"1.234,50\"\nBob,+14155550133,05.05.1990,03/04/2024,\"2.000\"\n");
        Assert.Empty(view.Plan.Open);
        await Us.Run(view.Id);
        Assert.Equal(["1990-04-03", "1990-05-05"], Values("birthday"));
        Assert.Equal(["2024-03-14", "2024-03-04"], Values("created_on"));
        Assert.Equal(["1234.50", "2000"], Values(KeyOf("Amount")));
    }

    [Fact]
    public async Task Years_of_two_digits_are_read_thirty_years_ahead_and_birthdays_never_in_the_future()
    {
        const string List = "name,phone,birthday,created on\nAnn,+14155550132,15.11.68,15.11.56\nBob,+14155550133,25.12.26,15.11.57\nEve,+14155550134,20.11.26,15.11.05\n";
        var view = await Us.Upload("list.csv", List);
        Assert.Equal(["century", "century"], view.Plan.Columns.Where(column => column.Open is not null).SelectMany(column => column.Open!).Select(open => open.What));
        await Us.Run(view.Id);
        Assert.Equal(["1968-11-15", "1926-12-25", "2026-11-20"], Values("birthday"));
        Assert.Equal(["2056-11-15", "1957-11-15", "2005-11-15"], Values("created_on"));
        await Us.Import(List, new { century = 1999 });
        Assert.Equal(["1956-11-15", "1957-11-15", "1905-11-15"], Values("created_on"));
        Assert.Equal("1926-11-20", Values("birthday")[2]);
        (await Us.Patch($"/api/imports/{(await Us.Upload("list.csv", List)).Id}", new { century = 68 })).RequireRefused(System.Net.HttpStatusCode.UnprocessableEntity, "import.century");
    }

    [Fact]
    public async Task An_open_comma_is_asked_and_not_guessed()
    {
        const string List = "name,phone,Points\nAnn,+14155550132,\"1,234\"\nBob,+14155550133,\"5,678\"\nEve,+14155550134,12\n";
        var view = await Us.Upload("list.csv", List);
        Assert.Equal([new OpenReading("decimal", "1,234")], view.Plan.Columns[2].Open!);
        var open = await Us.Run(view.Id, dry: true);
        Assert.Equal(("amount.ambiguous", 2L), (open.Problems.Single().Code, open.Problems.Single().Count));
        await Us.Run(view.Id, new { decimalComma = true });
        Assert.Equal(["1.234", "5.678", "12"], Values(KeyOf("Points")));
    }

    [Fact]
    public async Task Choosing_a_field_asks_what_its_values_leave_open()
    {
        var view = await Us.Upload("list.csv", "name,phone,Note\nAnn,+14155550132,03/04/2026\nBob,+14155550133,soon\n");
        var changed = (await Us.Patch($"/api/imports/{view.Id}", new { columns = new[] { new { index = 2, field = "created_on" } } })).As<ImportView>();
        Assert.Equal([new OpenReading("order", "03/04/2026")], changed.Plan.Columns[2].Open!);
    }

    [Fact]
    public async Task Day_numbers_of_a_spreadsheet_are_dates_below_a_heading_that_says_so()
    {
        var view = await Us.Upload("list.csv", "name,phone,建档日期,Last visit date\nAnn,+14155550132,45321,45322\nBob,+14155550133,45322,45323\nEve,+14155550134,45323,45324\n");
        Assert.Equal(("created_on", "date"), (view.Plan.Columns[2].Field, view.Plan.Columns[3].NewType));
        await Us.Run(view.Id);
        Assert.Equal(["2024-01-30", "2024-01-31", "2024-02-01"], Values("created_on"));
        Assert.Equal(["2024-01-31", "2024-02-01", "2024-02-02"], Values(KeyOf("Last visit date")));
    }

    [Fact]
    public async Task All_amounts_of_a_column_bear_its_currency()
    {
        const string List = "name,phone,Spend,金额（元）,Deal (EUR),Limit\nAnn,+14155550132,£12.50,100.00,\"1.000,50\",5.50\nBob,+14155550133,£1250.00,250.00,\"20,00\",6.50\nEve,+14155550134,£30.00,300 元,\"7,10\",7.50\n";
        var view = await Us.Upload("list.csv", List);
        Assert.All(view.Plan.Columns.Skip(2), column => Assert.Equal("money", column.NewType));
        Assert.Equal(["GBP", "CNY", "EUR", null], view.Plan.Columns.Skip(2).Select(column => column.Currency));
        await Us.Run(view.Id);
        Assert.Equal(["12.50 GBP", "1250.00 GBP", "30.00 GBP"], Values(KeyOf("Spend")));
        Assert.Equal(["100.00 CNY", "250.00 CNY", "300 CNY"], Values(KeyOf("金额（元）")));
        Assert.Equal(["1000.50 EUR", "20.00 EUR", "7.10 EUR"], Values(KeyOf("Deal (EUR)")));
        Assert.Equal(["5.50", "6.50", "7.50"], Values(KeyOf("Limit")));
        await Us.Import(List, new { currency = "usd" });
        Assert.Equal(["5.50 USD", "6.50 USD", "7.50 USD"], Values(KeyOf("Limit")));
        Assert.Equal("30.00 GBP", Values(KeyOf("Spend"))[2]);
    }

    [Fact]
    public async Task A_currency_that_few_cells_name_is_theirs_alone_and_the_others_are_asked()
    {
        const string List = "name,phone,Spend,Deal,金额(元)\nAnn,+14155550132,¥12.50,€10.00,100.00\nBob,+14155550133,1250.00,20.00,50 EUR\nEve,+14155550134,30.00,$30.00,300.00\n";
        var view = await Us.Upload("list.csv", List);
        Assert.Equal([null, null, "CNY"], view.Plan.Columns.Skip(2).Select(column => column.Currency));
        Assert.Equal([new OpenReading("currency", "1250.00", "CNY")], view.Plan.Columns[2].Open!);
        Assert.Equal([new OpenReading("currency", "20.00", "EUR, USD")], view.Plan.Columns[3].Open!);
        var page = (await (await kith.Administrator()).Get($"/import/{view.Id}/columns")).RequireDone().Text;
        Assert.Contains("ask-currency", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("name=\"currency\"").Length - 1);
        await Us.Run(view.Id);
        Assert.Equal(["12.50 CNY", "1250.00", "30.00"], Values(KeyOf("Spend")));
        Assert.Equal(["10.00 EUR", "20.00", "30.00 USD"], Values(KeyOf("Deal")));
        Assert.Equal(["100.00 CNY", "50 EUR", "300.00 CNY"], Values(KeyOf("金额(元)")));
        await Us.Import(List, new { currency = "gbp" });
        Assert.Equal(["12.50 CNY", "1250.00 GBP", "30.00 GBP"], Values(KeyOf("Spend")));
    }

    [Fact]
    public async Task Where_no_cell_tells_the_decimal_mark_is_that_of_the_files_region_and_can_be_chosen()
    {
        (await Us.Post("/api/fields", new { label = "Points", type = "number" })).RequireDone();
        const string German = "Name,Telefon,PLZ,Land,Points\nAnn,030 901820,10115,Deutschland,1.000\nBob,030 901821,10117,Deutschland,2.500\nEve,030 901822,10119,Deutschland,12\n";
        var view = await Us.Upload("liste.csv", German);
        Assert.Equal("DE", view.Plan.Region);
        Assert.Equal("1.000", Assert.Single(Assert.Single(view.Plan.Open, open => open.Key == "decimal")).Reading.Sample);
        var page = (await (await kith.Administrator()).Get($"/import/{view.Id}/columns")).RequireDone().Text;
        Assert.Contains("ask-decimal", page, StringComparison.Ordinal);
        await Us.Run(view.Id);
        Assert.Equal(["1000", "2500", "12"], Values(KeyOf("Points")));
        await Us.Import(German, new { decimalComma = false });
        Assert.Equal(["1.000", "2.500", "12"], Values(KeyOf("Points")));
        Assert.Empty((await Us.Upload("list.csv", "name,phone,Points\nAnn,+14155550132,1.000\nBob,+14155550133,2.500\n")).Plan.Open);
    }

    [Fact]
    public async Task Cells_of_text_in_a_workbook_are_open_like_any_text_and_its_numbers_are_numbers()
    {
        (await Us.Post("/api/fields", new { label = "Points", type = "number" })).RequireDone();
        var book = Workbook.Of(("S", ["Name,Telefon,PLZ,Land,Points", "Ann,030 901820,10115,Deutschland,1.500", "Bob,030 901821,10117,Deutschland,12.000", "Eve,030 901822,10119,Deutschland,#1.234"]));
        var view = await Us.Upload("liste.xlsx", book);
        Assert.Equal("1.500", Assert.Single(view.Plan.Columns[4].Open!).Sample);
        await Us.Run(view.Id, new { decimalComma = true });
        Assert.Equal(["1500", "12000", "1.234"], Values(KeyOf("Points")));
        var numbers = await Us.Upload("zahlen.xlsx", Workbook.Of(("S", ["Name,Telefon,PLZ,Land,Points", "Kai,030 901823,10115,Deutschland,#2.345", "Ute,030 901824,10117,Deutschland,#7"])));
        Assert.Empty(numbers.Plan.Columns[4].Open!);
        await Us.Run(numbers.Id);
        Assert.Equal(["2.345", "7"], Values(KeyOf("Points")).Skip(3));
    }

    [Fact]
    public async Task Dotted_years_of_two_digits_are_read_as_the_people_of_the_files_region_write_them()
    {
        const string German = "Name,Telefon,PLZ,Ort,Kunde seit\nAnna Schmidt,030 901820,10115,Berlin,12.03.05\nBernd Maier,030 901821,10117,Berlin,07.11.09\nCarla Braun,030 901822,10119,Berlin,01.01.11\n";
        var view = await Us.Upload("de.csv", German);
        await Us.Patch($"/api/imports/{view.Id}", new { region = "DE" });
        Assert.DoesNotContain((await Us.Get($"/api/imports/{view.Id}")).As<ImportView>().Plan.Open, open => open.Key == "order");
        var run = await Us.Run(view.Id, new { region = "DE" });
        Assert.Equal(0, run.Counts.Rejected);
        Assert.Equal(["2005-03-12", "2009-11-07", "2011-01-01"], Values(run.Plan.Columns[4].Field!));
        var chinese = await Us.Upload("cn.csv", German);
        Assert.Equal(3, (await Us.Run(chinese.Id, new { region = "CN" }, dry: true)).Problems.Single(problem => problem.Code == "date.ambiguous").Count);
    }

    [Fact]
    public async Task Firsts_of_the_month_are_no_years_in_front_to_those_who_put_the_day_first()
    {
        const string List = "name,phone,created on\nAnn,020 7946 0958,01/03/05\nBob,020 7946 0959,01/11/09\nEve,020 7946 0960,01/01/11\nJoe,020 7946 0961,01/06/12\nKim,020 7946 0962,01/09/15\n";
        var view = await Us.Upload("gb.csv", List);
        var asked = (await Us.Patch($"/api/imports/{view.Id}", new { region = "GB" })).As<ImportView>();
        Assert.Contains(asked.Plan.Open, open => open.Key == "order");
        await Us.Run(view.Id, new { dateOrder = "dmy" });
        Assert.Equal(["2005-03-01", "2009-11-01", "2011-01-01", "2012-06-01", "2015-09-01"], Values("created_on"));
    }

    [Fact]
    public async Task A_cell_in_another_writing_proves_nothing_of_the_others()
    {
        var view = await Us.Upload("mix.csv", "姓名,电话,下单日期\n张三,13800138001,2026-01-05\n李四,13800138002,05/06/26\n王五,13800138003,07/08/26\n赵六,13800138004,11/09/26\n");
        Assert.Contains(view.Plan.Open, open => open.Key == "order");
        await Us.Run(view.Id, new { dateOrder = "mdy" });
        Assert.Equal(["2026-01-05", "2026-05-06", "2026-07-08", "2026-11-09"], Values(KeyOf("下单日期")));
    }

    [Fact]
    public async Task A_date_that_cannot_be_is_one_problem_of_a_column_of_dates()
    {
        var run = await Us.Import("姓名,电话,回访日\n张三,13800138001,2026-01-05\n李四,13800138002,2026-02-30\n王五,13800138003,2026-03-01\n", new { leaveOut = true });
        Assert.Equal("date", run.Plan.Columns[2].NewType);
        Assert.Equal(("date.impossible", 1L), (run.Problems.Single().Code, run.Problems.Single().Count));
        Assert.Equal(["2026-01-05", null, "2026-03-01"], Values(KeyOf("回访日")));
        var row = Assert.Single((await Us.Get($"/api/imports/{run.Id}/problems?all=true")).RequireDone().Json.GetProperty("rows").EnumerateArray());
        Assert.Contains("2026-02-30", row.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Years_of_two_digits_in_front_are_proved_by_the_column_or_asked_with_the_order()
    {
        var view = await Us.Upload("list.csv", "姓名,电话,回访日,建档日期\n张三,13800138001,26.3.5,26.03.15\n李四,13800138002,25.12.20,25.11.20\n");
        Assert.Equal([new OpenReading("century", "26.3.5")], view.Plan.Columns[2].Open!);
        Assert.Equal([new OpenReading("order", "26.03.15"), new OpenReading("century", "26.03.15")], view.Plan.Columns[3].Open!);
        Assert.Equal(2, (await Us.Run(view.Id, dry: true)).Problems.Single(problem => problem.Code == "date.ambiguous").Count);
        await Us.Run(view.Id, new { dateOrder = "ymd" });
        Assert.Equal(["2026-03-05", "2025-12-20"], Values(KeyOf("回访日")));
        Assert.Equal(["2026-03-15", "2025-11-20"], Values("created_on"));
    }

    [Fact]
    public async Task Months_without_a_day_are_kept_as_they_are_written()
    {
        var run = await Us.Import("姓名,电话,合作月份\n张三,13800138001,2026年3月\n李四,13800138002,2025年12月\n王五,13800138003,2026年1月\n");
        Assert.Equal(0, run.Counts.Rejected);
        Assert.Equal(["2026年3月", "2025年12月", "2026年1月"], Values(KeyOf("合作月份")));
    }

    [Theory]
    [InlineData("£", "GBP")]
    [InlineData("€", "EUR")]
    [InlineData("$", "USD")]
    [InlineData("¥", "CNY")]
    public async Task A_column_of_signs_is_money(string sign, string currency)
    {
        var view = await Us.Upload("list.csv", $"name,phone,Total\nAnn,+14155550132,\"{sign}1,234.50\"\nBob,+14155550133,{sign} 99\nEve,+14155550134,12.00 {sign}\n");
        Assert.Equal(("money", currency), (view.Plan.Columns[2].NewType, view.Plan.Columns[2].Currency));
    }

    private string KeyOf(string label) => kith.Folder.Single<string>("select field_key from field where label = @label", new { label });

    private List<string?> Values(string key) => [.. kith.Folder.Query<string?>("select fields ->> @key from customer order by customer_id", new { key })];
}
