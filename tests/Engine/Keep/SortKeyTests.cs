using Kith.Engine.Keep;

namespace Kith.Tests.Engine.Keep;

public sealed class SortKeyTests
{
    [Fact]
    public void One_alphabet_for_latin_and_pinyin()
    {
        // 阿 stands before Adam as 李 before Liam; 区 and 欧 are both ou.
        string[] expected =
        [
            "3M中国", "58同城", "360", "阿凡提", "Adam Smith", "Ångström", "曹操", "单于明", "Li", "Li Ming", "黎明", "李", "李安", "李明", "Liam", "梁启超",
            "Müller", "Muller, Zoe", "Ørsted 2", "Ørsted 10", "区楚良", "欧阳修", "仇英", "单田芳", "解缙", "曾国藩", "Zoe", "Иван", "さくら", "이민호", "？",
        ];
        string[] sorted = [.. expected.Reverse().OrderBy(SortKey.For, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
        Assert.Equal(expected, sorted);
    }

    [Fact]
    public void All_of_one_surname_stand_together()
    {
        Assert.SkipWhen(SearchCorpus.All.Origin != "made here", "NOT RUN: the generator's misspelt names start with anything");
        var names = SearchCorpus.All.Records.Select(r => r.Name).Where(n => n.Length is 2 or 3 && n.All(c => c is >= '一' and <= '龥')).Distinct();
        string[] sorted = [.. names.OrderBy(SortKey.For, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
        string[] single = [.. sorted.Where(n => !SearchCorpus.Hard.Any(h => h.Name == n) && !"欧司诸单".Contains(n[0], StringComparison.Ordinal)).Select(n => n[..1])];
        var changes = single.Zip(single.Skip(1)).Count(p => p.First != p.Second);
        Assert.Equal(single.Distinct().Count() - 1, changes);
    }

    [Fact]
    public void Keys_are_bounded_and_never_empty()
    {
        Assert.Equal([0xFF], SortKey.For(""));
        Assert.Equal([0xFF], SortKey.For("？！"));
        Assert.True(SortKey.For(new string('庄', 10_000)).Length <= SortKey.MaxBytes);
        Assert.True(SortKey.For(new string('9', 10_000) + new string('ж', 10_000)).Length <= SortKey.MaxBytes);
        Assert.Equal(SortKey.For("張偉"), SortKey.For("张伟"));
    }
}
