namespace Kith.Tests.Acquire.Import;

internal static partial class CrmExports
{
    private static IReadOnlyList<CrmExport> Zoho =>
    [
        new(
            "Accounts_001.csv",
            "Zoho CRM",
            "Zoho CRM · Accounts · 客户",
            """
            "Record Id","Account Owner.id","Account Owner","Account Name","Phone","Fax","Website","Account Number","Account Type","Industry","Parent Account.id","Created By.id","Created By","Modified By.id","Modified By","Created Time","Modified Time","Billing Street","Billing City","Billing State","Billing Code","Billing Country","Shipping Street","Shipping City","Description","Tag","Last Activity Time","Locked"
            "zcrm_4876876000000111","zcrm_4876876000000001","李博","云帆科技有限公司","+86 755 2654 3210","","www.yunfan.example","1007","Customer","Technology","","zcrm_4876876000000001","李博","zcrm_4876876000000001","李博","2019-03-04 08:15:00","2024-01-02 09:00:00","科苑路15号","深圳","广东","518057","中国","","","老客户","VIP,华南","2024-01-02 09:00:00","false"
            """,
            "kind: organisation | name: 云帆科技有限公司 | stage: Customer | source: Zoho CRM | phone: +8675526543210 | address: 科苑路15号, 深圳, 广东, 518057, 中国 | tag: VIP | tag: 华南 | country: 中国 | province: 广东 | city: 深圳 | postcode: 518057 | website: https://www.yunfan.example | owner: 李博 | external_id: 4876876000000111 | created_on: 2019-03-04T08:15:00 | remark: 老客户 | Account Number: 1007 | Industry: Technology"),
        new(
            "Contacts_001.csv",
            "Zoho CRM",
            "Zoho CRM · Contacts · 联系人",
            """
            "Record Id","Contact Owner.id","Contact Owner","Lead Source","First Name","Last Name","Account Name.id","Account Name","Email","Secondary Email","Title","Department","Phone","Mobile","Fax","Date of Birth","Created By.id","Created By","Modified By.id","Modified By","Created Time","Modified Time","Contact Name","Mailing Street","Mailing City","Mailing State","Mailing Zip","Mailing Country","Email Opt Out","Salutation","Last Activity Time","Tag","Description","Locked"
            "zcrm_4876876000000212","zcrm_4876876000000001","李博","Trade Show","小敏","欧阳","zcrm_4876876000000111","云帆科技有限公司","ouyang@yunfan.example","minmin@mail.example","采购经理","采购部","","+86 138 0013 8000","","1985-04-12","zcrm_4876876000000001","李博","zcrm_4876876000000001","李博","2019-03-04 08:15:00","2024-01-02 09:00:00","小敏 欧阳","科苑路15号","深圳","广东","518057","中国","true","Ms.","","VIP","","false"
            "zcrm_4876876000000213","zcrm_4876876000000002","Ada Chen","","Sam","Lee","","","sam@ridge.example","","","","(614) 555-0102","","","","zcrm_4876876000000001","李博","zcrm_4876876000000001","李博","2020-05-06 07:08:09","2024-01-02 09:00:00","Sam Lee","100 Ridge Rd","Columbus","OH","43215","United States","false","Mr.","","","","false"
            """,
            "kind: person | name: 欧阳小敏 | company: 云帆科技有限公司 | source: Trade Show | email: ouyang@yunfan.example | email: minmin@mail.example | phone: +8613800138000 | address: 科苑路15号, 深圳, 广东, 518057, 中国 | tag: VIP | title: 采购经理 | country: 中国 | province: 广东 | city: 深圳 | postcode: 518057 | gender: female | birthday: 1985-04-12 | owner: 李博 | external_id: 4876876000000212 | created_on: 2019-03-04T08:15:00 | do_not_contact: yes | Department: 采购部",
            "kind: person | name: Sam Lee | source: Zoho CRM | email: sam@ridge.example | phone: +16145550102 | address: 100 Ridge Rd, Columbus, OH, 43215, United States | country: United States | province: OH | city: Columbus | postcode: 43215 | gender: male | owner: Ada Chen | external_id: 4876876000000213 | created_on: 2020-05-06T07:08:09 | do_not_contact: no"),
        new(
            "Contacts-old.csv",
            "Zoho CRM",
            "Zoho CRM · Contacts · 联系人",
            """
            Contact Owner,First Name,Last Name,Account Name,Email,Title,Phone,Mobile,Created Time,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country,Email Opt Out
            Ada Chen,Jo,Park,Cedar Lane HOA,jo@cedar.example,Chair,614-555-0200,,2018-01-02 10:00:00,1 Cedar Ln,Dublin,OH,43017,United States,0
            """,
            "kind: person | name: Jo Park | company: Cedar Lane HOA | source: Zoho CRM | email: jo@cedar.example | phone: +16145550200 | address: 1 Cedar Ln, Dublin, OH, 43017, United States | title: Chair | country: United States | province: OH | city: Dublin | postcode: 43017 | owner: Ada Chen | created_on: 2018-01-02T10:00:00 | do_not_contact: no"),
        new(
            "Leads_001.csv",
            "Zoho CRM",
            "Zoho CRM · Leads · 线索",
            """
            "Record Id","Lead Owner.id","Lead Owner","Is Converted","Company","First Name","Last Name","Email","Phone","Mobile","Lead Source","Lead Status","Created By.id","Created By","Modified By.id","Modified By","Created Time","Modified Time","Lead Name","Street","City","State","Zip Code","Country","Email Opt Out","Salutation","Last Activity Time"
            "zcrm_4876876000000311","zcrm_4876876000000001","李博","false","临江咖啡馆","静","林","linjing@linjiang.example","","+86 139 1111 2222","Web","Contacted","zcrm_4876876000000001","李博","zcrm_4876876000000001","李博","2023-05-06 07:08:09","2024-01-02 09:00:00","静 林","江汉路9号","武汉","湖北","430014","中国","false","","2024-01-02 09:00:00"
            """,
            "kind: person | name: 林静 | company: 临江咖啡馆 | stage: Contacted | source: Web | email: linjing@linjiang.example | phone: +8613911112222 | address: 江汉路9号, 武汉, 湖北, 430014, 中国 | country: 中国 | province: 湖北 | city: 武汉 | postcode: 430014 | owner: 李博 | external_id: 4876876000000311 | created_on: 2023-05-06T07:08:09 | do_not_contact: no"),
        new(
            "线索.csv",
            "Zoho CRM",
            "Zoho CRM · Leads · 线索",
            """
            线索所有者,公司,名,姓,职务,邮件,电话,手机,线索来源,线索状态,邮件选择退出,街道,城市,州,邮编,国家,说明
            李博,晨光文具,大勇,赵,经理,zhao@chenguang.example,,+86 134 5555 6666,电话,已联系,false,学府路3号,成都,四川,610000,中国,要样品
            """,
            "kind: person | name: 赵大勇 | company: 晨光文具 | stage: 已联系 | source: 电话 | email: zhao@chenguang.example | phone: +8613455556666 | address: 学府路3号, 成都, 四川, 610000, 中国 | title: 经理 | country: 中国 | province: 四川 | city: 成都 | postcode: 610000 | owner: 李博 | do_not_contact: no | remark: 要样品"),
    ];

