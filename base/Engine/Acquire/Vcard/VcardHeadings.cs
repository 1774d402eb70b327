namespace Kith.Engine.Acquire;

/// <summary>
/// The column headings that properties become: words that the import maps with certainty, with the kind of a phone, e-mail
/// or address in them, and a label of somebody's own in brackets.
/// </summary>
internal static class VcardHeadings
{
    public const string Name = "Full name";
    public const string FamilyName = "Family name";
    public const string GivenName = "Given name";
    public const string Company = "Company";
    public const string Department = "Department";
    public const string Title = "Job title";
    public const string Role = "Role";
    public const string Phone = "Phone";
    public const string Email = "E-mail";
    public const string Address = "Address";
    public const string Postcode = "Postcode";
    public const string City = "City";
    public const string Province = "Province";
    public const string Country = "Country";
    public const string Birthday = "Birthday";
    public const string Gender = "Gender";
    public const string Kind = "Person or company";
    public const string Website = "Website";
    public const string Wechat = "WeChat";
    public const string Qq = "QQ";
    public const string Messenger = "Messenger";
    public const string Nickname = "Nickname";
    public const string Tags = "Tags";
    public const string Notes = "Notes";
    public const string ExternalId = "External id";

    // Labels of their own beyond this many of a kind go into the plain column.
    public const int MostLabels = 12;

    private const int LongestLabel = 30;

    /// <summary>In the order of the table; what has several kinds follows its plain heading.</summary>
    private static readonly string[] Order =
    [
        Name, FamilyName, GivenName, Company, Department, Title, Role, Phone, Email, Address, Postcode, City, Province, Country, Birthday, Gender, Kind,
        Website, Wechat, Qq, Messenger, Nickname, Tags, Notes, ExternalId,
    ];

    // Words of labels and types in several languages, as what they mean.
    private static readonly Dictionary<string, string> Meanings = Words(
        ("cell", "cell mobile iphone cellular pcs handy mobil 手机 移动电话 手提 行动电话 手機 携帯 휴대폰"),
        ("work", "work business office company job arbeit 工作 公司 单位 單位 办公 办公室 商务 会社 勤務先 회사"),
        ("home", "home private privat casa 住宅 家 家庭 宅电 住家 自宅 집"),
        ("main", "main 总机 主要"),
        ("fax", "fax 传真 傳真 ファックス"),
        ("pager", "pager beeper 寻呼机"),
        ("homefax", "homefax home-fax 住宅传真 家庭传真"),
        ("workfax", "workfax work-fax businessfax 工作传真 公司传真 单位传真"),
        ("assistant", "assistant assistantphone 助理"),
        ("", "voice msg video text textphone bbs modem isdn pref internet x400 dom intl postal parcel other x-other 其他 其它 语音 applelink attmail cis eworld ibmmail mcimail powershare prodigy tlx x-internal"));

    /// <summary>The heading of a phone by its types and its label.</summary>
    public static string OfPhone(IEnumerable<string> types, string? label)
    {
        var (known, own) = Read(types, label);
        var isFax = known.Contains("fax") || known.Contains("homefax") || known.Contains("workfax");
        return own is not null ? $"{Phone} ({own})"
            : known.Contains("assistant") ? "Assistant phone"
            : isFax ? known.Contains("home") || known.Contains("homefax") ? "Home fax" : known.Contains("work") || known.Contains("workfax") ? "Work fax" : "Fax"
            : known.Contains("pager") ? "Pager"
            : known.Contains("cell") ? "Mobile phone"
            : known.Contains("work") ? "Work phone"
            : known.Contains("home") ? "Home phone"
            : known.Contains("main") ? "Main phone" : Phone;
    }

    /// <summary>The heading of an e-mail address.</summary>
    public static string OfEmail(IEnumerable<string> types, string? label) => OfPlace(types, label, Email, "Work e-mail", "Home e-mail");

