using System.Text;

namespace Kith.Tests.Testing;

/// <summary>Customer lists to import.</summary>
internal static class Lists
{
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳"];
    private static readonly string[] Given = ["伟", "小明", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰"];

    /// <summary>Blanks, notes, two numbers in a cell, formula guards, full width, people without any key.</summary>
    public const string Messy = """
        name,company,phone,email,address,tags,birthday,remark
        王小明,云帆科技有限公司,138 0013 8000,XM@Example.com,北京市朝阳区建国路1号,VIP；北京,1990年5月1日,"第一行
        第二行"
        ,山海贸易有限公司,0755-26543210转801,sales@shanhai.example,,,,
        Jürgen Müller,Groß & Söhne,+49 30 901820,j.mueller@gross.example; jm@gross.example,Hauptstraße 1,,1.2.1980,'=not a formula
        李四,,13800138001/13800138002,,,a|b,,
        赵六,,１３８００１３８００３,,,,,
        No Keys,Nowhere Ltd,,,Somewhere 5,,,
        No Keys Either,,,,,,,just a remark
        Bad Phone,,123,,,,,
        Bad Mail,,,nobody,,,,
        Ann O'Neil,ACME,+1 415 555 0132,ann@acme.example,,,,
        """;

    /// <summary>Rows `name,company,phone,title`, each another person; the same numbers give the same people.</summary>
    public static string Customers(int count, Func<int, string?>? title = null, int from = 0)
    {
        var text = new StringBuilder("name,company,phone,title\n");
        for (var row = from; row < from + count; row++)
        {
            text.Append(Name(row)).Append(",Company ").Append(row % 97).Append(',').Append(Phone(row)).Append(',').Append(title?.Invoke(row) ?? "Buyer").Append('\n');
        }

        return text.ToString();
    }

    public static string Name(int row) =>
        Surnames[row % Surnames.Length] + Given[row / Surnames.Length % Given.Length] + Given[row / Surnames.Length / Given.Length % Given.Length];

    /// <summary>Another number for each of the first ten million rows.</summary>
    public static string Phone(int row) => "139" + (17_000_001 + (row * 7)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
