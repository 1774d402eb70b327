using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Names of countries and regions as lists write them, and their codes (ISO 3166-1 alpha-2 and alpha-3).</summary>
public static class Countries
{
    // alpha-2 alpha-3|English|Chinese|other names
    private const string Names = """
        CN CHN|China|中国|PRC,P.R. China,PR China,Mainland China,People's Republic of China,中國,中国大陆,中國大陸,大陆,内地,中华人民共和国,Chine,Cina
        HK HKG|Hong Kong|香港|Hong Kong SAR,Hongkong,中国香港,香港特别行政区
        MO MAC|Macao|澳门|Macau,中国澳门,澳門
        TW TWN|Taiwan|台湾|台灣,臺灣,中国台湾,Taiwan, Province of China
        SG SGP|Singapore|新加坡|Singapur,Singapour
        MY MYS|Malaysia|马来西亚|馬來西亞
        TH THA|Thailand|泰国|泰國
        VN VNM|Vietnam|越南|Viet Nam,Việt Nam
        ID IDN|Indonesia|印度尼西亚|印尼
        PH PHL|Philippines|菲律宾|菲律賓,The Philippines
        JP JPN|Japan|日本|Nippon
        KR KOR|South Korea|韩国|Korea,Republic of Korea,Korea, Republic of,韓國,南韩,대한민국,한국
        IN IND|India|印度|Bharat
        PK PAK|Pakistan|巴基斯坦|
        BD BGD|Bangladesh|孟加拉国|孟加拉
        LK LKA|Sri Lanka|斯里兰卡|
        NP NPL|Nepal|尼泊尔|
        MM MMR|Myanmar|缅甸|Burma
        KH KHM|Cambodia|柬埔寨|
        LA LAO|Laos|老挝|
        BN BRN|Brunei|文莱|
        MN MNG|Mongolia|蒙古|
        KZ KAZ|Kazakhstan|哈萨克斯坦|
        UZ UZB|Uzbekistan|乌兹别克斯坦|
        KG KGZ|Kyrgyzstan|吉尔吉斯斯坦|
        AU AUS|Australia|澳大利亚|澳洲,澳大利亞
        NZ NZL|New Zealand|新西兰|紐西蘭,纽西兰
        US USA|United States|美国|USA,U.S.A.,U.S.,United States of America,America,美國,美利坚合众国,Vereinigte Staaten,États-Unis,Estados Unidos
        CA CAN|Canada|加拿大|Kanada
        MX MEX|Mexico|墨西哥|México,Mexiko
        BR BRA|Brazil|巴西|Brasil,Brasilien
        AR ARG|Argentina|阿根廷|
        CL CHL|Chile|智利|
        CO COL|Colombia|哥伦比亚|
        PE PER|Peru|秘鲁|Perú
        EC ECU|Ecuador|厄瓜多尔|
        UY URY|Uruguay|乌拉圭|
        VE VEN|Venezuela|委内瑞拉|
        CR CRI|Costa Rica|哥斯达黎加|
        PA PAN|Panama|巴拿马|Panamá
        GT GTM|Guatemala|危地马拉|
        DO DOM|Dominican Republic|多米尼加|República Dominicana
        CU CUB|Cuba|古巴|
        PR PRI|Puerto Rico|波多黎各|
        GB GBR|United Kingdom|英国|UK,U.K.,Great Britain,Britain,England,Scotland,Wales,Northern Ireland,英國,Großbritannien,Vereinigtes Königreich,Royaume-Uni,Reino Unido,Regno Unito
        IE IRL|Ireland|爱尔兰|Republic of Ireland,Eire,Éire,Irland,Irlande
        DE DEU|Germany|德国|Deutschland,Allemagne,Alemania,Germania,德國,BRD
        FR FRA|France|法国|Frankreich,Francia,法國
        IT ITA|Italy|意大利|Italia,Italien,Italie
        ES ESP|Spain|西班牙|España,Espana,Spanien,Espagne
        PT PRT|Portugal|葡萄牙|
        NL NLD|Netherlands|荷兰|The Netherlands,Holland,Nederland,Niederlande,Pays-Bas,Países Bajos,荷蘭
        BE BEL|Belgium|比利时|Belgien,Belgique,België
        LU LUX|Luxembourg|卢森堡|Luxemburg
        CH CHE|Switzerland|瑞士|Schweiz,Suisse,Svizzera,Suiza
        AT AUT|Austria|奥地利|Österreich,Oesterreich,Autriche
        LI LIE|Liechtenstein|列支敦士登|
        DK DNK|Denmark|丹麦|Danmark,Dänemark
        NO NOR|Norway|挪威|Norge,Norwegen
        SE SWE|Sweden|瑞典|Sverige,Schweden,Suède
        FI FIN|Finland|芬兰|Suomi,Finnland
        IS ISL|Iceland|冰岛|Ísland,Island
        PL POL|Poland|波兰|Polska,Polen,Pologne
        CZ CZE|Czechia|捷克|Czech Republic,Česko,Česká republika,Tschechien
        SK SVK|Slovakia|斯洛伐克|Slovensko,Slowakei
        HU HUN|Hungary|匈牙利|Magyarország,Ungarn
        RO ROU|Romania|罗马尼亚|România,Rumänien
        BG BGR|Bulgaria|保加利亚|Bulgarien
        HR HRV|Croatia|克罗地亚|Hrvatska,Kroatien
        SI SVN|Slovenia|斯洛文尼亚|Slovenija,Slowenien
        RS SRB|Serbia|塞尔维亚|Srbija
        BA BIH|Bosnia and Herzegovina|波黑|Bosnia
        ME MNE|Montenegro|黑山|
        MK MKD|North Macedonia|北马其顿|Macedonia
        AL ALB|Albania|阿尔巴尼亚|
        GR GRC|Greece|希腊|Hellas,Griechenland,Ελλάδα
        CY CYP|Cyprus|塞浦路斯|Zypern
        MT MLT|Malta|马耳他|
        EE EST|Estonia|爱沙尼亚|Eesti,Estland
        LV LVA|Latvia|拉脱维亚|Latvija,Lettland
        LT LTU|Lithuania|立陶宛|Lietuva,Litauen
        UA UKR|Ukraine|乌克兰|Україна
        BY BLR|Belarus|白俄罗斯|
        MD MDA|Moldova|摩尔多瓦|
        RU RUS|Russia|俄罗斯|Russian Federation,Россия,Russland,俄国
        TR TUR|Türkiye|土耳其|Turkey,Turkiye,Türkei
        GE GEO|Georgia|格鲁吉亚|
        AM ARM|Armenia|亚美尼亚|
        AZ AZE|Azerbaijan|阿塞拜疆|
        IL ISR|Israel|以色列|
        AE ARE|United Arab Emirates|阿联酋|UAE,U.A.E.,阿拉伯联合酋长国
        SA SAU|Saudi Arabia|沙特阿拉伯|KSA,沙特
        QA QAT|Qatar|卡塔尔|
        KW KWT|Kuwait|科威特|
        BH BHR|Bahrain|巴林|
        OM OMN|Oman|阿曼|
        JO JOR|Jordan|约旦|
        LB LBN|Lebanon|黎巴嫩|
        IQ IRQ|Iraq|伊拉克|
        IR IRN|Iran|伊朗|
        EG EGY|Egypt|埃及|
        MA MAR|Morocco|摩洛哥|Maroc
        TN TUN|Tunisia|突尼斯|Tunisie
        DZ DZA|Algeria|阿尔及利亚|Algérie
        ZA ZAF|South Africa|南非|RSA
        NG NGA|Nigeria|尼日利亚|
        KE KEN|Kenya|肯尼亚|
        GH GHA|Ghana|加纳|
        ET ETH|Ethiopia|埃塞俄比亚|
        TZ TZA|Tanzania|坦桑尼亚|
        MU MUS|Mauritius|毛里求斯|
        MC MCO|Monaco|摩纳哥|
        AD AND|Andorra|安道尔|
        SM SMR|San Marino|圣马力诺|
        JE JEY|Jersey|泽西|
        GG GGY|Guernsey|根西|
        IM IMN|Isle of Man|马恩岛|
        """;

    private static readonly string[][] Rows = [.. Names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('|'))];

    private static readonly FrozenDictionary<string, string> Codes = Rows
        .SelectMany(row => row[0].Split(' ').Concat(row[1..3]).Append(row[3]).Concat(row[3].Split(',')).Select(name => (Name: name.Trim(), Code: row[0][..2])))
        .Where(entry => entry.Name.Length > 0).DistinctBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(entry => entry.Name, entry => entry.Code, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string[]> ByCode = Rows.ToFrozenDictionary(row => row[0][..2]);

    /// <summary>The alpha-2 code of a name or code as people write it, or null where it is none that is known.</summary>
    public static string? CodeOf(string text) => text.Length <= 60 && Codes.TryGetValue(Clean.Code(text), out var code) ? code : null;

    /// <summary>The country's name in Chinese or English; its code where no name is known.</summary>
    public static string NameOf(string code, bool chinese) => ByCode.TryGetValue(code, out var row) ? row[chinese ? 2 : 1] : code;
}
