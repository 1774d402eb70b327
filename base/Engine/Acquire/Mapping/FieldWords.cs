using System.Collections.Frozen;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>
/// What people call the built-in fields in the headings of their lists. Written as <see cref="HeaderText"/> leaves a
/// heading: lower case, without accents, simplified characters, Latin words apart by one blank.
/// `@0.8` lowers the weight, which is 1.
/// </summary>
internal static class FieldWords
{
    /// <summary>Fields of which a person may have several.</summary>
    public static readonly FrozenSet<string> Repeatable = FrozenSet.Create("phone", "email", "address");

    /// <summary>Headings that name a person in one list and a company in the next; the values decide.</summary>
    public static readonly FrozenSet<string> PersonOrCompany = FrozenSet.Create(
        "客户名称", "客户名", "客户", "名称", "客户姓名/名称", "顾客", "顾客名称", "客户简称", "买方", "customer", "customer name", "client", "client name", "cust name",
        "name", "display name", "customer full name", "buyer", "buyer name", "client account", "kunde", "kundenname", "nom du client", "nombre del cliente", "cliente", "顧客名", "顾客名", "고객명", "거래처");

    /// <summary>Headings that a list without meaning carries: only the values speak.</summary>
    public static readonly FrozenSet<string> Meaningless = FrozenSet.Create(
        "", "列", "column", "col", "field", "字段", "unnamed", "value", "values", "数据", "值", "栏位", "栏", "f", "其他", "other", "内容", "no name", "号码", "联系方式", "联系");

    /// <summary>Latin words that may stand before or after a head without changing what it is.</summary>
    public static readonly FrozenSet<string> Qualifiers = FrozenSet.Create(
        "customer", "client", "contact", "account", "company", "business", "work", "home", "office", "primary", "main", "personal", "private", "other", "billing", "shipping", "mailing",
        "invoice", "delivery", "default", "your", "the", "user", "member", "lead", "buyer", "person", "organization", "organisation", "cust", "acct", "address", "addr", "current", "preferred",
        "permanent", "residential", "registered", "postal", "day", "daytime", "evening", "direct", "secondary", "additional", "alternate", "alternative", "first", "second", "third", "mobile",
        "cell", "phone", "e", "emails", "phones", "patient", "guest", "student", "donor", "subscriber", "attendee", "patron", "employee", "corporate", "head", "full", "legal", "record", "sales", "mr",
        "name", "geschaftlich", "geschaftl", "dienstlich", "privat", "buro", "link", "details", "info", "information", "de", "du", "del", "des", "la", "le", "el", "of", "on", "at", "in", "kunden", "client", "number", "and");

    /// <summary>Words that make a heading speak of somebody or something else, whatever follows.</summary>
    public static readonly FrozenSet<string> Strangers = FrozenSet.Create(
        "assistant", "assistants", "asst", "emergency", "spouse", "partner", "partners", "managers", "parent", "referrer", "referred", "referral", "last", "previous", "next", "modified", "updated", "update",
        "fax", "child", "guardian", "school", "bank", "product", "event", "campaign", "file", "domain", "linkedin", "facebook", "twitter", "instagram", "skype", "latest", "yomi", "phonetic", "middle",
        "order", "orders", "ticket", "invoices", "payment", "accepts", "deal", "deals", "opportunity", "time zone", "expiry", "due", "close", "closed", "started", "ip", "image", "photo", "avatar", "calling",
        "marketing", "subscription", "rating", "vendor", "supplier", "father", "mother", "related", "method", "model", "verified", "verification", "confirmed", "optin", "item", "course");

    /// <summary>The same in Chinese, anywhere in a heading.</summary>
    public static readonly string[] StrangersZh =
    [
        "推荐人", "介绍人", "代理", "经办", "监护人", "紧急", "配偶", "法人", "法定代表", "担保", "上次", "最近", "最后", "末次", "下次", "更新", "修改", "最新", "开户", "商品", "宝贝", "产品", "订单编号", "订单号", "订单时间", "订单创建",
        "付款", "支付", "物流", "快递", "活动名", "项目", "合同", "是否接收", "是否愿意", "传真", "到期", "首次带看", "紧急联系", "父亲", "母亲姓名", "主管", "部门", "成立", "注册资本", "注册日期", "购买", "购车", "生产",
        "验证", "型号", "密码", "头像", "图片", "来自ip", "上级", "提醒", "课程名", "入住", "离店", "就诊", "フリガナ", "ふりがな", "设备", "收款",
    ];

