using System.Text.RegularExpressions;
using Kith.Engine.Acquire.Mapping;

namespace Kith.Engine.Check;

/// <summary>The words of a cell that holds people and numbers.</summary>
internal static partial class ContactWords
{
    private static readonly string[] _labels =
        ["联系人", "联系方式", "姓名", "收货人", "收件人", "联系", "名字", "客户", "邮箱", "电子邮件", "邮件", "contact", "name", "attn", "email", "e-mail", "mail", "mob", "whatsapp", "主要联系人", "第一联系人", "第二联系人", "对接人"];

    private static readonly System.Buffers.SearchValues<char> OfAccounts =
        System.Buffers.SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsLabel(string word) => Array.Exists(_labels, l => l.Equals(word, StringComparison.OrdinalIgnoreCase)) || PhoneText.IsLabel(word);

    /// <summary>
    /// What a cell for a WeChat account says: the account without the label before it (微信：, weixin:, 微信号), and whether the
    /// cell says that it is the phone's number (同手机, 微信同号). An account can't hold a colon or hanzi: what has them behind
    /// 微信 without a colon (微信小程序) is no label.
    /// </summary>
    public static (string Account, bool IsPhone) WeChatIn(string text)
    {
        var clean = Clean.Text(text);
        if (!clean.AsSpan().ContainsAnyExcept(OfAccounts) && !clean.StartsWith("same", StringComparison.OrdinalIgnoreCase))
        {
            return (clean, false);
        }

        if (SameAlone().IsMatch(clean))
        {
            return ("", true);
        }

        var rest = SameAsPhone().Replace(clean, "").Trim(' ', '(', ')', '（', '）', '，', ',', '；', ';', '/');
        return rest.Length == 0 ? ("", true)
            : rest.Length < clean.Length && rest.Any(char.IsAsciiDigit) ? (rest, false)
            : (WeChatLabel().Replace(clean, "", 1), false);
    }

    /// <summary>同上, 同左: as in a cell nearby, and which one that is nobody knows here; most often the row above.</summary>
    public static bool IsAsElsewhere(string text) => AsElsewhere().IsMatch(Clean.Text(text));

    public static bool IsSameAsPhone(ReadOnlySpan<char> text) => SameAsPhone().IsMatch(text);

    /// <summary>A person's name: a usual surname with one to three hanzi behind it or a form of address, or two and more capitalised words.</summary>
    public static bool IsName(string word)
    {
        if (ValueKinds.IsOrganisation(word) || word.Any(char.IsAsciiDigit))
        {
            return false;
        }

        if (word.Any(PersonNames.IsHan))
        {
            var name = PersonNames.Read(word);
            return name is { Family: not null, Confidence: >= 0.55 } && (name.Given is not null || name.Title is not null) && word.Length <= 12 && NameHan().IsMatch(word);
        }

        return LatinName().IsMatch(word);
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+'-]+[@＠][A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Email();

    /// <summary>A marked WeChat account; the group `value` is the account.</summary>
    [GeneratedRegex(@"(?<![A-Za-z])(?<label>(?:微信|威信|薇信|weixin|we\s?chat|wx|vx)(?:号|号码|\s?id)?\s*[:：]?|v(?:信)?\s*[:：])\s*(?<value>[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\d{9})(?![A-Za-z0-9@])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Wechat();

    [GeneratedRegex(@"(?<![A-Za-z])(?<label>(?:qq|扣扣|企鹅)(?:号|号码)?\s*[:：]?)\s*(?<value>[1-9]\d{4,11})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Qq();

    [GeneratedRegex(@"加?微信同(?:手机)?(?:号|步|电话|手机)?|(?:手机|电话|号码)?同微信号?|(?:手机|电话)同(?:微信|v信?)|(?<![A-Za-z])同v(?![A-Za-z])|(?<![A-Za-z])[vV]同号?|(?<=\d\s*[(（])微信(?=[)）])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    public static partial Regex SameAsPhone();

    [GeneratedRegex(@"^(?:同(?:手机|电话|微信)?(?:号码?)?|(?:手机|电话)(?:号码?)?|(?:和|与|跟)?(?:手机|电话)(?:号码?)?(?:同号|一样|相同|一致)|same(?:\s+as\s+(?:(?:the|my)\s+)?(?:phone|mobile|cell|tel)(?:\s+number|\s+no\.?)?)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SameAlone();

    [GeneratedRegex(@"^[(（]?(?:同(?:上|左|前)|(?:same\s+)?as\s+above|ditto|〃)[)）]?[.。]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AsElsewhere();

    [GeneratedRegex(@"^(?:(?:微信|威信|薇信)(?:号码?|id|账号|帐号)?\s*(?:[:：]|(?=[-_+A-Za-z0-9]))|(?:weixin|we\s?chat|wx|vx|v)(?:号码?|\s?id|\s?no\.?)?\s*[:：])\s*(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WeChatLabel();

    [GeneratedRegex(@"^[\u3400-\u9FFF·々]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameHan();

    [GeneratedRegex(@"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Sra?)\.?\s+)?\p{Lu}[\p{L}'’.-]*(?:\s+(?:\p{Lu}[\p{L}'’.-]*|van|von|der|de|la|del|di|da|bin|al))*\s+\p{Lu}[\p{L}'’-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LatinName();
}
