using System.Text;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

public sealed class DelimitedReaderTests
{
    [Theory]
    // Plain reading: rows are parted by "¶", cells by "¦" in what is expected.
    [InlineData("a,b\nc,d", "1:a¦b¶2:c¦d")]
    [InlineData("a,b\r\nc,d\r\n", "1:a¦b¶2:c¦d")]
    [InlineData("a,b\rc,d\re,f", "1:a¦b¶2:c¦d¶3:e¦f")]
    [InlineData("a,b\r\nc,d\ne,f\rg,h", "1:a¦b¶2:c¦d¶3:e¦f¶4:g¦h")]
    [InlineData("a,\n,b\n,", "1:a¦¶2:¦b¶3:¦")]
    [InlineData("a\n\nb\n", "1:a¶2:¶3:b")]
    [InlineData("\"a\nb\",c\nd,e", "1:a\nb¦c¶3:d¦e")]
    [InlineData("\"a\r\nb\rc\",d\ne,f", "1:a\r\nb\rc¦d¶4:e¦f")]
    [InlineData("\"a \"\"b\"\" c\",\"\"\nd,\"\"\"\"", "1:a \"b\" c¦¶2:d¦\"")]
    [InlineData(" a , b \n", "1: a ¦ b ")]
    [InlineData("\"a\" ,\"b\"\t\nc,d", "1:a¦b¶2:c¦d")]
    // A quote inside a cell that does not begin with one is text.
    [InlineData("5\" pipe,x\n\"y\",z", "1:5\" pipe¦x¶2:y¦z")]
    public void Rows_come_as_they_stand(string text, string expected) => Assert.Equal(expected, Show(Read(text, TextDialect.Csv)));

    [Theory]
    [InlineData("a,b,c\n1,\"x\"y,3\n4,5,6", "1:a¦b¦c¶2!csv.text-after-quote@2:1¦\"x\"y¦3¶3:4¦5¦6")]
    [InlineData("a,b,c\n1,\"Men's, 5\" long\",3\n4,5,6", "1:a¦b¦c¶2!csv.text-after-quote@2:1¦Men's, 5\" long¦3¶3:4¦5¦6")]
    [InlineData("a,b,c\n\"1,\"x, y\",3\n4,5,6", "1:a¦b¦c¶2!csv.text-after-quote@1:\"1¦x, y¦3¶3:4¦5¦6")]
    [InlineData("a,b,c\n1,\"\"x, y\",3\n4,5,6", "1:a¦b¦c¶2!csv.text-after-quote@2:1¦\"x, y¦3¶3:4¦5¦6")]
    [InlineData("a,b,c\n1,2,\"\n4,\"5, x\",6\n7,8,9", "1:a¦b¦c¶2!csv.quote-unclosed@3:1¦2¦\"¶3:4¦5, x¦6¶4:7¦8¦9")]
    [InlineData("a,b,c\n1,\"open,3\n4,5,6\n7,8,9", "1:a¦b¦c¶2!csv.quote-unclosed@2:1¦\"open¦3¶3:4¦5¦6¶4:7¦8¦9")]
    [InlineData("a,b\n1,\"open", "1:a¦b¶2!csv.quote-unclosed@2:1¦\"open")]
    [InlineData("a,b\n1,x\0y\n2,z", "1:a¦b¶2!text.nul@2:1¦x\0y¶3:2¦z")]
    [InlineData("a,b\n1,x\uFFFDy\n2,z", "1:a¦b¶2!encoding.undecodable@2:1¦x\uFFFDy¶3:2¦z")]
    public void Broken_rows_come_with_their_problem_and_the_next_line_starts_afresh(string text, string expected) =>
        Assert.Equal(expected, Show(Read(text, TextDialect.Csv)));

    [Fact]
    public void A_NUL_behind_a_quote_ends_no_row_where_nothing_parts_the_cells() =>
        Assert.Equal("1:n¶2!csv.text-after-quote@1:\"a\"\0¶3:b", Show(Read("n\n\"a\"\0\nb", new TextDialect { Delimiter = TextDialect.None })));

    [Fact]
    public void A_line_end_behind_an_escape_counts_as_a_line() => Assert.Equal(
        "1:a¦x\ny¶3:b¦x\r\ny¶5:c¦z",
        Show(Read("a,x\\\ny\nb,x\\\r\ny\r\nc,z", TextDialect.Csv with { Escape = '\\' })));

