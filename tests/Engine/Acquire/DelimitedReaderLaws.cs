using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire;

[Collection(Alone.Name)]
public sealed class DelimitedReaderLaws
{
    private static readonly Arbitrary<string> Cells = Gen.OneOf(
        Gen.Elements("", "a", "张伟", "𠮷野家", "x y", "\"", "'", "\\", ",", ";", "\t", "|", "\n", "\r\n", "\r", "\"\"", "a\"b", "\\\"", " lead", "trail ", "=1+1"),
        ArbMap.Default.GeneratorFor<string>().Select(s => new string([.. (s ?? "").Where(c => c is not ('\0' or '\uFFFD' or '\uFEFF') && !char.IsSurrogate(c))])))
        .ListOf().Select(parts => string.Concat(parts.Take(4))).ToArbitrary();

    private static readonly Gen<List<string[]>> Tables =
        from columns in Gen.Choose(1, 6)
        from rows in Cells.Generator.ArrayOf(columns).NonEmptyListOf()
        select rows.ToList();

    private static readonly Gen<(TextDialect Dialect, string LineEnd)> Dialects =
        from delimiter in Gen.Elements(',', ';', '\t', '|', '^', '，')
        from quote in Gen.Elements('"', '\'')
        from escape in Gen.Elements(TextDialect.None, '\\')
        from encoding in Gen.Elements("utf-8", "utf-16le", "utf-16be", "utf-32le", "gb18030")
        from lineEnd in Gen.Elements("\n", "\r\n", "\r")
        select (new TextDialect { Delimiter = delimiter, Quote = quote, Escape = escape, Encoding = encoding }, lineEnd);

    [Fact]
    public void What_is_written_in_a_dialect_is_read_back() =>
        Prop.ForAll(Tables.SelectMany(t => Dialects, (t, d) => (Rows: t, d.Dialect, d.LineEnd)).ToArbitrary(), c =>
        {
            var text = string.Concat(c.Rows.Select(r => string.Join(c.Dialect.Delimiter, r.Select(cell => Write(cell, c.Dialect))) + c.LineEnd));
            var read = DelimitedReader.Read(new MemoryStream(EncodingNames.Find(c.Dialect.Encoding).GetBytes(text)), c.Dialect).ToList();
            Assert.Equal(c.Rows, read.Select(r => r.Cells));
            Assert.All(read, r => Assert.Null(r.Problem));
            Assert.Equal(1 + CellText.LineEnds(string.Concat(text[..^c.LineEnd.Length])) - read[^1].Cells.Sum(x => CellText.LineEnds(x)), read[^1].Number);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var bytes = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>(),
            Gen.Elements("\"", ",", "\n", "\r", "\\", "'", ";", "a", "\0", "é", "\t", " ", "联通", "sep=;\n").ListOf()
                .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))),
            Gen.Elements<byte>(0x22, 0x2C, 0x0A, 0x0D, 0x00, 0xFF, 0xFE, 0xC3, 0xA9, 0x81, 0x30, 0x1B, 0x24, 0x42).ArrayOf());
        Prop.ForAll(bytes.ToArbitrary(), b =>
        {
            try
            {
                var guess = TextDetection.Detect(new MemoryStream(b));
                var rows = DelimitedReader.Read(new MemoryStream(b), guess.Dialect).ToList();
                Assert.True(rows.Sum(r => r.Cells.Sum(c => (long)c.Length)) <= 2 * b.Length);
                Assert.Equal(rows.Select(r => r.Number).Order(), rows.Select(r => r.Number));
                var shape = ShapeDetection.Detect(rows);
                Assert.Equal(rows.Count, TableBody.Label(rows, shape).Count());
            }
            catch (TableRefusedException refused)
            {
                Assert.Contains(refused.Code, (string[])["table.empty", "table.not-a-table", "table.too-many-columns"]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void Cutting_the_stream_into_small_reads_changes_nothing() =>
        Prop.ForAll(Tables.SelectMany(t => Dialects, (t, d) => (Rows: t, d.Dialect, d.LineEnd)).ToArbitrary(), c =>
        {
            var text = string.Concat(c.Rows.Select(r => string.Join(c.Dialect.Delimiter, r) + c.LineEnd));
            var bytes = EncodingNames.Find(c.Dialect.Encoding).GetBytes(text);
            var whole = DelimitedReader.Read(new MemoryStream(bytes), c.Dialect).Select(r => (r.Number, string.Join('¦', r.Cells), r.Problem));
            var cut = DelimitedReader.Read(new DrippingStream(bytes), c.Dialect).Select(r => (r.Number, string.Join('¦', r.Cells), r.Problem));
            Assert.Equal(whole, cut);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Memory_stays_flat_over_a_long_file()
    {
        using var reader = new DelimitedReader(new RepeatingStream(Encoding.UTF8.GetBytes("1001,张伟,13800138000,\"北京市, 朝阳区\"\n"), 200_000_000), TextDialect.Csv);
        var (rows, before, peak) = (0L, GC.GetTotalMemory(forceFullCollection: true), 0L);
        foreach (var row in reader)
        {
            if (++rows % 500_000 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.True(rows > 3_000_000, $"{rows}");
        // Other tests run beside this one; keeping the rows would cost more than 600 MB.
        Assert.InRange(peak, long.MinValue, 100_000_000);
    }

    private static string Write(string cell, TextDialect dialect)
    {
        var q = dialect.Quote.ToString();
        var inner = dialect.Escape == TextDialect.None
            ? cell.Replace(q, q + q, StringComparison.Ordinal)
            : cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(q, "\\" + q, StringComparison.Ordinal);
        var needs = cell.IndexOfAny([dialect.Delimiter, dialect.Quote, '\r', '\n', '\\']) >= 0;
        return needs ? q + inner + q : cell;
    }

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 3));
    }

    private sealed class RepeatingStream(byte[] line, long length) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = (int)Math.Min(count, length - _at);
            for (var i = 0; i < n; i++)
            {
                buffer[offset + i] = line[(int)((_at + i) % line.Length)];
            }

            _at += n;
            return n;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
