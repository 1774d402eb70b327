using System.Globalization;

namespace Kith.Bench;

/// <summary>Writes a list of customers, 20 columns, Chinese and English names 7 : 3, the same for the same seed.</summary>
internal static class CustomerList
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰玉文博宇轩梓涵欣怡子墨浩然";
    private static readonly string[] Cities = ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "南京", "西安", "重庆"];
    private static readonly string[] English = ["James", "Mary", "Robert", "Patricia", "Olivia", "Noah", "Emma", "Liam", "Zoë", "Jürgen"];
    private static readonly string[] Families = ["Smith", "Johnson", "Müller", "García", "O'Brien", "Taylor", "Kowalski", "Silva"];
    private static readonly string[] Trades = ["科技", "贸易", "物流", "软件", "食品"];

    public static void Write(string path, int rows, int seed)
    {
        var random = new Random(seed);
        using var file = new StreamWriter(path);
        file.WriteLine("客户编号,姓名,公司,职位,手机,办公电话,邮箱,地址,省份,城市,邮编,性别,生日,阶段,标签,来源,微信,备注,成交额,签约日期");
        for (var row = 0; row < rows; row++)
        {
            file.WriteLine(string.Join(',', Cells(random, row)));
        }
    }

    private static IEnumerable<string> Cells(Random random, int row)
    {
        string Pick(string[] from) => from[random.Next(from.Length)];
        var chinese = random.Next(10) < 7;
        var city = Pick(Cities);
        yield return "C" + row.ToString("D7", CultureInfo.InvariantCulture);
        yield return chinese ? Surnames[random.Next(Surnames.Length)] + Hanzi(random, random.Next(1, 3)) : $"{Pick(English)} {Pick(Families)}";
        yield return chinese ? city + Hanzi(random, 2) + Pick(Trades) + "有限公司" : $"{Pick(Families)} {Pick(["Ltd", "Inc.", "GmbH"])}";
        yield return Pick(["经理", "销售", "总监", "工程师"]);
        yield return $"1{Pick(["38", "39", "86", "58", "77"])}{random.Next(100_000_000):D8}";
        yield return $"010-{random.Next(62_000_000, 69_999_999)}";
        yield return $"user{row}@example{random.Next(50)}.cn";
        yield return $"{city}市中山路{random.Next(1, 999)}号";
        yield return "广东省";
        yield return city;
        yield return random.Next(100_000, 699_999).ToString(CultureInfo.InvariantCulture);
        yield return Pick(["男", "女"]);
        yield return $"{random.Next(1960, 2004)}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}";
        yield return Pick(["潜在", "活跃", "重要", "流失"]);
        yield return Pick(["VIP", "展会", "老客户", "渠道;VIP"]);
        yield return Pick(["官网", "微信", "展会"]);
        yield return $"wx_{row}abc";
        yield return $"备注文字{row}";
        yield return $"\"{random.Next(1000, 99_999):N0}.{random.Next(100):D2}\"";
        yield return $"{random.Next(2018, 2027)}/{random.Next(1, 13)}/{random.Next(1, 29)}";
    }

    private static string Hanzi(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Given[random.Next(Given.Length)]));
}