    [Fact]
    public void Half_a_character_swallows_no_line_end_in_a_file_of_two_encodings() => Assert.Equal(
        ["王", "\uFFFD", "b"],
        DelimitedReader.Read(new MemoryStream([.. "王\n"u8, 0x8C, .. "\nb\n"u8]), TextDialect.Csv with { LineFallback = "shift_jis" }).Select(row => row.Cells[0]));

    [Fact]
    public void Runs_spaces_and_escapes_follow_the_dialect()
    {
        var run = TextDialect.Csv with { Delimiter = ' ', DelimiterRule = DelimiterRule.Run };
        Assert.Equal("1:a¦b c¦d¶2:1¦2¦3", Show(Read("  a   \"b c\" d  \n1 2     3\n", run)));
        Assert.Equal("1:John Smith¦New York¶2:Ann Lee¦York", Show(Read("John Smith   New York\nAnn Lee      York\n", run with { DelimiterRule = DelimiterRule.LongRun })));
        Assert.Equal("1:a¦b, c¦ d", Show(Read("a, \"b, c\",  d\n", TextDialect.Csv with { SpaceAfterDelimiter = true })));
        Assert.Equal("1:a\"b¦c\\d¶2:e\nf¦g,h", Show(Read("\"a\\\"b\",c\\d\n\"e\nf\",g\\,h\n", TextDialect.Csv with { Escape = '\\' })));
        Assert.Equal("1:a,b¶2:c", Show(Read("a,b\nc", TextDialect.Csv with { Delimiter = TextDialect.None })));
        Assert.Equal("2:a¦b", Show(Read("sep=;\na;b", TextDialect.Csv with { Delimiter = ';', SkipLines = 1 })));
        Assert.Equal("1:\"a¦b\"", Show(Read("\"a,b\"", TextDialect.Csv with { Quote = TextDialect.None })));
    }

    [Fact]
    public void An_unclosed_quote_over_200_000_lines_costs_one_row()
    {
        var text = new StringBuilder("id,name,city\n");
        for (var i = 1; i <= 200_000; i++)
        {
            text.Append(i).Append(i == 5 ? ",\"Müller,Köln\n" : ",Schmidt,Bonn\n");
        }

        var rows = Read(text.ToString(), TextDialect.Csv).ToList();
        Assert.Equal(200_001, rows.Count);
        var problem = Assert.Single(rows, r => r.Problem is not null);
        Assert.Equal((6L, "csv.quote-unclosed", 2), (problem.Number, problem.Problem, problem.ProblemColumn));
        Assert.Equal(["5", "\"Müller", "Köln"], problem.Cells);
        Assert.Equal(200_001, rows[^1].Number);
    }

