using System.Net;
using Kith.Acquire.Import;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>What is done to the values of a column before they are checked: steps, joining, and what comes out tried on the file.</summary>
public sealed class ColumnStepTests : IAsyncLifetime
{
    private const string List = "姓,名,电话,阶段,城市,金额,备注\n王,伟,电话：13800138000,a,北京 / 朝阳,1.5,\n李,雷,电话：13800138001,B,上海 / 浦东,0.02,老客户\n韩,梅梅,电话：13800138002,c,,3,\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Steps_are_done_before_the_check_and_the_values_arrive_as_they_come_out()
    {
        var view = await Us.Upload("a.csv", List);
        var run = await Us.Run(view.Id, new
        {
            columns = new object[]
            {
                new { index = 2, field = "phone", steps = new object[] { new { kind = "substitute", text = "电话：" } } },
                new { index = 3, field = "stage", steps = new object[] { new { kind = "replace", table = new { A = "潜在", b = "活跃" }, with = "流失" } } },
                new { index = 4, field = "city", steps = new object[] { new { kind = "split", text = "/", part = -1 }, new { kind = "default", text = "未知" } } },
                new { index = 5, field = "new", newLabel = "金额（元）", newType = "number", steps = new object[] { new { kind = "unit", text = "10000" } } },
                new { index = 6, field = "remark", steps = new object[] { new { kind = "constant", text = "2026 春季" } } },
            },
        });
        Assert.Equal((3L, 0L), (run.Counts.Created, run.Counts.Rejected));
        Assert.Equal(
            [
                "王伟|+8613800138000|潜在|朝阳|15000|2026 春季",
                "李雷|+8613800138001|活跃|浦东|200|2026 春季",
                "韩梅梅|+8613800138002|流失|未知|30000|2026 春季",
            ],
            kith.Folder.Query<string>(
                """
                select name || '|' || (contacts ->> '$[0].v') || '|' || stage || '|' || (fields ->> 'city') || '|' || (fields ->> (select field_key from field where label = '金额（元）')) || '|' || (fields ->> 'remark')
                from customer order by customer_id
                """));
    }

    [Fact]
    public async Task A_column_is_joined_of_others_without_the_empty_ones_and_its_own_steps_follow()
    {
        var view = await Us.Upload("a.csv", "first,middle,last,phone\nANN,mary,LEE,13800138000\nBEN,,STONE,13800138001\n");
        var changed = await Change(view.Id, new { index = 0, field = "" }, new { index = 2, field = "" }, new { index = 1, field = "" }, new
        {
            index = -1,
            field = "name",
            from = new[] { 2, 0, 1 },
            glue = ", ",
            steps = new object[] { new { kind = "case", text = "title" } },
        });
        var made = changed.Plan.Columns[^1];
        Assert.Equal((4, "last + first + middle", 1.0), (made.Index, made.Header, made.Fit));
        Assert.Equal(["Lee, Ann, Mary", "Stone, Ben"], made.Samples);
        await Us.Run(view.Id);
        Assert.Equal(["Lee, Ann, Mary", "Stone, Ben"], Names());
        (await Us.Get($"/api/imports/{view.Id}/preview")).RequireDone();
    }

    [Fact]
    public async Task A_joined_column_without_a_glue_has_blanks_and_can_be_taken_away_while_a_column_of_the_file_can_not()
    {
        var view = await Us.Upload("a.csv", "a,b,phone\nAnn,Lee,13800138000\n");
        var made = (await Change(view.Id, new { index = 0, field = "" }, new { index = 1, field = "" }, new { index = -1, field = "name", from = new[] { 0, 1 } })).Plan.Columns[^1];
        Assert.Equal(["Ann Lee"], (await Preview(view.Id, made.Index)).Values.Select(value => value.After));
        Assert.Equal(3, (await Change(view.Id, new { index = made.Index, field = "", remove = true })).Plan.Columns.Count);
        Assert.Equal(3, (await Change(view.Id, new { index = 0, field = "name", remove = true })).Plan.Columns.Count);
    }