    private static IReadOnlyList<CrmExport> EspoCrm =>
    [
        new(
            "Export_Account.csv",
            "EspoCRM",
            "EspoCRM · Accounts · 客户（CSV）",
            """
            id,name,website,type,industry,sicCode,billingAddressStreet,billingAddressCity,billingAddressState,billingAddressCountry,billingAddressPostalCode,shippingAddressStreet,description,createdAt,modifiedAt,emailAddress,phoneNumber,createdById,createdByName,assignedUserId,assignedUserName,emailAddressIsOptedOut
            5a4e0f1c2b3d4e5f6,云帆科技有限公司,https://yunfan.example,Customer,Technology,7372,科苑路15号,深圳,广东,中国,518057,,老客户,"2019-03-04 08:15:00","2024-01-02 09:00:00",info@yunfan.example,'+8675526543210,1,Admin,7,李博,0
            """,
            "kind: organisation | name: 云帆科技有限公司 | stage: Customer | source: EspoCRM | email: info@yunfan.example | phone: +8675526543210 | address: 科苑路15号, 深圳, 广东, 518057, 中国 | country: 中国 | province: 广东 | city: 深圳 | postcode: 518057 | website: https://yunfan.example | owner: 李博 | external_id: 5a4e0f1c2b3d4e5f6 | created_on: 2019-03-04T08:15:00 | do_not_contact: no | remark: 老客户 | industry: Technology | sicCode: 7372"),
        new(
            "Export_Contact.csv",
            "EspoCRM",
            "EspoCRM · Contacts · 联系人（CSV）",
            """
            id,name,salutationName,firstName,lastName,accountId,title,description,emailAddress,phoneNumber,doNotCall,addressStreet,addressCity,addressState,addressCountry,addressPostalCode,createdAt,modifiedAt,accountName,assignedUserId,assignedUserName,teamsIds
            6b4e0f1c2b3d4e5f7,"小敏 欧阳",Ms.,小敏,欧阳,5a4e0f1c2b3d4e5f6,采购经理,,ouyang@yunfan.example,'+8613800138000,1,科苑路15号,深圳,广东,中国,518057,"2019-03-04 08:15:00","2024-01-02 09:00:00",云帆科技有限公司,7,李博,"[""t1""]"
            """,
            "kind: person | name: 欧阳小敏 | company: 云帆科技有限公司 | source: EspoCRM | email: ouyang@yunfan.example | phone: +8613800138000 | address: 科苑路15号, 深圳, 广东, 518057, 中国 | title: 采购经理 | country: 中国 | province: 广东 | city: 深圳 | postcode: 518057 | gender: female | owner: 李博 | external_id: 6b4e0f1c2b3d4e5f7 | created_on: 2019-03-04T08:15:00 | do_not_contact: yes"),
        new(
            "Export_Lead.csv",
            "EspoCRM",
            "EspoCRM · Leads · 潜在客户（CSV）",
            """
            id,name,salutationName,firstName,lastName,title,status,source,industry,website,addressStreet,addressCity,addressCountry,emailAddress,phoneNumber,doNotCall,description,createdAt,accountName,assignedUserName,createdAccountId
            7c4e0f1c2b3d4e5f8,"Ann O'Neil",,Ann,O'Neil,CTO,In Process,Call,,acme.example,1 Main St,Springfield,United States,ann@acme.example,'+12175550132,0,,"2023-05-07 07:08:09",Acme Inc,Ada Chen,
            """,
            "kind: person | name: Ann O'Neil | company: Acme Inc | stage: In Process | source: Call | email: ann@acme.example | phone: +12175550132 | address: 1 Main St, Springfield, United States | title: CTO | country: United States | city: Springfield | website: https://acme.example | owner: Ada Chen | external_id: 7c4e0f1c2b3d4e5f8 | created_on: 2023-05-07T07:08:09 | do_not_contact: no"),
        new(
            "Export_Account-labels.csv",
            "EspoCRM",
            "EspoCRM · Accounts · 客户（XLSX）",
            """
            ID,Name,Website,Email,Phone,Type,Industry,Billing Address,Description,Created At,Modified At,Assigned User,Teams
            5a4e0f1c2b3d4e5f6,云帆科技有限公司,yunfan.example,info@yunfan.example,+86 755 2654 3210,Customer,Technology,"科苑路15号, 深圳, 广东 518057, 中国",老客户,2019-03-04 08:15,2024-01-02 09:00,李博,华南
            """,
            "kind: organisation | name: 云帆科技有限公司 | stage: Customer | source: EspoCRM | email: info@yunfan.example | phone: +8675526543210 | address: 科苑路15号, 深圳, 广东 518057, 中国 | province: 广东省 | city: 深圳市 | website: https://yunfan.example | owner: 李博 | external_id: 5a4e0f1c2b3d4e5f6 | created_on: 2019-03-04T08:15:00 | remark: 老客户 | Industry: Technology"),
        new(
            "联系人.csv",
            "EspoCRM",
            "EspoCRM · Contacts · 联系人（XLSX）",
            """
            名称,客户,标题,电子邮件,电话,不要电联,地址,描述,创建于,已指派用户
            欧阳小敏,云帆科技有限公司,采购经理,ouyang@yunfan.example,+86 138 0013 8000,0,深圳科苑路15号,先发邮件,2019-03-04 08:15,李博
            """,
            "kind: person | name: 欧阳小敏 | company: 云帆科技有限公司 | source: EspoCRM | email: ouyang@yunfan.example | phone: +8613800138000 | address: 深圳科苑路15号 | title: 采购经理 | province: 广东省 | city: 深圳市 | owner: 李博 | created_on: 2019-03-04T08:15:00 | do_not_contact: no | remark: 先发邮件"),
        new(
            "Export_Lead-labels.csv",
            "EspoCRM",
            "EspoCRM · Leads · 潜在客户（XLSX）",
            """
            Name,Status,Source,Title,Account Name,Email,Phone,Do Not Call,Address,Created At,Assigned User
            Ann O'Neil,In Process,Call,CTO,Acme Inc,ann@acme.example,+1 217 555 0132,1,"1 Main St, Springfield",2023-05-07 07:08,Ada Chen
            """,
            "kind: person | name: Ann O'Neil | company: Acme Inc | stage: In Process | source: Call | email: ann@acme.example | phone: +12175550132 | address: 1 Main St, Springfield | title: CTO | owner: Ada Chen | created_on: 2023-05-07T07:08:00 | do_not_contact: yes"),
    ];

