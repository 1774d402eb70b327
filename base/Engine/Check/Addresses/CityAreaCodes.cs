using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>
/// Area codes of fixed lines that belong to one city, as the numbering plan of the Ministry of Industry and Information Technology
/// (公用电信网间编号计划) gives them out. Codes that several cities share (024, 028, 029, 0371, 0731, 0851 …) decide nothing.
/// </summary>
internal static class CityAreaCodes
{
    // In order from the first number on; a dash leaves a number out.
    private static readonly (int First, string Cities)[] _runs =
    [
        (10, "北京市"), (20, "广州市 上海市 天津市 重庆市 - 南京市 - 武汉市"),
        (310, "邯郸市 石家庄市 保定市 张家口市 承德市 唐山市 廊坊市 沧州市 衡水市 邢台市"), (335, "秦皇岛市"), (349, "朔州市 忻州市 太原市 大同市 阳泉市 晋中市 长治市 晋城市 临汾市 吕梁市 运城市"),
        (370, "商丘市 - 安阳市 新乡市 许昌市 平顶山市 信阳市 南阳市 - 洛阳市"), (391, "焦作市 鹤壁市 濮阳市 周口市 漯河市 驻马店市 - 三门峡市"),
        (411, "大连市 鞍山市 - - 丹东市 锦州市 营口市 阜新市 辽阳市 - 朝阳市"), (427, "盘锦市 - 葫芦岛市"), (431, "长春市 吉林市 延边朝鲜族自治州 四平市 通化市 白城市 辽源市 松原市 白山市"),
        (451, "哈尔滨市 齐齐哈尔市 牡丹江市 佳木斯市 绥化市 黑河市 大兴安岭地区 伊春市 大庆市"), (464, "七台河市 - - 鸡西市 鹤岗市 双鸭山市"),
        (470, "呼伦贝尔市 呼和浩特市 包头市 乌海市 乌兰察布市 通辽市 赤峰市 鄂尔多斯市 巴彦淖尔市 锡林郭勒盟"), (482, "兴安盟 阿拉善盟"),
        (510, "无锡市 镇江市 苏州市 南通市 扬州市 盐城市 徐州市 淮安市 连云港市 常州市"), (523, "泰州市 - - - 宿迁市"),
        (530, "菏泽市 济南市 青岛市 淄博市 德州市 烟台市 潍坊市 济宁市 泰安市 临沂市"), (543, "滨州市 - - 东营市"),
        (550, "滁州市 合肥市 蚌埠市 芜湖市 淮南市 马鞍山市 安庆市 宿州市 - 黄山市 - 淮北市 铜陵市 宣城市 六安市 - 池州市"),
        (570, "衢州市 杭州市 湖州市 嘉兴市 宁波市 绍兴市 台州市 温州市 丽水市 金华市 舟山市"), (591, "福州市 厦门市 宁德市 莆田市 泉州市 漳州市 龙岩市 三明市 南平市"),
        (631, "威海市 枣庄市 日照市 - 聊城市"), (660, "汕尾市 - 阳江市 揭阳市"), (668, "茂名市"), (691, "西双版纳傣族自治州 德宏傣族景颇族自治州"), (701, "鹰潭市"),
        (710, "襄阳市 鄂州市 孝感市 黄冈市 黄石市 咸宁市 荆州市 宜昌市 恩施土家族苗族自治州"), (722, "随州市 - 荆门市"), (730, "岳阳市 - - - 衡阳市 郴州市 常德市 益阳市 娄底市 邵阳市"),
        (743, "湘西土家族苗族自治州 张家界市 怀化市 永州市"), (750, "江门市 韶关市 惠州市 梅州市 汕头市 深圳市 珠海市 佛山市 肇庆市 湛江市 中山市 - 河源市 清远市 - - 云浮市 - 潮州市 东莞市"),
        (770, "防城港市 - - 桂林市 - - 百色市 钦州市 河池市 北海市"), (790, "新余市 南昌市 九江市 上饶市 抚州市 宜春市 吉安市 赣州市 景德镇市 萍乡市"),
        (812, "攀枝花市 自贡市 - - 绵阳市 南充市 达州市"), (825, "遂宁市 广安市 巴中市 - - 泸州市 宜宾市 - 乐山市 凉山彝族自治州 雅安市 甘孜藏族自治州 阿坝藏族羌族自治州 德阳市 广元市"),
        (854, "黔南布依族苗族自治州 黔东南苗族侗族自治州 铜仁市 毕节市 六盘水市 黔西南布依族苗族自治州"),
        (870, "昭通市 昆明市 大理白族自治州 红河哈尼族彝族自治州 曲靖市 保山市 文山壮族苗族自治州 玉溪市 楚雄彝族自治州 普洱市"), (883, "临沧市 - - 怒江傈僳族自治州 迪庆藏族自治州 丽江市"),
        (891, "拉萨市 日喀则市 山南市 林芝市 昌都市 那曲市 阿里地区"), (901, "塔城地区 哈密市 和田地区 - - 阿勒泰地区 - 克孜勒苏柯尔克孜自治州 博尔塔拉蒙古自治州"),
        (911, "延安市 榆林市 渭南市 商洛市 安康市 汉中市 宝鸡市 - 铜川市"), (930, "临夏回族自治州 兰州市 定西市 平凉市 庆阳市 - 武威市 - 天水市 陇南市 - 甘南藏族自治州 - 白银市"),
        (951, "银川市 石嘴山市 吴忠市 固原市 中卫市"), (970, "海北藏族自治州 西宁市 海东市 黄南藏族自治州 海南藏族自治州 果洛藏族自治州 玉树藏族自治州"),
        (990, "克拉玛依市 乌鲁木齐市 - - 昌吉回族自治州 吐鲁番市 巴音郭楞蒙古自治州 阿克苏地区 喀什地区 伊犁哈萨克自治州"),
    ];

    private static readonly FrozenDictionary<int, int> _cities = Build();

    /// <summary>The number of the city; -1 when the code is none or that of several.</summary>
    public static int CityOf(string? areaCode) =>
        areaCode is { Length: >= 2 and <= 4 } && int.TryParse(areaCode, System.Globalization.NumberStyles.None, null, out var code) && _cities.TryGetValue(code, out var city) ? city : -1;

    private static FrozenDictionary<int, int> Build()
    {
        var cities = new Dictionary<int, int>();
        foreach (var (first, names) in _runs)
        {
            var code = first;
            foreach (var name in names.Split(' '))
            {
                foreach (var found in Divisions.Named(name))
                {
                    if (Divisions.Of(found.Number) is { Level: DivisionLevel.City, IsRetired: false })
                    {
                        cities[code] = found.Number;
                    }
                }

                code++;
            }
        }

        return cities.ToFrozenDictionary();
    }
}
