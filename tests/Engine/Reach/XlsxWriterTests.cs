using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Acquire;
using Kith.Engine.Reach;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Reach;

/// <summary>What goes out as a workbook comes back as it was.</summary>
public sealed class XlsxWriterTests
{
    // What XML, the escapes of workbooks and spreadsheet programs make trouble of.
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements("<>&\"'_x000D_\r\n\t \0\u0001\u001F\uFFFE\uFFFF\uD800\uDC00a张🍣=-+@09.E".EnumerateRunes().Select(rune => rune.ToString()).Append("\uD800").Append("\uDC00").Append("_x0041_").ToArray())
            .ArrayOf().Select(string.Concat)).ToArbitrary();

    [Fact]
    public async Task Every_text_comes_back()
    {
        foreach (var table in Texts.Generator.ArrayOf(4).ArrayOf().Sample(60, 40))
        {
            var (rows, _) = await RoundTrip([new("a"), new("b", XlsxKind.Number), new("c", XlsxKind.Date), new("d")], table);
            Assert.Equal(table.Where(row => row.Any(cell => cell.Length > 0)).Select(Joined), rows.Skip(1).Select(row => Joined(row.Cells)));
        }
    }

    [Fact]
    public async Task Naughty_strings_come_back()
    {
        var naughty = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(SharedData.Require("strings/blns.json"), TestContext.Current.CancellationToken))!;
        var (rows, _) = await RoundTrip([new("text"), new("number", XlsxKind.Number), new("day", XlsxKind.Date)], [.. naughty.Select(text => (string[])[text, text, text])]);
        Assert.Equal(naughty.Where(text => text.Length > 0).SelectMany(text => Enumerable.Repeat(text, 3)), rows.Skip(1).SelectMany(row => row.Cells));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("12", true)]
    [InlineData("-12.5", true)]
    [InlineData("0.000001", true)]
    [InlineData("123456789012345", true)]
    [InlineData("1234567890123456", false)]
    [InlineData("13800138000.5", true)]
    [InlineData("007", false)]
    [InlineData("3.50", false)]
    [InlineData("-0", false)]
    [InlineData("1e3", false)]
    [InlineData("+1", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData("１２", false)]
    public async Task A_number_is_one_where_nothing_is_lost(string text, bool isNumber)
    {
        var (rows, xml) = await RoundTrip([new("n", XlsxKind.Number)], [[text]]);
        Assert.Equal(text, rows[1].Cells[0]);
        Assert.Equal(isNumber, xml.Contains($"<v>{text}</v>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("1900-03-01", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("1900-02-28", false)]
    [InlineData("1850-05-01", false)]
    [InlineData("--05-01", false)]
    [InlineData("2024-02-29T10:00:00", false)]
    [InlineData("29.2.2024", false)]
    public async Task A_day_is_one_where_spreadsheets_have_it(string text, bool isDay)
    {
        var (rows, xml) = await RoundTrip([new("d", XlsxKind.Date)], [[text]]);
        Assert.Equal(text, rows[1].Cells[0]);
        Assert.Equal(isDay, xml.Contains(" s=\"3\"><v>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_numbers_and_formulas_are_text()
    {
        var (rows, xml) = await RoundTrip([new("phone")], [["13800138000"], ["110101199003074514"], ["=1+1"]]);
        Assert.Equal(["13800138000", "110101199003074514", "=1+1"], rows.Skip(1).Select(row => row.Cells[0]));
        Assert.DoesNotContain("<v>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_header_is_frozen_bold_and_filters()
    {
        var (_, xml) = await RoundTrip([new("姓名"), new("phone")], [["王小明", "13800138000"]]);
        Assert.Contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>", xml, StringComparison.Ordinal);
        Assert.Contains("<autoFilter ref=\"A1:B2\"/>", xml, StringComparison.Ordinal);
        Assert.Contains("<c r=\"A1\" s=\"2\" t=\"inlineStr\"><is><t>姓名</t></is></c>", xml, StringComparison.Ordinal);
        Assert.Contains("<col min=\"2\" max=\"2\" width=\"13\" customWidth=\"1\"/>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_longer_than_a_cell_is_cut_and_told()
    {
        using var file = new MemoryStream();
        await using var writer = new XlsxWriter(file, "Kith", [new("a"), new("b")]);
        await writer.WriteRowAsync(["short", new string('x', 32_766) + "🍣"], TestContext.Current.CancellationToken);
        await writer.WriteRowAsync([new string('长', 40_000), new string('y', 32_765)], TestContext.Current.CancellationToken);
        await writer.FinishAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new TableFinding("xlsx.cell-cut", 1, 2, "32768"), new TableFinding("xlsx.cell-cut", 2, 1, "40000")], writer.Findings);
        Assert.Equal(2, writer.CellsCut);
        var rows = Read(file, 0);
        Assert.Equal([32_766, 32_767, 32_765], [rows[1].Cells[1].Length, rows[2].Cells[0].Length, rows[2].Cells[1].Length]);

        // An import does not take what was cut for the whole.
        Assert.Equal([null, "xlsx.cell-full", "xlsx.cell-full"], rows.Select(row => row.Problem));
    }

    [Fact]
    public async Task Past_the_last_row_it_goes_on_in_a_further_sheet_under_the_same_header()
    {
        using var file = new MemoryStream();
        await using var writer = new XlsxWriter(file, "Kith", [new("n")], rowsInSheet: 301);
        for (var row = 0; row < 700; row++)
        {
            await writer.WriteRowAsync([$"{row}"], TestContext.Current.CancellationToken);
        }

        await writer.FinishAsync(TestContext.Current.CancellationToken);
        Assert.Equal((700, 3), (writer.Rows, writer.Sheets));
        using var book = XlsxBook.Open(file);
        Assert.Equal(["Kith", "Kith 2", "Kith 3"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(Enumerable.Range(0, 700).Select(row => $"{row}"), Enumerable.Range(0, 3).SelectMany(sheet => Read(file, sheet).Skip(1)).Select(row => row.Cells[0]));
        Assert.All(Enumerable.Range(0, 3), sheet => Assert.Equal("n", Read(file, sheet)[0].Cells[0]));
    }

    [Fact]
    public async Task A_workbook_without_rows_has_its_header()
    {
        var (rows, _) = await RoundTrip([new("a"), new("b")], []);
        Assert.Equal(["a", "b"], Assert.Single(rows).Cells);
    }

    private static string Joined(string[] cells) => string.Join('\u241F', cells).TrimEnd('\u241F');

    private static async Task<(List<TableRow> Rows, string Xml)> RoundTrip(XlsxColumn[] columns, string[][] rows)
    {
        using var file = new MemoryStream();
        await using var writer = new XlsxWriter(file, "Kith", columns);
        foreach (var row in rows)
        {
            await writer.WriteRowAsync(row, TestContext.Current.CancellationToken);
        }

        await writer.FinishAsync(TestContext.Current.CancellationToken);
        var read = Read(file, 0);
        file.Position = 0;
        using var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Read, leaveOpen: true);
        using var xml = new StreamReader(await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        return (read, await xml.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static List<TableRow> Read(MemoryStream file, int sheet)
    {
        using var book = XlsxBook.Open(file);
        return [.. book.Rows(sheet)];
    }
}
