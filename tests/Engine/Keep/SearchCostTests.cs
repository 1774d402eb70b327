using System.Buffers;
using Kith.Engine.Keep;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Keep;

/// <summary>What search costs: tokens, time, memory. The floors are several times what an idle core needs.</summary>
[Collection(Alone.Name)]
public sealed class SearchCostTests(ITestOutputHelper output)
{
    private static bool IsTypical(Searchable r) =>
        r.Name.Length is >= 2 and <= 4 && r.Name.All(IsHan) && r.Company is { Length: >= 8 and <= 14 } c && c.All(IsHan) && r.Phones.Count == 1 && r.Emails.Count == 1;

    private static bool IsHan(char c) => c is >= '一' and <= '龥';

    [Fact]
    public void A_typical_record_has_at_most_thirty_tokens()
    {
        var (records, origin) = SearchCorpus.All;
        int[] counts = [.. records.Where(IsTypical).Select(r => SearchTokens.Of(r).Split(' ').Length)];
        int[] all = [.. records.Select(r => SearchTokens.Of(r).Split(' ').Length)];
        long bytes = records.Sum(r => (long)System.Text.Encoding.UTF8.GetByteCount(SearchTokens.Of(r)));
        output.WriteLine($"{origin}: typical {counts.Average():F1} tokens (n={counts.Length}, max {counts.Max()}); all {all.Average():F1} (n={all.Length}, max {all.Max()}), {(double)bytes / records.Count:F0} bytes a record");
        Assert.True(counts.Length > 100);
        Assert.True(counts.Average() <= 30);
    }

    [Fact]
    public void Tokens_are_distinct_words_of_letters_and_digits()
    {
        foreach (var record in SearchCorpus.All.Records)
        {
            string[] tokens = SearchTokens.Of(record).Split(' ');
            Assert.Equal(tokens.Length, tokens.Distinct().Count());
            Assert.DoesNotContain(tokens, t => t.Length is 0 or > SearchTokens.Reach + 2 || t.Any(c => c < 0x80 && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)));
            Assert.DoesNotContain(tokens, t => tokens.Any(o => o != t && o.StartsWith(t, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Hostile_records_stay_small()
    {
        var huge = new Searchable(
            new string('单', 100_000), string.Concat(Enumerable.Range(0x4E00, 20_000).Select(c => (char)c)), [.. Enumerable.Repeat(new string('1', 10_000), 100)],
            [.. Enumerable.Range(0, 5_000).Select(i => $"{i}{new string('a', 5_000)}@{string.Join('.', Enumerable.Repeat("x", 3_000))}")],
            [.. Enumerable.Range(0, 5_000).Select(i => $"h{i}\ud800{new string('#', 3_000)}")]);
        var started = CpuWatch.StartNew();
        var count = SearchTokens.Of(huge).Split(' ').Length;
        output.WriteLine($"{count} tokens, {started.ElapsedMilliseconds} ms");
        Assert.True(count <= 1000);
        var query = SearchQuery.Parse(string.Concat(Enumerable.Repeat("单 shan aaaaaaaaaaaaaaaaaaa ", 100)));
        query.Matches(huge, forgiving: true);
        Assert.True(started.ElapsedMilliseconds < 5_000);
    }

    [Fact]
    public void Writing_parsing_and_matching_are_fast()
    {
        var records = SearchCorpus.All.Records;
        string[] texts = ["张伟", "zhangwei", "zwm", "张w", "8000", "138 0013 8000", "li.zhang", "a@example.com", "张伟 华为 8000", "Müller", "zhangwm", "腾讯计算机系统"];
        SearchQuery[] queries = [.. texts.Select(SearchQuery.Parse)];
        var buffer = new ArrayBufferWriter<byte>(1 << 12);
        double write = double.MaxValue, parse = write, match = write, forgive = write;
        for (var round = 0; round < 6; round++)
        {
            write = Math.Min(write, Micros(() =>
            {
                foreach (var record in records)
                {
                    buffer.ResetWrittenCount();
                    SearchTokens.Write(record, buffer);
                }
            }) / records.Count);
            parse = Math.Min(parse, Micros(() =>
            {
                for (var i = 0; i < 50; i++)
                {
                    Array.ForEach(texts, t => SearchQuery.Parse(t));
                }
            }) / (50 * texts.Length));
            match = Math.Min(match, Micros(() =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    Array.ForEach(queries, q => q.Matches(records[i]));
                }
            }) / (2_000 * queries.Length));
            forgive = Math.Min(forgive, Micros(() =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    Array.ForEach(queries, q => q.Matches(records[i], forgiving: true));
                }
            }) / (2_000 * queries.Length));
        }

        var spelling = Micros(() => SearchQuery.Parse("Schneider").Forgiving!.ToString());
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach (var record in records.Take(1_000))
        {
            buffer.ResetWrittenCount();
            SearchTokens.Write(record, buffer);
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1_000;
        output.WriteLine($"write {write:F2} µs ({allocated} B allocated), parse {parse:F1} µs, match {match:F2} µs, forgiving match {forgive:F2} µs, forgiving plan {spelling:F0} µs (wall, the best of six rounds)");
        foreach (var (text, query) in texts.Zip(queries))
        {
            output.WriteLine($"  {text}: {Enumerable.Range(0, 4).Min(_ => Micros(() => { for (var i = 0; i < 2_000; i++) { query.Matches(records[i]); } })) / 2_000:F2} µs a match, plan of {query.Strict.Length} and {query.Forgiving?.Length ?? 0} characters");
        }

        Assert.True(write < 50 && parse < 500 && match < 20);
        Assert.True(allocated < 200);
    }

    [Fact]
    public void Tables_load_fast_and_stay_small()
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = CpuWatch.StartNew();
        FoldTableProbe();
        output.WriteLine($"{started.Elapsed.TotalMilliseconds:F1} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024} KiB (0 when another test came first)");
        Assert.True(started.ElapsedMilliseconds < 1_000);
    }

    private static void FoldTableProbe() => SearchTokens.Of(new Searchable("张伟", "华为技术有限公司", [], [], []));

    private static double Micros(Action action)
    {
        var watch = CpuWatch.StartNew();
        action();
        return watch.Elapsed.TotalMicroseconds;
    }
}
