using System.Text.RegularExpressions;
using Kith.Engine.Keep;

namespace Kith.Engine.Check;

/// <summary>Addresses of China in Latin letters, the narrower part first: Room 1203, No. 88 Nanjing West Road, Jing'an District, Shanghai.</summary>
internal static partial class PinyinAddress
{
    private static readonly Lazy<Dictionary<string, List<int>>> _names = new(Build);

    // Written otherwise than by the letters of their pinyin.
    private static readonly (string Written, string Name)[] _customary =
    [
        ("hongkong", "香港特别行政区"), ("macau", "澳门特别行政区"), ("macao", "澳门特别行政区"), ("innermongolia", "内蒙古自治区"), ("neimenggu", "内蒙古自治区"), ("tibet", "西藏自治区"), ("xizang", "西藏自治区"),
        ("shaanxi", "陕西省"), ("peking", "北京市"), ("canton", "广州市"), ("guangxizhuangautonomousregion", "广西壮族自治区"), ("ningxiahuiautonomousregion", "宁夏回族自治区"),
        ("xinjianguyghurautonomousregion", "新疆维吾尔自治区"), ("urumqi", "乌鲁木齐市"), ("hohhot", "呼和浩特市"), ("lhasa", "拉萨市"), ("harbin", "哈尔滨市"), ("taiwan", "台湾省"), ("taipei", "台北市"), ("kaohsiung", "高雄市"), ("pudong", "浦东新区"), ("pudongnewarea", "浦东新区"),
    ];

    /// <summary>Whether a text in Latin letters says that it lies in China.</summary>
    public static bool SaysChina(string text) => China().IsMatch(text);

    public static PostalAddress Parse(string text, AddressHints? hints)
    {
        var body = China().Replace(text, " ");
        string? postcode = null;
        if (Postcode().Match(body) is { Success: true } code)
        {
            postcode = code.Value;
            body = body.Remove(code.Index, code.Length);
        }

        int province = -1, city = -1, county = -1;
        string? road = null, number = null;
        var rest = new List<string>();
        var parts = body.Split([',', ';', '\n', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (Divide(parts[i], ref province, ref city, ref county))
            {
                continue;
            }

            if (road is null && Road().Match(parts[i]) is { Success: true } found)
            {
                road = found.Groups["road"].Value.Trim();
                number = found.Groups["before"].Success && found.Groups["before"].Length > 0 ? found.Groups["before"].Value : found.Groups["after"].Length > 0 ? found.Groups["after"].Value : null;
                rest.Insert(0, (parts[i][..found.Index] + parts[i][(found.Index + found.Length)..]).Trim());
            }
            else
            {
                rest.Insert(0, parts[i]);
            }
        }

        var hinted = false;
        if (city < 0 && hints is not null && AddressHint.Resolve(hints) is { City: >= 0 } hint && (province < 0 || hint.Province == province))
        {
            (province, city, hinted) = (hint.Province, hint.City, true);
        }

        var findings = new List<Finding>(0);
        if (province < 0)
        {
            findings.Add(new Finding("address.not-found"));
        }

        if (hinted)
        {
            findings.Add(new Finding("address.from-hint"));
        }

        var left = string.Join(", ", rest.Where(r => r.Length > 0));
        var whole = province >= 0 && Divisions.Of(province).Code is "81" or "82";
        return new PostalAddress("CN", Name(province), whole ? Name(province) : Name(city), Name(county), ChineseAddress.Code(county, city, province), null, null, road, number,
            left.Length == 0 ? null : left, postcode, province < 0 ? 0 : hinted ? 0.75 : city >= 0 ? 0.85 : 0.8, findings);
    }

    /// <summary>Whether a part names divisions and nothing else: Guangdong, Shenzhen City, Jing'an District, Nanshan Shenzhen.</summary>
    private static bool Divide(string part, ref int province, ref int city, ref int county)
    {
        var level = Level(part, out var stem);
        var key = Letters(stem);
        if (key.Length < 4 && key is not ("jian" or "xian"))
        {
            return false;
        }

        if (!_names.Value.TryGetValue(key, out var found))
        {
            // Two in one part: Nanshan Shenzhen, Beijing Chaoyang.
            var gap = part.LastIndexOf(' ');
            if (gap > 0 && level is null && !part.AsSpan().ContainsAnyInRange('0', '9'))
            {
                int p = province, c = city, d = county;
                if (Divide(part[(gap + 1)..], ref p, ref c, ref d) && Divide(part[..gap], ref p, ref c, ref d))
                {
                    (province, city, county) = (p, c, d);
                    return true;
                }
            }

            return false;
        }

        var (inProvince, inCity, inCounty) = (province, city, county);
        var fitting = found.FindAll(n => Fits(Divisions.Of(n), n));
        if (fitting.Count == 0)
        {
            return city >= 0 && found.Contains(city) || province >= 0 && found.Contains(province);
        }

        var best = fitting.Min(n => Divisions.Of(n).Level);
        fitting = fitting.FindAll(n => Divisions.Of(n).Level == best);
        if (fitting.Count > 1)
        {
            return false;
        }

        var one = Divisions.Of(fitting[0]);
        province = one.Province;
        city = one.Level == DivisionLevel.Province ? (one.Code is "11" or "12" or "31" or "50" ? Divisions.WithCode(one.Code + "01") : city) : Divisions.CityOf(fitting[0]);
        county = one.Level == DivisionLevel.County ? fitting[0] : county;
        return true;

        bool Fits(Division d, int n) => d.Level switch
        {
            DivisionLevel.Province => inProvince < 0 && level is null or DivisionLevel.Province or DivisionLevel.City,
            DivisionLevel.City => inCity < 0 && level is null or DivisionLevel.City && (inProvince < 0 || d.Province == inProvince),
            DivisionLevel.County => inCounty < 0 && (level is DivisionLevel.County || (inCity >= 0 && level is null) || (d.Name.EndsWith('市') && level is DivisionLevel.City))
                && (inCity >= 0 ? Divisions.CityOf(n) == inCity : inProvince < 0 || d.Province == inProvince),
            _ => false,
        };
    }

    private static DivisionLevel? Level(string part, out string stem)
    {
        var match = LevelWord().Match(part);
        stem = match.Success ? part[..match.Index] : part;
        return !match.Success ? null : match.Value.Trim(' ', '.', '-').ToUpperInvariant() switch
        {
            "PROVINCE" or "PROV" or "SHENG" or "AUTONOMOUS REGION" => DivisionLevel.Province,
            "CITY" or "SHI" or "MUNICIPALITY" => DivisionLevel.City,
            _ => DivisionLevel.County,
        };
    }

    private static string Letters(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsAsciiLetter));

