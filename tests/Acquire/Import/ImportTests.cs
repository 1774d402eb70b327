using System.Globalization;
using System.Net;
using System.Text;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>What becomes of a file: dry run, policies, match keys, counts, new fields.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task A_dry_run_changes_nothing_and_foretells_the_run()
    {
        await Us.Import(Lists.Customers(300));
        // Some change, some are new, some stay, some repeat within the file, some are refused.
        var next = Lists.Customers(360, row => row % 5 == 0 ? "Chief" : null, from: 100) + "Repeat,,13911112222,\nRepeat,,13911112222,\nBad,,12,\n,,,\n";
        var before = TableCopy.Of(kith.Folder, "import_job", "import_problem", "import_row");
        var view = await Us.Upload("next.csv", next);
        var dry = await Us.Run(view.Id, dry: true);
        TableCopy.RequireSame(before, TableCopy.Of(kith.Folder, "import_job", "import_problem", "import_row"));
        Assert.Equal(ImportState.Checked, dry.State);
        var run = await Us.Run(view.Id);
        Assert.Equal(ImportState.Done, run.State);
        Assert.Equal(dry.Counts, run.Counts);
        Assert.Equal(dry.Problems, run.Problems);
        RequireSum(run.Counts);
        Assert.Equal(363, run.Counts.Rows);
        Assert.Equal(1, run.Counts.Rejected);
        Assert.Equal(run.Counts.Created, kith.Folder.Single<long>("select count(*) from customer where created_in = @ChangesetId", new { run.ChangesetId }));
    }

    [Fact]
    public async Task A_dry_run_foretells_the_run_of_more_rows_than_it_holds_in_memory()
    {
        const int Rows = 2 * Rehearsal.CustomersInMemory + 100;
        var list = new StringBuilder("name,company,phone,email,id card,tags,title\n");
        foreach (var row in Enumerable.Range(0, Rows))
        {
            list.Append(CultureInfo.InvariantCulture, $"{Lists.Name(row)},Firm {row / 3},{Lists.Phone(row)},p{row}@firm.cn,{(row == 0 ? "11010519491231002X" : "")},t{row % 7},Chief\n");
        }

        // Rows far above come again: the same, with another title, with a second number that leads on, and under another name.
        foreach (var row in Enumerable.Range(0, 60))
        {
            list.Append(CultureInfo.InvariantCulture, $"{Lists.Name(row)},Firm {row / 3},{Lists.Phone(row)},p{row}@firm.cn,,t{row % 7},{(row % 2 == 0 ? "Chief" : "Clerk")}\n");
            list.Append(CultureInfo.InvariantCulture, $"{Lists.Name(row)},,{Lists.Phone(row)},second{row}@firm.cn,,,\n");
        }

        foreach (var row in Enumerable.Range(0, Rehearsal.CustomersInMemory + 500))
        {
            list.Append(CultureInfo.InvariantCulture, $"{Lists.Name(Rows + row)},,{Lists.Phone(Rows + row)},,,,\n");
        }

        foreach (var row in Enumerable.Range(0, 60))
        {
            list.Append(CultureInfo.InvariantCulture, $"{Lists.Name(row)},,,second{row}@firm.cn,,new,\n{Lists.Name(row)} Other,,{Lists.Phone(row)},,,,\n");
        }

        var view = await Us.Upload("long.csv", list.ToString());
        var dry = await Us.Run(view.Id, dry: true);
        Assert.DoesNotContain(kith.Folder.AllFiles(), file => Path.GetFileName(file) == "rehearsal");
        var run = await Us.Run(view.Id);
        Assert.Equal(dry.Counts, run.Counts);
        Assert.Equal(dry.Problems, run.Problems);
        RequireSum(run.Counts);
        Assert.Equal(150, run.Counts.Updated);
        Assert.Equal(30, run.Counts.Unchanged);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var first = await Us.Import(Lists.Messy);
        var before = TableCopy.Of(kith.Folder, "import_job", "import_problem", "import_row", "changeset");
        var second = await Us.Import(Lists.Messy);
        Assert.Equal(0, second.Counts.Created);
        Assert.Equal(0, second.Counts.Updated);
        Assert.Equal(first.Counts.Rows, second.Counts.Rows);
        Assert.Equal(first.Counts.Rejected, second.Counts.Rejected);
        TableCopy.RequireSame(before, TableCopy.Of(kith.Folder, "import_job", "import_problem", "import_row", "changeset"));
    }

    [Theory]
    [InlineData("update", "CFO", "Lead")]
    [InlineData("keep", "CEO", "Lead")]
    [InlineData("skip", "CEO", null)]
    public async Task The_policy_decides_whose_value_stays(string policy, string title, string? stage)
    {
        await Us.Import("name,phone,title\nAnn,13800138000,CEO\n");
        var view = await Us.Import("name,phone,title,stage\nAnn,13800138000,CFO,Lead\n", new { policy });
        Assert.Equal(title, Field("title"));
        Assert.Equal(stage, kith.Folder.Single<string?>("select stage from customer"));
        Assert.Equal(policy == "skip" ? (0, 1) : (1, 0), (view.Counts.Updated, view.Counts.Unchanged));
    }

    [Fact]
    public async Task An_empty_cell_never_erases_unless_asked()
    {
        await Us.Import("name,phone,title,email,tags\nAnn,13800138000,CEO,ann@example.com,VIP\n");
        var unchanged = await Us.Import("name,phone,title,email,tags\nAnn,13800138000,,,\nAnn,13800138000,N/A,-,\n");
        Assert.Equal(2, unchanged.Counts.Unchanged);
        Assert.Equal("CEO", Field("title"));
        var erased = await Us.Import("name,phone,title\nAnn,13800138000,\n", new { emptyErases = true });
        Assert.Equal(1, erased.Counts.Updated);
        Assert.Null(Field("title"));
        Assert.Equal("Ann", kith.Folder.Single<string>("select name from customer"));
    }

    [Fact]
    public async Task Colleagues_who_share_a_number_stay_two_people()
    {
        await Us.Import("name,phone\nAnn,010-62551234\n");
        var view = await Us.Import("name,phone\nBen,010-62551234\n");
        Assert.Equal(1, view.Counts.Created);
        Assert.Equal("import.shared-contact", Assert.Single(view.Problems).Code);
        Assert.Equal(2, kith.Folder.Single<int>("select count(*) from customer"));
    }

    [Fact]
    public async Task Named_match_keys_decide_alone()
    {
        await Us.Import("name,phone,email,编号\nAnn,13800138000,ann@example.com,A-1\n");
        var byPhone = await Us.Import("name,phone\nAnnabelle,13800138000\n", new { match = new[] { "phone" } });
        Assert.Equal(1, byPhone.Counts.Updated);
        Assert.Equal("Annabelle", kith.Folder.Single<string>("select name from customer"));
        var byMail = await Us.Import("name,phone,email\nAnnabelle,13800138000,other@example.com\n", new { match = new[] { "email" } });
        Assert.Equal(1, byMail.Counts.Created);
    }

    [Fact]
    public async Task A_row_that_fits_two_customers_equally_well_is_left_out_and_said()
    {
        await Us.Import("name,phone,email\nAnn,13800138000,\nAnn,,ann@example.com\n");
        var view = await Us.Import("name,phone,email\nAnn,13800138000,ann@example.com\n");
        Assert.Equal(1, view.Counts.Rejected);
        Assert.Equal("import.several-match", view.Problems[0].Code);
    }

    [Fact]
    public async Task A_column_without_a_field_becomes_a_field_with_a_type()
    {
        var view = await Us.Import("姓名,手机,会员积分,备用字段\n王伟,13800138000,1200,甲\n李雷,13800138001,35,乙\n韩梅,13800138002,8,丙\n");
        Assert.Equal(3, view.Counts.Created);
        var fields = (await Us.Get("/api/fields")).RequireDone().Json.EnumerateArray().Where(field => field.GetProperty("userDefined").GetBoolean())
            .ToDictionary(field => field.GetProperty("label").GetString()!, field => field.GetProperty("type").GetString());
        Assert.Equal("number", fields["会员积分"]);
        Assert.Contains(fields["备用字段"], (string?[])["text", "choice"]);
        var again = await Us.Import("姓名,手机,会员积分\n王伟,13800138000,1300\n");
        Assert.Equal(1, again.Counts.Updated);
        Assert.Equal(fields.Count, kith.Folder.Single<int>("select count(*) from field"));
    }

    [Fact]
    public async Task A_column_left_out_stays_out()
    {
        var view = await Us.Upload("a.csv", "name,phone,secret\nAnn,13800138000,x\n");
        await Us.Run(view.Id, new { columns = new[] { new { index = 2, field = "" } } });
        Assert.Equal(0, kith.Folder.Single<int>("select count(*) from field"));
    }

    [Fact]
    public async Task Source_basis_and_do_not_contact_are_given_to_what_the_file_makes()
    {
        await Us.Import("name,phone\nAnn,13800138000\n", new { source = "Fair", basis = "consent", doNotContact = true });
        Assert.Equal("Fair", kith.Folder.Single<string>("select source from customer"));
        Assert.Equal(("consent", "yes"), (Field("lawful_basis"), Field("do_not_contact")));
        (await Us.Patch("/api/imports/1", new { basis = "because" })).RequireRefused(HttpStatusCode.NotFound, "import.none");
    }

    [Fact]
    public async Task What_can_not_be_chosen_is_refused()
    {
        var view = await Us.Upload("a.csv", "name,phone,phone\nAnn,13800138000,13800138001\n");
        foreach (var (change, reason) in ((object, string)[])
        [
            (new { policy = "overwrite" }, "import.unknown-choice"),
            (new { basis = "because" }, "import.unknown-choice"),
            (new { match = new[] { "name" } }, "import.unknown-choice"),
            (new { dateOrder = "ydm" }, "import.unknown-choice"),
            (new { columns = new[] { new { index = 9, field = "name" } } }, "import.no-column"),
            (new { columns = new[] { new { index = 1, field = "nonsense" } } }, "import.no-such-field"),
            (new { columns = new[] { new { index = 1, field = "name" } } }, "import.field-twice"),
            (new { reading = new { encoding = "klingon" } }, "finding.encoding.unknown"),
        ])
        {
            (await Us.Patch($"/api/imports/{view.Id}", change)).RequireRefused(HttpStatusCode.UnprocessableEntity, reason);
        }

        Assert.Equal(1, (await Us.Run(view.Id)).Counts.Created);
        (await Us.Post($"/api/imports/{view.Id}/run")).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
    }

    [Theory]
    [InlineData("utf-8", ',')]
    [InlineData("utf-16", '\t')]
    [InlineData("gb18030", ',')]
    [InlineData("big5", ';')]
    public async Task Encoding_and_delimiter_are_found(string encoding, char delimiter)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = string.Join('\n', Enumerable.Range(0, 40).Select(row => $"王小明{row},北京市朝陽區建國路{row}號,138001380{row:00}").Prepend("姓名,地址,手機")).Replace(',', delimiter);
        var codec = Encoding.GetEncoding(encoding);
        var view = await Us.Upload("list.csv", [.. codec.GetPreamble(), .. codec.GetBytes(text)]);
        var run = await Us.Run(view.Id);
        Assert.Equal((40, 40), (run.Counts.Rows, run.Counts.Created));
        Assert.Equal("王小明0", kith.Folder.Query<string>("select name from customer order by customer_id")[0]);
    }

    [Fact]
    public async Task Titles_units_and_totals_are_no_customers()
    {
        var view = await Us.Import("""
            2026年5月客户登记表,,,
            制表：李娜,,,
            姓名,手机,公司,金额
            王伟,13800138000,云帆科技,100
            李雷,13800138001,山海贸易,200
            ,,,
            韩梅,13800138002,重庆火锅,300
            合计,,,600
            """);
        Assert.Equal(3, view.Counts.Rows);
        Assert.Equal(["李雷", "王伟", "韩梅"], kith.Folder.Query<string>("select name from customer").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_receipt_names_the_bytes_that_were_read()
    {
        var content = Encoding.UTF8.GetBytes(Lists.Customers(10));
        var view = await Us.Upload("../../evil/名单.csv", content);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), view.Sha256);
        Assert.Equal(content.Length, view.Bytes);
        Assert.Equal("名单.csv", view.File);
    }

    [Fact]
    public async Task Two_imports_at_once_both_arrive()
    {
        var views = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => Us.Upload($"{number}.csv", Lists.Customers(400, from: number * 400))));
        await Task.WhenAll(views.Select(view => Us.Post($"/api/imports/{view.Id}/run")));
        foreach (var view in views)
        {
            Assert.Equal(400, (await Us.Rest(view.Id)).Counts.Created);
        }

        Assert.Equal(1200, kith.Folder.Single<int>("select count(*) from customer"));
    }

    internal static void RequireSum(ImportCounts counts) =>
        Assert.Equal(counts.Rows, counts.Created + counts.Updated + counts.Unchanged + counts.Rejected);

    private string? Field(string key) => kith.Folder.Single<string?>("select fields ->> @key from customer", new { key });

    [Theory]
    [InlineData("UK", "GB")]
    [InlineData("de", "DE")]
    public async Task A_place_is_understood_as_people_write_it(string typed, string region)
    {
        var view = await kith.Operator.Upload("list.csv", "name,phone\nAnn,020 7946 0018\n");
        Assert.Equal(region, (await kith.Operator.Patch($"/api/imports/{view.Id}", new { region = typed })).As<ImportView>().Plan.Region);
        (await kith.Operator.Patch($"/api/imports/{view.Id}", new { region = "XX" })).RequireRefused(System.Net.HttpStatusCode.UnprocessableEntity, "import.unknown-region");
    }
}
