using System.Globalization;
using System.Text;
using Kith.Engine.Check;

namespace Kith.Browser;

/// <summary>
/// A list as Chinese firms keep them: GBK, a title above the header, 10,000 rows, and among them exactly 31 faults whose
/// row, column, value and reason are known.
/// </summary>
internal static class SeededList
{
    public const string File = "2024年客户台账.csv";
    public const int Rows = 10_000;

    /// <summary>The row of the header within the file; the title stands above it.</summary>
    public const int HeaderRow = 2;

    /// <summary>A person like no other in the list.</summary>
    public const string Person = "司空皓月";
    public const string PersonInitials = "skhy";
    public const string PersonPhone = "13712345678";

    /// <summary>Row of the file whose telephone number is mended in place.</summary>
    public const string GoodPhone = "13987654321";

    private const int PersonAt = 7_654;

    // What each column is for.
    private static readonly (string Header, string Field)[] Columns =
    [
        ("姓名", "name"), ("单位名称", "company"), ("手机号码", "phone"), ("电子邮箱", "email"), ("身份证号", "resident_id"), ("出生日期", "birthday"),
        ("性别", "gender"), ("邮政编码", "postcode"), ("官网", "website"), ("QQ号", "qq"), ("统一社会信用代码", "uscc"), ("免打扰", "do_not_contact"),
        ("年采购额", "new"), ("城市", "city"), ("客户阶段", "stage"), ("备注", "remark"),
    ];

    /// <param name="Column">The header above the faulty cell.</param>
    /// <param name="Code">Why it is a fault.</param>
    /// <param name="Data">What the reason's sentence names.</param>
    /// <param name="Refuses">Whether the row is left out, or only pointed at.</param>
    public sealed record Fault(string Column, string Value, string Code, string? Data = null, bool Refuses = true)
    {
        /// <summary>The row of the file, from 1.</summary>
        public long Row { get; init; }
    }

    /// <summary>The faults, in the order of the file, each in a row of its own.</summary>
    public static IReadOnlyList<Fault> Faults { get; } = Place(
    [
        new("手机号码", "1380013800", "phone.too-short"),
        new("手机号码", "138001380001234", "phone.too-long"),
        new("手机号码", "139****5678", "phone.masked"),
        new("手机号码", "暂无手机", "phone.not-a-number"),
        new("手机号码", "00000000000", "phone.placeholder"),
        new("手机号码", "95588", "phone.short-code"),
        new("手机号码", "1.38E+10", "phone.digits-lost"),
        new("手机号码", "+999 12345678", "phone.unknown-country"),
        new("电子邮箱", "wangwu", "email.no-at"),
        new("电子邮箱", "@example.com", "email.no-local-part"),
        new("电子邮箱", "zhaoliu@", "email.no-domain"),
        new("电子邮箱", "li@@example.com", "email.several-at"),
        new("电子邮箱", "sun@example", "email.no-top-domain"),
        new("电子邮箱", "qian..yi@example.com", "email.bad-dot"),
        new("电子邮箱", "zhou@gmial.com", "email.typo", "zhou@gmail.com", false),
        new("身份证号", "1.10105194912310E+17", "resident-id.digits-lost"),
        new("身份证号", "1101051949123100", "resident-id.length", "16"),
        new("身份证号", "110105194913310021", "resident-id.birth-date"),
        new("身份证号", "110105194912310021", "resident-id.checksum"),
        new("出生日期", "1990年2月30日", "date.impossible"),
        new("出生日期", "2990-01-01", "date.future"),
        new("出生日期", "很久以前", "date.form"),
        new("性别", "不便透露啊", "gender.unknown"),
        new("邮政编码", "1000", "postcode.form", "CN", false),
        new("官网", "ftp://example.com", "url.scheme", "ftp"),
        new("QQ号", "12", "qq.form", null, false),
        new("统一社会信用代码", "91350100M000100Y4", "uscc.length", "17", false),
        new("免打扰", "也许吧", "yes-no.unknown"),
        new("年采购额", "一大笔", "amount.form"),
        new("年采购额", "12.34.56元", "amount.form"),
        new("姓名", "", "name.missing"),
    ]);