    private static IReadOnlyList<CrmExport> Twenty =>
    [
        new(
            "companies.csv",
            "Twenty",
            "Twenty · Companies · 公司",
            """
            Id,Name,Domain Name / Link Label,Domain Name / Link URL,Domain Name / Secondary Links,Created by / Source,Created by / Workspace Member ID,Created by / Name,Account Owner Id,Creation date,Employees,Linkedin / Link Label,Linkedin / Link URL,Linkedin / Secondary Links,Address / Address 1,Address / Address 2,Address / City,Address / State,Address / Country,Address / Post Code,Address / Latitude,Address / Longitude,ICP,ARR / Amount,ARR / Currency
            20202020-1c25-4d02-bf25-6aeccf7ea419,Groß & Söhne GmbH,,https://gross.example,[],MANUAL,,Ada Chen,20202020-0687-4c41-b707-ed1bfca972a7,2024-05-01T08:00:00.000Z,120,,https://linkedin.com/company/gross,[],Hauptstraße 1,2. Stock,Berlin,Berlin,Germany,10115,,,false,500000,EUR
            """,
            "kind: organisation | name: Groß & Söhne GmbH | source: Twenty | address: Hauptstraße 1, 2. Stock, Berlin, Berlin, 10115, Germany | country: Germany | province: Berlin | city: Berlin | postcode: 10115 | website: https://gross.example | owner: 20202020-0687-4c41-b707-ed1bfca972a7 | external_id: 20202020-1c25-4d02-bf25-6aeccf7ea419 | created_on: 2024-05-01T08:00:00Z | Employees: 120 | Linkedin: https://linkedin.com/company/gross | ICP: no | ARR / Amount: 500000 | ARR / Currency: EUR"),
        new(
            "people.csv",
            "Twenty",
            "Twenty · People · 人员",
            """
            Id,Name / First Name,Name / Last Name,Emails / Primary Email,Emails / Additional Emails,Company Id,Phones / Primary Phone Number,Phones / Primary Phone Country Code,Phones / Primary Phone Calling Code,Phones / Additional Phones,Created by / Source,Created by / Name,Creation date,City,Job Title,Linkedin / Link URL,Linkedin / Secondary Links,Avatar
            20202020-b305-41e7-8c72-ba44072a4c58,小敏,欧阳,ouyang@yunfan.example,"[""minmin@mail.example""]",20202020-1c25-4d02-bf25-6aeccf7ea419,13800138000,CN,+86,[],MANUAL,Ada Chen,2024-05-01T08:00:00.000Z,深圳,采购经理,,[],
            """,
            "kind: person | name: 欧阳小敏 | source: Twenty | email: ouyang@yunfan.example | email: minmin@mail.example | phone: +8613800138000 | title: 采购经理 | city: 深圳 | external_id: 20202020-b305-41e7-8c72-ba44072a4c58 | created_on: 2024-05-01T08:00:00Z"),
        new(
            "people-old.csv",
            "Twenty",
            "Twenty · People · 人员",
            """
            Id,Emails PrimaryEmail,Emails AdditionalEmails,Created by Source,Name FirstName,Name LastName,Company Id,Phones PrimaryPhoneNumber,Phones PrimaryPhoneCountryCode,Phones PrimaryPhoneCallingCode,City,Job Title
            20202020-b305-41e7-8c72-ba44072a4c59,j.mueller@gross.example,[],IMPORT,Jürgen,Müller,20202020-1c25-4d02-bf25-6aeccf7ea419,30901820,DE,+49,Berlin,Einkauf
            """,
            "kind: person | name: Jürgen Müller | source: Twenty | email: j.mueller@gross.example | phone: +4930901820 | title: Einkauf | city: Berlin | external_id: 20202020-b305-41e7-8c72-ba44072a4c59"),
    ];
}
