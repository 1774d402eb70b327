using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Surnames that decide which part of a name is the family's.</summary>
internal static class Surnames
{
    private const string Usual =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
        + "官封谌楚匡元诸阎于扶奚储乐经裘计束茅湛燕冀郜浦鞠丰相鄢阚雍晁沃满国尧幸揭门令木勾母亓仝刑过来海赖肖凤位衡仓别逯东盖井代宝刀巴秘种么黑祭区";

    private static readonly FrozenSet<string> _compound = FrozenSet.Create(
        "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "宇文", "长孙", "夏侯", "轩辕", "南宫", "端木", "百里", "东郭", "独孤", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "仲孙", "钟离",
        "鲜于", "闾丘", "司空", "拓跋", "赫连", "万俟", "闻人", "公羊", "第五", "呼延", "西门", "南门", "左丘", "梁丘", "东门", "公良", "巫马", "漆雕", "乐正", "谷梁", "微生", "完颜", "纳兰", "叶赫", "爱新觉罗");

    private static readonly FrozenSet<string> _japanese = FrozenSet.Create(
        "佐藤", "铃木", "鈴木", "高桥", "高橋", "田中", "伊藤", "渡边", "渡辺", "渡邊", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐佐木", "佐々木", "山口", "松本", "井上", "木村", "斋藤", "斎藤", "齋藤", "清水", "山崎", "阿部", "池田", "桥本", "橋本", "石川", "前田",
        "藤田", "小川", "冈田", "岡田", "后藤", "後藤", "长谷川", "長谷川", "石井", "村上", "近藤", "坂本", "远藤", "遠藤", "藤井", "青木", "西村", "福田", "太田", "三浦", "藤原", "松田", "中岛", "中島", "中野", "原田", "小野", "竹内", "金子", "和田", "中山", "石田", "上田", "森田", "酒井", "工藤", "横山", "宫崎", "宮崎", "内田");

    /// <summary>Shares of surnames in pinyin, per mille of the people of China, rounded: the common ones of the 2020 list of the Ministry of Public Security, added up over hanzi of one sound.</summary>
    private static readonly FrozenDictionary<string, int> _pinyin = Shares(
        "72 wang li|68 zhang|54 liu|46 chen|31 yang|23 zhao|22 huang|21 zhou wu|19 xu|15 sun|13 hu zhu|12 gao he|11 lin guo ma|9 luo|8 liang song zheng xie tang jiang|7 han feng yu|"
        + "6 dong xiao cheng cao yuan deng fu shen lu yan|5 zeng peng lv lyu su cai wei fan shi|4 jia ding xue ye pan du dai xia zhong tian ren fang yao tan liao zou jin|"
        + "3 xiong hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin jian chang wen niu yi ge|2 qi xing an lai ni zhuang nie zhai ning bao gong tao mo dou pang ou hong gan tong bi"
        + "|3 ouyang sima shangguan zhuge situ huangfu murong linghu xiahou duanmu nangong gongsun");

    private static readonly FrozenSet<string> _elsewhere = FrozenSet.Create(
        // Hong Kong, Taiwan, Korea, Vietnam: families that stand first unless a Western given name leads.
        "chan", "cheung", "wong", "leung", "lau", "kwok", "kwan", "tsang", "tse", "yeung", "chow", "chiu", "choi", "chui", "fung", "hui", "ip", "kwong", "lai", "lam", "ng", "poon", "siu", "tsui", "yip", "yuen", "yung", "mak", "lok", "hsu", "hsieh", "tsai", "chang", "chou", "huang",
        "kim", "park", "choi", "jung", "jeong", "kang", "yoon", "jang", "lim", "shin", "seo", "kwon", "hwang", "ahn", "nguyen", "tran", "pham", "hoang", "huynh", "phan", "bui", "ngo", "duong", "dang", "vu", "vo", "truong");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _compoundLookup = _compound.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The characters of the surname that a name in hanzi begins with; 0 when it begins with none.</summary>
    /// <param name="folded">The name, simplified.</param>
    public static int Length(ReadOnlySpan<char> folded) =>
        folded.Length >= 4 && _compoundLookup.Contains(folded[..4]) ? 4 : folded.Length >= 2 && _compoundLookup.Contains(folded[..2]) ? 2 : folded.Length > 0 && Usual.Contains(folded[0]) ? 1 : 0;

    /// <summary>The compound surnames that are one even without a name behind them.</summary>
    public static bool IsWellKnown(ReadOnlySpan<char> folded) => folded is "欧阳" or "司马" or "上官" or "诸葛" or "皇甫" or "令狐" or "慕容" or "尉迟" or "司徒" or "端木";

    public static bool IsUsual(char folded) => Usual.Contains(folded);

    public static int JapaneseLength(string name) => name.Length > 3 && _japanese.Contains(name[..3]) ? 3 : name.Length > 2 && _japanese.Contains(name[..2]) ? 2 : 0;

    /// <summary>How common a surname of these letters is, per mille; 0 for none.</summary>
    public static int Share(string letters) => _pinyin.GetValueOrDefault(letters);

    /// <summary>Whether it is a surname of Hong Kong, Taiwan, Korea or Vietnam in its own spelling.</summary>
    public static bool IsElsewhere(string letters) => _elsewhere.Contains(letters);

    private static FrozenDictionary<string, int> Shares(string table)
    {
        var shares = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in table.Split('|'))
        {
            var words = line.Split(' ');
            foreach (var word in words.Skip(1))
            {
                shares.TryAdd(word, int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return shares.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
