using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Rows that need attention: listed exactly, fixed in place, or taken away, corrected and brought back.</summary>
public sealed class ProblemRowTests : IAsyncLifetime
{
    private const string Header = "姓名,公司,手机,邮箱,统一社会信用代码,身份证号,生日,性别,邮编,QQ,免打扰,网址,银行卡号";

    /// <summary>Kinds of values that are kept and flagged, since people write them in more ways than any rule knows.</summary>
    private static readonly string[] Flagged = ["uscc.length", "uscc.digits-lost", "postcode.form", "qq.form"];

    /// <summary>31 faults: the column (by header), the cell as it stands in the file, and the reason.</summary>
    private static readonly (string Column, string Value, string Code)[] Faults =
    [
        ("手机", "1380013800", "phone.too-short"),
        ("手机", "138001380001234", "phone.too-long"),
        ("手机", "13*****8000", "phone.masked"),
        ("手机", "没有手机", "phone.not-a-number"),
        ("手机", "00000000000", "phone.placeholder"),
        ("手机", "10086", "phone.short-code"),
        ("手机", "1380013800O", "phone.letter-for-digit"),
        ("手机", "+999 12345678", "phone.unknown-country"),
        ("邮箱", "nobody", "email.no-at"),
        ("邮箱", "@example.com", "email.no-local-part"),
        ("邮箱", "ann@", "email.no-domain"),
        ("邮箱", "ann@@example.com", "email.several-at"),
        ("邮箱", "ann@example", "email.no-top-domain"),
        ("邮箱", "ann..lee@example.com", "email.bad-dot"),
        ("邮箱", "ann@127.0.0.1", "email.numeric-domain"),
        ("统一社会信用代码", "91350100M000100Y4", "uscc.length"),
        ("统一社会信用代码", "9.1350100E+17", "uscc.digits-lost"),
        ("身份证号", "1101051949123100", "resident-id.length"),
        ("身份证号", "110105194913310021", "resident-id.birth-date"),
        ("身份证号", "1.10105194912310E+17", "resident-id.digits-lost"),
        ("身份证号", "11010519491231002A", "resident-id.alphabet"),
        ("生日", "2025年2月30日", "date.impossible"),
        ("生日", "2990-01-01", "date.future"),
        ("生日", "很久以前", "date.form"),
        ("性别", "保密吧不知道", "gender.unknown"),
        ("邮编", "1000", "postcode.form"),
        ("QQ", "12", "qq.form"),
        ("免打扰", "也许", "yes-no.unknown"),
        ("网址", "ftp://example.com", "url.scheme"),
        ("银行卡号", "1234567", "bank-card.length"),
        ("姓名", "", "name.missing"),
    ];

    private RunningKith kith = null!;

    private KithClient Us => kith.Operator;

