using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Reach;

namespace Kith.Tests.Engine.Reach;

/// <summary>What goes out as CSV is safe to open and comes back as it was.</summary>
public sealed class CsvWriterTests
{
    // Random text hardly ever begins with what matters here, so half of it is built from that.
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        Gen.Elements("=+-@\t\r'\n\", a张０\uFEFF".ToCharArray()).ArrayOf().Select(c => new string(c))).ToArbitrary();

    [Fact]
    public void Stripping_undoes_guarding_for_every_text() =>
        Prop.ForAll(Texts, text => CsvFormulaGuard.Strip(CsvFormulaGuard.Guard(text)) == text).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Stripping_leaves_text_alone_that_guarding_never_made()
    {
        Assert.Equal("'s-Hertogenbosch", CsvFormulaGuard.Strip("'s-Hertogenbosch"));
        Assert.Equal("'", CsvFormulaGuard.Strip("'"));
        Assert.Equal("'", CsvFormulaGuard.Strip("''"));
        Assert.Equal("+8613800138000", CsvFormulaGuard.Strip("'+8613800138000"));
    }

    [Fact]
    public async Task Every_table_comes_back_and_no_cell_begins_a_formula()
    {
        var rows = Texts.Generator.ArrayOf().Where(r => r.Length > 0).ArrayOf().Sample(400, 30);
        foreach (var table in rows)
        {
            var back = Read(await WriteAsync(table, byteOrderMark: true));
            Assert.Equal(table.Length, back.Count);
            for (var i = 0; i < table.Length; i++)
            {
                Assert.Equal(table[i].Select(Valid), back[i].Select(CsvFormulaGuard.Strip));
                Assert.DoesNotContain(back[i], cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]);
            }
        }
    }

    [Fact]
    public async Task The_bytes_are_those_of_the_standard()
    {
        var bytes = await WriteAsync([["姓名", "a,b", "say \"hi\"", "=1+1", null, " x"], [""], ["line\nbreak"]], byteOrderMark: true);
        Assert.Equal("\uFEFF姓名,\"a,b\",\"say \"\"hi\"\"\",'=1+1,,\" x\"\r\n\"\"\r\n\"line\nbreak\"\r\n", Encoding.UTF8.GetString(bytes));
        Assert.Equal([0xEF, 0xBB, 0xBF], await WriteAsync([], byteOrderMark: true));
        Assert.Empty(await WriteAsync([], byteOrderMark: false));
    }

    [Fact]
    public async Task Long_files_go_out_in_blocks()
    {
        var output = new MemoryStream();
        await using var writer = new CsvWriter(output);
        for (var i = 0; i < 10_000; i++)
        {
            await writer.WriteRowAsync([new string('长', 100), "\"" + new string('"', 50)], TestContext.Current.CancellationToken);
        }

        Assert.True(output.Length > 3_000_000, $"{output.Length}");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(10_000, writer.Rows);
        Assert.Equal(10_000, Read(output.ToArray()).Count);
    }

    private static string Valid(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));

    private static async Task<byte[]> WriteAsync(IReadOnlyList<string?[]> rows, bool byteOrderMark)
    {
        var output = new MemoryStream();
        await using (var writer = new CsvWriter(output, byteOrderMark))
        {
            foreach (var row in rows)
            {
                await writer.WriteRowAsync(row, TestContext.Current.CancellationToken);
            }
        }

        return output.ToArray();
    }

    /// <summary>The grammar of RFC 4180 and nothing else, so that our own reader cannot hide a fault of the writer.</summary>
    private static List<string[]> Read(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        Assert.StartsWith("\uFEFF", text, StringComparison.Ordinal);
        var rows = new List<string[]>();
        var row = new List<string>();
        for (var at = 1; at < text.Length;)
        {
            var cell = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || text.AsSpan(at).StartsWith("\"\""); at++)
                {
                    at += text[at] == '"' ? 1 : 0;
                    cell.Append(text[at]);
                }

                at++;
            }

            for (; text[at] != ',' && text[at] != '\r'; at++)
            {
                Assert.NotEqual('"', text[at]);
                cell.Append(text[at]);
            }

            row.Add(cell.ToString());
            if (text[at] == '\r')
            {
                Assert.Equal('\n', text[at + 1]);
                rows.Add([.. row]);
                row.Clear();
                at++;
            }

            at++;
        }

        return rows;
    }
}
