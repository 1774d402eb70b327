namespace Kith.Engine.Acquire;

/// <summary>Words that tell header, totals and note rows from records.</summary>
internal static class RowWords
{
    private static readonly HashSet<string> Totals = new(StringComparer.OrdinalIgnoreCase)
    {
        "合计", "总计", "小计", "共计", "总和", "总数", "汇总", "累计", "平均", "平均值", "本页合计", "本页小计", "本月合计", "年度合计", "全部合计", "总合计",
        "合計", "總計", "小計", "共計", "總和", "加總", "累計", "計",
        "total", "totals", "subtotal", "sub total", "sub-total", "grand total", "sum", "overall", "average", "avg", "mean", "total general", "total général",
        "sum total", "overall total", "page total", "running total", "all total",
        "summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "somme", "sous-total", "suma", "totale", "totaal", "итого", "всего", "razem", "summa", "toplam",
    };

    private static readonly string[] TotalStarts =
        ["合计", "总计", "小计", "共计", "总和", "累计", "合計", "總計", "小計", "共計", "grand total", "sub total", "subtotal", "sub-total", "total", "итого"];

    private static readonly string[] Notes =
    [
        "制表", "填表", "审核", "复核", "审批", "批准", "经办", "打印", "导出", "说明", "备注：", "备注:", "注：", "注:", "注１", "注1", "数据来源", "资料来源", "来源：", "来源:",
        "单位：", "单位:", "负责人：", "报表", "统计时间", "截止", "第1页", "第 1 页", "以上", "製表", "審核", "備註：", "備註:", "說明", "資料來源", "註：", "註:",
        "source:", "sources:", "note:", "notes:", "n.b.", "*", "†", "prepared by", "created by", "generated", "exported", "report ", "printed", "approved by", "reviewed by",
        "as of ", "date:", "page ", "end of ", "-- end", "--end", "copyright", "©", "disclaimer", "footnote", "quelle:", "hinweis:", "remarks:", "records:", "total records", "total rows", "rows:", "row count",
    ];

    private static readonly string[] HeaderWords =
    [
        "姓名", "名称", "名字", "客户", "会员", "联系", "电话", "手机", "号码", "邮箱", "邮件", "地址", "公司", "单位", "企业", "编号", "序号", "代码", "日期", "时间", "金额", "数量",
        "备注", "性别", "年龄", "生日", "省", "城市", "地区", "区县", "国家", "邮编", "类型", "类别", "等级", "状态", "来源", "职位", "部门", "身份证", "证件", "微信", "单价", "总价",
        "订单", "产品", "商品", "型号", "标签", "说明", "负责人", "渠道", "积分", "余额", "折扣", "行业", "学校", "班级", "学号", "品牌", "规格",
        "姓氏", "電話", "手機", "信箱", "郵件", "編號", "日期", "金額", "數量", "備註", "性別", "年齡", "縣市", "類型", "狀態", "來源", "統編", "氏名", "住所", "会社",
        "name", "first", "last", "surname", "phone", "mobile", "tel", "email", "e-mail", "mail", "address", "street", "city", "state", "zip", "postal", "country", "region", "company",
        "organization", "organisation", "customer", "client", "contact", "account", "member", "id", "no.", "number", "code", "key", "sku", "date", "time", "year", "month", "day", "created",
        "updated", "amount", "qty", "quantity", "price", "cost", "total", "balance", "currency", "status", "type", "category", "group", "class", "gender", "sex", "age", "birth", "dob",
        "title", "role", "department", "job", "notes", "comment", "remark", "description", "source", "tag", "owner", "url", "website", "value", "product", "item", "order", "invoice", "rank",
        "score", "rate", "field", "column", "字段", "栏位", "欄位", "percent", "lat", "lon", "width", "height", "length", "weight", "nom", "prénom", "ville", "adresse", "straße", "ort", "plz", "telefon", "nombre", "ciudad", "имя", "телефон",
    ];