    /// <summary>Chinese words that may stand before a head without changing what it is.</summary>
    public static readonly string[] QualifiersZh =
    [
        "客户", "联系人", "会员", "公司", "企业", "单位", "用户", "主要", "首要", "首选", "主", "个人", "家庭", "办公室", "办公", "工作", "常用", "备用", "其他", "其它", "收货人", "收货", "收件人", "收件", "注册", "联系", "所属",
        "所在", "归属", "详细", "现", "学员", "学生", "家长", "买家", "顾客", "成员", "本人", "第一", "第二", "第三", "患者", "病人", "车主", "业主", "宝宝", "孩子", "客人", "住客", "投保人", "持卡人", "往来单位", "商户", "店铺", "门店", "店主",
        "备注", "您", "你", "的", "请输入", "请填写", "填写", "基本", "信息", "资料", "地址", "真实", "中文", "英文", "登记", "提交", "建档", "录入", "创建", "跟进", "专属", "负责", "当前", "目前", "居住", "通讯", "通信", "邮寄", "预留", "绑定", "有效", "开票",
        "顾客", "委托人", "租客", "访客", "捐赠人", "微信", "业务", "销售", "员工", "职员", "妈妈", "爸爸", "母", "父", "常", "日常", "主営", "本社", "会社", "自宅", "勤務先", "勤务先", "고객", "회사", "담당자",
    ];

    /// <summary>The key of headings that look like one of ours and are none.</summary>
    public const string Decoy = "";

