namespace Kith.Engine.Check;

/// <summary>How surely a word makes the name that it stands in an organisation's.</summary>
internal enum LegalForm
{
    None,

    /// <summary>Nobody's name, in any case, wherever it stands behind the first word.</summary>
    Sure,

    /// <summary>As short as initials, and a form only in this writing: at the end, and not behind a comma.</summary>
    AsWritten,

    /// <summary>A word of business at the end of a longer name; a surname behind one given name: Arthur Company.</summary>
    OfLongNames,

    /// <summary>A surname or given name too (Sa, Ek, Holding): something else has to confirm it.</summary>
    Doubtful,
}

/// <summary>The legal forms of organisations, and words that stand for one: the only list of them that names are read by.</summary>
internal static class LegalForms
{
    /// <summary>
    /// Hanzi that close a name as its form. The tokens of the search are cut before them, so that who changes them has to have the
    /// tokens of all customers made anew.
    /// </summary>
    public const string Closing = "有限公司 有限责任 公司 股份 集团 控股 分公司 总公司 合作社 事务所 合伙 工作室 厂 店 商行 经营部 门市部 办事处 代表处 营业部";

    /// <summary>What makes a name an organisation's wherever it stands in it.</summary>
    public static IReadOnlyList<string> Anywhere { get; } = ["有限公司", "有限责任公司", "股份公司", "株式会社", "有限会社", "合同会社", "주식회사", "(주)"];

    /// <summary>What does so at its end, institutions included.</summary>
    public static IReadOnlyList<string> Endings { get; } =
    [
        .. Closing.Split(' '),
        .. "集團 事務所 工廠 工厂 合伙企业 医院 大学 学院 学校 中学 小学 幼儿园 银行 酒店 商场 超市 旅行社 研究院 研究所 协会 基金会 委员会".Split(' '),
    ];

    private static readonly HashSet<string> Sure = new(
        ("inc incorporated ltd limited llc llp pllc plc corp corporation gmbh ggmbh mbh kgaa ohg gbr sarl eurl sasu srl bvba oyj pty pte bhd sdn lda ltda kft zrt sro " +
        "university foundation stiftung").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, LegalForm> Others = Table(
        (LegalForm.AsWritten, "AG KG UG AB ASA ApS A/S Oy OY oy AŞ A.Ş. A.S. a.s. NV N.V. nv BV B.V. bv SL S.L. SLU S.L.U. S.C. LP L.P. KK K.K. S.A. S.A.S. SpA S.p.A. S.P.A. e.V. E.V. eV e.K. eK d.o.o. D.O.O. doo Group GROUP group"),
        (LegalForm.OfLongNames, "Company COMPANY company Holdings HOLDINGS holdings"),
        (LegalForm.Doubtful, "SA SE AS SAS Co Co. CO Cie Cie. CIE Holding HOLDING holding Gruppe GRUPPE"));

    /// <summary>What a word in Latin letters says of the name that it stands in.</summary>
    public static LegalForm Of(string word) =>
        Others.TryGetValue(word, out var form) ? form
        : Sure.Contains(word.Replace(".", "", StringComparison.Ordinal)) ? LegalForm.Sure
        : LegalForm.None;

    private static Dictionary<string, LegalForm> Table(params ReadOnlySpan<(LegalForm Form, string Writings)> rows)
    {
        var table = new Dictionary<string, LegalForm>(StringComparer.Ordinal);
        foreach (var (form, writings) in rows)
        {
            foreach (var writing in writings.Split(' '))
            {
                table.Add(writing, form);
            }
        }

        return table;
    }
}
