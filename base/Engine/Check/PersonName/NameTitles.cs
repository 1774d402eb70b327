using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Forms of address, posts and suffixes around names.</summary>
internal static class NameTitles
{
    private static readonly string[] _female = ["女士", "小姐", "太太", "夫人", "阿姨", "大姐", "老板娘", "姐"];
    private static readonly string[] _male = ["先生", "大哥", "叔叔", "哥", "叔"];

    // The longer first: 副总经理 before 总经理 before 经理.
    private static readonly string[] _chinese = [.. _female.Concat(_male).Concat([
        "副总经理", "总经理", "副经理", "经理", "副总裁", "总裁", "副总", "董事长", "董事", "总监", "主任", "主管", "主席", "部长", "处长", "科长", "局长", "所长", "院长", "校长", "园长", "厂长", "站长", "店长", "队长", "组长", "行长", "镇长", "村长", "会长", "秘书长", "社长", "台长", "馆长",
        "老师", "教授", "博士", "医生", "大夫", "医师", "护士", "律师", "工程师", "会计", "出纳", "师傅", "同学", "同志", "老板", "秘书", "助理", "教练", "顾问", "书记", "法师", "警官", "采购", "财务",
        "总", "董", "工", "局", "处", "科", "院", "导"]).OrderByDescending(t => t.Length)];

    private static readonly FrozenDictionary<string, NameGender> _latin = new Dictionary<string, NameGender>(StringComparer.OrdinalIgnoreCase)
    {
        ["mr"] = NameGender.Male, ["mister"] = NameGender.Male, ["sir"] = NameGender.Male, ["herr"] = NameGender.Male, ["monsieur"] = NameGender.Male, ["sr"] = NameGender.Male, ["señor"] = NameGender.Male, ["don"] = NameGender.Male, ["sig"] = NameGender.Male, ["hr"] = NameGender.Male, ["lord"] = NameGender.Male,
        ["mrs"] = NameGender.Female, ["ms"] = NameGender.Female, ["miss"] = NameGender.Female, ["madam"] = NameGender.Female, ["frau"] = NameGender.Female, ["fräulein"] = NameGender.Female, ["mme"] = NameGender.Female, ["mlle"] = NameGender.Female, ["madame"] = NameGender.Female, ["sra"] = NameGender.Female, ["srta"] = NameGender.Female, ["doña"] = NameGender.Female, ["dame"] = NameGender.Female, ["lady"] = NameGender.Female, ["fru"] = NameGender.Female,
        ["mx"] = NameGender.Unknown, ["dr"] = NameGender.Unknown, ["prof"] = NameGender.Unknown, ["professor"] = NameGender.Unknown, ["doctor"] = NameGender.Unknown, ["rev"] = NameGender.Unknown, ["hon"] = NameGender.Unknown, ["capt"] = NameGender.Unknown, ["col"] = NameGender.Unknown, ["gen"] = NameGender.Unknown, ["lt"] = NameGender.Unknown, ["sgt"] = NameGender.Unknown, ["dipl-ing"] = NameGender.Unknown, ["ing"] = NameGender.Unknown, ["mag"] = NameGender.Unknown, ["dott"] = NameGender.Unknown, ["eng"] = NameGender.Unknown, ["me"] = NameGender.Unknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> _suffixes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "dds", "rn", "qc", "kc", "obe", "msc", "bsc", "llm", "jd", "junior", "senior", "cfa", "pmp");

    private static readonly FrozenSet<string> _particles = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "van", "von", "der", "den", "de", "da", "di", "del", "della", "dela", "la", "le", "las", "los", "du", "des", "dos", "das", "do", "zu", "zum", "zur", "vom", "af", "av", "bin", "ibn", "bint", "ben", "al", "el", "abu", "ter", "ten", "te", "'t", "op", "st", "st.", "saint", "san", "santa", "y", "e");

    public static bool IsSuffix(string word) => _suffixes.Contains(Bare(word));

    public static bool IsParticle(string word) => _particles.Contains(word);

    /// <summary>Whether a word before a name is a form of address, and what it says.</summary>
    public static bool IsTitle(string word, out NameGender gender) => _latin.TryGetValue(Bare(word), out gender);

    /// <summary>The form of address that a name in hanzi ends with, in characters; 0 for none.</summary>
    /// <param name="folded">Simplified.</param>
    public static int ClosingLength(ReadOnlySpan<char> folded, out NameGender gender)
    {
        gender = NameGender.Unknown;
        foreach (var title in _chinese)
        {
            // One character is a form of address behind a surname (王总, 欧阳工), and 总 behind any name.
            if (folded.Length > title.Length && folded.EndsWith(title)
                && (title.Length > 1 ? Surnames.Length(folded) is > 0 and var family && folded.Length - title.Length >= family : Surnames.Length(folded) == folded.Length - 1 || (title == "总" && folded.Length is 3 or 4)))
            {
                gender = Array.IndexOf(_female, title) >= 0 ? NameGender.Female : Array.IndexOf(_male, title) >= 0 ? NameGender.Male : NameGender.Unknown;
                return title.Length;
            }
        }

        return 0;
    }

    /// <summary>Whether a word alone is a post or department: 采购, 财务部, 经理, manager.</summary>
    public static bool IsRole(string word) => word.Length <= 8 && (Array.IndexOf(_chinese, word) >= 0 || _roles.Contains(word) || (word.Length >= 3 && word[^1] is '部' or '科' or '处' or '室'));

    private static readonly FrozenSet<string> _roles = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "销售", "技术", "售后", "客服", "前台", "行政", "人事", "仓库", "物流", "市场", "运营", "法人", "法定代表人", "负责人", "老板娘", "业务", "业务员", "跟单", "质检", "设计", "工程", "项目经理", "采购经理", "销售经理", "财务总监", "采购总监", "销售总监", "司机", "收货", "仓管", "店员", "股东", "合伙人", "创始人", "办公室",
        "manager", "sales", "purchasing", "finance", "accounting", "reception", "owner", "ceo", "cfo", "cto", "coo", "director", "assistant", "buyer", "engineer", "support", "hr");

    private static string Bare(string word) => word.Replace(".", "", StringComparison.Ordinal).Trim(',');
}