    public async ValueTask InitializeAsync() => kith = await RunningKith.Start();

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task Each_seeded_fault_is_listed_with_row_column_value_and_reason()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (content, expected) = Seeded();
        var view = await Us.Upload("客户名单.csv", Encoding.GetEncoding("gbk").GetBytes(content));
        var columns = Header.Split(',');
        Assert.Equal(columns, view.Plan.Columns.Select(column => column.Header));
        Assert.All(view.Plan.Columns, column => Assert.NotEqual("new", column.Field));
        var dry = await Us.Run(view.Id, dry: true);
        var problems = await Problems(view.Id);
        Assert.All(problems, problem => Assert.Equal(!Flagged.Contains(problem.Code, StringComparer.Ordinal), problem.Refuses));
        var listed = problems.Select(problem => (problem.Row, Column: columns[problem.Column], Value: problem.Value ?? "", problem.Code)).ToList();
        Assert.True(expected.SequenceEqual(listed), $"missing: {string.Join(' ', expected.Except(listed))}\nnot expected: {string.Join(' ', listed.Except(expected))}");
        Assert.Equal(31, listed.Count);
        Assert.Equal((1000L, 973L, 27L, 4L), (dry.Counts.Rows, dry.Counts.Created, dry.Counts.Rejected, dry.Counts.Warnings));
        var run = await Us.Run(view.Id);
        Assert.Equal(dry.Counts, run.Counts);
    }

    [Fact]
    public async Task Problems_without_number_are_cleared_a_few_at_a_time_and_those_of_other_imports_stay()
    {
        var store = kith.Service<Store>();
        await Fill(1, 2);
        Task<bool> Next() => store.Write(sql => ImportProblems.ClearSome(sql, 1));
        Assert.True(await Next());
        Assert.Equal((5998, 2999), Left(1));
        await ImportProblems.Clear(store, 1, TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), Left(1));
        Assert.Equal((2 * Many, Many), Left(2));
        Assert.False(await Next());
    }

    [Fact]
    public async Task What_a_check_found_goes_behind_the_act_that_makes_it_stale()
    {
        var changed = await Us.Run((await Us.Upload("a.csv", "name,phone\nAnn,12\n")).Id, dry: true);
        var discarded = await Us.Run((await Us.Upload("b.csv", "name,phone\nBea,12\n")).Id, dry: true);
        var run = await Us.Run((await Us.Upload("c.csv", "name,phone\nCid,12\nDan,13800138000\n")).Id, dry: true);
        await Fill(changed.Id, discarded.Id, run.Id);
        (await Us.Patch($"/api/imports/{changed.Id}", new { region = "DE" })).RequireDone();
        (await Us.Delete($"/api/imports/{discarded.Id}")).RequireDone();
        await Us.Run(run.Id);
        Assert.Equal((1, 1), Left(run.Id));
        for (var tries = 0; Left(changed.Id) != (0, 0) || Left(discarded.Id) != (0, 0); tries++)
        {
            Assert.True(tries < 500, $"{Left(changed.Id)} and {Left(discarded.Id)} are left");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Findings_without_an_import_go_by_and_by()
    {
        var known = await Us.Run((await Us.Upload("a.csv", "name,phone\nAnn,12\n")).Id, dry: true);
        await Fill(1, known.Id, known.Id + 1);
        await kith.Service<StagedFiles>().Tidy();
        Assert.Equal([(0, 0), (2 * Many, Many), (0, 0)], new[] { 1, known.Id, known.Id + 1 }.Select(Left));
    }

    private const int Many = 5_000;

    /// <summary>Two findings in each of many rows.</summary>
    private Task Fill(params long[] imports) => kith.Service<Store>().Write(sql => sql.Execute(
        """
        delete from import_problem;
        delete from import_row;
        with recursive n(i) as (select 1 union all select i + 1 from n where i < @Many)
        insert into import_problem (import_id, row_number, column_index, code, refuses)
        select import.value, i, at.value, 'phone.too-short', 1 from n, json_each(@imports) import, json_each('[0, 1]') at;
        insert into import_row (import_id, row_number, line) select distinct import_id, row_number, '' from import_problem;
        """,
        new { Many, imports = JsonSerializer.Serialize(imports) }));

    private (int Problems, int Rows) Left(long import) => (
        kith.Folder.Single<int>("select count(*) from import_problem where import_id = @import", new { import }),
        kith.Folder.Single<int>("select count(*) from import_row where import_id = @import", new { import }));

    [Fact]
    public async Task A_problem_row_is_fixed_in_place()
    {
        var view = await Us.Upload("a.csv", "name,phone,email\nAnn,13800138000,\nBea,12,bea@\nCid,13800138002,\n");
        var dry = await Us.Run(view.Id, dry: true);
        Assert.Equal(1, dry.Counts.Rejected);
        var half = (await Us.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [1] = "13800138001" } })).RequireDone().Json;
        Assert.True(half.GetProperty("refused").GetBoolean());
        var whole = (await Us.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [2] = "bea@example.com" } })).RequireDone().Json;
        Assert.False(whole.GetProperty("refused").GetBoolean());
        Assert.Equal(0, whole.GetProperty("counts").GetProperty("rejected").GetInt32());
        var run = await Us.Run(view.Id);
        Assert.Equal((3L, 3L, 0L), (run.Counts.Rows, run.Counts.Created, run.Counts.Rejected));
        Assert.Equal("+13800138001", "+" + kith.Folder.Single<string>("select contacts ->> '$[0].v' from customer where name = 'Bea'")[3..]);
        (await Us.Patch($"/api/imports/{view.Id}/rows/3", new { cells = new Dictionary<int, string> { [1] = "1" } })).RequireRefused(HttpStatusCode.Conflict, "import.wrong-state");
    }

    [Fact]
    public async Task A_page_of_problems_opens_the_corrections_of_its_rows_alone()
    {
        var view = await Us.Upload("a.csv", "name,phone\nAnn,12\nBea,13\nCid,14\n");
        await Us.Run(view.Id, dry: true);
        foreach (var row in (int[])[2, 3])
        {
            (await Us.Patch($"/api/imports/{view.Id}/rows/{row}", new { cells = new Dictionary<int, string> { [1] = $"1{row}1" } })).RequireDone();
        }

        await kith.Service<Store>().Write(sql => sql.Execute("update import_fix set value = 'damaged' where row_number = 2"));
        var page = (await Us.Get($"/api/imports/{view.Id}/problems?after=2")).As<ListProblems.Page>();
        Assert.Equal(["Bea 131", "Cid 14"], page.Rows.Select(row => string.Join(' ', row.Cells)));
    }

    [Fact]
    public async Task A_fix_of_what_is_not_there_is_refused()
    {
        var view = await Us.Upload("a.csv", "name,phone\nAnn,12\n");
        await Us.Run(view.Id, dry: true);
        (await Us.Patch($"/api/imports/{view.Id}/rows/99", new { cells = new Dictionary<int, string> { [1] = "1" } })).RequireRefused(HttpStatusCode.NotFound, "import.no-row");
        (await Us.Patch($"/api/imports/{view.Id}/rows/2", new { cells = new Dictionary<int, string> { [7] = "1" } })).RequireRefused(HttpStatusCode.UnprocessableEntity, "import.no-column");
        (await Us.Patch($"/api/imports/{view.Id}/rows/2", new { cells = new Dictionary<int, string> { [1] = new string('1', 20_000) } }))
            .RequireRefused(HttpStatusCode.UnprocessableEntity, "import.cell-too-long");
    }

    [Fact]
    public async Task Rejects_come_back_corrected()
    {
        var (content, _) = Seeded();
        var import = await Us.Import(content);
        var rejects = (await Us.Get($"/api/imports/{import.Id}/rejects.csv")).RequireDone();
        var lines = rejects.Text.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(28, lines.Length);
        Assert.StartsWith("kith:row,kith:problems,姓名,", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Matches("^[0-9,\"]+,.+", line));
        // Uncorrected they are refused again, for the same reasons.
        var again = await Us.Import(rejects.Text, name: "rejects.csv");
        Assert.Equal((27L, 27L), (again.Counts.Rows, again.Counts.Rejected));
        var corrected = rejects.Text;
        foreach (var (column, value, _) in Faults.Where(fault => fault.Column != "姓名"))
        {
            corrected = corrected.Replace($",{value},", ",,", StringComparison.Ordinal).Replace($",'{value},", ",,", StringComparison.Ordinal).Replace($",{value}\r\n", ",\r\n", StringComparison.Ordinal);
        }

        var third = await Us.Import(corrected, name: "corrected.csv");
        Assert.True(third.Counts is { Rows: 27, Rejected: 1 }, string.Join('\n', third.Problems));
        Assert.Equal(26, third.Counts.Created + third.Counts.Updated + third.Counts.Unchanged);
    }

    [Fact]
    public async Task A_row_can_come_in_without_its_bad_value()
    {
        var view = await Us.Import("name,phone,email\nAnn,12,ann@example.com\n", new { leaveOut = true });
        Assert.Equal((1L, 0L, 1L), (view.Counts.Created, view.Counts.Rejected, view.Counts.Warnings));
        Assert.Equal("[\"email\"]", kith.Folder.Single<string>("select json_group_array(value ->> 'k') from customer, json_each(contacts)"));
    }

    [Fact]
    public async Task Problems_come_in_pages()
    {
        var view = await Us.Upload("a.csv", "name,phone\n" + string.Concat(Enumerable.Range(0, 240).Select(row => $"{Lists.Name(row)},{(row % 2 == 0 ? row : Lists.Phone(row))}\n")));
        await Us.Run(view.Id, dry: true);
        var all = await Problems(view.Id, 7);
        Assert.Equal(120, all.Select(problem => problem.Row).Distinct().Count());
        Assert.Equal(all.OrderBy(problem => problem.Row), all);
    }

    private static (string Content, List<(long Row, string Column, string Value, string Code)> Expected) Seeded()
    {
        var columns = Header.Split(',');
        var text = new StringBuilder(Header).Append('\n');
        var expected = new List<(long, string, string, string)>();
        for (var row = 0; row < 1000; row++)
        {
            string[] cells = [$"王伟{row}", "", $"1390066{row:0000}", $"wang{row}@yunfan.example", "", "", "1990-05-01", row % 2 == 0 ? "男" : "女", "100020", $"{10_000 + row}", "否", "https://yunfan.example", ""];
            if (row % 32 == 7 && row / 32 < Faults.Length)
            {
                var (column, value, code) = Faults[row / 32];
                cells[Array.IndexOf(columns, column)] = value;
                expected.Add((row + 2, column, value, code));
            }

            text.AppendJoin(',', cells).Append('\n');
        }

        return (text.ToString(), expected);
    }

    private async Task<List<ImportProblem>> Problems(long id, int limit = 500)
    {
        var found = new List<ImportProblem>();
        for (long? after = 0; after is not null;)
        {
            var page = (await Us.Get($"/api/imports/{id}/problems?limit={limit}&after={after}")).As<ListProblems.Page>();
            found.AddRange(page.Rows.SelectMany(row => row.Problems));
            after = page.Next;
        }

        return found;
    }
}