    public static int Refused { get; } = Faults.Count(fault => fault.Refuses);

    /// <summary>Field by header, as the columns ought to be recognised.</summary>
    public static IReadOnlyDictionary<string, string> Fields { get; } = Columns.ToDictionary(column => column.Header, column => column.Field);

    public static byte[] Content()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var faults = Faults.ToDictionary(fault => fault.Row);
        var text = new StringBuilder("客户台账（截至2024年12月）").Append(',', Columns.Length - 1).Append("\r\n");
        text.AppendJoin(',', Columns.Select(column => column.Header)).Append("\r\n");
        for (var at = 0; at < Rows; at++)
        {
            var cells = Good(at);
            if (faults.TryGetValue(RowOf(at), out var fault))
            {
                cells[fault.Column] = fault.Value;
                if (fault.Code == "name.missing")
                {
                    cells["单位名称"] = "";
                }
            }

            text.AppendJoin(',', Columns.Select(column => cells[column.Header])).Append("\r\n");
        }

        return Encoding.GetEncoding("gbk").GetBytes(text.ToString());
    }

    private static Dictionary<string, string> Good(int at)
    {
        var born = new DateOnly(1960, 1, 1).AddDays(at * 37 % 14_600);
        var body = $"{Divisions[at % Divisions.Length]}{born:yyyyMMdd}{at % 1000:000}";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["姓名"] = at == PersonAt ? Person : Name(at),
            ["单位名称"] = $"{Cities[at % Cities.Length]}{Trades[at / 7 % Trades.Length]}{at / 100 + 1}号有限公司",
            ["手机号码"] = at == PersonAt ? PersonPhone : Phone(at),
            ["电子邮箱"] = at % 3 == 0 ? "" : $"kehu{at}@example.com",
            ["身份证号"] = at % 2 == 0 ? "" : body + ResidentIds.CheckCharacter(body),
            ["出生日期"] = at % 5 == 0 ? "" : $"{born:yyyy年M月d日}",
            ["性别"] = at % 2 == 0 ? "男" : "女",
            ["邮政编码"] = $"{100_000 + at % 900:000000}",
            ["官网"] = at % 4 == 0 ? $"https://k{at}.example.com/" : "",
            ["QQ号"] = at % 6 == 0 ? (10_000_000 + at).ToString(CultureInfo.InvariantCulture) : "",
            ["统一社会信用代码"] = "",
            ["免打扰"] = at % 50 == 0 ? "是" : "否",
            ["年采购额"] = (1_000 + at * 13 % 90_000).ToString(CultureInfo.InvariantCulture),
            ["城市"] = Cities[at % Cities.Length],
            ["客户阶段"] = Stages[at % Stages.Length],
            ["备注"] = at % 11 == 0 ? "老客户介绍" : "",
        };
    }

    private static readonly string[] Divisions = ["110105", "310104", "440305", "510107", "330106", "420106"];
    private static readonly string[] Cities = ["北京", "上海", "深圳", "成都", "杭州", "武汉"];
    private static readonly string[] Trades = ["机电", "食品", "纺织", "物流", "医药"];
    private static readonly string[] Stages = ["潜在", "活跃", "重要", "流失"];
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂";

    private static string Name(int at) =>
        $"{Surnames[at % Surnames.Length]}{Given[at / Surnames.Length % Given.Length]}{Given[at / Surnames.Length / Given.Length % Given.Length]}";

    private static string Phone(int at) => "158" + (10_000_003 + (at * 7)).ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<Fault> Place(Fault[] faults) => [.. faults.Select((fault, at) => fault with { Row = RowOf(100 + (at * 317)) })];

    private static long RowOf(int at) => at + 1 + HeaderRow;
}
