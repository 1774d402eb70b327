using Kith.Engine.Keep;

namespace Kith.Tests.Engine.Keep;

/// <summary>
/// Customers to be found: as many as a small company has, made here from a seed, or read from the customers.csv named by
/// KITH_GENERATED (the shared generator's), and names that are hard to find.
/// </summary>
internal static class SearchCorpus
{
    public const int Size = 20_000;

    private static readonly string[] _surnames = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 单 解 欧阳 司马 诸葛".Split(' ');
    private static readonly string[] _given = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 英 华 玉 萍 红 玲 建 国 志 文 斌 海 波 辉 晓 东 春 梅 雪 林 云 飞 鹏 宇 浩 轩 梓 涵 玮 炜 维 薇 民 敏 佳 家 嘉 欣 心 新 乐 朝 长".Split(' ');
    private static readonly string[] _places = "北京 上海 深圳市 广州 杭州 南京 成都 重庆 石家庄 呼和浩特 厦门 哈尔滨 长沙 东莞".Split(' ');
    private static readonly string[] _brands = "华 中 天 金 鑫 宏 盛 达 瑞 恒 嘉 兴 永 安 泰 丰 新 远 海 科 信 德 正 方 明 星 光 龙 凯 博".Split(' ');
    private static readonly string[] _trades = "科技 贸易 信息技术 电子商务 机械制造 建筑工程 餐饮管理 物流 医疗器械 文化传媒 教育咨询 服饰 食品 化工 房地产开发".Split(' ');
    private static readonly string[] _firstNames = "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Christopher Karen Daniel Nancy Stephen Lisa Matthew Betty Anthony Sandra".Split(' ');
    private static readonly string[] _lastNames = "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Clark Lewis Robinson Walker Young Oliveira Schneider Fischer Weber Wagner Becker".Split(' ');
    private static readonly string[] _mail = ["qq.com", "163.com", "gmail.com", "outlook.com", "foxmail.com", "example.com"];

    /// <summary>Names and companies that searches usually miss.</summary>
    public static IReadOnlyList<Searchable> Hard { get; } =
    [
        Of("欧阳娜娜", "北京字节跳动科技有限公司", "+8613800138000", "ouyang.nana@example.com", "VIP客户"),
        Of("单于明", null, "+8613912345678", "m.chanyu@example.org"),
        Of("单田芳"), Of("曾国藩", "湘军（长沙）实业集团"), Of("曾轶可"), Of("仇英", "苏州吴门画院"), Of("解缙"), Of("区楚良"), Of("盖叫天"), Of("任重"),
        Of("尉迟恭"), Of("长孙无忌"), Of("万俟卨"), Of("朴树"), Of("查良镛"), Of("缪荃孙"), Of("覃海洋"), Of("翟志刚"), Of("乐嘉"), Of("乐毅"),
        Of("Ørsted Hansen", "Ørsted A/S", "+4533951155", "info@orsted.dk"), Of("Strauß, Johann", "Walzer GmbH", "+4315124455"), Of("Sinéad O'Brien", "O'Brien & Sons Ltd."),
        Of("Łukasz Żółć", "Przędza Sp. z o.o.", "+48221234567"), Of("Jürgen Müller", "Müller Maschinenbau GmbH", "+498912345678", "j.mueller@mueller-maschinen.de"),
        Of("Gerd Mueller"), Of("Frank Muller"), Of("Nguyễn Văn Ân", null, "+84912345678"), Of("Đặng Thị Hồng"), Of("Åsa Ångström"), Of("Gabriel García Márquez"),
        Of("張偉", "華為技術有限公司", "+8613701234567", "li.zhang.wei@example.com"), Of("张伟", "华为技术有限公司", "+8613700008000"), Of("张玮"), Of("张伟民", "上海浦东发展银行"),
        Of("ｗａｎｇ　ｌｅｉ"), Of("小田切 譲", "株式会社ニンテンドー"), Of("이민호", "삼성전자"), Of("田中　さくら"), Of("ﾀﾅｶ ｻｸﾗ"), Of("Иван Петров", "ООО Ромашка"), Of("Γιώργος Παπαδόπουλος"),
        Of("买买提·艾力"), Of("阿卜杜拉·买买提"), Of("𠮷野家", "吉野家快餐"), Of("吕布", null, "+8613811112222"), Of("Lyu Bu"), Of("莫敬洋女士"), Of("王建设"), Of("T恤工坊", "阿里Cloud（杭州）"),
        Of("3M中国", "58同城", "+864008001234"), Of("Jean-Pierre Dupont"), Of("李四", "中国建设银行股份有限公司", "95533"), Of("重庆小面", "重庆长安汽车股份有限公司"),
        Of("王五", "深圳市腾讯计算机系统有限公司", "+8675586013388", "wangwu@mail.tencent.com", "C-000123", "wx_wang5"), Of("王小明", null, "+862168881234", "13800138000@163.com", "大客户"),
        Of("محمد علي"), Of("שרה כהן"), Of("สมชาย ใจดี"), Of("冼星海"), Of("逄涛"), Of("吴阿姨"), Of("任我行"), Of("朝阳"), Of("李朝晖"), Of("赵厦"), Of("行者"),
    ];

