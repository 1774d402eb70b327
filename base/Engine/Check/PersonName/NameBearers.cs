using Kith.Engine.Acquire.Mapping;

namespace Kith.Engine.Check;

/// <summary>Who can bear a name.</summary>
public enum NameBearer
{
    /// <summary>The name does not say.</summary>
    Unknown,
    Person,
    Organisation,
}

/// <summary>
/// Tells the names of organisations from those of people by the name alone: by its legal form, by a word that only
/// organisations end in, by surname and length.
/// </summary>
public static class NameBearers
{
    private const int MostHanziOfAPerson = 4;

    /// <summary>What makes a name an organisation's wherever it stands in it.</summary>
    private static readonly string[] Anywhere = ["有限公司", "有限责任公司", "股份公司", "株式会社", "有限会社", "合同会社", "주식회사", "(주)"];

    /// <summary>What does so at its end.</summary>
    private static readonly string[] Endings =
    [
        "公司", "集团", "集團", "股份", "控股", "合作社", "事务所", "事務所", "合伙企业", "工作室", "商行", "工厂", "工廠", "经营部", "门市部", "办事处", "代表处", "营业部",
        "医院", "大学", "学院", "学校", "中学", "小学", "幼儿园", "银行", "酒店", "商场", "超市", "旅行社", "研究院", "研究所", "协会", "基金会", "委员会", "厂", "店",
    ];

    /// <summary>Legal forms that are nobody's name (written without their points).</summary>
    private static readonly HashSet<string> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        "inc", "incorporated", "ltd", "limited", "llc", "llp", "pllc", "plc", "corp", "corporation", "company", "gmbh", "ggmbh", "mbh", "kgaa", "ohg", "gbr", "sarl", "eurl", "sas", "sasu",
        "srl", "spa", "slu", "bv", "bvba", "oyj", "aps", "asa", "pty", "pte", "bhd", "sdn", "lda", "ltda", "kft", "zrt", "sro", "doo", "cie", "university", "foundation", "stiftung", "holding", "holdings",
    };

    /// <summary>Forms that are a name or a syllable of one too: only as last word, in capitals or with points.</summary>
    private static readonly HashSet<string> ShortForms = new(StringComparer.OrdinalIgnoreCase)
    {
        "ag", "kg", "ug", "ev", "ek", "sa", "sl", "sc", "se", "ab", "as", "oy", "nv", "co", "lp", "kk", "group", "gruppe",
    };

    /// <summary>Words of business that look like the parts of a person's name.</summary>
    private static readonly HashSet<string> OfBusiness = new(StringComparer.OrdinalIgnoreCase)
    {
        "bank", "banking", "hotel", "hotels", "restaurant", "cafe", "café", "bar", "shop", "store", "stores", "market", "studio", "studios", "center", "centre", "service", "services", "solutions",
        "systems", "technologies", "technology", "tech", "software", "media", "consulting", "partners", "associates", "club", "school", "college", "academy", "hospital", "clinic", "praxis", "apotheke",
        "stadtwerke", "bäckerei", "verlag", "verein", "werke", "motors", "foods", "tools", "books", "energy", "logistics", "international", "global", "digital", "design", "labs", "pharma", "airlines",
        "insurance", "versicherung", "deutsche", "the", "tea", "coffee", "house", "garden", "press", "records", "works", "factory", "supply", "imports", "exports", "industry", "electric", "electronics",
    };

    /// <summary>Who bears the name; what stands in brackets behind it is somebody else's or a remark.</summary>
    public static NameBearer Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = WithoutBrackets(Clean.Text(name));
        return text.Length is 0 or > PersonNames.LongestName ? NameBearer.Unknown
            : SaysOrganisation(text) ? NameBearer.Organisation
            : IsPerson(text) ? NameBearer.Person
            : NameBearer.Unknown;
    }

    /// <summary>Whether the name is surely an organisation's: the half of <see cref="Of"/> that is cheap enough for every row.</summary>
    public static bool IsOrganisation(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = WithoutBrackets(Clean.Text(name));
        return text.Length is > 0 and <= PersonNames.LongestName && SaysOrganisation(text);
    }

    private static bool SaysOrganisation(string text) =>
        Array.Exists(Anywhere, word => text.Length > word.Length && text.Contains(word, StringComparison.Ordinal))
        || Array.Exists(Endings, word => text.EndsWith(word, StringComparison.Ordinal) && text.Length >= Math.Max(word.Length + 2, MostHanziOfAPerson) && PersonNames.IsHan(text[0]))
        || HasForm(text);

    private static bool HasForm(string text)
    {
        var words = text.AsSpan().ContainsAny(' ', ',', '，') ? text.Split([' ', ',', '，'], StringSplitOptions.RemoveEmptyEntries) : [];
        if (words.Length < 2)
        {
            return false;
        }

        var plain = Array.ConvertAll(words, word => word.Replace(".", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal));
        if (Array.Exists(plain[1..], Forms.Contains) || Array.Exists(plain[..1], word => word.Equals("university", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var last = words[^1];
        return ShortForms.Contains(plain[^1])
            && (last.AsSpan().ContainsAny('.', '/') || !last.AsSpan().ContainsAnyInRange('a', 'z') || words[^2] is "&" or "und" or "and" or "et" || plain[^1].Length > 2);
    }

    private static bool IsPerson(string text) => (ContactWords.IsName(text) || ValueKinds.IsPerson(text))
        && (text.Any(PersonNames.IsHan) ? text.Length <= MostHanziOfAPerson || text.Contains('·', StringComparison.Ordinal) : !Array.Exists(text.Split(' '), OfBusiness.Contains));

    private static string WithoutBrackets(string text)
    {
        var open = text.IndexOfAny(['(', '（', '[', '【']);
        return open > 0 && text[^1] is ')' or '）' or ']' or '】' ? text[..open].Trim() : text;
    }
}
