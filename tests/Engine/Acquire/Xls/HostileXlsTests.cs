using System.Buffers.Binary;
using System.Diagnostics;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire.Xls;

/// <summary>Old workbooks that are damaged or made to harm: read or refused by a code, in good time.</summary>
[Collection(Alone.Name)]
public sealed class HostileXlsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("loop in the chain")]
    [InlineData("loop in the directory")]
    [InlineData("loop in the lists")]
    [InlineData("sectors beyond the end")]
    [InlineData("absurd sector size")]
    public void A_container_that_lies_is_refused(string lie)
    {
        var bytes = File.ReadAllBytes(SharedData.Require("excel/sheetjs/AutoFilter.xls"));
        var table = bytes.AsSpan((int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(76)) + 1) * 512);
        switch (lie)
        {
            case "loop in the chain":
                for (var sector = 0; sector < 128; sector++)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(table[(sector * 4)..], (uint)(sector ^ 1));
                }

                break;
            case "loop in the directory":
                var directory = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(48));
                BinaryPrimitives.WriteUInt32LittleEndian(table[(int)(directory * 4)..], directory);
                break;
            case "loop in the lists":
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(68), 0);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(512 + 508), 0);
                break;
            case "sectors beyond the end":
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(48), 0x00FFFFFF);
                break;
            default:
                bytes[30] = 31;
                break;
        }

        Assert.StartsWith("xls.", Assert.Throws<TableRefusedException>(() => Rows(bytes)).Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(5000)]
    [InlineData(40_000)]
    public void A_file_cut_short_is_refused(int length)
    {
        var bytes = File.ReadAllBytes(SharedData.Require("excel/sheetjs/AutoFilter.xls"));
        Assert.Matches("^(xls\\.(damaged|truncated)|table\\.not-a-table)$", Assert.Throws<TableRefusedException>(() => Rows(bytes[..length])).Code);
    }

    /// <summary>Whatever is changed, wherever: an answer within a second for each 100 KB.</summary>
    [Fact]
    public void Mutated_workbooks_are_read_or_refused()
    {
        var folder = SharedData.Require("excel/sheetjs");
        var seeds = (byte[][])
        [
            File.ReadAllBytes(Path.Combine(folder, "sushi.xls")), File.ReadAllBytes(Path.Combine(folder, "rich_text_stress.xls")), File.ReadAllBytes(Path.Combine(folder, "merge_cells.xls")),
            File.ReadAllBytes(Path.Combine(folder, "1904/1904.biff5")), OldBook.Make(936, [["客户姓名", "n"], ["王小明", 13800138000d]]).ToArray(),
        ];
        var rounds = Environment.GetEnvironmentVariable("KITH_LONG") == "1" ? 50_000 : 1500;
        var random = new Random(3);
        var ends = new SortedDictionary<string, int>();
        var (longest, most) = (TimeSpan.Zero, 0L);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = (byte[])seeds[round % seeds.Length].Clone();
            for (var change = random.Next(1, 30); change > 0; change--)
            {
                // Most of a small workbook is empty space: half of the changes go where something stands.
                var at = random.Next(bytes.Length);
                while (bytes[at] == 0 && random.Next(4) > 0)
                {
                    at = random.Next(bytes.Length);
                }

                bytes[at] = random.Next(4) switch { 0 => 0xFF, 1 => 0, 2 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)random.Next(256) };
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            string end;
            try
            {
                end = Rows(bytes) > 0 ? "read" : "empty";
            }
            catch (TableRefusedException refused)
            {
                end = $"{refused.Code} {(refused.Code == "xls.damaged" ? refused.Finding.Data : "")}";
            }

            ends[end] = ends.GetValueOrDefault(end) + 1;
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{rounds} mutants: longest {longest.TotalMilliseconds:0} ms, most allocated {most >> 20} MB; {string.Join(", ", ends.Select(end => $"{end.Key} {end.Value}"))}");
        Assert.True(longest < TimeSpan.FromSeconds(10), $"{longest}");
        Assert.True(most < 600L << 20, $"{most}");
        Assert.True(ends["read"] > rounds / 10);
    }

    private static int Rows(byte[] bytes)
    {
        using var book = XlsBook.Open(new MemoryStream(bytes));
        return Enumerable.Range(0, book.Sheets.Count).Sum(sheet => book.Rows(sheet).Count());
    }
}
