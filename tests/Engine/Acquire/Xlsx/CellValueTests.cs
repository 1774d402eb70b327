using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire.Xlsx;

/// <summary>What stands in a cell and what a person means by it.</summary>
public sealed class CellValueTests
{
    [Theory]
    [InlineData("1.3800138E+10", "13800138000")]
    [InlineData("13800138000", "13800138000")]
    [InlineData("1.3800138000E10", "13800138000")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("32.899999999999999", "32.9")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("3.1415926535897931", "3.1415926535897931")]
    [InlineData("0.79999999999999993", "0.8")]
    [InlineData("9.9999999999999996", "10")]
    [InlineData("1E-3", "0.001")]
    [InlineData("-0", "0")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("00123", "123")]
    [InlineData(" 42 ", "42")]
    [InlineData("1E+300", "1E+300")]
    [InlineData("1E+99999999999", "1E+99999999999")]
    [InlineData("3,14", "3,14")]
    [InlineData("NaN", "NaN")]
    [InlineData("--", "--")]
    public void Numbers_keep_their_digits(string raw, string expected) => Assert.Equal(expected, Read(raw, "General").Text);

    [Theory]
    [InlineData("6.2220212345678901E+18", "6222021234567890100")]
    [InlineData("110101199003078000", "110101199003078000")]
    [InlineData("1234567890123456", "1234567890123456")]
    public void Long_numbers_are_marked_as_having_lost_digits(string raw, string expected)
    {
        var (text, problem) = Read(raw, "General");
        Assert.Equal((expected, "xlsx.number-over-15-digits"), (text, problem));
    }

    [Theory]
    [InlineData("44521", "yyyy\"年\"m\"月\"d\"日\"", "2021-11-21")]
    [InlineData("44521", "[$-804]yyyy\\年m\\月d\\日;@", "2021-11-21")]
    [InlineData("44521", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "2021-11-21")]
    [InlineData("44521.354166666664", "yyyy/m/d h:mm", "2021-11-21 08:30:00")]
    [InlineData("44521.354166666664", "yyyy-mm-dd hh:mm:ss", "2021-11-21 08:30:00")]
    [InlineData("44521.354166666664", "m/d/yy", "2021-11-21")]
    [InlineData("0.354166666666667", "h:mm AM/PM", "08:30:00")]
    [InlineData("0.354166666666667", "上午/下午h\"时\"mm\"分\"", "08:30:00")]
    [InlineData("0.354172453703704", "mm:ss.000", "08:30:00.500")]
    [InlineData("1.5", "[h]:mm:ss", "36:00:00")]
    [InlineData("44521", "mmm-yy", "2021-11-21")]
    [InlineData("44521", "aaaa", "2021-11-21")]
    [InlineData("44521.99999", "yyyy-mm-dd", "2021-11-21")]
    [InlineData("44521.99999999999", "yyyy-mm-dd", "2021-11-22")]
    [InlineData("1", "yyyy-mm-dd", "1900-01-01")]
    [InlineData("59", "yyyy-mm-dd", "1900-02-28")]
    [InlineData("60", "yyyy-mm-dd", "1900-02-29")]
    [InlineData("61", "yyyy-mm-dd", "1900-03-01")]
    [InlineData("2958465", "yyyy-mm-dd", "9999-12-31")]
    [InlineData("2958466", "yyyy-mm-dd", "2958466")]
    [InlineData("-5", "yyyy-mm-dd", "-5")]
    [InlineData("44521", "G/通用格式", "44521")]
    [InlineData("44521", "Standard", "44521")]
    [InlineData("44521", "[Red]General", "44521")]
    [InlineData("44521", "#,##0.00\"days\"", "44521")]
    [InlineData("44521", "0.00 Eur", "44521")]
    [InlineData("44521", "\"d\"0", "44521")]
    [InlineData("44521", "0.00E+00", "44521")]
    [InlineData("44521", "[unclosed", "44521")]
    public void Dates_and_times_become_iso(string raw, string format, string expected) => Assert.Equal(expected, Read(raw, format).Text);

