using System.Text;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire.Xlsx;

/// <summary>Sheets as careless writers leave them, and packages of unusual make.</summary>
public sealed class SheetShapeTests
{
    [Fact]
    public void Gaps_and_missing_references_keep_numbers_right_and_rows_in_disorder_count_on()
    {
        var maker = new BookMaker
        {
            SheetData = "<row><c><v>1</v></c><c/><c><v>3</v></c><c s=\"1\"/></row><row r=\"5\"><c r=\"D5\"><v>4</v></c><c r=\"B5\"><v>2</v></c></row>"
                + "<row><c r=\"A6\" s=\"3\"/></row><row r=\"3\"><c><v>9</v></c></row>",
            AfterData = "<mergeCells count=\"1\"><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"nonsense\"/></mergeCells>",
        };
        using var book = XlsxBook.Open(maker.Build());
        Assert.Equal(("客户", false, "A1:C9"), (book.Sheets[0].Name, book.Sheets[0].Hidden, book.Sheets[0].Dimension));
        Assert.Equal(["1: 1||3", "5: |2||4", "6: 9"], book.Rows(0).Select(r => $"{r.Number}: {string.Join('|', r.Cells)}"));
        Assert.Equal(1, book.Progress);
        Assert.Equal([new MergedRange(1, 1, 2, 3)], book.Merged(0)!);
    }

    /// <summary>Some writers give each cell a row element of its own, all of one number.</summary>
    [Fact]
    public void Row_elements_of_one_number_are_one_row_unless_their_cells_collide()
    {
        var maker = new BookMaker
        {
            SheetData = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"C1\"><v>3</v></c></row><row r=\"1\"><c r=\"B1\"><v>2</v></c></row>"
                + "<row r=\"1\"><c r=\"B1\"><v>9</v></c></row><row r=\"2\"><c r=\"A2\"><v>4</v></c></row>",
        };
        using var book = XlsxBook.Open(maker.Build());
        Assert.Equal(["1: 1|2|3", "2: |9", "3: 4"], book.Rows(0).Select(r => $"{r.Number}: {string.Join('|', r.Cells)}"));
    }

    [Fact]
    public void A_million_styled_empty_rows_yield_nothing_and_keep_the_last_row_right()
    {
        var maker = new BookMaker
        {
            SheetWriter = w =>
            {
                w.Write("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
                for (var i = 2; i < 1_048_576; i++)
                {
                    w.Write($"<row r=\"{i}\" spans=\"1:3\" s=\"5\" customFormat=\"1\"><c r=\"A{i}\" s=\"5\"/></row>");
                }

                w.Write("<row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c></row>");
            },
        };
        using var book = XlsxBook.Open(maker.Build());
        Assert.Equal([1, 1_048_576], book.Rows(0).Select(r => r.Number));
    }

    [Fact]
    public void Sheets_are_filled_that_hold_more_than_blanks_or_can_not_be_read()
    {
        using var book = XlsxBook.Open(Sheets(("blank", Blanks(3)), ("filled", Blanks(3) + "<row><c><v>1</v></c></row>"), ("hidden", "<row><c><v>1</v></c></row>"), ("empty", ""), ("broken", "<row><c>")));
        Assert.Equal(["filled", "broken"], book.Filled().Select(at => book.Sheets[at].Name));
    }

    [Fact]
    public void Looking_for_filled_sheets_ends_at_a_bound_over_all_of_them()
    {
        var file = Sheets(("a", Blanks(2000)), ("b", Blanks(2000)), ("c", Blanks(2000)));
        using var whole = XlsxBook.Open(file);
        Assert.Empty(whole.Filled());
        using var bound = XlsxBook.Open(file, new XlsxLimits { LookBudget = 150_000 });
        Assert.Equal([1, 2], bound.Filled());
    }

    [Fact]
    public void Thousands_of_sheets_of_one_part_are_looked_at_once()
    {
        using var book = XlsxBook.Open(Sheets([.. Enumerable.Range(0, 4000).Select(at => ($"s{at}", at == 0 ? Blanks(100_000) : (string?)null))]));
        var watch = CpuWatch.StartNew();
        Assert.Empty(book.Filled());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static string Blanks(int rows) => string.Concat(Enumerable.Repeat("<row><c t=\"inlineStr\"><is><t> </t></is></c></row>", rows));

    /// <param name="sheets">The rows of each; null = it names the part of the first.</param>
    private static MemoryStream Sheets(params (string Name, string? Rows)[] sheets)
    {
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var maker = new BookMaker()
            .Part("_rels/.rels", $"<Relationships><Relationship Id=\"a\" Type=\"{Rel}/officeDocument\" Target=\"book.xml\"/></Relationships>")
            .Part("_rels/book.xml.rels", "<Relationships>" + string.Concat(sheets.Select((sheet, at) => $"<Relationship Id=\"r{at}\" Type=\"{Rel}/worksheet\" Target=\"s{(sheet.Rows is null ? 0 : at)}.xml\"/>")) + "</Relationships>")
            .Part("book.xml", $"<workbook xmlns:r=\"{Rel}\"><sheets>" + string.Concat(sheets.Select((sheet, at) => $"<sheet name=\"{sheet.Name}\" state=\"{(sheet.Name == "hidden" ? "hidden" : "visible")}\" r:id=\"r{at}\"/>")) + "</sheets></workbook>");
        foreach (var (rows, at) in sheets.Select((sheet, at) => (sheet.Rows, at)).Where(sheet => sheet.Rows is not null))
        {
            maker.Part($"s{at}.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>");
        }

        return maker.Build();
    }

    [Fact]
    public void Large_sheets_find_their_merged_ranges_after_the_rows()
    {
        var maker = new BookMaker
        {
            SheetData = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 5000)),
            AfterData = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>",
        };
        using var book = XlsxBook.Open(maker.Build(), new XlsxLimits { MergedBudget = 1000 });
        Assert.Null(book.Merged(0));
        Assert.Equal(5000, book.Rows(0).Count());
        Assert.Single(book.Merged(0)!);
    }

