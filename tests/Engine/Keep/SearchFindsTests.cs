using System.Globalization;
using Kith.Engine.Keep;

namespace Kith.Tests.Engine.Keep;

/// <summary>Every record that a query must find is found, by kind of query.</summary>
public sealed class SearchFindsTests(ITestOutputHelper output)
{
    /// <summary>Below so many strict hits a search box also asks for the forgiving plan.</summary>
    private const int FewHits = 5;

    private static readonly Lazy<TokenIndex> _index = new(() => new TokenIndex(SearchCorpus.All.Records));

    [Fact]
    public void Every_expected_record_is_found()
    {
        var (records, origin) = SearchCorpus.All;
        var index = _index.Value;
        Sought[] queries = [.. new SearchTruth(records, seed: 11, perKind: 25).All(), .. HandMade(records)];
        Assert.True(queries.Length >= 500);
        output.WriteLine($"{records.Count} records ({origin}), {index.Tokens} tokens ({(double)index.Tokens / records.Count:F1} a record), {index.Distinct} distinct, {queries.Length} queries");
        output.WriteLine("kind              queries  expected found/total   wrong   candidates   results");
        long hits = 0, total = 0;
        foreach (var kind in queries.GroupBy(q => q.Kind))
        {
            long found = 0, expected = 0, wrong = 0, candidates = 0, results = 0;
            foreach (var sought in kind)
            {
                var query = SearchQuery.Parse(sought.Text);
                var fetched = query.IsEmpty ? [] : index.Find(query.Strict);
                HashSet<int> got = [.. fetched.Where(id => !query.Verifies || query.Matches(records[id]))];
                Assert.True(query.Verifies || fetched.All(id => query.Matches(records[id])), $"'{sought.Text}' claims to be exact: {query.Strict} → {fetched.Where(id => !query.Matches(records[id])).Select(id => records[id].ToString() + SearchTokens.Of(records[id])).FirstOrDefault()}");
                candidates += fetched.Count;
                wrong += sought.Complete ? got.Count(id => !sought.Expected.Contains(id)) : 0;
                if ((sought.Forgiving || got.Count < FewHits) && query.Forgiving is { } forgiving)
                {
                    var more = index.Find(forgiving);
                    candidates += more.Count;
                    got.UnionWith(more.Where(id => query.Matches(records[id], forgiving: true)));
                }

                results += got.Count;
                expected += sought.Expected.Count;
                found += sought.Expected.Count(got.Contains);
                foreach (var extra in got.Where(id => sought is { Complete: true } && !sought.Expected.Contains(id) && !query.Matches(records[id]) is var loose && !loose).Take(1))
                {
                    output.WriteLine($"  EXTRA {kind.Key}: '{sought.Text}' → {records[extra]} {string.Join(' ', records[extra].Phones)} {string.Join(' ', records[extra].Emails)}");
                }

                foreach (var missed in sought.Expected.Where(id => !got.Contains(id)).Take(2))
                {
                    output.WriteLine($"  MISSED {kind.Key}: '{sought.Text}' → {records[missed].Name} | {records[missed].Company} | {string.Join(' ', records[missed].Phones)} {string.Join(' ', records[missed].Emails)} | {query.Strict}");
                }
            }

            hits += found;
            total += expected;
            var n = kind.Count();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind.Key,-18}{n,6}  {found,8}/{expected,-8}  {(kind.First().Complete ? $"{wrong}" : "-"),8}  {(double)candidates / n,11:F1}  {(double)results / n,8:F1}"));
        }

