using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire;

public sealed class TextDetectionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("name,phone\nAnn,555-0100\nBob,555-0101\n", ',', '"', 2)]
    [InlineData("Name;Betrag;Ort\nMüller;1.234,50;Köln\nGroß;99,00;Bonn\n", ';', '"', 3)]
    [InlineData("id;amount\n1;2,50\n2;3,75\n3;10,00\n", ';', '"', 2)]
    [InlineData("name\tnote\tcity\nAnn\tlikes tea, coffee\tLeeds\nBob\tsays \"hi\"\tYork\n", '\t', '"', 3)]
    [InlineData("id|name|note\n1|Ann|a, b\n2|Bob|c, d\n", '|', '"', 3)]
    [InlineData("id^name^city\n1^Ann^Leeds\n2^Bob^York\n", '^', '"', 3)]
    [InlineData("id~name~city\n1~Ann Lee~Leeds\n2~Bob Ray~York\n", '~', '"', 3)]
    [InlineData("姓名，手机，城市\n张伟，13800138000，北京\n李娜，13900139000，上海\n", '，', '"', 3)]
    [InlineData("root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/bin/sh\nann:x:1000:1000:Ann:/home/ann:/bin/bash\n", ':', '"', 7)]
    [InlineData("a b c\n1 2 3\n4 5 6\n", ' ', '"', 3)]
    [InlineData("sep=;\nname;city\nAnn, the first;Leeds\n", ';', '"', 2)]
    [InlineData("sep=\t\nname\tcity\nAnn;x\tLeeds\n", '\t', '"', 2)]
    // One value a line.
    [InlineData("13800138000\n13900139000\n13700137000\n", '\0', '"', 1)]
    [InlineData("email\nann@example.com\nbob.ray@example.com\n", '\0', '"', 1)]
    [InlineData("John Smith\nMary Jones\nPeter Brown\n", '\0', '"', 1)]
    [InlineData("name\n", '\0', '"', 1)]
    [InlineData("time\n10:20\n11:35\n12:00\n", '\0', '"', 1)]
    [InlineData("上海市浦东新区\n北京市朝阳区\n", '\0', '"', 1)]
    // Quotes.
    [InlineData("id,name\n1,'Lee, Ann'\n2,'Ray, Bob'\n", ',', '\'', 2)]
    [InlineData("id,name\n1,O'Brien\n2,D'Arcy\n", ',', '"', 2)]
    [InlineData("id,name,note\n1,\"Lee, Ann\",\"said \"\"hi\"\"\"\n2,\"Ray, Bob\",\"x\ny\"\n", ',', '"', 3)]
    [InlineData("id\tsize\n1\t5\"\n2\t7\"\n3\t\"big\n4\t\"small\n5\t\"mid\n", '\t', '\0', 2)]
    // Titles, comments and ragged rows don't derail it.
    [InlineData("客户名单（2024年，内部）\n\n姓名,手机,城市,备注\n张伟,13800138000,北京,\n李娜,13900139000,上海,VIP\n王芳,13700137000,广州,\n", ',', '"', 4)]
    [InlineData("# exported 2024-05-01, by: tool; v1\n# all rights reserved\nid;name;city\n1;Ann;Leeds\n2;Bob;York\n", ';', '"', 3)]
    [InlineData("id,name,city\n1,Ann\n2,Bob,York\n3,Cid,Hull,extra\n4,Dee,Bath\n5,Eve,Rye\n", ',', '"', 3)]
    [InlineData("date,text\n2024-01-01,\"one; two; three\"\n2024-01-02,\"four; five; six\"\n", ',', '"', 2)]
    [InlineData("地址;电话\n北京市,朝阳区,建国路88号;13800138000\n上海市,浦东新区;13900139000\n广州,天河;13700137000\n", ';', '"', 2)]
    [InlineData("url|title\nhttps://a.example/x?y=1&z=2|One: two\nhttps://b.example/q,w|Three, four\n", '|', '"', 2)]
    public void The_dialect_is_found(string text, char delimiter, char quote, int columns)
    {
        var guess = TextDetection.Detect(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var d = guess.Dialect;
        Assert.Equal((delimiter, quote, columns), (d.Delimiter, d.Quote, d.Columns));
        Assert.Equal(text.StartsWith("sep=", StringComparison.Ordinal) ? 1 : 0, d.SkipLines);
    }

    [Fact]
    public void Finer_points_of_the_dialect_are_found()
    {
        Assert.True(Find("a, b, c\n1, \"x, y\", 3\n4, \"z\", 6\n").SpaceAfterDelimiter);
        Assert.False(Find("a,b\n\"x, y\",\"z, w\"\n\"p, q\",r\n").SpaceAfterDelimiter);
        Assert.Equal('\\', Find("id,note\n1,\"said \\\"hi, you\\\" twice\"\n2,\"x\"\n").Escape);
        Assert.Equal(DelimiterRule.LongRun, Find("Name          City        Amount\nJohn Smith    New York      12.50\nAnn Lee       York           7.00\nBob           Hull         100.00\n").DelimiterRule);
        Assert.Equal(DelimiterRule.Run, Find("a   b      c\n1   22     3\n444 5      6\n7   8      999\n").DelimiterRule);
    }

    [Fact]
    public void What_the_user_said_wins()
    {
        var bytes = Encoding.UTF8.GetBytes("a;b,c\n1;2,3\n");
        var guess = TextDetection.Detect(new MemoryStream(bytes), new TextOverrides("GBK", ';', TextDialect.None));
        Assert.Equal(("gb18030", ';', TextDialect.None), (guess.Dialect.Encoding, guess.Dialect.Delimiter, guess.Dialect.Quote));
        Assert.Equal((1, 1), (guess.EncodingConfidence, guess.DialectConfidence));
        Assert.Equal("encoding.unknown", Code(() => TextDetection.Detect(new MemoryStream(bytes), new TextOverrides("klingon"))));
    }

    [Fact]
    public void The_stream_is_put_back_where_it_was()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        TextDetection.Detect(stream);
        Assert.Equal(0, stream.Position);
    }

    [Theory]
    [InlineData("", "table.empty", null)]
    [InlineData("D0CF11E0A1B11AE1", "table.not-a-table", "xls")]
    [InlineData("255044462D312E37", "table.not-a-table", "pdf")]
    [InlineData("1F8B0800", "table.not-a-table", "gzip")]
    [InlineData("504B0304140006", "table.not-a-table", "zip")]
    [InlineData("EFBBBF203C68746D6C3E3C7461626C653E", "table.not-a-table", "html")]
    [InlineData("3C3F786D6C2076657273696F6E3D22312E30223F3E", "table.not-a-table", "xml")]
    [InlineData("0102030405060708090B0E0F101112131415161718", "table.not-a-table", "binary")]
    public void What_is_no_table_is_refused(string hex, string code, string? kind)
    {
        var refused = Assert.Throws<TableRefusedException>(() => TextDetection.Detect(new MemoryStream(Convert.FromHexString(hex))));
        Assert.Equal((code, kind), (refused.Code, refused.Finding.Data));
    }

    [Fact]
    public void Ten_thousand_columns_are_refused_with_the_place()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(1, 10_000).Select(i => $"c{i}")) + "\n1,2,3\n");
        var dialect = TextDetection.Detect(new MemoryStream(bytes)).Dialect;
        var refused = Assert.Throws<TableRefusedException>(() => DelimitedReader.Read(new MemoryStream(bytes), dialect).ToList());
        Assert.Equal(("table.too-many-columns", 1L, 2_001, "2000"), (refused.Code, refused.Row, refused.Column, refused.Finding.Data));
    }

    [Fact]
    public void A_workbook_is_told_from_text()
    {
        Assert.Equal(TableFormat.Xlsx, TextDetection.DetectFormat("PK\x03\x04"u8));
        Assert.Equal(TableFormat.Delimited, TextDetection.DetectFormat("a,b"u8));
    }

    /// <summary>Aim: at least 100 MB/s of decoded UTF-8 on one core. Printed; a figure of a shared machine is no gate.</summary>
    [Fact]
    public void A_big_plain_file_is_read_fast()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("KITH_LONG") == "1", "NOT RUN: set KITH_LONG=1");
        var file = Path.GetTempFileName();
        try
        {
            using (var writer = new StreamWriter(file))
            {
                for (var i = 0; i < 1_000_000; i++)
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{i},Customer number {i},+44 20 7946 {i % 10_000:0000},customer{i}@example.com,\"{i % 200} High Street, Leeds\",2024-01-{1 + (i % 28):00},{i % 1000}.50\n"));
                }
            }

            var bytes = new FileInfo(file).Length;
            using var stream = File.OpenRead(file);
            var watch = Stopwatch.StartNew();
            var dialect = TextDetection.Detect(stream).Dialect;
            var detected = watch.Elapsed;
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            watch.Restart();
            var rows = DelimitedReader.Read(stream, dialect).LongCount();
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{bytes / 1e6:0} MB, {rows} rows × {dialect.Columns}: {watch.Elapsed.TotalSeconds:0.00} s wall, {cpu.TotalSeconds:0.00} s CPU, {bytes / 1e6 / watch.Elapsed.TotalSeconds:0} MB/s; detection {detected.TotalMilliseconds:0} ms"));
            Assert.Equal(1_000_000, rows);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TextDialect Find(string text) => TextDetection.Detect(new MemoryStream(Encoding.UTF8.GetBytes(text))).Dialect;

    private static string Code(Action act) => Assert.Throws<TableRefusedException>(act).Code;
}
