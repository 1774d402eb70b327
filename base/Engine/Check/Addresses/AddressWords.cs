using System.Buffers;
using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Words of Chinese addresses that are no divisions.</summary>
internal static class AddressWords
{
    /// <summary>No town has these in its name.</summary>
    public static readonly SearchValues<char> NotInTown = SearchValues.Create("路街巷村镇号楼");

    /// <summary>No zone has these in its name.</summary>
    public static readonly SearchValues<char> NotInZone = SearchValues.Create("路街巷号楼0123456789 ,(（镇乡村");

    /// <summary>What lists put between divisions.</summary>
    public static readonly string[] Noise = ["中华人民共和国", "中国", "市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "省直辖县级", "省直辖县", "直辖县"];

    /// <summary>What ends the name of a zone that is no division.</summary>
    public static readonly string[] ZoneEnds = ["开发区", "高新区", "经开区", "工业园区", "产业园区", "科技园区", "度假区", "保税区", "自贸区", "自由贸易试验区", "示范区", "试验区", "合作区", "工业区", "新区", "园区"];
    private static readonly string[] _houses = ["大厦", "国际", "广场", "中心", "花园", "小区", "大楼", "酒店", "宾馆", "饭店", "商城", "商厦", "公寓", "新村", "街道", "时代", "大学", "学院", "银行"];

    // Short names of counties that are words, or parts of many other names.
    private static readonly FrozenSet<string> _words = FrozenSet.Create(StringComparer.Ordinal,
    [
        "东方", "通道", "平安", "和平", "新华", "新城", "中原", "新建", "红旗", "金山", "宝山", "长安", "北辰", "西湖", "南湖", "海港", "滨海", "天山", "青山", "龙江", "昌江", "香河", "和县", "文安", "建华", "新兴", "兴安", "龙门", "龙泉",
        "开平", "运河", "津市", "新安", "新乡", "新河", "大同", "开发", "泰山", "光明", "凤凰", "钟楼", "鼓楼", "天桥", "江东", "江南", "江北", "河东", "河西", "河口", "长江", "海南", "黄山", "东海", "大城", "南岸", "中牟", "龙华", "海洋", "双清", "友好",
        "永安", "永兴", "永康", "安居", "富民", "民乐", "乐业", "通海", "华容", "城关", "城中", "桃源", "花山", "金家", "金湖", "金水", "明山", "立山", "铁西", "铁东", "向阳", "东风", "前进", "建设", "五华", "盘龙", "大东", "东港", "中方", "中江", "天河", "天元", "天心", "大方",
    ]);

    /// <summary>Whether a character only parts the parts of an address.</summary>
    public static bool IsGap(char c) => c is ' ' or ',' or ';' or '.' or '-' or '_' or '/' or '\\' or '|' or '>' or '(' or ')' or ':' or '[' or ']' or '"' or '\'' or '\t' or '\n' or '\r'
        or '、' or '·' or '。' or '—' or '–' or '→' or '【' or '】' or '《' or '》' or '\u3000' or '\u00A0' or '，';

    /// <summary>Whether the short name of a county is a word first.</summary>
    public static bool IsWord(string name) => _words.Contains(name);

    /// <summary>Whether a text begins with a kind of house: the name before it is that of a house.</summary>
    public static bool IsHouse(ReadOnlySpan<char> rest)
    {
        foreach (var house in _houses)
        {
            if (rest.StartsWith(house))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text begins with the end of a road's name, after at most so many characters for its direction or number.</summary>
    public static bool IsRoad(ReadOnlySpan<char> rest, int most = 4)
    {
        var i = 0;
        while (i < Math.Min(rest.Length, most) && rest[i] is '东' or '西' or '南' or '北' or '中' or '上' or '下' or '内' or '外' or '新' or '老' or '大' or '小' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '支' or '环' or (>= '0' and <= '9'))
        {
            i++;
        }

        return i < rest.Length && (rest[i] is '路' or '街' or '道' or '巷' or '弄' or '桥' or '站' or '门' or '线' || rest[i..].StartsWith("公路") || rest[i..].StartsWith("胡同"));
    }
}