    [Theory]
    [InlineData("123", "000000", "000123")]
    [InlineData("1234567", "000000", "1234567")]
    [InlineData("5", "00", "05")]
    [InlineData("1012345678", "000-0000-0000", "010-1234-5678")]
    [InlineData("123", "\"NO.\"0000", "NO.0123")]
    [InlineData("123", "000\\0", "1230")]
    [InlineData("12.5", "000", "12.5")]
    [InlineData("123", "0", "123")]
    [InlineData("0.125", "0%", "12.5%")]
    [InlineData("1", "0.00%", "100%")]
    [InlineData("0.070000000000000007", "0%", "7%")]
    [InlineData("13800138000", "@", "13800138000")]
    public void Formats_that_change_the_meaning_are_applied(string raw, string format, string expected) => Assert.Equal(expected, Read(raw, format).Text);

    [Fact]
    public void Days_count_from_1904_when_the_workbook_says_so()
    {
        var maker = BookMaker.WithFormats("yyyy-mm-dd");
        maker.Epoch1904 = true;
        maker.SheetData = "<row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>43059</v></c></row>";
        Assert.Equal(["1904-01-01", "2021-11-21"], Rows(maker).Single().Cells);
    }

    [Theory]
    [InlineData(27, "44521", "2021-11-21")]
    [InlineData(31, "44521", "2021-11-21")]
    [InlineData(32, "0.5", "12:00:00")]
    [InlineData(55, "0.5", "12:00:00")]
    [InlineData(55, "44521", "2021-11-21")]
    [InlineData(58, "44521", "2021-11-21")]
    [InlineData(14, "44521", "2021-11-21")]
    [InlineData(22, "44521.5", "2021-11-21 12:00:00")]
    [InlineData(10, "0.5", "50%")]
    [InlineData(49, "44521", "44521")]
    public void Built_in_formats_have_their_meaning(int id, string raw, string expected)
    {
        var maker = new BookMaker
        {
            Styles = $"<styleSheet xmlns=\"{BookMaker.Main}\"><cellXfs count=\"1\"><xf numFmtId=\"{id}\"/></cellXfs></styleSheet>",
            SheetData = $"<row><c s=\"0\"><v>{raw}</v></c></row>",
        };
        Assert.Equal(expected, Rows(maker).Single().Cells[0]);
    }

    [Fact]
    public void Every_type_of_cell_reads_as_its_text()
    {
        var maker = new BookMaker
        {
            Strings = "<si><t>王芳</t></si><si><r><t>广州</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 天河</t></r><rPh sb=\"0\" eb=\"1\"><t>コウ</t></rPh></si>"
                + "<si><t>a_x000D_b_x005F_x0041_</t></si><si/>",
            SheetData = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
                + "<c t=\"inlineStr\"><is><t> 内联 </t></is></c><c><is><t>没有类型</t></is></c><c t=\"str\"><f>A1&amp;B1</f><v>拼接</v></c>"
                + "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2026-11-21T08:30:00Z</v></c>"
                + "<c t=\"d\"><v>2026-11-21T00:00:00</v></c><c t=\"x\"><v>文字</v></c><c t=\"s\"><v>99</v></c></row>",
        };
        var row = Rows(maker).Single();
        Assert.Equal(2, row.Number);
        Assert.Equal("xlsx.string-missing", row.Problem);
        Assert.Equal(["王芳", "广州 天河", "a\rb_x0041_", "", " 内联 ", "没有类型", "拼接", "TRUE", "FALSE", "#N/A", "2026-11-21 08:30:00", "2026-11-21", "文字"], row.Cells);
    }

    private static (string Text, string? Problem) Read(string raw, string format)
    {
        var maker = BookMaker.WithFormats(format);
        maker.SheetData = $"<row r=\"1\"><c r=\"A1\" s=\"1\"><v>{raw}</v></c></row>";
        var row = Rows(maker).Single();
        return (row.Cells[0], row.Problem);
    }

    private static List<TableRow> Rows(BookMaker maker)
    {
        using var book = XlsxBook.Open(maker.Build());
        return [.. book.Rows(0)];
    }
}