    [Theory]
    [InlineData("\"x,1\n")]
    [InlineData("\"x,1\n\"x,1\n\"x,1\n\"x,1\n\"x,1\n\"x,1\n\"x,1\n\"x,1\n\"x,1\n\"x,1\",1\n")]
    public void A_quote_opened_on_every_line_is_read_in_bounded_time(string block)
    {
        var text = string.Concat(Enumerable.Repeat(block, 200_000 / block.Count(c => c == '\n')));
        var watch = CpuWatch.StartNew();
        var rows = Read(text, TextDialect.Csv with { Columns = 2 }).ToList();
        Assert.Equal(200_000, rows.Count);
        Assert.All(rows.Take(9), r => Assert.Equal(["\"x", "1"], r.Cells));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_file_broken_throughout_is_read_in_bounded_time()
    {
        var broken = string.Join(',', Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? "\"x\"y, z" : "v")) + "\n";
        var watch = CpuWatch.StartNew();
        var rows = Read(string.Concat(Enumerable.Repeat(broken, 50_000)), TextDialect.Csv with { Columns = 60 }).LongCount(r => r.Problem is not null);
        Assert.Equal(50_000, rows);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Limits_refuse_with_row_and_column()
    {
        var wide = Assert.Throws<TableRefusedException>(() => Read("a,b\n" + new string(',', 10_000), TextDialect.Csv).ToList());
        Assert.Equal(("table.too-many-columns", 2L, 2_001), (wide.Code, wide.Row, wide.Column));
        var limits = new ReadLimits { MaxCellChars = 10, MaxRowChars = 1_000 };
        Assert.Equal("1!table.cell-too-long@0:aaaaaaaaaaa¦b", Show(Read("aaaaaaaaaaa,b\n", TextDialect.Csv, limits)));
        var endless = Assert.Throws<TableRefusedException>(() => Read("a\n" + new string('x', 600_000), TextDialect.Csv, limits).ToList());
        Assert.Equal(("table.row-too-long", 2L), (endless.Code, endless.Row));
    }

    [Fact]
    public void Lines_of_two_encodings_are_each_read_in_theirs()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes("姓名,城市\n张伟,北京\n"), .. EncodingNames.Find("gb18030").GetBytes("李娜,上海\n王芳,广州市天河区\n"),
            .. Encoding.UTF8.GetBytes("赵强,深圳\n刘洋,成都\n"),
        ];
        var guess = TextDetection.Detect(new MemoryStream(bytes));
        Assert.Equal(("utf-8", "gb18030"), (guess.Dialect.Encoding, guess.Dialect.LineFallback));
        Assert.Equal(new TableFinding("encoding.mixed", 3, 0, "gb18030"), Assert.Single(guess.Findings));
        using var reader = new DelimitedReader(new MemoryStream(bytes), guess.Dialect);
        Assert.Equal("1:姓名¦城市¶2:张伟¦北京¶3:李娜¦上海¶4:王芳¦广州市天河区¶5:赵强¦深圳¶6:刘洋¦成都", Show(reader));
        Assert.Equal([3L, 4L], reader.Findings.Select(f => f.Row));
        Assert.Equal(bytes.Length, reader.BytesRead);
    }

    [Fact]
    public void Another_encoding_late_in_a_big_file_is_met_when_it_comes()
    {
        var ascii = string.Concat(Enumerable.Range(1, 40_000).Select(i => $"{i},name {i},2024-01-01\n"));
        byte[] bytes = [.. Encoding.ASCII.GetBytes(ascii), .. EncodingNames.Find("gb18030").GetBytes("40001,张伟,2024-01-02\n40002,李娜,2024-01-03\n")];
        Assert.Equal("gb18030", TextDetection.Detect(new MemoryStream(bytes)).Dialect.Encoding);
        using var reader = new DelimitedReader(new MemoryStream(bytes), TextDialect.Csv);
        Assert.Equal(["40002", "李娜", "2024-01-03"], reader.Last().Cells);
        Assert.Equal("gb18030", reader.Findings[0].Data);
    }

    [Fact]
    public void A_broken_character_does_not_turn_its_line_into_mojibake()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("客户名称,备注\n华为技术有限公司,长期合作伙"), 0xE4, 0xBC, .. Encoding.UTF8.GetBytes("\n腾讯科技,新\n")];
        var rows = DelimitedReader.Read(new MemoryStream(bytes), TextDetection.Detect(new MemoryStream(bytes)).Dialect).ToList();
        Assert.Equal("华为技术有限公司", rows[1].Cells[0]);
        Assert.Equal(("encoding.undecodable", 2), (rows[1].Problem, rows[1].ProblemColumn));
        Assert.Null(rows[2].Problem);
    }

    [Fact]
    public void Quotes_in_text_are_told_but_don_t_spoil_the_row()
    {
        using var reader = new DelimitedReader(new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,This \"word\" is\n")), TextDialect.Csv);
        Assert.Null(reader.Last().Problem);
        Assert.Equal(new TableFinding("csv.quote-in-text", 2, 2), Assert.Single(reader.Findings));
    }

    [Fact]
    public void A_reader_reads_once()
    {
        using var reader = new DelimitedReader(new MemoryStream("a"u8.ToArray()), TextDialect.Csv);
        Assert.Single(reader.ToList());
        Assert.Throws<InvalidOperationException>(() => reader.GetEnumerator());
    }

    private static IEnumerable<TableRow> Read(string text, TextDialect dialect, ReadLimits? limits = null) =>
        DelimitedReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), dialect, limits);

    private static string Show(IEnumerable<TableRow> rows) =>
        string.Join('¶', rows.Select(r => $"{r.Number}{(r.Problem is null ? "" : $"!{r.Problem}@{r.ProblemColumn}")}:{string.Join('¦', r.Cells)}"));
}
