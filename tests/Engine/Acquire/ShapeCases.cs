namespace Kith.Tests.Engine.Acquire;

/// <summary>Small tables as people make them. Cells are parted by "|", rows by line ends; "~" is a blank line.</summary>
/// <param name="Header">First header row and number of header rows as "2" or "2+2", "-" for none.</param>
/// <param name="Data">First data row.</param>
/// <param name="Extra">Rows that are no records, as "t5" (total), "n6" (note), "u3" (units), "h7" (repeated header).</param>
/// <param name="Names">The joined headers, where they are the point.</param>
/// <param name="Merged">Merged cells as "row,col-row,col".</param>
internal sealed record ShapeCase(string Name, string Rows, string Header, int Data, string Extra = "", string? Names = null, string Merged = "");

internal static class ShapeCases
{
    public static readonly ShapeCase[] All =
    [
        // Plain
        new("zh plain", "姓名|手机|城市\n张伟|13800138000|北京\n李娜|13900139000|上海", "1", 2),
        new("en plain", "Name|Phone|City\nAnn|555-0100|Leeds\nBob|555-0101|York", "1", 2),
        new("zh text only", "姓名|城市|备注\n张伟|北京|老客户\n李娜|上海|新客户", "1", 2),
        new("en text only", "Name|City|Notes\nAnn|Leeds|old\nBob|York|new", "1", 2),
        new("unknown words, text only", "Alpha|Beta|Gamma\nfoo|bar|baz\nqux|quux|corge", "1", 2),
        new("unknown words, typed", "kx|ky|kz\n12|3.5|2024-01-01\n13|4.5|2024-01-02", "1", 2),
        new("one column zh", "手机\n13800138000\n13900139000", "1", 2),
        new("one column e-mail", "email\na@example.com\nb@example.com", "1", 2),
        new("header only zh", "姓名|手机|城市", "1", 2),
        new("header only en", "first_name|last_name|email", "1", 2),
        new("one data row", "姓名|手机\n张伟|13800138000", "1", 2),
        new("empty header cell", "姓名||城市\n张伟|13800138000|北京\n李娜|13900139000|上海", "1", 2),
        new("years as headers", "Product|2021|2022|2023\nTea|120|130|140\nRice|90|95|99", "1", 2),
        new("camel case", "customerId|fullName|createdAt\n1001|Ann Lee|2024-01-01\n1002|Bob Ray|2024-01-02", "1", 2),
        new("leading blank rows", "~\n~\n姓名|手机|城市\n张伟|13800138000|北京", "3", 4),
        new("trad. Chinese", "姓名|電話|縣市\n陳怡君|0912345678|台北市\n林志明|0923456789|高雄市", "1", 2),
        new("russian", "Имя|Телефон|Город\nИван|+7 495 123-45-67|Москва\nОльга|+7 812 765-43-21|Казань", "1", 2),
        new("long notes column", "Name|Comment\nAnn|Called twice last week, prefers to be reached in the evening\nBob|Wants a quote for the annual plan, decision in May", "1", 2),
        new("sparse data", "编号|姓名|电话|邮箱|地址\n1|张伟|||\n2|李娜||a@b.cn|\n3||13800138000||北京", "1", 2),
        new("ids with letters", "code|type|status\nA-001|x|open\nA-002|y|closed", "1", 2),

        // Without header
        new("no header zh", "张伟|13800138000|北京\n李娜|13900139000|上海\n王芳|13700137000|广州", "-", 1),
        new("no header en", "Ann|ann@example.com|2024-01-02\nBob|bob@example.com|2024-01-03", "-", 1),
        new("no header numbers", "1|2|3\n4|5|6\n7|8|9", "-", 1),
        new("no header ids", "C001|张伟|138.5\nC002|李娜|99\nC003|王芳|120", "-", 1),
        new("no header, one row", "张伟|13800138000|2024-01-02", "-", 1),
        new("no header, phones only", "13800138000\n13900139000\n13700137000", "-", 1),
        new("no header, title above", "客户名单\n张伟|13800138000|北京\n李娜|13900139000|上海", "-", 2),

        // Titles above
        new("zh title", "2024年客户名单\n姓名|手机|城市\n张伟|13800138000|北京\n李娜|13900139000|上海", "2", 3),
        new("zh title padded", "2024年客户名单||\n姓名|手机|城市\n张伟|13800138000|北京", "2", 3),
        new("zh title and print date", "客户名单|||\n打印日期：2024-05-01|||\n姓名|手机|城市|金额\n张伟|13800138000|北京|100\n李娜|13900139000|上海|200", "3", 4),
        new("zh title, note pair", "客户明细表|||||\n单位：某公司||||日期：2024-05-01|\n编号|姓名|手机|城市|金额|备注\n1|张伟|13800138000|北京|100|\n2|李娜|13900139000|上海|200|", "3", 4),
        new("en title", "Customer list Q1\nName|Phone|City\nAnn|555-0100|Leeds\nBob|555-0101|York", "2", 3),
        new("en title, blank row", "Customer list Q1||\n~\nName|Phone|City\nAnn|555-0100|Leeds", "3", 4),
        new("en five lines above", "ACME Ltd.||\nReport: Customers||\nGenerated: 2024-05-01||\nUser: admin||\n~\nName|Phone|City\nAnn|555-0100|Leeds\nBob|555-0101|York", "6", 7),
        new("comments above", "# exported by tool\n# 2024-05-01\nid|name|amount\n1|Ann|10\n2|Bob|20", "3", 4),
        new("key and value above", "Report|Customers|||\nDate|2024-05-01|||\n~\nid|name|city|amount|status\n1|Ann|Leeds|10|open\n2|Bob|York|20|open", "4", 5),
        new("text only with title", "客户名单||\n姓名|城市|备注\n张伟|北京|老客户\n李娜|上海|新客户", "2", 3),
        new("en table title sentence", "CO2 emissions by sub-group, 2000 to 2002|||\nthousand tonnes|||\n~\nYear|2000|2001|2002\nTimber|2,666|2,274|1,877\nOther|498|853|490", "4", 5),

        // Several header rows
        new("zh two rows", "客户信息||联系方式|\n姓名|性别|电话|邮箱\n张伟|男|13800138000|a@b.cn\n李娜|女|13900139000|c@d.cn", "1+2", 3,
            Names: "客户信息 / 姓名|客户信息 / 性别|联系方式 / 电话|联系方式 / 邮箱"),
        new("zh two rows, lone ends", "编号|客户信息||联系方式||备注\n|姓名|性别|电话|邮箱|\n1|张伟|男|13800138000|a@b.cn|\n2|李娜|女|13900139000|c@d.cn|VIP", "1+2", 3,
            Names: "编号|客户信息 / 姓名|客户信息 / 性别|联系方式 / 电话|联系方式 / 邮箱|备注"),
        new("zh merged", "编号|客户信息||联系方式||备注\n|姓名|性别|电话|邮箱|\n1|张伟|男|13800138000|a@b.cn|\n2|李娜|女|13900139000|c@d.cn|VIP", "1+2", 3,
            Names: "编号|客户信息 / 姓名|客户信息 / 性别|联系方式 / 电话|联系方式 / 邮箱|备注", Merged: "1,1-2,1 1,2-1,3 1,4-1,5 1,6-2,6"),
        new("title and two rows", "客户登记表|||\n客户信息||联系方式|\n姓名|性别|电话|邮箱\n张伟|男|13800138000|a@b.cn\n李娜|女|13900139000|c@d.cn", "2+2", 4,
            Names: "客户信息 / 姓名|客户信息 / 性别|联系方式 / 电话|联系方式 / 邮箱"),
        new("merged title", "客户登记表|||\n姓名|性别|电话|邮箱\n张伟|男|13800138000|a@b.cn\n李娜|女|13900139000|c@d.cn", "2", 3, Merged: "1,1-1,4"),
        new("merged title over two columns", "客户登记表|\n公司|联系人\n甲公司|张伟\n乙公司|李娜", "2", 3, Merged: "1,1-1,2"),
        new("en two rows", "Customer||Address|\nFirst name|Last name|Street|City\nAnn|Lee|1 High St|Leeds\nBob|Ray|2 Low St|York", "1+2", 3,
            Names: "Customer / First name|Customer / Last name|Address / Street|Address / City"),
        new("en quarters", "Region|2023||2024|\n|Q1|Q2|Q1|Q2\nNorth|10|11|12|13\nSouth|20|21|22|23", "1+2", 3,
            Names: "Region|2023 / Q1|2023 / Q2|2024 / Q1|2024 / Q2"),
        new("repeated header rows", "DATE|TIME|Qty\nDATE|TIME|Qty\n28/01/2018|00:00|2\n29/01/2018|00:15|0", "1+2", 3, Names: "DATE|TIME|Qty"),
        new("full second row is data", "姓名|城市|备注\n张伟|北京|\n李娜|上海|新客户", "1", 2),

        // Units
        new("zh units row", "产品|单价|重量\n|元|公斤\n茶叶|120|0.5\n大米|9.5|10", "1", 3, "u2"),
        new("zh units bracketed", "地区|销售额|人数\n|(万元)|(人)\n华东|120|35\n华南|95|28", "1", 3, "u2"),
        new("en types row", "id|name|created\nint|varchar|datetime\n1|Ann|2024-01-01\n2|Bob|2024-01-02", "1", 3, "u2"),

        // Below the table
        new("zh total", "姓名|金额\n张伟|100\n李娜|200\n合计|300", "1", 2, "t4"),
        new("zh spaced total", "姓名|手机|金额\n张伟|13800138000|100\n李娜|13900139000|200\n合　计||300", "1", 2, "t4"),
        new("zh subtotals", "地区|客户|金额\n华东|张伟|100\n华东|李娜|200\n小计||300\n华南|王芳|50\n小计||50\n总计||350", "1", 2, "t4 t6 t7"),
        new("zh subtotal named", "地区|客户|金额\n华东|张伟|100\n华东小计||100\n华南|王芳|50\n华南小计||50", "1", 2, "t3 t5"),
        new("zh total and signers", "编号|姓名|手机|金额\n1|张伟|13800138000|100\n2|李娜|13900139000|200\n合计|||300\n制表人：王芳||审核：赵强|", "1", 2, "t4 n5"),
        new("zh signers", "编号|姓名|手机|金额\n1|张伟|13800138000|100\n2|李娜|13900139000|200\n制表人：王芳|||", "1", 2, "n4"),
        new("zh note after blank", "编号|姓名|手机|金额\n1|张伟|13800138000|100\n~\n注：金额单位为元|||", "1", 2, "n4"),
        new("zh count of rows", "姓名|手机|城市\n张伟|13800138000|北京\n李娜|13900139000|上海\n共2条||", "1", 2, "n4"),
        new("en total", "Item|Qty|Price\nTea|1|2.50\nRice|2|3.10\nTotal|3|5.60", "1", 2, "t4"),
        new("en grand total", "Item|Qty|Price\nTea|1|2.50\nSubtotal|1|2.50\nRice|2|3.10\nSubtotal|2|3.10\nGrand Total:|3|5.60", "1", 2, "t3 t5 t6"),
        new("en total not first", "Id|Item|Price\n1|Tea|2.50\n2|Rice|3.10\n|TOTAL|5.60", "1", 2, "t4"),
        new("en source", "Country|Year|Value\nFrance|2020|10\nSpain|2020|20\n~\nSource: national office||", "1", 2, "n5"),
        new("en footnotes", "Country|Year|Value\nFrance|2020|10\nSpain|2020|20\n* provisional||\nNote: rounded||", "1", 2, "n4 n5"),
        new("en free text after blank", "Country|Year|Value\nFrance|2020|10\nSpain|2020|20\n~\nCompiled by the office of the registrar||", "1", 2, "n5"),
        new("average", "姓名|语文|数学\n张伟|90|95\n李娜|88|99\n平均|89|97", "1", 2, "t4"),
        new("header repeated on page 2", "姓名|手机|城市\n张伟|13800138000|北京\n姓名|手机|城市\n李娜|13900139000|上海", "1", 2, "h3"),

        // What must stay a record
        new("company called Total", "Company|Phone|City\nTotal|+33 1 47 44 45 46|Courbevoie\nShell|+44 20 7934 1234|London", "1", 2),
        new("name only in the last row", "编号|姓名|手机|城市\n1|张伟|13800138000|北京\n|李娜||", "1", 2),
        new("blank row inside", "姓名|手机|城市\n张伟|13800138000|北京\n~\n李娜|13900139000|上海", "1", 2),
        new("sparse rows inside", "编号|姓名|手机|城市\n1|张伟|13800138000|北京\n2|||\n3|王芳|13700137000|广州", "1", 2),
        new("total company in zh", "公司|联系人|城市\n合计科技|张伟|北京\n总和贸易|李娜|上海", "1", 2),
        new("note in a full last row", "姓名|手机|备注\n张伟|13800138000|老客户\n李娜|13900139000|注：勿打扰", "1", 2),
    ];
}
