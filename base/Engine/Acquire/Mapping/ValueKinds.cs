using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Engine.Check;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>What one value looks like. Cheap looks only: whether it is valid is for the checks to say.</summary>
internal static partial class ValueKinds
{
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
        + "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈鄒閻賴龍賀顧龔萬錢嚴湯溫莊聶魯歐關蘭";

    private static readonly FrozenSet<string> Genders = FrozenSet.Create("男", "女", "男性", "女性", "先生", "女士", "小姐", "未知", "保密", "m", "f", "male", "female", "unspecified", "unknown", "other", "w", "d", "herr", "frau", "mr", "ms", "mrs", "남", "여", "남자", "여자", "homme", "femme", "hombre", "mujer", "h");
    private static readonly FrozenSet<string> Salutations = FrozenSet.Create("mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "先生", "女士", "小姐", "m", "mme", "sr", "sra", "sir", "madam");
    private static readonly FrozenSet<string> Kinds = FrozenSet.Create("个人", "企业", "公司", "单位", "个体", "组织", "机构", "个体户", "政府", "個人", "企業", "person", "company", "individual", "organization", "organisation", "business", "private", "corporate", "b2b", "b2c", "privat", "particulier", "entreprise", "true", "false", "yes", "no", "是", "否", "1", "0");
    private static readonly FrozenSet<string> YesNos = FrozenSet.Create("是", "否", "有", "无", "y", "n", "yes", "no", "true", "false", "1", "0", "√", "×", "ja", "nein", "oui", "non", "si", "sí", "对", "错", "on", "off", "checked", "unchecked", "allow", "do not allow", "t", "f", "已退订", "未退订", "x");
    private static readonly string[] DateShapes = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yy.M.d", "yy/M/d", "yy年M月d日", "d.M.yyyy", "M/d/yyyy", "d/M/yyyy", "M/d/yy", "d/M/yy", "d.M.yy", "d-M-yyyy", "yyyyMMdd", "d MMM yyyy", "MMM d, yyyy", "dd-MMM-yyyy", "dd-MMM-yy", "d MMMM yyyy", "MMMM d, yyyy"];

    private const int LongestContact = 120;
    private static readonly string[] MonthShapes = ["yyyy年M月", "yyyy-M", "yyyy/M"];

    // Without anything else no currency is named.
    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("0123456789.,-/: ");

    public static bool IsEmail(string v) => EmailShape().IsMatch(v);

    public static bool IsUrl(string v) => UrlShape().IsMatch(v) && !v.Contains('@');

    /// <summary>One or more telephone numbers, an extension included.</summary>
    public static bool IsPhone(string v)
    {
        var digits = v.Count(char.IsAsciiDigit);
        return digits is >= 5 and <= 40 && PhoneShape().IsMatch(v) && !IsDate(v) && !MoneyShape().IsMatch(v);
    }

    /// <summary>A number that can hardly be anything but a telephone: a Chinese mobile or one written as telephones are.</summary>
    public static bool IsSurelyPhone(string v) =>
        IsPhone(v) && (ChineseMobile().IsMatch(v.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))
            || (v.Count(char.IsAsciiDigit) is >= 9 and <= 15 && (v[0] == '+' || AreaCode().IsMatch(v))));

    public static bool IsChineseMobile(string v) => ChineseMobile().IsMatch(v);

    /// <summary>A day, or a month of a year.</summary>
    public static bool IsDate(string v) => IsDay(v) || IsMonth(v);

    /// <summary>
    /// A day of a year, also one that the calendar hasn't (2026-02-30): its form says what the column is, and the check of the
    /// field says what is wrong with the cell.
    /// </summary>
    public static bool IsDay(string v)
    {
        var day = TimeOfDay().Replace(v, "").Trim();
        return (Is(day, DateShapes) && day.Length <= 20) || (day.Length is >= 8 and <= 11 && char.IsAsciiDigit(day[0]) && DayForm().IsMatch(day));
    }

    /// <summary>
    /// A month without a day (2026年3月). It is no date: to write its first day would invent one. A column of months becomes text,
    /// which keeps what was written; one among dates is listed as a problem.
    /// </summary>
    public static bool IsMonth(string v) => Is(v, MonthShapes);

