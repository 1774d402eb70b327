using Kith.Engine.Check;

namespace Kith.Engine.Keep;

/// <summary>
/// Words at the end of Chinese company names. Each is one token instead of a chain of bigrams, and pinyin starts before
/// them only: nobody looks for a company by "youxiangongsi".
/// </summary>
internal static class CompanyWords
{
    /// <summary>Letters of the longest word.</summary>
    public const int Longest = 4;

    private const string Honorific = "先生 女士 小姐 太太 老师 经理 总监 主任 教授 博士 师傅";

    private const string Trade =
        "科技 贸易 技术 信息 信息技术 信息科技 网络 网络科技 电子 商务 电子商务 电子科技 机械 机械制造 机械设备 制造 设备 建筑 工程 建筑工程 装饰 装饰工程 " +
        "餐饮 管理 餐饮管理 企业管理 物流 运输 供应链 医疗 器械 医疗器械 医疗科技 文化 传媒 文化传媒 文化传播 传播 广告 教育 咨询 教育咨询 教育科技 " +
        "管理咨询 信息咨询 培训 服饰 服装 食品 化工 材料 新材料 房地产 开发 投资 投资管理 资产管理 实业 国际 国际贸易 进出口 商贸 工贸 工业 农业 " +
        "生物 生物科技 医药 制药 环保 环保科技 能源 新能源 电力 电器 电气 汽车 汽车销售 汽车服务 销售 服务 发展 建设 置业 物业 物业管理 物业服务 酒店 酒店管理 " +
        "旅游 旅行社 金融 保险 证券 软件 智能 智能科技 数据 通信 通讯 自动化 家具 家居 建材 印刷 包装 纺织 五金 塑料 橡胶 钢铁 金属 矿业 珠宝 化妆品 " +
        "日用品 百货 超市 影视 体育 娱乐 人力资源 劳务 劳务派遣 代理 租赁 汽车租赁 维修 安装 设计 策划 展览 会展 园林 园林绿化 市政 水利 路桥 交通 航空 船舶 光电 " +
        "半导体 仪器 仪表 科学 技术开发 技术服务 健康 健康管理 养老 美容";

    private static readonly Dictionary<ulong, Kind> _words = [];
    private static readonly Dictionary<int, string[]> _withInside = [];
    private static readonly Dictionary<int, string[]> _starting = [];
    private static readonly Dictionary<int, string[]> _ending = [];

    static CompanyWords()
    {
        Add(LegalForms.Closing, Kind.Legal);
        Add(Honorific, Kind.Honorific);
        Add(Trade, Kind.Trade);
        string[] all = [.. $"{LegalForms.Closing} {Honorific} {Trade}".Split(' ').Distinct()];
        Index(all.SelectMany(w => w.Skip(1).Distinct().Select(c => ((int)c, w))), _withInside);
        Index(all.Select(w => ((int)w[0], w)), _starting);
        Index(all.Select(w => ((int)w[^1], w)), _ending);
    }

    /// <summary>What a word says of the name that it ends.</summary>
    public enum Kind
    {
        /// <summary>Not one of these words.</summary>
        None,

        /// <summary>The field of business.</summary>
        Trade,

        /// <summary>The legal form.</summary>
        Legal,

        /// <summary>The form of address after a person's name.</summary>
        Honorific,
    }

    /// <summary>Looks up up to four simplified hanzi packed by <see cref="PinyinTable.Key"/>.</summary>
    public static Kind Of(ulong key) => _words.GetValueOrDefault(key);

    /// <summary>Words with this character after their first.</summary>
    public static string[] WithInside(int code) => _withInside.GetValueOrDefault(code, []);

    /// <summary>Words that begin with this character.</summary>
    public static string[] StartingWith(int code) => _starting.GetValueOrDefault(code, []);

    /// <summary>Words that end in this character.</summary>
    public static string[] EndingIn(int code) => _ending.GetValueOrDefault(code, []);

    private static void Add(string words, Kind kind)
    {
        foreach (var word in words.Split(' '))
        {
            var key = 0UL;
            for (var i = 0; i < word.Length; i++)
            {
                key = PinyinTable.Key(key, i, word[i]);
            }

            _words[key] = kind;
        }
    }

    private static void Index(IEnumerable<(int Code, string Word)> pairs, Dictionary<int, string[]> into)
    {
        foreach (var group in pairs.GroupBy(p => p.Code))
        {
            into[group.Key] = [.. group.Select(p => p.Word)];
        }
    }
}