    [Fact]
    public async Task A_row_of_a_joined_column_is_corrected_as_it_came_out()
    {
        var view = await Us.Upload("a.csv", "area,number,name\n010,62551234,Ann\n021,12,Ben\n");
        await Change(view.Id, new { index = 0, field = "" }, new { index = 1, field = "" }, new { index = -1, field = "phone", from = new[] { 0, 1 }, glue = "-" });
        var dry = await Us.Run(view.Id, dry: true);
        Assert.Equal((1L, 1L), (dry.Counts.Created, dry.Counts.Rejected));
        var row = (await Us.Get($"/api/imports/{view.Id}/problems")).As<ListProblems.Page>().Rows.Single();
        Assert.Equal(["021", "12", "Ben", "021-12"], row.Cells);
        (await Us.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [3] = "021-62551234" } })).RequireDone();
        Assert.Equal((2L, 0L), ((await Us.Run(view.Id)).Counts.Created, 0L));
        Assert.Equal(["+861062551234", "+862162551234"], kith.Folder.Query<string>("select contacts ->> '$[0].v' from customer order by customer_id"));
    }

    [Fact]
    public async Task How_well_a_column_fits_is_measured_on_what_the_steps_make_of_it()
    {
        var view = await Us.Upload("a.csv", List);
        var worn = (await Change(view.Id, new { index = 2, field = "email" })).Plan.Columns[2];
        Assert.Equal((0.0, "chosen"), (worn.Fit, worn.Because));
        var mended = (await Change(view.Id, new { index = 2, field = "email", steps = new object[] { new { kind = "constant", text = "all@example.com" } } })).Plan.Columns[2];
        Assert.Equal(1, mended.Fit);
        Assert.Equal(["all@example.com"], mended.Samples);
    }

    [Fact]
    public async Task Steps_that_are_not_named_stay_and_an_empty_list_takes_them_away()
    {
        var view = await Us.Upload("a.csv", List);
        object[] steps = [new { kind = "trim" }, new { kind = "replace", table = new Dictionary<string, string> { ["a"] = "A" } }];
        await Change(view.Id, new { index = 3, field = "stage", steps });
        var kept = (await Change(view.Id, new { index = 3, field = "tags" })).Plan.Columns[3].Steps;
        Assert.Equal([StepKind.Trim, StepKind.Replace], kept!.Select(step => step.Kind));
        Assert.Equal("A", kept![1].Table!["a"]);
        Assert.Empty((await Change(view.Id, new { index = 3, field = "tags", steps = Array.Empty<object>() })).Plan.Columns[3].Steps!);
    }

    [Fact]
    public async Task A_preview_shows_different_values_of_the_file_before_and_after_and_what_the_check_says()
    {
        var list = "name,phone,level\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{Lists.Name(row)},{Lists.Phone(row)},level {row % 3}\n"));
        var view = await Us.Upload("a.csv", list);
        await Change(view.Id, new { index = 2, field = "tags" });
        var found = await Preview(view.Id, 2, new { steps = new object[] { new { kind = "substitute", text = "level 1", with = "" } } });
        Assert.Equal((60, 20), (found.Rows, found.Changed));
        Assert.Equal([("level 0", "level 0"), ("level 1", ""), ("level 2", "level 2")], found.Values.Select(value => (value.Before, value.After)));
        var phones = await Preview(view.Id, 1, new { steps = new object[] { new { kind = "split", text = "9", part = 1 } } });
        Assert.Equal((60, 20), (phones.Changed, phones.Values.Count));
        Assert.All(phones.Values, value => Assert.Equal(("13", "phone.too-short", true), (value.After, value.Problem, value.Refused)));
        Assert.Equal(0, (await Preview(view.Id, 1)).Changed);
        // Nothing of a trial is kept.
        Assert.Null((await Us.Get($"/api/imports/{view.Id}")).As<ImportView>().Plan.Columns[1].Steps);
    }

    [Fact]
    public async Task A_preview_says_what_the_run_will_say()
    {
        var view = await Us.Upload("a.csv", "name,phone,country,postcode,created on\nAnn,+14155550132,Germany,10115,03/04/26\nBob,+14155550133,Germany,10117,05/06/26\n");
        Assert.All((await Preview(view.Id, 4)).Values, value => Assert.Equal("date.ambiguous", value.Problem));
        (await Us.Patch($"/api/imports/{view.Id}", new { dateOrder = "dmy", century = 1999 })).RequireDone();
        Assert.Equal(["1926-04-03", "1926-06-05"], (await Preview(view.Id, 4)).Values.Select(value => value.Kept));
        Assert.All((await Preview(view.Id, 3)).Values, value => Assert.Null(value.Problem));
    }

    [Fact]
    public async Task Classified_values_are_previewed_masked()
    {
        var view = await Us.Upload("a.csv", "姓名,身份证号\n王伟,11010519491231002X\n");
        var found = await Preview(view.Id, 1, new { steps = new object[] { new { kind = "case", text = "lower" } } });
        Assert.Equal(1, found.Changed);
        Assert.All(found.Values, value => Assert.DoesNotContain("1949", value.Before + value.After, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_steps_are_refused_by_name_and_change_nothing()
    {
        var view = await Us.Upload("a.csv", "a,b\nAnn,13800138000\n");
        foreach (var (step, problem) in ((object, string)[])
        [
            (new { kind = "case", text = "UPPER" }, "import.step.case"),
            (new { kind = "split", part = 51 }, "import.step.part"),
            (new { kind = "split", part = int.MinValue }, "import.step.part"),
            (new { kind = "replace" }, "import.step.table"),
            (new { kind = "substitute" }, "import.step.nothing-to-find"),
            (new { kind = "date", text = "ydm" }, "import.step.date"),
            (new { kind = "unit", text = "0" }, "import.step.factor"),
            (new { kind = "default" }, "import.step.no-text"),
            (new { kind = "constant", text = new string('x', 1001) }, "import.step.too-long"),
        ])
        {
            var change = new { columns = new object[] { new { index = 0, field = "name", steps = new[] { step } } } };
            var refused = (await Us.Patch($"/api/imports/{view.Id}", change)).RequireRefused(HttpStatusCode.UnprocessableEntity, problem);
            Assert.Equal("steps", refused.Field);
            Assert.Contains("column a", refused.Text, StringComparison.Ordinal);
            (await Us.Post($"/api/imports/{view.Id}/columns/0/preview", new { steps = new[] { step } })).RequireRefused(HttpStatusCode.UnprocessableEntity, problem);
        }

        (await Us.Patch($"/api/imports/{view.Id}", new { columns = new object[] { new { index = 0, field = "name", steps = Enumerable.Repeat(new { kind = "trim" }, 21) } } }))
            .RequireRefused(HttpStatusCode.UnprocessableEntity, "import.step.too-many");
        (await Us.Post($"/api/imports/{view.Id}/columns/0/preview", new { steps = Enumerable.Repeat(new { kind = "trim" }, 21) })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.step.too-many");
        (await Us.Post($"/api/imports/{view.Id}/columns/0/preview", new { steps = Enumerable.Repeat(new { kind = "trim" }, 20) })).RequireDone();
        Assert.Null((await Us.Get($"/api/imports/{view.Id}")).As<ImportView>().Plan.Columns[0].Steps);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[7]")]
    [InlineData("[0,1,0,1,0,1,0,1,0,1,0,1,0]")]
    public async Task What_can_not_be_joined_is_refused(string from)
    {
        var view = await Us.Upload("a.csv", "a,b\nAnn,13800138000\n");
        var indexes = System.Text.Json.JsonSerializer.Deserialize<int[]>(from);
        (await Us.Patch($"/api/imports/{view.Id}", new { columns = new object[] { new { index = -1, field = "name", from = indexes } } }))
            .RequireRefused(HttpStatusCode.UnprocessableEntity, "import.sources");
    }

    [Fact]
    public async Task A_joined_column_is_not_joined_of_joined_ones_nor_of_what_is_not_there()
    {
        var view = await Us.Upload("a.csv", "a,b\nAnn,13800138000\n");
        await Change(view.Id, new { index = -1, field = "", from = new[] { 0, 1 } });
        (await Us.Patch($"/api/imports/{view.Id}", new { columns = new object[] { new { index = -1, field = "remark", from = new[] { 2 } } } })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.sources");
        (await Us.Post($"/api/imports/{view.Id}/columns/2/preview", new { from = new[] { 99, -5, 2 } })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.sources");
        (await Us.Post($"/api/imports/{view.Id}/columns/9/preview")).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.no-column");
    }

    [Fact]
    public async Task A_page_of_a_column_that_is_gone_says_so()
    {
        using var browser = await kith.Administrator();
        var view = await browser.Upload("a.csv", List);
        foreach (var act in (string[])["", "/try"])
        {
            using var form = new FormUrlEncodedContent([]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Send(HttpMethod.Post, $"/import/{view.Id}/columns/99{act}", form)).Status);
        }
    }

    [Fact]
    public async Task A_step_that_can_not_be_done_is_told_at_once_beside_what_the_steps_before_it_make()
    {
        using var browser = await kith.Administrator();
        var view = await browser.Upload("a.csv", "name,phone\nann lee,13800138000\n");
        var half = await Try("");
        Assert.Contains("ANN LEE", half, StringComparison.Ordinal);
        Assert.DoesNotContain("is not a number", half, StringComparison.Ordinal);
        var wrong = await Try("abc");
        Assert.Contains("ANN LEE", wrong, StringComparison.Ordinal);
        Assert.Contains("is not a number", wrong, StringComparison.Ordinal);

        async Task<string> Try(string factor)
        {
            using var form = new FormUrlEncodedContent(
                [new("step.0.kind", "Case"), new("step.0.text", "upper"), new("step.1.kind", "Unit"), new("step.1.text", factor)]);
            form.Headers.Add("Kith-Fragment", "live");
            return (await browser.Send(HttpMethod.Post, $"/import/{view.Id}/columns/0/try", form)).Text;
        }
    }

    private async Task<ImportView> Change(long id, params object[] columns) => (await Us.Patch($"/api/imports/{id}", new { columns })).As<ImportView>();

    private async Task<PreviewColumn.Found> Preview(long id, int index, object? tried = null) =>
        (await Us.Post($"/api/imports/{id}/columns/{index}/preview", tried)).As<PreviewColumn.Found>();

    private IReadOnlyList<string> Names() => kith.Folder.Query<string>("select name from customer order by customer_id");
}
