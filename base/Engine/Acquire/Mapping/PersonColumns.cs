using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>Whose value a column has.</summary>
/// <param name="Ordinal">0 for the row itself, 1 and more for further people of the row; the columns of one person share it.</param>
/// <param name="Role">What that person is to the row (法定代表人, 财务 …, in English where the heading is), null when the heading doesn't say.</param>
public readonly record struct PersonColumn(int Ordinal, string? Role);

/// <summary>Finds the people in the headings of a list: 联系人1/电话1/联系人2/电话2, 法人/法人电话, Primary Contact/Secondary Contact Phone.</summary>
public static partial class PersonColumns
{
    private static readonly (string Word, string Role)[] _roles =
    [
        ("法定代表人", "法定代表人"), ("法人代表", "法定代表人"), ("法人", "法定代表人"), ("财务", "财务"), ("会计", "财务"), ("采购", "采购"), ("收货人", "收货人"), ("收货", "收货人"), ("收件人", "收货人"), ("收件", "收货人"), ("开票", "开票"), ("收票", "开票"),
        ("技术", "技术"), ("紧急", "紧急联系人"), ("配偶", "配偶"), ("监护人", "监护人"), ("家长", "家长"), ("推荐人", "推荐人"), ("介绍人", "推荐人"), ("担保人", "担保人"), ("店长", "店长"), ("仓库", "仓库"), ("行政", "行政"), ("实际控制人", "实际控制人"), ("股东", "股东"),
        ("legal representative", "legal representative"), ("billing", "billing"), ("accounting", "accounting"), ("accounts payable", "accounting"), ("finance", "finance"), ("purchasing", "purchasing"), ("procurement", "purchasing"), ("shipping", "shipping"), ("delivery", "shipping"),
        ("technical", "technical"), ("emergency", "emergency"), ("spouse", "spouse"), ("guardian", "guardian"), ("parent", "parent"), ("referrer", "referrer"), ("assistant", "assistant"), ("ceo", "ceo"), ("director", "director"),
    ];

    private enum Kind
    {
        Other,
        Name,
        Detail,
        Company,
    }

    /// <summary>One answer for each heading, in their order. Phones numbered beside one name are several phones of one person.</summary>
    public static IReadOnlyList<PersonColumn> Find(IReadOnlyList<string> headings)
    {
        ArgumentNullException.ThrowIfNull(headings);
        var columns = headings.Select(Read).ToList();
        var named = columns.Where(c => c.Kind == Kind.Name && c.Role is null && c.Number is > 0).Select(c => c.Number!.Value).ToHashSet();
        var people = columns.Where(c => c.OfPerson && c.Number is > 0 && c.Role is null).Select(c => c.Number!.Value).Concat(named).ToHashSet();
        if (!named.Any(n => n > 1))
        {
            // Numbers that no name has count phones; 联系人2电话 and Secondary Contact Phone name a person all the same.
            people.RemoveWhere(n => !columns.Exists(c => c.OfPerson && c.Number == n));
        }

        // One person alone, however numbered, is the row itself.
        if (people.Count <= 1 && !columns.Exists(c => c.Kind == Kind.Name && c.Role is null && c.Number is null) && people.All(n => n == 1))
        {
            people.Clear();
        }

        var beside = columns.Exists(c => c.Role is null && (c.Kind is Kind.Name or Kind.Company));
        var next = people.Count == 0 ? 1 : people.Max() + 1;
        var byRole = new Dictionary<(string Role, int Number), int>();
        foreach (var column in columns.Where(c => c.Role is not null && c.Kind is Kind.Name))
        {
            if (beside && byRole.TryAdd((column.Role!, column.Number ?? 0), next))
            {
                next++;
            }
        }

        return columns.ConvertAll(c => new PersonColumn(Ordinal(c), c.Role));

        int Ordinal(Column column) =>
            column.Kind is Kind.Other or Kind.Company ? 0
            : column.Role is { } role ? byRole.GetValueOrDefault((role, column.Number ?? 0), column.Kind == Kind.Detail && column.Number is not null ? byRole.GetValueOrDefault((role, 0)) : 0)
            : column.Number is { } number && people.Contains(number) && (column.Kind == Kind.Name || column.OfPerson || named.Contains(number)) ? number : 0;
    }

