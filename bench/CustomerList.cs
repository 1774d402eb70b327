using System.Globalization;
using System.Text;
using Kith.Engine.Reach;

namespace Kith.Bench;

/// <summary>Writes a list of customers, 20 columns, Chinese and English names 7 : 3, the same for the same seed.</summary>
internal static class CustomerList
{
    /// <summary>Of so many rows one is changed in <see cref="WriteChanged"/>.</summary>
    private const int OneChangedOf = 10;
    private const int Seed = 42;
    private const int Email = 6;
    private const int Amount = 18;
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰玉文博宇轩梓涵欣怡子墨浩然";
    private static readonly string[] Cities = ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "南京", "西安", "重庆"];
    private static readonly string[] English = ["James", "Mary", "Robert", "Patricia", "Olivia", "Noah", "Emma", "Liam", "Zoë", "Jürgen"];
    private static readonly string[] Families = ["Smith", "Johnson", "Müller", "García", "O'Brien", "Taylor", "Kowalski", "Silva"];
    private static readonly string[] Trades = ["科技", "贸易", "物流", "软件", "食品"];
    private static readonly string[] Stages = ["潜在", "活跃", "重要", "流失"];

    private static readonly string[] Headers =
        ["客户编号", "姓名", "公司", "职位", "手机", "办公电话", "邮箱", "地址", "省份", "城市", "邮编", "性别", "生日", "阶段", "标签", "来源", "微信", "备注", "成交额", "签约日期"];

    /// <summary>What becomes of a cell in a changed row, by its column: always another value, for a contact a further one.</summary>
    private static readonly (int Column, Func<string, string> Change)[] Changes =
    [
        (2, text => text + " (新)"),
        (3, text => text == "总监" ? "顾问" : "总监"),
        (Email, text => "new." + text),
        (10, text => text == "100001" ? "100002" : "100001"),
        (13, text => Stages[(Array.IndexOf(Stages, text) + 1) % Stages.Length]),
        (17, text => text + "，已联系"),
        (Amount, text => text.Contains(".5", StringComparison.Ordinal) ? "88,000.17" : "99,500.50"),
    ];

    public static void Write(string path, int rows) => WriteCsv(path, rows, _ => null);

    /// <summary>The same list with one row in ten changed in one to three cells. Returns how many rows are.</summary>
    public static int WriteChanged(string path, int rows)
    {
        var random = new Random(Seed + 1);
        var changed = 0;
        WriteCsv(path, rows, row =>
        {
            if (row % OneChangedOf != 3)
            {
                return null;
            }

            changed++;
            return random;
        });
        return changed;
    }

    public static async Task WriteWorkbook(string path, int rows)
    {
        var random = new Random(Seed);
        await using var file = File.Create(path);
        await using var book = new XlsxWriter(file, "客户", [.. Headers.Select(header => new XlsxColumn(header))]);
        for (var row = 0; row < rows; row++)
        {
            await book.WriteRowAsync(Cells(random, row));
        }

        await book.FinishAsync();
    }

    private static void WriteCsv(string path, int rows, Func<int, Random?> changesOf)
    {
        var random = new Random(Seed);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        file.WriteLine(string.Join(',', Headers));
        for (var row = 0; row < rows; row++)
        {
            var cells = Cells(random, row);
            if (changesOf(row) is { } changes)
            {
                foreach (var (column, change) in changes.GetItems(Changes, changes.Next(1, 4)).DistinctBy(change => change.Column))
                {
                    cells[column] = change(cells[column]);
                }
            }

            cells[Amount] = $"\"{cells[Amount]}\"";
            file.WriteLine(string.Join(',', cells));
        }
    }

    private static string[] Cells(Random random, int row)
    {
        string Pick(string[] from) => from[random.Next(from.Length)];
        var chinese = random.Next(10) < 7;
        var city = Pick(Cities);
        return
        [
            "C" + row.ToString("D7", CultureInfo.InvariantCulture),
            chinese ? Surnames[random.Next(Surnames.Length)] + Hanzi(random, random.Next(1, 3)) : $"{Pick(English)} {Pick(Families)}",
            chinese ? city + Hanzi(random, 2) + Pick(Trades) + "有限公司" : $"{Pick(Families)} {Pick(["Ltd", "Inc.", "GmbH"])}",
            Pick(["经理", "销售", "总监", "工程师"]),
            $"1{Pick(["38", "39", "86", "58", "77"])}{random.Next(100_000_000):D8}",
            $"010-{random.Next(62_000_000, 69_999_999)}",
            $"user{row}@example{random.Next(50)}.cn",
            $"{city}市中山路{random.Next(1, 999)}号",
            "广东省",
            city,
            random.Next(100_000, 699_999).ToString(CultureInfo.InvariantCulture),
            Pick(["男", "女"]),
            $"{random.Next(1960, 2004)}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}",
            Pick(Stages),
            Pick(["VIP", "展会", "老客户", "渠道;VIP"]),
            Pick(["官网", "微信", "展会"]),
            $"wx_{row}abc",
            $"备注文字{row}",
            string.Create(CultureInfo.InvariantCulture, $"{random.Next(1000, 99_999):N0}.{random.Next(100):D2}"),
            $"{random.Next(2018, 2027)}/{random.Next(1, 13)}/{random.Next(1, 29)}",
        ];
    }

    private static string Hanzi(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Given[random.Next(Given.Length)]));
}
