using System.Globalization;
using System.Net;
using Kith.Acquire.Import;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>How a file was set up is remembered for the next file of the same columns, shared, kept by name and forgotten.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private const string Header = "客户,联系方式,等级,首次成交\n";
    private const string First = Header + "王伟,13800138000,a,01/02/2025\n";
    private const string Second = Header + "李雷,13800138001,b,03/04/2025\n";

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task A_run_leaves_its_set_up_behind_and_the_next_file_of_the_same_columns_is_set_up_alike()
    {
        var first = await Us.Upload("五月.csv", First);
        Assert.Null(first.Plan.Template);
        await Us.Run(first.Id, new
        {
            columns = new object[]
            {
                new { index = 0, field = "company" },
                new { index = 2, field = "stage", steps = new[] { new { kind = "replace", table = new { a = "重要", b = "活跃" } } } },
                new { index = 3, field = "" },
            },
            policy = "keep",
            emptyErases = true,
            leaveOut = true,
            basis = "consent",
            doNotContact = true,
            region = "US",
            dateOrder = "dmy",
            century = 2049,
            currency = "usd",
            match = new[] { "phone" },
        });
        var next = await Us.Upload("六月.csv", Second);
        Assert.Equal(("五月.csv", false, "tester"), (next.Plan.Template!.Name, next.Plan.Template.Named, next.Plan.Template.By));
        Assert.Equal(["company", "phone", "stage", null], next.Plan.Columns.Select(column => column.Field));
        var plan = next.Plan;
        Assert.Equal("US", plan.Region);
        Assert.Equal(("dmy", 2049, "USD"), (plan.DateOrder, plan.Century, plan.Currency));
        // What is done with customers who exist, and their lawful basis, nobody decides for the next file unless by name.
        Assert.Equal((ImportPlan.Update, false, false, null, false), (plan.Policy, plan.EmptyErases, plan.LeaveOut, plan.Basis, plan.DoNotContact));
        Assert.True(plan.Match is null or []);
        (await Us.Post("/api/import-templates", new { importId = first.Id, name = "按月" })).RequireDone();
        var named = (await Us.Upload("六月.csv", Second)).Plan;
        Assert.Equal(("keep", true, true, "consent", true), (named.Policy, named.EmptyErases, named.LeaveOut, named.Basis, named.DoNotContact));
        Assert.Equal(["phone"], named.Match!);
        // A source that nobody named is each file's own name.
        Assert.Null(plan.Source);
        await Us.Run(next.Id, new { leaveOut = true });
        Assert.Equal(("李雷", "活跃", "六月.csv"), kith.Folder.Single<(string, string, string)>("select company, stage, source from customer order by customer_id desc limit 1"));
    }

    [Theory]
    [InlineData("NAME , phone,Level\n", true)]
    [InlineData("Name,Phone,Level,Extra\n", false)]
    [InlineData("Name,Phone\n", false)]
    [InlineData("Level,Name,Phone\n", false)]
    public async Task The_same_columns_are_the_same_headings_in_the_same_order_whatever_their_case_and_blanks(string header, bool same)
    {
        await Us.Import("Name,Phone,Level\nAnn,13800138000,a\n", new { columns = new object[] { new { index = 2, field = "tags" } } });
        var next = await Us.Upload("next.csv", header + string.Join(',', header.Trim().Split(',').Select(heading => heading.Trim().Equals("phone", StringComparison.OrdinalIgnoreCase) ? "13800138001" : "Bea")) + "\n");
        Assert.Equal(same, next.Plan.Template is not null);
        Assert.Equal(same, next.Plan.Columns.Any(column => column.Field == "tags"));
    }

    [Fact]
    public async Task The_last_run_is_remembered_and_what_was_only_uploaded_or_checked_is_not()
    {
        await Us.Import(First, new { columns = new object[] { new { index = 2, field = "tags" } } });
        await Us.Import(Second, new { columns = new object[] { new { index = 2, field = "remark" } } });
        var checkedOnly = await Us.Upload("c.csv", First);
        await Us.Run(checkedOnly.Id, new { columns = new object[] { new { index = 2, field = "title" } } }, dry: true);
        Assert.Equal("remark", (await Us.Upload("d.csv", First)).Plan.Columns[2].Field);
        Assert.Single(await List(), item => item.Id is not null);
    }

    [Fact]
    public async Task A_named_template_wins_over_what_the_last_run_left()
    {
        var view = await Us.Upload("a.csv", First);
        await Change(view.Id, new { index = 2, field = "tags" });
        var id = await Keep(view.Id, " 月度名单 ");
        Assert.Equal(("月度名单", true), (Mark(await Show(view.Id)).Name, Mark(await Show(view.Id)).Named));
        await Us.Import(Second, new { columns = new object[] { new { index = 2, field = "remark" } } });
        var next = await Us.Upload("b.csv", Second);
        Assert.Equal((id, "月度名单", true), (next.Plan.Template!.Id, next.Plan.Template.Name, next.Plan.Template.Named));
        Assert.Equal("tags", next.Plan.Columns[2].Field);
    }

    [Fact]
    public async Task The_columns_step_says_what_set_it_up_and_keeps_or_changes_it()
    {
        var view = await Us.Upload("a.csv", First);
        var ada = await kith.Administrator();
        var page = (await ada.Get($"/import/{view.Id}/columns")).RequireDone().Text;
        Assert.Contains($"/import/{view.Id}/keep-template", page, StringComparison.Ordinal);
        Assert.Contains("Zoho CRM contacts", page, StringComparison.Ordinal);
        using var name = new FormUrlEncodedContent([new("name", "monthly")]);
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.Send(HttpMethod.Post, $"/import/{view.Id}/keep-template", name)).Status);
        Assert.Contains("monthly", (await ada.Get($"/import/{(await Us.Upload("b.csv", Second)).Id}/columns")).RequireDone().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_kept_again_is_renewed()
    {
        var view = await Us.Upload("a.csv", First);
        await Change(view.Id, new { index = 2, field = "tags" });
        var id = await Keep(view.Id, "monthly");
        await Change(view.Id, new { index = 2, field = "remark" });
        Assert.Equal(id, await Keep(view.Id, "monthly"));
        Assert.NotEqual(id, await Keep(view.Id, "yearly"));
        Assert.Equal("remark", (await Us.Upload("b.csv", Second)).Plan.Columns[2].Field);
        Assert.Equal(2, (await List()).Count(item => item.Id is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task A_template_needs_a_name(string? name)
    {
        var view = await Us.Upload("a.csv", First);
        (await Us.Post("/api/import-templates", new { importId = view.Id, name })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.template-name");
        (await Us.Post("/api/import-templates", new { importId = view.Id, name = new string('x', 81) })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.template-name");
        (await Us.Post("/api/import-templates", new { importId = 1, name = "x" })).RequireRefused(HttpStatusCode.NotFound, "import.none");
    }

    [Fact]
    public async Task The_list_has_peoples_own_first_and_those_that_come_with_Kith_after_them()
    {
        await Us.Import(First);
        await Keep((await Us.Upload("a.csv", Second)).Id, "monthly");
        var list = await List();
        Assert.Equal(TemplateBook.Shipped.Select(template => template.Name), list.Skip(2).Select(item => item.Name));
        Assert.All(list.Skip(2), item => Assert.Equal((null, true, "Kith"), (item.Id, item.Named, item.By)));
        Assert.Equal([("list.csv", false), ("monthly", true)], list.Take(2).Select(item => (item.Name, item.Named)).OrderBy(item => item.Named));
        Assert.All(list.Take(2), item => Assert.Equal(Header.Trim().Split(','), item.Headers));
    }

    [Fact]
    public async Task An_import_is_set_up_by_another_template_by_its_name_and_afresh()
    {
        var view = await Us.Upload("a.csv", First);
        await Change(view.Id, new { index = 2, field = "tags" });
        var id = await Keep(view.Id, "monthly");
        await Change(view.Id, new { index = 2, field = "remark" });
        await Keep(view.Id, "yearly");
        Assert.Equal("tags", (await Use(view.Id, new { templateId = id })).Plan.Columns[2].Field);
        var byName = await Use(view.Id, new { name = "yearly" });
        Assert.Equal(("remark", "yearly"), (byName.Plan.Columns[2].Field, Mark(byName).Name));
        var afresh = await Use(view.Id, new { });
        Assert.Null(afresh.Plan.Template);
        Assert.Equal(view.Plan.Columns.Select(column => (column.Field, column.Because)), afresh.Plan.Columns.Select(column => (column.Field, column.Because)));
        (await Us.Post($"/api/imports/{view.Id}/template", new { templateId = 1 })).RequireRefused(HttpStatusCode.NotFound, "import.no-template");
        (await Us.Post($"/api/imports/{view.Id}/template", new { name = "nobody's" })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.no-template-named");
        await Us.Run(view.Id);
        (await Us.Post($"/api/imports/{view.Id}/template", new { templateId = id })).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
    }

    [Fact]
    public async Task A_template_of_another_file_sets_up_the_headings_that_both_have()
    {
        var view = await Us.Upload("a.csv", First);
        await Change(view.Id, new { index = 2, field = "tags" }, new { index = 3, field = "" });
        var id = await Keep(view.Id, "monthly");
        var other = await Us.Upload("b.csv", "邮箱,等级,客户\na@example.com,b,李雷\n");
        Assert.Null(other.Plan.Template);
        Assert.Equal(["email", "tags", "name"], (await Use(other.Id, new { templateId = id })).Plan.Columns.Select(column => column.Field));
    }

    [Fact]
    public async Task What_was_set_up_by_a_template_is_checked_anew()
    {
        var view = await Us.Upload("a.csv", First);
        await Us.Run(view.Id, dry: true);
        var set = await Use(view.Id, new { });
        Assert.Equal(ImportState.Draft, set.State);
        Assert.Empty(set.Problems);
    }

    [Fact]
    public async Task A_forgotten_template_sets_nothing_up_any_more()
    {
        await Us.Import(First, new { columns = new object[] { new { index = 2, field = "tags" } } });
        var id = (await List())[0].Id;
        Assert.Equal(HttpStatusCode.NoContent, (await Us.Delete($"/api/import-templates/{id}")).Status);
        (await Us.Delete($"/api/import-templates/{id}")).RequireRefused(HttpStatusCode.NotFound, "import.no-template");
        Assert.Null((await Us.Upload("b.csv", Second)).Plan.Template);
        Assert.DoesNotContain(await List(), item => item.Id is not null);
    }

    [Fact]
    public async Task Everyone_who_imports_shares_them_and_nobody_else_sees_them()
    {
        var ada = await kith.Administrator();
        var max = await kith.SignedIn("max", "member");
        var view = await max.Upload("a.csv", First);
        (await max.Patch($"/api/imports/{view.Id}", new { columns = new object[] { new { index = 2, field = "tags" } } })).RequireDone();
        var id = (await max.Post("/api/import-templates", new { importId = view.Id, name = "max's" })).RequireDone().Json.GetProperty("id").GetString();
        var next = await ada.Upload("b.csv", Second);
        Assert.Equal(("max's", "max"), (Mark(next).Name, Mark(next).By));
        Assert.Contains("max", (await ada.Get("/import/templates")).RequireDone().Text, StringComparison.Ordinal);
        var reader = await kith.SignedIn("rita", "reader");
        foreach (var path in (string[])["/api/import-templates", "/import/templates"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.Get(path)).Status);
        }

        (await reader.Delete($"/api/import-templates/{id}")).RequireRefused(HttpStatusCode.Forbidden, "access.forbidden");
        (await ada.Delete($"/api/import-templates/{id}")).RequireDone();
    }

    [Fact]
    public async Task Steps_joined_columns_people_roles_and_new_fields_come_back_whole()
    {
        const string File = "公司,联系人1,电话1,联系人2,电话2,省,市,积分\n云帆科技有限公司,王伟,13800138000,李雷,13800138001,广东,深圳,12\n";
        var view = await Us.Upload("a.csv", File);
        var set = await Change(
            view.Id,
            new { index = 1, field = "name", role = "财务", steps = new object[] { new { kind = "trim" }, new { kind = "split", text = "（", part = 1 } } },
            new { index = 5, field = "" },
            new { index = 6, field = "" },
            new { index = -1, field = "remark", from = new[] { 5, 6 }, glue = " · ", steps = new object[] { new { kind = "replace", table = new Dictionary<string, string> { ["广东 · 深圳"] = "深圳" }, with = "其他" } } });
        await Us.Run(view.Id);
        var next = await Us.Upload("b.csv", File.Replace("云帆", "山海", StringComparison.Ordinal));
        Assert.NotNull(next.Plan.Template);
        foreach (var (was, now) in set.Plan.Columns.Zip(next.Plan.Columns))
        {
            Assert.Equal((was.Header, was.Person, was.Role, was.Glue), (now.Header, now.Person, now.Role, now.Glue));
            Assert.Equal(was.From, now.From);
            Assert.Equal(was.Steps?.Select(Told), now.Steps?.Select(Told));
        }

        Assert.Equal(set.Plan.Columns.Count, next.Plan.Columns.Count);
        Assert.Equal("new", set.Plan.Columns[7].Field);
        Assert.Equal("积分", (await Us.Run(next.Id)).Plan.Columns[7].NewLabel);
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from field"));
        Assert.Equal(["深圳", "深圳"], kith.Folder.Query<string>("select fields ->> 'remark' from customer where kind = 'organisation'"));

        static string Told(CellStep step) => $"{step.Kind} {step.Text} {step.With} {step.Part} {string.Join(',', step.Table ?? new Dictionary<string, string>())}";
    }

    [Fact]
    public async Task A_template_holds_headings_and_choices_and_no_values_of_the_file()
    {
        await Us.Import("姓名,电话,身份证号\n王伟,13800138000,11010519491231002X\n");
        var kept = kith.Folder.Single<string>("select template from import_template");
        Assert.Contains("身份证号", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("王伟", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("1380013", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("1101051", kept, StringComparison.Ordinal);
    }

    private async Task<long> Keep(long import, string name) =>
        long.Parse((await Us.Post("/api/import-templates", new { importId = import, name })).RequireDone().Json.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<ListTemplates.Item>> List() => (await Us.Get("/api/import-templates")).As<List<ListTemplates.Item>>();

    private async Task<ImportView> Use(long id, object template) => (await Us.Post($"/api/imports/{id}/template", template)).As<ImportView>();

    private async Task<ImportView> Show(long id) => (await Us.Get($"/api/imports/{id}")).As<ImportView>();

    private async Task<ImportView> Change(long id, params object[] columns) => (await Us.Patch($"/api/imports/{id}", new { columns })).As<ImportView>();

    private static TemplateMark Mark(ImportView view) => view.Plan.Template!;
}
