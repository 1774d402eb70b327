namespace Kith.Tests.Acquire.Import;

internal static partial class CrmExports
{
    private static IReadOnlyList<CrmExport> Salesforce =>
    [
        new(
            "Account.csv",
            "Salesforce",
            "Salesforce · Accounts · 客户（数据导出）",
            """
            "Id","IsDeleted","MasterRecordId","Name","Type","ParentId","BillingStreet","BillingCity","BillingState","BillingPostalCode","BillingCountry","BillingLatitude","ShippingStreet","ShippingCity","ShippingState","ShippingPostalCode","ShippingCountry","Phone","Fax","Website","Industry","AnnualRevenue","NumberOfEmployees","Description","OwnerId","CreatedDate","CreatedById","SystemModstamp","AccountSource"
            "0015g00000AAAAAAA1","0","","云帆科技有限公司","Customer - Direct","","科苑路15号","深圳","广东","518057","中国","22.54","","","","","","+86 755 2654 3210","+86 755 2654 3299","https://yunfan.example","Technology","1200000","85","三年老客户","0055g00000OWNER01A","2019-03-04T08:15:00.000Z","0055g00000OWNER01A","2024-01-02T00:00:00.000Z","Web"
            "0015g00000AAAAAAB1","0","","Groß & Söhne GmbH","Prospect","0015g00000AAAAAAA1","Hauptstraße 1","Berlin","Berlin","10115","Germany","","Am Hafen 2","Hamburg","","20457","Germany","030 901820","","","Retail","","","","0055g00000OWNER02A","2020-12-24T18:00:00.000Z","0055g00000OWNER01A","2024-01-02T00:00:00.000Z",""
            """,
            "kind: organisation | name: 云帆科技有限公司 | stage: Customer - Direct | source: Web | phone: +8675526543210 | address: 科苑路15号, 深圳, 广东, 518057, 中国 | country: 中国 | province: 广东 | city: 深圳 | postcode: 518057 | website: https://yunfan.example | owner: 0055g00000OWNER01A | external_id: 0015g00000AAAAAAA1 | created_on: 2019-03-04T08:15:00Z | remark: 三年老客户 | Fax: +86 755 2654 3299 | Industry: Technology | AnnualRevenue: 1200000 | NumberOfEmployees: 85",
            "kind: organisation | name: Groß & Söhne GmbH | stage: Prospect | source: Salesforce | phone: +4930901820 | address: Hauptstraße 1, Berlin, Berlin, 10115, Germany | address: Am Hafen 2, Hamburg, 20457, Germany | country: Germany | province: Berlin | city: Berlin | postcode: 10115 | owner: 0055g00000OWNER02A | external_id: 0015g00000AAAAAAB1 | created_on: 2020-12-24T18:00:00Z | Industry: Retail"),
        new(
            "Contact.csv",
            "Salesforce",
            "Salesforce · Contacts · 联系人（数据导出）",
            """
            "Id","IsDeleted","MasterRecordId","AccountId","LastName","FirstName","Salutation","Name","OtherStreet","OtherCity","OtherCountry","MailingStreet","MailingCity","MailingState","MailingPostalCode","MailingCountry","MailingGeocodeAccuracy","Phone","Fax","MobilePhone","HomePhone","OtherPhone","AssistantPhone","ReportsToId","Email","Title","Department","LeadSource","Birthdate","Description","OwnerId","HasOptedOutOfEmail","HasOptedOutOfFax","DoNotCall","CreatedDate","CreatedById","SystemModstamp"
            "0035g00000CCCCCCA1","0","","0015g00000AAAAAAA1","欧阳","小敏","Ms.","小敏 欧阳","","","","科苑路15号","深圳","广东","518057","中国","Zip","+86 755 2654 3210","","+86 138 0013 8000","","","","","ouyang@yunfan.example","采购经理","采购部","Web","1985-04-12","请先发邮件","0055g00000OWNER01A","0","0","1","2019-03-04T08:15:00.000Z","0055g00000OWNER01A","2024-01-02T00:00:00.000Z"
            "0035g00000CCCCCCB1","0","","0015g00000AAAAAAB1","Müller","Jürgen","Dr.","Jürgen Müller","Am Hafen 2","Hamburg","Germany","Hauptstraße 1","Berlin","","10115","Germany","","030 901820","030 901829","","","","","0035g00000CCCCCCA1","j.mueller@gross.example","Einkauf","","","","","0055g00000OWNER02A","0","0","0","2020-12-24T18:00:00.000Z","0055g00000OWNER01A","2024-01-02T00:00:00.000Z"
            """,
            "kind: person | name: 欧阳小敏 | source: Web | phone: +8675526543210 | phone: +8613800138000 | email: ouyang@yunfan.example | address: 科苑路15号, 深圳, 广东, 518057, 中国 | title: 采购经理 | country: 中国 | province: 广东 | city: 深圳 | postcode: 518057 | gender: female | birthday: 1985-04-12 | owner: 0055g00000OWNER01A | external_id: 0035g00000CCCCCCA1 | created_on: 2019-03-04T08:15:00Z | do_not_contact: yes | remark: 请先发邮件 | Department: 采购部",
            "kind: person | name: Jürgen Müller | source: Salesforce | phone: +4930901820 | email: j.mueller@gross.example | address: Hauptstraße 1, Berlin, 10115, Germany | address: Am Hafen 2, Hamburg, Germany | title: Einkauf | country: Germany | city: Berlin | postcode: 10115 | owner: 0055g00000OWNER02A | external_id: 0035g00000CCCCCCB1 | created_on: 2020-12-24T18:00:00Z | do_not_contact: no | Fax: 030 901829"),
        new(
            "Lead.csv",
            "Salesforce",
            "Salesforce · Leads · 潜在客户（数据导出）",
            """
            "Id","IsDeleted","LastName","FirstName","Salutation","Title","Company","Street","City","State","PostalCode","Country","Phone","MobilePhone","Email","Website","Description","LeadSource","Status","Industry","OwnerId","HasOptedOutOfEmail","IsConverted","ConvertedDate","ConvertedAccountId","IsUnreadByOwner","CreatedDate","DoNotCall"
            "00Q5g00000LLLLLLA1","0","林","静","女士","店长","临江咖啡馆","江汉路9号","武汉","湖北","430014","中国","","+86 139 1111 2222","linjing@linjiang.example","linjiang.example","展会上见过","Trade Show","Working - Contacted","Food","0055g00000OWNER01A","0","0","","","1","2023-05-06T07:08:09.000Z","0"
            "00Q5g00000LLLLLLB1","0","O'Neil","Ann","","CTO","Acme Inc","1 Main St","Springfield","IL","62701","United States","(217) 555-0132","","ann@acme.example","","","","Open - Not Contacted","","0055g00000OWNER02A","1","0","","","0","2023-05-07T07:08:09.000Z","0"
            """,
            "kind: person | name: 林静 | company: 临江咖啡馆 | stage: Working - Contacted | source: Trade Show | phone: +8613911112222 | email: linjing@linjiang.example | address: 江汉路9号, 武汉, 湖北, 430014, 中国 | title: 店长 | country: 中国 | province: 湖北 | city: 武汉 | postcode: 430014 | gender: female | website: https://linjiang.example | owner: 0055g00000OWNER01A | external_id: 00Q5g00000LLLLLLA1 | created_on: 2023-05-06T07:08:09Z | do_not_contact: no | remark: 展会上见过 | Industry: Food",
            "kind: person | name: Ann O'Neil | company: Acme Inc | stage: Open - Not Contacted | source: Salesforce | phone: +12175550132 | email: ann@acme.example | address: 1 Main St, Springfield, IL, 62701, United States | title: CTO | country: United States | province: IL | city: Springfield | postcode: 62701 | owner: 0055g00000OWNER02A | external_id: 00Q5g00000LLLLLLB1 | created_on: 2023-05-07T07:08:09Z | do_not_contact: yes"),
        new(
            "accounts-report.csv",
            "Salesforce",
            "Salesforce · Accounts · 客户（报表）",
            """
            "Account Owner","Account Name","Account ID","Billing Street","Billing City","Billing State/Province","Billing Zip/Postal Code","Billing Country","Phone","Website","Type","Rating","Last Activity","Last Modified Date"
            "Ada Chen","山海贸易有限公司","0015g00000AAAAAAC1","人民路8号","上海","上海","200001","China","+86 21 6255 1234","shanhai.example","Partner","Hot","2024-03-01","2024-03-02"
            """,
            "kind: organisation | name: 山海贸易有限公司 | stage: Partner | source: Salesforce | phone: +862162551234 | address: 人民路8号, 上海, 上海, 200001, China | country: China | province: 上海 | city: 上海 | postcode: 200001 | website: https://shanhai.example | owner: Ada Chen | external_id: 0015g00000AAAAAAC1 | Rating: Hot"),
        new(
            "客户报表.csv",
            "Salesforce",
            "Salesforce · Accounts · 客户（报表）",
            """
            客户所有人,客户名,客户 ID,帐单街道,帐单城市,帐单州/省,帐单邮政编码,帐单国家/地区,电话,网站,类型,上次修改日期
            陈艾达,海天食品厂,0015g00000AAAAAAD1,滨海大道66号,青岛,山东,266000,中国,+86 532 8888 6666,haitian.example,客户,2024-03-02
            """,
            "kind: organisation | name: 海天食品厂 | stage: 客户 | source: Salesforce | phone: +8653288886666 | address: 滨海大道66号, 青岛, 山东, 266000, 中国 | country: 中国 | province: 山东 | city: 青岛 | postcode: 266000 | website: https://haitian.example | owner: 陈艾达 | external_id: 0015g00000AAAAAAD1"),
        new(
            "contacts-report.csv",
            "Salesforce",
            "Salesforce · Contacts · 联系人（报表）",
            """
            "Salutation","First Name","Last Name","Title","Account Name","Contact ID","Account ID","Mailing Street","Mailing City","Mailing State/Province","Mailing Zip/Postal Code","Mailing Country","Phone","Mobile","Fax","Email","Account Owner","Contact Owner","Do Not Call","Email Opt Out","Lead Source","Birthdate"
            "Mr.","Wei","Zhang","Buyer","山海贸易有限公司","0035g00000CCCCCCC1","0015g00000AAAAAAC1","人民路8号","上海","","200001","China","+86 21 6255 1234","+86 137 2222 3333","+86 21 6255 9999","zhangwei@shanhai.example","Ada Chen","Bo Li","0","1","Partner Referral","1979-11-30"
            """,
            "kind: person | name: Wei Zhang | company: 山海贸易有限公司 | source: Partner Referral | phone: +862162551234 | phone: +8613722223333 | email: zhangwei@shanhai.example | address: 人民路8号, 上海, 200001, China | title: Buyer | country: China | province: 上海市 | city: 上海 | postcode: 200001 | gender: male | birthday: 1979-11-30 | owner: Bo Li | external_id: 0035g00000CCCCCCC1 | do_not_contact: yes | Fax: +86 21 6255 9999 | Account Owner: Ada Chen"),
        new(
            "联系人报表.csv",
            "Salesforce",
            "Salesforce · Contacts · 联系人（报表）",
            """
            称谓,名字,姓氏,职务,客户名,邮寄街道,邮寄城市,邮寄州/省,邮寄邮政编码,邮寄国家/地区,电话,手机,电子邮件,联系人所有人,请勿致电
            先生,志强,王,厂长,海天食品厂,滨海大道66号,青岛,山东,266000,中国,,+86 136 3333 4444,wangzq@haitian.example,陈艾达,0
            """,
            "kind: person | name: 王志强 | company: 海天食品厂 | source: Salesforce | phone: +8613633334444 | email: wangzq@haitian.example | address: 滨海大道66号, 青岛, 山东, 266000, 中国 | title: 厂长 | country: 中国 | province: 山东 | city: 青岛 | postcode: 266000 | gender: male | owner: 陈艾达 | do_not_contact: no"),
        new(
            "leads-report.csv",
            "Salesforce",
            "Salesforce · Leads · 潜在客户（报表）",
            """
            "Lead Owner","First Name","Last Name","Title","Company / Account","Email","Lead Source","Street","City","State/Province","Zip/Postal Code","Country","Phone","Mobile","Lead Status","Rating"
            "Bo Li","Mei","Sun","Manager","Sunrise Tea","sunmei@sunrise.example","Web","5 Lake Rd","Hangzhou","Zhejiang","310000","China","","+86 135 4444 5555","Open","Warm"
            """,
            "kind: person | name: Mei Sun | company: Sunrise Tea | stage: Open | source: Web | email: sunmei@sunrise.example | phone: +8613544445555 | address: 5 Lake Rd, Hangzhou, Zhejiang, 310000, China | title: Manager | country: China | province: Zhejiang | city: Hangzhou | postcode: 310000 | owner: Bo Li | Rating: Warm"),
    ];
}
