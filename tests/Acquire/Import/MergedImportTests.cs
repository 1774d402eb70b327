using Kith.Acquire.Import;
using Kith.Engine.Acquire;
using Kith.Tests.Engine.Acquire.Xlsx;
using Kith.Tests.Testing;

namespace Kith.Tests.Acquire.Import;

/// <summary>Cells merged over several rows of a workbook: no customer, amount or row that the file does not hold comes of them, and none is lost unsaid.</summary>
public sealed class MergedImportTests(RunningKith kith) : IClassFixture<RunningKith>
{
    private static readonly string[] Rows = ["公司,姓名,手机,合同金额", "云帆科技有限公司,张三丰,13800138001,90000", ",,13800138002,", ",李四光,13800138003,", "海港贸易有限公司,王五一,13800138004,50"];

    [Fact]
    public async Task A_person_over_two_rows_is_one_customer_an_amount_over_three_counts_once_and_the_second_row_is_told()
    {
        var view = await kith.Operator.Upload("merged.xlsx", Book(Rows, "A2:A4", "B2:B3", "D2:D4"));
        Assert.Equal(new TableFinding("merged.number-kept", 2), Assert.Single(view.Layout.Findings));
        var run = await kith.Operator.Run(view.Id);
        Assert.Equal((4L, 3L, 1L), (run.Counts.Rows, run.Counts.Created, run.Counts.Rejected));
        var problem = Assert.Single(run.Problems, problem => problem.Refuses);
        Assert.Equal(("row.continues", 3L, "2"), (problem.Code, problem.FirstRow, problem.Example));
        Assert.Equal(
            ["张三丰:云帆科技有限公司", "李四光:云帆科技有限公司", "王五一:海港贸易有限公司"],
            kith.Folder.Query<string>("select name || ':' || company from customer where name in ('张三丰', '李四光', '王五一') order by name"));
        Assert.Equal(1, kith.Folder.Single<int>("select count(*) from customer where fields like '%90000%'"));
    }

    [Fact]
    public async Task The_ranges_are_kept_beside_the_file_and_read_from_there()
    {
        var view = await kith.Operator.Upload("kept.xlsx", Book(Rows, "A2:A4"));
        var folder = new DataFolder(kith.Folder.Path);
        Assert.Equal([new MergedRange(2, 1, 4, 1)], StagedMerges.Of(folder, view.Id, view.Layout));
        Assert.Equal(2, Companies((await kith.Operator.Get($"/api/imports/{view.Id}/preview")).Text));

        // None to be seen beside it: were the workbook looked through, they would be found there.
        StagedMerges.Keep(folder, view.Id, view.Layout, []);
        Assert.Equal(1, Companies((await kith.Operator.Get($"/api/imports/{view.Id}/preview")).Text));

        static int Companies(string text) => text.Split("云帆科技有限公司").Length - 1;
    }

    [Fact]
    public async Task More_merged_cells_than_are_kept_are_told()
    {
        var view = await kith.Operator.Upload("many.xlsx", Book(Rows, [.. Enumerable.Range(1, MergedCells.Most).Select(at => $"F{at * 2}:F{(at * 2) + 1}"), "A2:A4"]));
        Assert.Equal(["merged.too-many"], view.Layout.Findings.Select(finding => finding.Code));
        using var browser = await kith.Administrator();
        Assert.Contains("more than 500000 cells merged over several rows", (await browser.Get($"/import/{view.Id}/columns")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_too_large_to_look_through_for_merged_cells_says_so()
    {
        using var book = XlsxBook.Open(new MemoryStream(Book([.. Rows, .. Enumerable.Range(0, 2000).Select(at => $"公司{at},甲{at},,")], "A2:A4")), new XlsxLimits { MergedBudget = 1000 });
        using var source = new RowSource(book, null);
        var layout = new FileLayout(FileLayout.Xlsx, null, [], null, [], new TableShape(1, 1, 0, 2, Rows[0].Split(','), 1), 1, []);
        var found = StagedMerges.Found(new DataFolder(kith.Folder.Path), 1, layout, source, [.. book.Rows(0).Take(5)]);
        Assert.Equal((false, "merged.unread"), (found.MergedDown, Assert.Single(found.Findings).Code));
    }

    private static byte[] Book(string[] rows, params string[] merged) => new BookMaker
    {
        SheetData = string.Concat(rows.Select((row, at) => $"<row r=\"{at + 1}\">" + string.Concat(row.Split(',').Select((cell, column) =>
            cell.Length == 0 ? "" : $"<c r=\"{(char)('A' + column)}{at + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")) + "</row>")),
        AfterData = $"<mergeCells>{string.Concat(merged.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>",
    }.Build().ToArray();
}