    /// <summary>Field, words.</summary>
    public static readonly (string Field, string Words)[] Table =
    [
        (Decoy, "phone country code|phone type|phone extension|ext|会员名|用户名|登录名|账号名|网名|品名|user name|username|login name|file name|middle name|nick name|nickname|e mail display name|email display name|street number|house number|product name|company size|group id|部门名称"),
        ("name", "姓名|名字|联系人|联系人姓名|客户姓名|真实姓名|收货人|收货人姓名|收件人|持卡人|经营者|店主|称呼@0.75|联系人及职务|昵称@0.55|氏名|お名前|名前|担当者|担当者名|ご担当者|이름|성명|담당자|full name|contact name|contact person|contact|person name|"
            + "attendee name|lead name|member name|patient name|guest name|student name|donor name|ansprechpartner|kontakt|nom complet|nom et prenom|nombre completo|nombre y apellidos|contacto|nom@0.75|nombre@0.75|vollstandiger name"),
        ("family_name", "姓|姓氏|last name|lastname|surname|family name|lname|nachname|familienname|zuname|nom de famille|nom@0.85|apellido|apellidos|성|苗字|sei"),
        ("given_name", "名|first name|firstname|given name|fname|forename|vorname|prenom|nombre@0.85|nombre de pila|nombres|mei"),
        ("kind", "客户类型@0.8|客户性质|客户类别@0.7|类型@0.5|个人企业|个人单位|会员类型@0.6|person or company|person company|is a company|is company|company type@0.8|customer type@0.8|client type@0.8|account type@0.7|type@0.5|contact type@0.7|kundentyp|type de client"),
        ("company", "公司|公司名称|公司名|公司全称|企业|企业名称|企业名|单位|单位名称|工作单位|所在公司|所属公司|所在单位|组织|机构|机构名称|商户名称|店铺名称|门店名称|客户公司|客户全称|往来单位名称|往来单位|客户单位|任职公司|备注企业|会社名|会社|企业名|法人名|勤务先|회사|회사명|업체명|상호|"
            + "company|company name|organization|organisation|organization name|organisation name|employer|account|account name|accounts|business name|firm|corporation|firma|firmenname|unternehmen|societe|entreprise|raison sociale|empresa|razon social|compania|related company@0.4|workplace|legal name@0.7"),
        ("title", "职位|职务|职称|岗位|头衔|职业@0.6|部门职务|担任职务|您的职位是|役职|役职名|肩书|직책|직위|직급|job title|title@0.9|position|role@0.6|job|job position|occupation@0.6|designation|organization title|funktion|berufsbezeichnung|stelle|fonction|poste|titre|cargo|puesto"),
        ("phone", "电话|手机|手机号|手机号码|电话号码|联系电话|联系手机|联系方式@0.8|移动电话|固定电话|固话|座机|办公电话|手提|手提电话|行动电话|联络电话|公司电话|家庭电话|备注手机号|手机电话|电话手机|电话番号|携帯电话|携帯番号|携帯|전화|전화번호|휴대폰|핸드폰|휴대전화|연락처|"
            + "phone|phones|telephone|tel|tel no|mobile|mobile phone|mobile no|cell|cell phone|cellphone|cellular|phone number|phone no|mobile number|contact number|contact no|telephone number|landline|whatsapp@0.6|handy|handynummer|telefon|telefonnummer|mobil|mobilnummer|mobiltelefon|festnetz|telefono|movil|celular|telefone|gsm|portable|ph|home phone|work phone|primary phone number"),
        ("email", "邮箱|电子邮箱|电子邮件|邮件|邮箱地址|邮件地址|电子信箱|电邮|信箱|メールアドレス|メール|이메일|메일|email|e mail|mail|email address|e mail address|mail address|emails|e mails|email id|mailadresse|e mail adresse|email adresse|courriel|adresse e mail|adresse email|adresse mail|correo|correo electronico|email work|electronic mail"),
        ("address", "地址|详细地址|联系地址|通讯地址|通信地址|收货地址|家庭住址|家庭地址|住址|现住址|公司地址|单位地址|办公地址|街道地址|注册地址|经营地址|经营场所|街道@0.8|所在地@0.8|所在地址|地区@0.5|所在地区@0.6|省市区@0.6|住所|주소|"
            + "address|addr|street|street address|address line|street line|address street|mailing street|postal address|full address|road|strasse|str|strasse und hausnummer|anschrift|adresse|adresse postale|rue|direccion|domicilio|calle|suite@0.6|address formatted"),
        ("country", "国家|国家地区|国别|所在国家|国名|국가|国籍@0.5|country|country region|country code|nation|land|staat@0.6|pays|pais|country name"),
        ("province", "省|省份|所在省|所在省份|省市@0.8|州@0.7|省自治区|都道府县|시도|state|province|state province|state or province|region@0.8|state region|province code|state code|prefecture|bundesland|departement@0.6|provincia|estado@0.7|county@0.6"),
        ("city", "市|城市|所在市|所在城市|地市|县市|所在县市|市区町村|시군구|city|town|city town|town city|locality|ort|plz ort|plz und ort|plz stadt|stadt|wohnort|ville|commune|ciudad|poblacion|localidad|municipio"),
        ("district", "区|区县|县区|县|所在区|所在区县|行政区|乡镇市区|district|suburb|borough|county@0.55|bezirk@0.7|区市县"),
        ("postcode", "邮编|邮政编码|邮码|邮递区号|邮便番号|우편번호|postcode|post code|postal code|postal cd|zip|zip code|zipcode|zip postal code|plz|postleitzahl|code postal|cp|codigo postal"),
        ("gender", "性别|男女|性别男女|성별|gender|sex|geschlecht|sexe|genre|sexo|anrede@0.8|genero"),
        ("birthday", "生日|出生日期|出生年月|出生年月日|公历生日|出生时间|诞生日|生年月日|생년월일|생일|birthday|birth date|birthdate|date of birth|dob|birth day|geburtsdatum|geb datum|gebdatum|geb dat|geb|geboren|geboren am|geburtstag|date de naissance|naissance|fecha de nacimiento|nacimiento|cumpleanos"),
        ("website", "网址|网站|官网|公司网址|公司网站|主页|公司主页|官方网站|ホームページ|홈페이지|website|web site|web page|webpage|homepage|home page|url@0.6|website url|web|company website|site web|sitio web|webseite|internet|pagina web"),
        ("wechat", "微信|微信号|微信id|微信账号|微信号码|wechat|we chat|wechat id|weixin|wechat no|wx"),
        ("qq", "qq|qq号|qq号码|扣扣|qq no|qq number"),
        ("wecom", "企业微信|企业微信号|企业微信id|企业微信账号|企微|企微号|企微账号|wecom|we com|wecom id|wechat work|work wechat"),
        ("role", "角色|联系人角色|联系人身份|决策角色|contact role|role in organization|buying role|decision role"),
        ("uscc", "统一社会信用代码|社会信用代码|信用代码|营业执照号|营业执照|营业执照注册号|工商注册号|组织机构代码|注册号|机构代码|uscc|unified social credit code|social credit code|company registration number|registration number@0.7|company number@0.7|"
            + "税号|纳税人识别号|纳税识别号|纳税人税号|tax id@0.9|tax no@0.9|tax number@0.9|taxid@0.9|tin@0.9|tax registration number@0.9|vat no@0.8|vat number@0.8|vat id@0.8|vat@0.8"),
        ("vat_id", "vat|vat no|vat number|vat id|vat reg no|vat registration number|vat code|tax id|tax no|tax number|taxid|tax registration number|tin|ein|ust id nr|ust id|ustid|ust idnr|uid nummer|uid|steuernummer|numero de tva|numero tva|tva intracommunautaire|tva|partita iva|p iva|siret|siren|"
            + "nif|cif|rut|btw nummer|btw nr|btw|momsnummer|moms nr|org nr|organisationsnummer|nip|abn|gstin|gst number|gst no|cnpj|cpf|inn|инн|增值税号|税务登记号|税号@0.9|纳税人识别号@0.9|纳税识别号@0.9|纳税人税号@0.9|统一编号|统编|公司统编|사업자등록번호|사업자번호|法人番号"),
        ("resident_id", "resident id|身份证|身份证号|身份证号码|身份证件号|居民身份证|证件号|证件号码|身分证字号|身分证号|身分证|身份证明号码|주민등록번호|id card|id card no|id card number|id number@0.7|national id|identity card|identity number|passport@0.5|ssn|dni@0.7|identity card number"),
        ("bank_card", "银行卡号|银行卡|银行账号|银行帐号|卡号@0.7|收款账号|结算账号|银行账户@0.8|bank card|bank card no|bank card number|card number@0.7|bank account|bank account number|account number bank"),
        ("iban", "iban|iban no|iban number|iban code|iban nummer|iban nr|国际银行账号|国际银行帐号"),
        ("stage", "客户阶段|阶段|跟进阶段|销售阶段|生命周期|客户状态@0.92|状态@0.8|跟进状态@0.9|合作状态@0.9|成交状态@0.85|客户级别@0.97|客户等级@0.97|级别@0.8|等级@0.8|会员等级@0.9|会员级别@0.9|意向级别@0.9|意向等级@0.9|意向程度@0.8|客户星级@0.7|会员状态@0.8|ステータス|"
            + "stage|lifecycle stage|customer stage|lead status@0.9|status@0.85|level@0.7|customer status|customer level|lead stage|account status@0.9|pipeline stage|contact status@0.8|kundenstatus|statut|estado del cliente|tier@0.7|membership level@0.85"),
        ("tags", "标签|客户标签|标记|客户分组@0.7|分组@0.7|标签组@0.55|タグ|태그|tag|tags|label|labels|categories|category@0.7|group membership@0.7|groups@0.7|group@0.6|keywords@0.7|etiquettes|etiquetas|schlagworte|kategorien"),
        ("source", "来源|客户来源|渠道|来源渠道|渠道来源|获客渠道|获客来源|线索来源|添加渠道|添加方式@0.7|了解渠道|信息来源|推广渠道|客源|您从哪里了解到我们|来源方式|来店途径|流入元|유입경로|"
            + "source|lead source|original source|customer source|channel|acquisition channel|referral source|how did you hear about us|how did you hear about us|utm source|origin|quelle|herkunft|origen|provenance|contact source|traffic source"),
        ("owner", "负责人|业务员|销售|销售员|销售人员|跟进人|跟进人员|跟进员工|所属销售|归属销售|归属人|所有人|所有者|客户所有人|客户经理|销售经理@0.8|销售顾问|课程顾问|咨询师|咨询老师@0.6|顾问|置业顾问|经纪人|责任人|添加人|所属员工|所属业务员|跟进业务员|负责业务员|专员|营业担当|담당영업|"
            + "owner|account owner|contact owner|lead owner|record owner|customer owner|assigned to|assigned user|salesperson|sales person|sales rep|sales representative|sales owner|account manager|rep|relationship manager|account executive|responsible|verkaufer|betreuer|commercial|vendedor|responsable"),
        ("external_id", "外部编号|客户编号|客户编码|客户代码|客户id|编号@0.8|编码@0.75|会员编号|会员号|会员卡号|会员id|卡号@0.55|学号@0.6|病历号@0.6|往来单位编码|客户号|客户账号@0.6|档案编号|id@0.9|用户id|客户唯一标识|顾客番号|会员番号|고객번호|회원번호|"
            + "customer id|customer no|customer number|customer code|client id|client no|client number|client code|account no|account number@0.95|account id|account code|member id|member no|membership number|external id|contact id|lead id|record id|person id|cust no|cust id|patient id|donor id|user id|reference@0.8|customer reference|customer ref|crm id|"
            + "kundennummer|kunden nr|kd nr|kundennr|numero client|n client|reference client|code client|codigo de cliente|codigo cliente|id cliente|numero de cliente"),
        ("created_on", "创建日期|创建时间|建档日期|建档时间|录入时间|录入日期|登记日期|登记时间|添加时间|添加日期|注册时间|会员注册时间|入会日期|入会时间|成为客户时间|建立日期|建立时间|开卡日期@0.65|开卡时间@0.65|报名日期@0.6|提交时间@0.6|首次添加时间@0.6|加入时间|新增时间|登録日|作成日|등록일|가입일|"
            + "created|created on|created at|created date|create date|creation date|date created|created time|create dt|create time|date added|added on|date registered|registered on@0.8|registration date|signup date|sign up date|joined|join date|date joined|customer since|client since|member since|donor since|since@0.6|erstellt am|erstellt|angelegt am|kunde seit|date de creation|cree le|fecha de creacion|fecha de alta|person created|date entered"),
        ("remark", "备注|备注信息|说明@0.8|描述@0.7|跟进备注|客户备注|订单备注@0.75|附注|备考|留言@0.7|其他说明|비고|메모|メモ|notes|note|remark|remarks|comment|comments|description|memo|bemerkung|bemerkungen|notiz|notizen|kommentar|commentaire|commentaires|remarques|notas|observaciones|comentarios|internal notes"),
        ("lawful_basis", "合法依据|合法性基础|lawful basis|legal basis"),
        ("do_not_contact", "免打扰|勿扰|禁止联系|请勿联系|不要联系|拒绝联系|勿联系|是否禁止联系|是否免打扰|是否勿扰|退订|已退订|是否退订|拒收|拒收短信|拒绝营销|do not contact|do not call|do not email|do not mail|do not allow emails|do not allow phone calls|dnc|email opt out|opt out|opted out|has opted out|has opted out of email|email opted out|unsubscribed|"
            + "unsubscribed from all email|no contact|donotcall|do not disturb|do not contact me|keine werbung|ne pas contacter|no contactar"),
    ];

    /// <summary>Heads so general that an unknown word before them changes the meaning (市 in 上市, 名 in 品名, type, date, id).</summary>
    public static readonly FrozenSet<string> GeneralHeads = FrozenSet.Create(
        "姓", "名", "市", "区", "县", "省", "州", "名字", "名称", "编号", "编码", "类型", "状态", "等级", "级别", "阶段", "单位", "公司", "企业", "机构", "组织", "卡号", "地区", "渠道", "客户", "顾问", "销售", "说明", "来源", "联系人", "负责人", "注册号", "标记", "성",
        "name", "id", "type", "status", "title", "position", "role", "job", "source", "channel", "stage", "level", "state", "region", "land", "land code", "account", "accounts", "contact", "owner", "company", "organization", "reference", "note", "label", "labels", "tag", "tags", "category",
        "group", "groups", "created", "url", "web", "rep", "description", "street", "mail", "contacto", "kontakt", "nom", "sei", "mei", "cp", "str", "joined", "since", "origin", "created on", "created at", "responsible", "commercial", "portable", "vat", "suite", "uid", "cif", "inn", "tin", "rut", "tva", "btw", "road", "sex", "country", "city", "client number", "internet", "stelle", "poste", "titre", "cell");
}