    private static readonly HashSet<string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        "元", "万元", "千元", "亿元", "美元", "个", "件", "人", "人次", "次", "台", "套", "吨", "公斤", "千克", "克", "米", "平方米", "公里", "岁", "年", "月", "日", "天", "小时", "分钟", "%", "‰",
        "kg", "g", "t", "m", "cm", "mm", "km", "km2", "m2", "m²", "l", "ml", "usd", "eur", "cny", "rmb", "gbp", "$", "€", "¥", "£", "pcs", "pc", "hours", "days", "years", "min", "sec", "s", "h",
        "string", "text", "varchar", "char", "int", "integer", "bigint", "number", "float", "double", "decimal", "date", "datetime", "timestamp", "boolean", "bool",
        "文本", "数字", "日期", "字符串", "整数", "必填", "选填", "required", "optional", "yyyy-mm-dd", "thousands", "millions", "units", "count", "℃", "°c",
    };

    /// <summary>True for the label of a row that adds up others.</summary>
    public static bool IsTotal(string cell)
    {
        var text = Bare(cell);
        if (text.Length is 0 or > 40)
        {
            return false;
        }

        if (Totals.Contains(text) || Totals.Contains(text.Replace(" ", "", StringComparison.Ordinal)))
        {
            return true;
        }

        foreach (var start in TotalStarts)
        {
            // "Total 2024", "小计（华东）" or "Total for March", but not Totality.
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase) && text.Length <= start.Length + 20
                && (start[0] > '\u2E80' || text.Length == start.Length || !char.IsLetter(text[start.Length])))
            {
                return true;
            }
        }

        return text.Length <= 20 && (text.EndsWith("合计", StringComparison.Ordinal) || text.EndsWith("小计", StringComparison.Ordinal)
            || text.EndsWith("总计", StringComparison.Ordinal) || text.EndsWith("小計", StringComparison.Ordinal) || text.EndsWith("合計", StringComparison.Ordinal)
            || text.EndsWith(" total", StringComparison.OrdinalIgnoreCase) || text.EndsWith(" subtotal", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for text that stands below or above tables, such as who made them.</summary>
    public static bool IsNote(string cell)
    {
        var text = cell.AsSpan().Trim();
        foreach (var note in Notes)
        {
            if (text.StartsWith(note, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return text.Length > 1 && text[0] is '共' && text[^1] is '条' or '行' or '页' or '人';
    }

    /// <summary>True for text that often names a column.</summary>
    public static bool IsHeader(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.Length is 0 or > 40)
        {
            return false;
        }

        foreach (var word in HeaderWords)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            // A Latin word must stand alone: "id" is not in "David", but it is in "customer_id" and "userId".
            if (at >= 0 && (word[0] > '\u2E80' ? text.Length <= 16 && !char.IsAsciiDigit(text[0]) : StandsAlone(text, at, word.Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a unit, type or rule such as "(万元)", "kg", "varchar", "必填".</summary>
    public static bool IsUnit(string cell)
    {
        var text = cell.AsSpan().Trim();
        var bracketed = text.Length > 2 && text[0] is '(' or '（' or '[' && text[^1] is ')' or '）' or ']';
        text = text.Trim("()（）[]");
        return (bracketed && text.Length <= 20) || Units.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
    }

    /// <summary>True for a number with what is counted behind it: 2家, 共 15 人, 12 rows.</summary>
    public static bool IsCount(string cell)
    {
        var text = cell.AsSpan().Trim().TrimStart('共').Trim();
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 9 && text.Length - digits <= 10 && !text[digits..].ContainsAnyInRange('0', '9')
            && (Counted.Contains(text[^1]) || text[digits] == ' ');
    }

    private const string Counted = "家户人个条笔名位项行件台套次单页";

    private static bool StandsAlone(ReadOnlySpan<char> text, int at, int length)
    {
        var end = at + length;
        var startsWord = at == 0 || !char.IsLetter(text[at - 1]) || (char.IsUpper(text[at]) && char.IsLower(text[at - 1]));
        var plural = end < text.Length && text[end] is 's' or 'S' ? end + 1 : end;
        return startsWord && (end == text.Length || plural == text.Length || !char.IsLetter(text[plural]) || (char.IsUpper(text[end]) && char.IsLower(text[end - 1])));
    }

    private static string Bare(string cell)
    {
        var text = cell.Trim().TrimEnd(':', '：', '.', '。').Trim('*', '=', '-', '—', '【', '】', '[', ']', ' ', '\u3000');
        // "合　计" and "合 计" are set apart for looks.
        return text.Length <= 8 && text.Any(c => c > '\u2E80') ? text.Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal) : text;
    }
}