    private static bool Is(string v, string[] shapes) =>
        v.Length is >= 6 and <= 20 && DateTime.TryParseExact(v, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1800 and < 2200;

    public static bool IsBirthday(string v) => IsDay(v) || MonthDay().IsMatch(v);

    /// <summary>A name with a number or an address of mail beside it in one cell: 张三 13800138000（微信同号）.</summary>
    public static bool IsContact(string v) => v.Length <= LongestContact && v.Any(char.IsLetter) && (HasLongNumber(v) || v.AsSpan().Count('@') is 1 or 2) && !IsEmail(v) && !IsUrl(v)
        && new ContactPieces(v).Read() is var pieces && pieces.Exists(piece => piece.Kind == ContactPieceKind.Name)
        && pieces.Exists(piece => piece.Kind is ContactPieceKind.Phone or ContactPieceKind.Email);

    /// <summary>Seven digits or more with nothing but blanks and strokes between them.</summary>
    private static bool HasLongNumber(string v)
    {
        var digits = 0;
        foreach (var c in v)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : c is ' ' or '-' ? digits : 0;
            if (digits == 7)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same below a heading that says phone, where Latin letters beside a number are most often no name (ext, work).</summary>
    public static bool IsContactUnderPhone(string v) => (v.Contains('@') || v.Any(letter => char.IsLetter(letter) && !char.IsAsciiLetter(letter))) && IsContact(v);

    public static bool IsNumber(string v) => NumberShape().IsMatch(v) || GroupedShape().IsMatch(v);

    /// <summary>An amount with its currency (€ 1.234,50, 300 CNY), or a number written as amounts are.</summary>
    public static bool IsMoney(string v) => MoneyShape().IsMatch(v)
        || (v.Length is > 1 and <= 40 && v.Any(char.IsAsciiDigit) && v.AsSpan().ContainsAnyExcept(Plain) && !IsDate(v) && Amounts.Parse(v, new AmountRules('.')) is { Verdict: not Verdict.Bad, Currency: not null });

    /// <summary>A day number of a spreadsheet's calendar, 1927 to 2064.</summary>
    public static bool IsSerial(string v) => v.Length == 5 && int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 10_000 and <= 60_000;

    public static bool IsGender(string v) => Genders.Contains(Word(v));

    public static bool IsSalutation(string v) => Salutations.Contains(Word(v));

    public static bool IsKind(string v) => Kinds.Contains(Word(v));

    public static bool IsYesNo(string v) => YesNos.Contains(Word(v));

    /// <summary>Eighteen characters as GB 32100 has them, or a tax id of another country by its digits.</summary>
    public static bool IsTaxId(string v) => Uscc().IsMatch(v) || (v.Length <= 24 && v.Count(char.IsAsciiDigit) >= 7 && TaxShape().IsMatch(v));

    /// <summary>A tax number of mainland China: the code of eighteen characters, or one of the older numbers of digits alone.</summary>
    public static bool IsChineseTaxId(string v) => Uscc().IsMatch(v) || (v.Length is 15 or 18 or 20 && !v.AsSpan().ContainsAnyExceptInRange('0', '9'));

    /// <summary>The look of an IBAN; the check digits are for the checks.</summary>
    public static bool IsIban(string v) => v.Length <= 48 && IbanShape().IsMatch(v) && v.Count(char.IsAsciiLetterOrDigit) is >= 15 and <= 34;

    public static bool IsUscc(string v) => Uscc().IsMatch(v) && !IsResidentId(v);

    /// <summary>A Chinese resident id of 18 digits whose birth date can be, or one with its middle masked.</summary>
    public static bool IsResidentId(string v) => ResidentShape().IsMatch(v)
        && (v.Contains('*') || (int.Parse(v.AsSpan(10, 2), CultureInfo.InvariantCulture) is >= 1 and <= 12 && int.Parse(v.AsSpan(12, 2), CultureInfo.InvariantCulture) is >= 1 and <= 31));

    /// <summary>Any id document: a resident id, an old one of 15 digits, Taiwan's, a passport.</summary>
    public static bool IsIdDocument(string v) => IsResidentId(v) || IdShape().IsMatch(v);

    public static bool IsCard(string v) => CardShape().IsMatch(v) && v.Count(char.IsAsciiLetterOrDigit) is >= 10 and <= 34;

    /// <summary>A card number that satisfies the check digit of ISO/IEC 7812.</summary>
    public static bool IsSurelyCard(string v)
    {
        var digits = v.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length is < 16 or > 19 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    public static bool IsPostcode(string v) => PostcodeShape().IsMatch(v) && v.Any(char.IsAsciiDigit);

    public static bool IsQq(string v) => QqShape().IsMatch(v);

    public static bool IsWechat(string v) => WechatShape().IsMatch(v) || IsChineseMobile(v) || v.Any(HeaderText.IsWide) && v.Length <= 20;

    /// <summary>The name of an organisation, by the words that end or form one.</summary>
    public static bool IsOrganisation(string v) => OrganisationShape().IsMatch(v);

    /// <summary>A person's name, by surname and length or by two to four capitalised words.</summary>
    public static bool IsPerson(string v) => !IsOrganisation(v)
        && (v.Length is >= 2 and <= 4 && v.All(HeaderText.IsWide) && Surnames.Contains(v[0]) || PersonShape().IsMatch(v));

    public static bool IsAddress(string v) => v.Length >= 6 && AddressShape().IsMatch(v);

    /// <summary>
    /// Letters rather than digits, signs or a link: what a name, a place or a status is. Two hanzi, or one that is a surname,
    /// are words whatever number stands behind them (王伟103, 张5999: lists tell namesakes apart like this).
    /// </summary>
    public static bool IsWords(string v) => !IsEmail(v) && !IsDate(v) && v.Any(char.IsLetter)
        && (v.Count(char.IsAsciiDigit) * 2 <= v.Length || (v.Length <= 12 && (v.Count(HeaderText.IsWide) >= 2 || Surnames.Contains(v[0])))) && !v.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    private static string Word(string v) => NormalForm.Of(v, NormalizationForm.FormKC).TrimEnd('.').Trim().ToLowerInvariant();

    // The looks are bounded by the length of what is looked at; this is only the net below.
    private const int Patience = 5000;

    [GeneratedRegex(@"^[^\s@,;]{1,64}@[^\s@,;]+\.[^\s@,;]{2,}(\s*[,;]\s*[^\s@,;]+@[^\s@,;]+)*$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"^(https?://\S+|www\.\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|net|org|de|uk|io|fr|es|jp|kr|hk|tw|eu|co|info|biz|shop|top|vip)(\.[a-z]{2})?(/\S*)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex UrlShape();

    [GeneratedRegex(@"^[\d+\-－()（）\s./,，;；、*xX#转轉内線分机機号號extEXTnN:：]+$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PhoneShape();

    [GeneratedRegex(@"^(\+?86)?1[3-9]\d{9}$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex ChineseMobile();

    [GeneratedRegex(@"^(\(\d{2,5}\)|0\d{1,4}[-\s]|\d{3}[-.]\d{3}[-.]\d{4}$)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex AreaCode();

    [GeneratedRegex(@"^((1[89]|2[01])\d\d(?<mark>[-/.])(0?[1-9]|1[0-2])\k<mark>(0?[1-9]|[12]\d|3[01])|(1[89]|2[01])\d\d年(0?[1-9]|1[0-2])月(0?[1-9]|[12]\d|3[01])[日号]|((0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])([-/.])(0?[1-9]|[12]\d|3[01]))[-/.](1[89]|2[01])\d\d)$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex DayForm();

    [GeneratedRegex(@"[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(--\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}[日号]|0/0/0{2,4})$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"^-?\d{1,11}([.,]\d+)?$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex NumberShape();

    [GeneratedRegex(@"^-?\d{1,3}((\.\d{3})+(,\d+)?|([ \u00A0\u202F'’]\d{3})+,\d+)$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex GroupedShape();

    [GeneratedRegex(@"^([¥￥$€£]\s?-?\d[\d,]*(\.\d+)?|-?\d[\d,]*\.\d{2}|-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d[\d,.]*\s?([万亿]?元|万|亿|RMB|CNY|USD|EUR))$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex MoneyShape();

    [GeneratedRegex(@"^[159ANY][1-9A]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Uscc();

    [GeneratedRegex(@"^[A-Z]{2}\d{2}[ -]?[A-Z0-9]{4}[A-Z0-9 -]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex IbanShape();

    [GeneratedRegex(@"^[A-Z]{0,4}[\dA-Z .\-/]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex TaxShape();

    [GeneratedRegex(@"^[1-9]\d{5}(19|20|\*\*)[\d*]{9}[\dXx*]$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex ResidentShape();

    [GeneratedRegex(@"^(\d{15}|[A-Z][12]\d{8}|[A-Z]{1,2}\d{6,9}(\(\d\))?|\d{6}-\d{7}|\d{3}-\d{2}-\d{4}|[\d*]{8,18}[\dXx])$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex IdShape();

    [GeneratedRegex(@"^[A-Z]{0,2}[\d\s*\-A-Z]+$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex CardShape();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 \-]{1,9}$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PostcodeShape();

    [GeneratedRegex(@"^[1-9]\d{4,10}$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex QqShape();

    [GeneratedRegex(@"^[A-Za-z][-_A-Za-z0-9]{5,19}$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex WechatShape();

    [GeneratedRegex(@"(公司|集团|集團|有限|股份|工厂|[^人]厂|商行|商贸|贸易|事务所|工作室|合作社|超市|医院|学校|大学|小学|中学|银行|酒店|商场|门市|经营部|旅行社|会社|法人|研究院|研究所|[\u4e00-\u9fff]{3,}(店|行|馆|社|部)$|\b(inc|ltd|llc|llp|gmbh|ag|kg|co|corp|corporation|company|plc|limited|sarl|sas|sa|s\.l|s\.a|pty|bv|oy|ab|s\.r\.l|university|institute|group|trading|holdings|industries|\(주\)|주식회사)\b\.?|\(주\))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex OrganisationShape();

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’.\-]{0,20}( \p{L}[\p{L}'’.\-]{0,20}){1,3}$", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PersonShape();

    [GeneratedRegex(@"([省市区县镇乡路街道巷弄村號号栋楼室].*\d|\d+\s?[号號栋楼室弄]|(省|自治区|市).+(市|区|县|镇|路|街)|^\d+\w?,?\s+\p{L}+.*\b(st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|way|place|pl|court|ct|rue|square|sq|terrace|close|hwy)\b|\b(rue|avenue|calle|via|road|street)\b|(str\.|stra(ß|ss)e|platz|weg|allee)\s+\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex AddressShape();
}