    private sealed record Column(Kind Kind, int? Number, bool OfPerson, string? Role);

    private static Column Read(string heading)
    {
        var text = Plain(heading);
        var role = Array.Find(_roles, r => text.Contains(r.Word, StringComparison.Ordinal)).Role;
        // The number belongs to the person (联系人2电话, Contact 2 Phone, 第二联系人) or to what ends the heading (联系人电话2).
        var person = PersonNumber().Match(text);
        var number = person.Success ? Number(person) : Number(AnyNumber().Match(text));
        var bare = Digits().Replace(text, " ");
        var detail = DetailWord().IsMatch(bare);
        var name = !detail && (NameWord().IsMatch(bare) || (role is not null && RoleAlone(bare, role)));
        var kind = detail ? Kind.Detail : CompanyWord().IsMatch(bare) ? Kind.Company : name ? Kind.Name : Kind.Other;
        var ofPerson = person.Success || (kind == Kind.Name && number is not null);
        return new Column(kind, number, ofPerson && kind is Kind.Name or Kind.Detail && (person.Success || kind == Kind.Name), kind is Kind.Name or Kind.Detail ? role : null);
    }

    /// <summary>法人, 收货人 alone name a person; 采购 or 技术 alone may be anything.</summary>
    private static bool RoleAlone(string text, string role) => (role is "法定代表人" && text.Trim() is "法人" or "法定代表人" or "法人代表") || (text.Trim().EndsWith('人') && !text.Contains('是', StringComparison.Ordinal))
        || text.Trim() is "legal representative" or "配偶" or "店长";

    private static int? Number(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        var word = match.Groups["n"].Value;
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number is > 0 and < 30 ? number : null
            : word switch
            {
                "一" or "首" or "primary" or "first" or "main" or "主" or "主要" => 1,
                "二" or "secondary" or "second" or "2nd" or "备用" or "backup" or "alternate" or "次要" or "副" => 2,
                "三" or "third" or "3rd" => 3,
                "四" or "fourth" => 4,
                "五" or "fifth" => 5,
                _ => null,
            };
    }

    private static string Plain(string heading)
    {
        var text = heading.Length > 200 ? heading[..200] : heading;
        text = Camel().Replace(Check.NormalForm.Of(text, NormalizationForm.FormKC), " ").ToLowerInvariant();
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            plain.Append(char.IsLetterOrDigit(c) ? Check.Divisions.Fold(c) : ' ');
        }

        return Blanks().Replace(plain.ToString(), " ").Trim();
    }

    private const string PersonWords = "联系人|联络人|负责人|收货人|收件人|法人|股东|家长|人员|客户|contact|person|people|attendee|guest|member|parent|guardian|child|applicant";
    private const string NumberWords = @"\d{1,2}|[一二三四五]";

    [GeneratedRegex(@"(?:第?(?<n>[一二三四五\d]|首|主要|次要|备用)\s?(?:" + PersonWords + @"))|(?:(?<n>primary|secondary|first|second|third|fourth|main|backup|alternate|2nd|3rd)\s(?:[a-z]+\s)?(?:contact|person))|(?:(?:" + PersonWords + @")\s?(?<n>" + NumberWords + @")(?=\s|\D|$))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonNumber();

    [GeneratedRegex(@"(?<n>\d{1,2})(?!\d)|(?<=\p{L})\s?(?<n>[一二三四五])$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyNumber();

    [GeneratedRegex(@"\d+|第[一二三四五]|(?<=\p{L})[一二三四五]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"电话|手机|固话|座机|传真|号码|联系方式|邮箱|邮件|职务|职位|职称|岗位|微信|qq|性别|生日|身份证|地址|备注|关系|部门|\b(phone|tel|telephone|mobile|cell|fax|e ?mail|title|position|job|role|wechat|department|address|birthday|gender|notes?|relation(ship)?|extension|ext|number|no)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DetailWord();

    [GeneratedRegex(@"姓名|名字|联系人|联络人|收货人|收件人|负责人|称呼|家长|股东|^姓 ?$|^名 ?$|\b(name|contact|person|attendee|guest|firstname|lastname|surname)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameWord();

    [GeneratedRegex(@"公司|企业|单位|机构|客户名称|店铺|商户|\b(company|organi[sz]ation|account|business|firm|employer|customer name|client name)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CompanyWord();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Camel();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