    /// <summary>The heading of a postal address.</summary>
    public static string OfAddress(IEnumerable<string> types, string? label) => OfPlace(types, label, Address, "Work address", "Home address");

    /// <summary>The heading of a messenger by its service's name; the service of an unknown one in brackets.</summary>
    public static string OfMessenger(string service)
    {
        var name = service.Trim().ToLowerInvariant();
        name = name.StartsWith("x-", StringComparison.Ordinal) ? name[2..] : name;
        return name switch
        {
            "wechat" or "weixin" or "微信" => Wechat,
            "qq" or "tencentqq" => Qq,
            "skype" or "skype-username" => "Skype",
            "aim" => "AIM",
            "msn" => "MSN",
            "icq" => "ICQ",
            "yahoo" or "ymsgr" => "Yahoo",
            "jabber" or "xmpp" => "Jabber",
            "gtalk" or "google-talk" or "googletalk" => "Google Talk",
            "whatsapp" => "WhatsApp",
            "telegram" => "Telegram",
            "line" => "LINE",
            "weibo" or "sinaweibo" or "sina-weibo" => "Weibo",
            "twitter" => "Twitter",
            "facebook" => "Facebook",
            "linkedin" => "LinkedIn",
            "" or "ms-imaddress" or "other" => Messenger,
            _ => $"{Messenger} ({Short(service)})",
        };
    }

    /// <summary>The plain heading of one that carries a kind or a label; the heading itself otherwise.</summary>
    public static string Plain(string heading)
    {
        if (heading.EndsWith(')') && heading.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket)
        {
            return heading[..bracket];
        }

        return heading switch
        {
            "Mobile phone" or "Work phone" or "Home phone" or "Main phone" or "Assistant phone" or "Pager" or "Fax" or "Home fax" or "Work fax" => Phone,
            "Work e-mail" or "Home e-mail" => Email,
            "Work address" or "Home address" => Address,
            "Skype" or "AIM" or "MSN" or "ICQ" or "Yahoo" or "Jabber" or "Google Talk" or "WhatsApp" or "Telegram" or "LINE" or "Weibo" or "Twitter" or "Facebook" or "LinkedIn" => Messenger,
            _ => heading,
        };
    }

    public static int Rank(string heading) => Array.IndexOf(Order, Plain(heading));

    private static string OfPlace(IEnumerable<string> types, string? label, string plain, string work, string home)
    {
        var (known, own) = Read(types, label);
        return own is not null ? $"{plain} ({own})" : known.Contains("work") ? work : known.Contains("home") ? home : plain;
    }

    /// <summary>What types and label say in common words, and what is left as somebody's own label.</summary>
    private static (HashSet<string> Known, string? Own) Read(IEnumerable<string> types, string? label)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        string? own = null;
        foreach (var type in label is null ? types : types.Append(label))
        {
            var word = type.StartsWith("_$!<", StringComparison.Ordinal) && type.EndsWith(">!$_", StringComparison.Ordinal) ? type[4..^4] : type;
            if (Meanings.TryGetValue(word.Trim().ToLowerInvariant(), out var meaning))
            {
                known.Add(meaning);
            }
            else if (Short(word) is { Length: > 0 } custom)
            {
                own = custom;
            }
        }

        // A label of one's own says more than a type, but a fax stays a fax.
        return (known, known.Overlaps(["fax", "homefax", "workfax", "pager"]) ? null : own);
    }

    private static string Short(string label)
    {
        var text = label.StartsWith("X-", StringComparison.OrdinalIgnoreCase) ? label[2..] : label;
        text = text.Replace('(', ' ').Replace(')', ' ').ReplaceLineEndings(" ").Trim();
        return text.Length > LongestLabel ? text[..LongestLabel] : text;
    }

    private static Dictionary<string, string> Words(params (string Meaning, string Words)[] lists) =>
        lists.SelectMany(list => list.Words.Split(' ').Select(word => (word, list.Meaning))).ToDictionary(pair => pair.word, pair => pair.Meaning, StringComparer.Ordinal);
}
