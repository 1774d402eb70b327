using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Engine.Check;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>One way to read a heading.</summary>
/// <param name="Key">Normalised: Latin words apart by one blank, other scripts without blanks.</param>
/// <param name="Weight">How likely this reading is meant, 0 to 1.</param>
internal readonly record struct HeaderReading(string Key, double Weight);

/// <summary>A heading made comparable: widths, case, accents, traditional characters, numbering, brackets and joins taken apart.</summary>
internal sealed partial class HeaderText
{
    // Traditional characters that occur in headings, each with its simplified form.
    private const string Fold =
        "電电話话郵邮號号碼码編编證证職职務务單单稱称備备註注類类標标籤签來来級级業业員员負负責责國国縣县鄉乡鎮镇區区聯联絡络繫系傳传銀银帳账戶户開开創创間间時时購购買买賣卖實实際际緊紧會会積积點点額额齡龄歲岁學学師师"
        + "網网頁页階阶狀状態态顧顾問问經经銷销對对總总統统識识別别納纳稅税檔档寶宝維维後后請请選选項项資资訊讯訂订處处擾扰壽寿誕诞體体歷历層层質质導导關关係系親亲屬属門门廠厂動动記记錄录機机構构組组織织裡里跡迹執执營营照照諮咨詢询"
        + "薦荐紹绍興兴領领術术產产價价錢钱專专較较愛爱發发辦办當当爲为為为見见觀观覽览設设許许誰谁談谈議议讓让貨货費费貼贴賬账趙赵車车轉转輕轻這这進进運运過过達达適适還还錯错長长陽阳陰阴難难雲云靈灵順顺預预頻频題题飯饭館馆駐驻驗验鍵键遞递県县";

    private static readonly Dictionary<char, char> Simplified = Enumerable.Range(0, Fold.Length / 2).DistinctBy(i => Fold[2 * i]).ToDictionary(i => Fold[2 * i], i => Fold[(2 * i) + 1]);

    private HeaderText(string raw, List<HeaderReading> readings, int? part, string plain)
    {
        Raw = raw;
        Readings = readings;
        Part = part;
        Plain = plain;
    }

    /// <summary>As it stands in the file; of a long one the beginning.</summary>
    public string Raw { get; }

    /// <summary>The readings, the likeliest first.</summary>
    public IReadOnlyList<HeaderReading> Readings { get; }

    /// <summary>The number in the heading.</summary>
    public int? Part { get; }

    /// <summary>The whole heading, normalised, brackets included.</summary>
    public string Plain { get; }

    public static HeaderText Read(string header)
    {
        header = header.Length > 200 ? header[..200] : header;
        var text = Clean(header);
        var outside = Brackets().Replace(text, " ").Trim();
        outside = outside.Length == 0 ? text : outside;
        int? part = Number().Match(outside) is { Success: true } number && int.TryParse(number.Value, out var n) && n is > 0 and < 100 ? n : null;
        var readings = new List<HeaderReading>();
        Add(readings, outside, 1);
        var path = outside.Contains(" / ", StringComparison.Ordinal);
        var alternatives = outside.Split(['/', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = alternatives.Length - 1; i >= 0 && alternatives.Length > 1; i--)
        {
            Add(readings, alternatives[i], i == alternatives.Length - 1 ? 0.97 : path ? 0.6 : 0.88);
        }

        foreach (Match inside in Brackets().Matches(text))
        {
            Add(readings, inside.Value.Trim('(', ')', '[', ']', '{', '}', '<', '>'), 0.7);
        }

        return new HeaderText(header, readings, part, Key(text));
    }

    /// <summary>The normalised form of a name for comparing whole names.</summary>
    public static string Key(string text) => Words(Digits().Replace(Clean(text), " "));

    private static void Add(List<HeaderReading> readings, string text, double weight)
    {
        var key = Words(Digits().Replace(text, " "));
        Put(readings, key, weight);
        var wide = new string([.. key.Where(IsWide)]);
        if (wide.Length > 0 && key.Any(char.IsAsciiLetter))
        {
            // Two languages side by side: 公司名称 Company Name.
            Put(readings, key.Replace(" ", "", StringComparison.Ordinal), weight);
            Put(readings, wide, weight * 0.95);
            Put(readings, Words(new string([.. key.Select(c => IsWide(c) ? ' ' : c)])), weight * 0.95);
        }
    }

    private static void Put(List<HeaderReading> readings, string key, double weight)
    {
        if (!readings.Exists(r => r.Key == key))
        {
            readings.Add(new HeaderReading(key, weight));
        }
    }

    private static string Clean(string header)
    {
        var text = Camel().Replace(NormalForm.Of(header, NormalizationForm.FormKC).Replace('【', '[').Replace('】', ']').Trim(), " ");
        text = Numbering().Replace(text, "");
        var clean = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark || c is '\u3099' or '\u309A')
            {
                clean.Append(Simplified.GetValueOrDefault(c, c));
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Words with one blank between Latin ones and none between others.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder();
        var gap = false;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c != 'ー')
            {
                gap = words.Length > 0;
                continue;
            }

            if (gap && !(IsWide(c) && IsWide(words[^1])))
            {
                words.Append(' ');
            }

            words.Append(c);
            gap = false;
        }

        return words.ToString();
    }

    internal static bool IsWide(char c) => c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Camel();

    [GeneratedRegex(@"^\s*\d{1,3}\s*[、.)]\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"\d{1,9}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Digits();
}