    /// <summary>All records, the hard ones first; and where the others come from.</summary>
    public static (IReadOnlyList<Searchable> Records, string Origin) All { get; } = Load();

    private static (IReadOnlyList<Searchable>, string) Load()
    {
        var file = Environment.GetEnvironmentVariable("KITH_GENERATED");
        return file is { Length: > 0 }
            ? ([.. Hard, .. File.ReadLines(file).Skip(1).Where(l => !l.Contains('"')).Take(Size).Select(FromLine)], "shared generator")
            : ([.. Hard, .. Made(7)], "made here");
    }

    private static Searchable Of(string name, string? company = null, params string[] rest) => new(
        name, company, [.. rest.Where(r => r[0] == '+' || (r.Length < 8 && r.All(char.IsAsciiDigit)))], [.. rest.Where(r => r.Contains('@'))],
        [.. rest.Where(r => r[0] != '+' && !r.Contains('@') && !r.All(char.IsAsciiDigit))]);

    private static IEnumerable<Searchable> Made(int seed)
    {
        var random = new Random(seed);
        string One(string[] list) => list[random.Next(list.Length)];
        for (var i = 0; i < Size; i++)
        {
            if (random.Next(4) == 0)
            {
                string first = One(_firstNames), last = One(_lastNames);
                yield return Of($"{first} {last}", random.Next(3) == 0 ? $"{One(_lastNames)} Trading LLC" : null, $"+1{random.NextInt64(2_012_000_000, 9_899_999_999)}",
                    $"{first}.{last}{random.Next(100)}@{One(_mail)}".ToLowerInvariant());
                continue;
            }

            var name = One(_surnames) + One(_given) + (random.Next(5) > 0 ? One(_given) : "");
            var brand = One(_brands) + One(_brands);
            var company = random.Next(2) == 0 ? $"{One(_places)}{brand}{One(_trades)}{(random.Next(5) == 0 ? "股份" : "")}有限公司" : null;
            var phone = $"+861{random.NextInt64(3_000_000_000, 9_999_999_999)}";
            var local = random.Next(2) == 0 ? $"{random.NextInt64(100_000_000, 9_999_999_999)}" : Pinyin.Full(name)[0] + random.Next(1000);
            yield return Of(name, company, phone, $"{local}@{One(_mail)}");
        }
    }

    private static Searchable FromLine(string line)
    {
        var fields = line.Split(',');
        var digits = string.Concat(fields[6].Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        var hanzi = fields[2].Any(c => c > 0x3400);
        var phone = digits.Length == 0 ? null
            : !hanzi ? (digits.Length == 11 && digits[0] == '1' ? "+" + digits : "+1" + digits)
            : digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? "+" + digits
            : "+86" + digits.TrimStart('0');
        return new Searchable(fields[2], fields[5].Length > 0 ? fields[5] : null, phone is null ? [] : [phone], fields[7].Contains('@') ? [fields[7]] : [], []);
    }
}