    private static string? Name(int number) => number >= 0 ? Divisions.Of(number).Name : null;

    private static Dictionary<string, List<int>> Build()
    {
        var names = new Dictionary<string, List<int>>();
        for (var i = 0; i < Divisions.Count; i++)
        {
            var division = Divisions.Of(i);
            if (division.IsRetired || division.Level == DivisionLevel.Town || (division.Level == DivisionLevel.County && division.Code[0] is '7' or '8'))
            {
                continue;
            }

            foreach (var letters in Pinyin.Full(Divisions.ShortName(i), personal: false))
            {
                Add(letters.Replace('v', 'u'), i);
            }
        }

        // 陕西 and 山西 have the same letters; the one without the second a is 山西.
        names["shanxi"].RemoveAll(n => Divisions.Of(n).Name == "陕西省");
        foreach (var (written, name) in _customary)
        {
            Add(written, Divisions.Named(name)[0].Number);
        }

        return names;

        void Add(string letters, int number)
        {
            if (!names.TryGetValue(letters, out var all))
            {
                names[letters] = all = [];
            }

            if (!all.Contains(number))
            {
                all.Add(number);
            }
        }
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b((P\.?\s?R\.?\s?(of\s)?)?China|PRC)\b\.?", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex China();

    [GeneratedRegex(@"(?<![\d-])[0-8]\d{5}(?![\d-])", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"[\s-]+(Province|Prov|Sheng|Autonomous Region|City|Shi|Municipality|District|Dist|Qu|County|Xian|New Area)\.?\s*$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LevelWord();

    [GeneratedRegex(@"((No\.?\s*|#\s*)?(?<before>\d+[A-Z]?(-\d+)?)(\s+Hao)?[\s,]+)?(?<road>\p{L}['\p{L}]*(\s+[\p{L}'\d]+){0,4}?\s+(Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Blvd|Highway|Lu|Jie|Dadao|Dajie|Xiang|Hutong)\b\.?)([\s,]+No\.?\s*(?<after>\d+[A-Z]?(-\d+)?))?", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Road();
}