        output.WriteLine($"found {hits}/{total}");
        Assert.Equal(total, hits);
    }

    [Fact]
    public void What_was_meant_comes_first()
    {
        var records = SearchCorpus.Hard;
        (string Text, string First)[] cases =
        [
            ("张伟", "張偉"), ("zhangwei", "張偉"), ("zhang wei", "張偉"), ("Müller", "Jürgen Müller"), ("任", "任重"), ("重庆", "重庆小面"), ("朝阳", "朝阳"), ("zw", "張偉"),
        ];
        foreach (var (text, first) in cases)
        {
            var query = SearchQuery.Parse(text);
            Assert.Equal(first, records.Where(r => query.Matches(r)).OrderBy(query.Rank).First().Name);
        }
    }

    /// <summary>Queries for the hard names, written by hand: what is typed, and a name that must come up.</summary>
    private static IEnumerable<Sought> HandMade(IReadOnlyList<Searchable> records)
    {
        const string strict = """
            欧阳:欧阳娜娜 ouyang:欧阳娜娜 oynn:欧阳娜娜 nana:欧阳娜娜 VIP:欧阳娜娜 vip客户:欧阳娜娜 字节:欧阳娜娜 zijie:欧阳娜娜 zjtd:欧阳娜娜 bjzj:欧阳娜娜 节跳动科技有:欧阳娜娜 138_0013_8000:欧阳娜娜 +8613800138000:欧阳娜娜
            +86138:欧阳娜娜 86138001:欧阳娜娜 8000:欧阳娜娜 (138)00138000:欧阳娜娜 ouyang.nana@example.com:欧阳娜娜 nana@example:欧阳娜娜 @example.com:欧阳娜娜 example.com:欧阳娜娜
            chanyuming:单于明 shanyuming:单于明 danyuming:单于明 cym:单于明 单于:单于明 m.chanyu:单于明 shantianfang:单田芳 dantianfang:单田芳 zengguofan:曾国藩 cengguofan:曾国藩 zgf:曾国藩 changsha:曾国藩 实业:曾国藩
            qiuying:仇英 chouying:仇英 wumen:仇英 xiejin:解缙 jiejin:解缙 ouchuliang:区楚良 quchuliang:区楚良 gejiaotian:盖叫天 renzhong:任重 renchong:任重 yuchigong:尉迟恭 weichigong:尉迟恭 zhangsunwuji:长孙无忌 changsunwuji:长孙无忌
            moqi:万俟卨 万俟:万俟卨 piaoshu:朴树 pushu:朴树 zhaliangyong:查良镛 chaliangyong:查良镛 miaoquansun:缪荃孙 qinhaiyang:覃海洋 tanhaiyang:覃海洋 zhaizhigang:翟志刚 dizhigang:翟志刚 yuejia:乐嘉 lejia:乐嘉 yueyi:乐毅
            orsted:Ørsted_Hansen Oersted:Ørsted_Hansen Ørsted:Ørsted_Hansen hansen:Ørsted_Hansen strauss:Strauß,_Johann Strauß:Strauß,_Johann johann_strauss:Strauß,_Johann obrien:Sinéad_O'Brien O'Brien:Sinéad_O'Brien O’Brien:Sinéad_O'Brien sinead:Sinéad_O'Brien
            lukasz:Łukasz_Żółć zolc:Łukasz_Żółć ŁUKASZ:Łukasz_Żółć muller:Jürgen_Müller mueller:Jürgen_Müller müller:Jürgen_Müller juergen:Jürgen_Müller jurgen_muller:Jürgen_Müller muller:Gerd_Mueller müller:Gerd_Mueller mueller:Frank_Muller Müller:Frank_Muller
            nguyen:Nguyễn_Văn_Ân NGUYỄN:Nguyễn_Văn_Ân nguyenvan:Nguyễn_Văn_Ân van_an:Nguyễn_Văn_Ân dang_hong:Đặng_Thị_Hồng angstrom:Åsa_Ångström Aangstroem:Åsa_Ångström garcia_marquez:Gabriel_García_Márquez
            张伟:張偉 張偉:张伟 zhangwei:張偉 zhang.w:張偉 zw:張偉 华为:張偉 華為:张伟 huawei:張偉 hwjs:張偉 hw:张伟 张伟_华为:張偉 wei_huawei_8000:张伟 张w:张伟 张wei:張偉 z伟:張偉 zhwei:张伟 zwei:张伟 zhangw:張偉 zhangwm:张伟民 zwm:张伟民 weimin:张伟民 wm:张伟民 zweimin:张伟民 张wm:张伟民 pudong:张伟民 yinhang:张伟民
            wang_lei:ｗａｎｇ　ｌｅｉ ＷＡＮＧ:ｗａｎｇ　ｌｅｉ wanglei:ｗａｎｇ　ｌｅｉ 小田切:小田切_譲 田切让:小田切_譲 ニンテンドー:小田切_譲 にんてん:小田切_譲 株式:小田切_譲 민호:이민호 이민호:이민호 삼성:이민호 さくら:田中　さくら サクラ:田中　さくら さくら:ﾀﾅｶ_ｻｸﾗ タナカ:ﾀﾅｶ_ｻｸﾗ
            иван:Иван_Петров ПЕТРОВ:Иван_Петров παπα:Γιώργος_Παπαδόπουλος 艾力:买买提·艾力 买买提艾力:买买提·艾力 买买提·艾力:买买提·艾力 aili:买买提·艾力 mmt:买买提·艾力 买买提:阿卜杜拉·买买提 𠮷野:𠮷野家 吉野:𠮷野家
            lvbu:吕布 lyubu:吕布 lübu:吕布 lb:吕布 莫敬洋:莫敬洋女士 mojingyang:莫敬洋女士 mjy:莫敬洋女士 女士:莫敬洋女士 wangjianshe:王建设 jianshe:王建设 T恤:T恤工坊 t恤工:T恤工坊 阿里cloud:T恤工坊 阿里:T恤工坊 cloud:T恤工坊 杭州:T恤工坊 3m:3M中国 3M中国:3M中国 中国:3M中国 58:3M中国 58同城:3M中国 tongcheng:3M中国 400-800-1234:3M中国 4008001:3M中国
            jean-pierre:Jean-Pierre_Dupont jeanpierre:Jean-Pierre_Dupont pierre:Jean-Pierre_Dupont dupont_jean:Jean-Pierre_Dupont dupont-jean:Jean-Pierre_Dupont 95533:李四 建设银行:李四 zgjsyh:李四 股份有限:李四 chongqing:重庆小面 changan:重庆小面 cqca:重庆小面
            腾讯:王五 tengxun:王五 tx:王五 szstx:王五 0755-8601:王五 0755:王五 8601_3388:王五 tencent:王五 mail.tencent.com:王五 C-000123:王五 c-0001:王五 c000123:王五 wx_wang5:王五 wx_wa:王五 021-6888:王小明 大客户:王小明 大客:王小明 13800138000@163.com:王小明 13800138000@:王小明
            محمد:محمد_علي שרה:שרה_כהן สมชาย:สมชาย_ใจดี xianxinghai:冼星海 pangtao:逄涛 阿姨:吴阿姨 wuayi:吴阿姨 renwoxing:任我行 chaoyang:朝阳 zhaohui:李朝晖 lizhaohui:李朝晖 zhaoxia:赵厦 xingzhe:行者
            """;
        const string misspelt = """
            Miller:Frank_Muller Mullre:Frank_Muller Muler:Frank_Muller Mulller:Frank_Muller nguyne:Nguyễn_Văn_Ân 张玮民:张伟民 张尾民:张伟民 章伟民:张伟民 张伟明:张伟民 zhangwiemin:张伟民 zangweimin:张伟民 zhangweiming:张伟民 zhangweiminn:张伟民 zanweimin:张伟民
            ouyangnanan:欧阳娜娜 ouyanglala:欧阳娜娜 欧阳娜拉:欧阳娜娜 欧洋娜娜:欧阳娜娜 lukazs:Łukasz_Żółć hansne:Ørsted_Hansen петрав:Иван_Петров tencnet:王五 长孙无极:长孙无忌 尉迟功:尉迟恭 lubu:吕布 腾迅:王五 字节跳东科技:欧阳娜娜 cengkuofan:曾国藩 jeanpiere:Jean-Pierre_Dupont
            """;
        foreach (var (list, forgiving) in new[] { (strict, false), (misspelt, true) })
        {
            foreach (var pair in list.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = pair.LastIndexOf(':');
                var name = pair[(colon + 1)..].Replace('_', ' ');
                var text = pair[..colon] is var typed && typed.StartsWith("wx_", StringComparison.Ordinal) ? typed : typed.Replace('_', ' ');
                yield return new Sought(forgiving ? "by hand, mistaken" : "by hand", text, [records.ToList().FindIndex(r => r.Name == name)], false, forgiving);
            }
        }
    }
}