    [Theory]
    [InlineData(MergedCells.Most + 1, "C{0}:D{0}", false)]
    [InlineData(MergedCells.Most, "C{0}:C{1}", true)]
    public void Cells_merged_across_take_no_room_of_those_merged_down_and_whatever_is_left_away_is_told(int before, string form, bool cut)
    {
        var maker = new BookMaker
        {
            SheetData = "<row><c><v>1</v></c></row>",
            AfterData = $"<mergeCells>{string.Concat(Enumerable.Range(1, before).Select(at => $"<mergeCell ref=\"{string.Format(null, form, at * 2, (at * 2) + 1)}\"/>"))}<mergeCell ref=\"A2:A4\"/></mergeCells>",
        };
        using var book = XlsxBook.Open(maker.Build());
        Assert.Equal(!cut, book.Merged(0)!.Contains(new MergedRange(2, 1, 4, 1)));
        Assert.Equal(cut, book.MergedCut(0));
    }

    [Fact]
    public void Strict_prefixed_backslashed_and_oddly_placed_parts_are_read()
    {
        const string Strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        var maker = new BookMaker()
            .Part("_rels/.rels", $"<Relationships><Relationship Id=\"a\" Type=\"{Strict}/officeDocument\" Target=\"/Data/Book.xml\"/></Relationships>")
            .Part("Data\\_rels\\book.xml.rels", $"<Relationships><Relationship Id=\"x\" Type=\"{Strict}/worksheet\" Target=\"../Sheets/./S1.xml\"/><Relationship Id=\"y\" Type=\"{Strict}/chartsheet\" Target=\"c.xml\"/></Relationships>")
            .Part("Data/Book.xml", $"<m:workbook xmlns:m=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:rr=\"{Strict}\"><m:sheets><m:sheet name=\"Chart\" rr:id=\"y\"/><m:sheet name=\"A&amp;B_x0020_\" state=\"veryHidden\" rr:id=\"x\"/></m:sheets></m:workbook>")
            .Part("SHEETS/s1.XML", "<m:worksheet xmlns:m=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><m:sheetData><m:row><m:c t=\"inlineStr\"><m:is><m:t>好</m:t></m:is></m:c></m:row></m:sheetData></m:worksheet>");
        using var book = XlsxBook.Open(maker.Build());
        Assert.Equal(new XlsxSheet("A&B ", true, null), Assert.Single(book.Sheets));
        Assert.Equal("好", book.Rows(0).Single().Cells[0]);
    }

    [Fact]
    public void Two_sheets_can_be_read_in_turns_and_a_file_may_have_bytes_in_front()
    {
        var sheet = new BookMaker { SheetData = string.Concat(Enumerable.Range(1, 20_000).Select(i => $"<row><c><v>{i}</v></c></row>")) };
        var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes("PK\u0003\u0004 something in front"));
        stream.Write(sheet.Build().ToArray());
        using var book = XlsxBook.Open(stream);
        Assert.All(book.Rows(0).Zip(book.Rows(0)), pair => Assert.Equal(pair.First.Cells[0], pair.Second.Cells[0]));
    }

    [Fact]
    public void Rows_with_lost_digits_say_so()
    {
        var maker = new BookMaker { SheetData = "<row><c><v>1</v></c><c><v>6222021234567890123</v></c></row>" };
        using var book = XlsxBook.Open(maker.Build());
        foreach (var row in book.Rows(0))
        {
            Assert.Equal("xlsx.number-over-15-digits", row.Problem);
        }
    }
}
