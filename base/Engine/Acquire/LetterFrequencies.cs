namespace Kith.Engine.Acquire;

/// <summary>The writing systems a text may mostly be in.</summary>
internal enum Script : byte
{
    None,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    Chinese,
    Japanese,
    Korean,
}

/// <summary>
/// Common characters of languages, in falling order of frequency (for Latin scripts only the letters beyond ASCII).
/// The orders are general knowledge of the languages, roughly right, which is all that telling encodings apart needs.
/// </summary>
internal static class LetterFrequencies
{
    public static readonly (Script Script, string Letters)[] Alphabets =
    [
        (Script.Latin, "éàèêçôùâîûëïœ"),
        (Script.Latin, "üäöß"),
        (Script.Latin, "óíáñéúü"),
        (Script.Latin, "ãçáéíõóêâúàô"),
        (Script.Latin, "àèùìòé"),
        (Script.Latin, "øåæéö"),
        (Script.Latin, "äåöé"),
        (Script.Latin, "éëïöüè"),
        (Script.Latin, "áíðéöúþóæý"),
        (Script.Latin, "àéóèíçúòï"),
        (Script.Latin, "íáěéřýčžšůúďťňó"),
        (Script.Latin, "áíéčýžúšľťôňďäŕĺó"),
        (Script.Latin, "łąężóśćńź"),
        (Script.Latin, "áéóöőíüúű"),
        (Script.Latin, "ăîâșțşţ"),
        (Script.Latin, "čšžćđ"),
        (Script.Latin, "ıüşçğöİâ"),
        (Script.Latin, "äõüöšž"),
        (Script.Latin, "āīēšūņģļķžčŗō"),
        (Script.Latin, "ėšžųįūčąę"),
        (Script.Latin, "ħżġċà"),
        (Script.Latin, "ĝĉĵŝŭĥ"),
        (Script.Latin, "\u0301\u0300đưâêô\u0323ơă\u0309\u0303áàéèíìóòúùý"),
        (Script.Cyrillic, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
        (Script.Cyrillic, "оаинтеврсклудмпязьбгчйхїцжєшюіщфґ"),
        (Script.Cyrillic, "аиоентрсвлкдпмзгубяъжщчшцюхйфь"),
        (Script.Cyrillic, "аоиенрјтсвдуклпмгзбчћшњжцфхџђљ"),
        (Script.Cyrillic, "аоіеянцтлкрсдўумвпзыгбчшхйьжюэф"),
        (Script.Greek, "αοιετνσρπκηυςμλάίόδγθέύωήώφχβξζψ"),
        (Script.Hebrew, "יוהלאםתרבשמנןדכקפעטחגזסךצףץ"),
        (Script.Arabic, "اليمنوترهبعدسفكقةحجىشصأطخضغذزئءثظإؤآ\u0640"),
        (Script.Arabic, "ایرنمهدوتبسشکزفلگعخقآجپحچصطغذضثظژ"),
        (Script.Thai, "านรอกเงมยลวดทส\u0E48ต\u0E31\u0E49ป\u0E35\u0E34ใ\u0E37ไแ\u0E4Cข\u0E39\u0E38พหคบะจำช\u0E47โผถซ\u0E36ธณศภฐฉญฎฏฝฟษฤ"),
    ];

    /// <summary>Simplified hanzi: running text first, then what names, addresses and column headers add.</summary>
    public const string Simplified =
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着"
        + "等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线"
        + "内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及"
        + "管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车价住号姓名性别电话手机邮箱"
        + "地址备注客户编号联系省市县镇村街道楼室单元栋号公司有限责任科技集团股份贸易商店银行金额日期时间状态类型来源部门职务生日身份证等级余额订单产品"
        + "北京上海广州深圳天津重庆南江苏浙福建湖河东四川陕云贵安徽吉林黑龙辽宁青岛杭成都武汉长沙郑济王李张刘陈杨黄赵周吴徐孙马朱胡郭何高罗郑梁谢宋唐许"
        + "韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶魏吕苏卢丁沈任姚钟姜崔谭陆汪范石廖贾夏韦付方白邹孟熊秦邱侯江尹薛闫段雷黎史龙陶贺顾毛郝龚邵万钱严伟芳娜秀敏静丽"
        + "强磊军洋勇艳杰涛超霞刚桂英华玉萍红娥玲芬燕彩兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞欣怡婷宇浩轩子涵梓思雨晨阳志鹏飞鑫波斌辉健俊";

    /// <summary>Simplified → traditional for the common characters above that differ.</summary>
    public const string ToTraditional =
        "这這为為个個国國时時来來们們于於对對会會发發动動过過说說产產种種后後学學经經进進着著电電里裡现現实實两兩体體制製机機当當点點从從业業应應开開还還"
        + "样樣与與关關线線内內数數么麼质質气氣变變条條没沒结結解解问問义義间間无無系係军軍并並题題党黨员員总總设設长長头頭资資边邊级級图圖统統较較将將组組见見"
        + "计計论論运運农農几幾区區决決战戰则則据據处處车車价價号號别別话話邮郵备備注註户戶编編联聯县縣镇鎮楼樓单單栋棟责責团團贸貿银銀额額状狀态態类類职職证證余餘"
        + "订訂广廣云雲贵貴龙龍辽遼宁寧岛島汉漢郑鄭济濟张張刘劉陈陳杨楊赵趙吴吳孙孫马馬罗羅谢謝许許韩韓冯馮邓鄧肖蕭蒋蔣叶葉吕呂苏蘇卢盧钟鐘谭譚陆陸范範贾賈韦韋邹鄒"
        + "顾顧龚龔万萬钱錢严嚴伟偉丽麗艳艷杰傑涛濤刚剛华華红紅凤鳳洁潔莲蓮环環荣榮爱愛莺鶯琼瓊贞貞轩軒阳陽鹏鵬飞飛辉輝俊俊门門东東";

    public const string Kanji =
        "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨"
        + "会事自社者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住真有口少町料工建空急止送切転研足究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借曜飲肉貸堂鳥飯勉冬昼茶弟牛魚兄犬妹姉漢"
        + "村藤佐市区県丁株式郎美井松林清鈴渡辺伊加斎橋石森池内岡島原和太史様氏号番都府郵便客連絡先登録";

    public const string Hangul =
        "이다는의에을가고하은지를로서기사인도한나리자시어대과부정으해수일그원스전있여라상보제주조동들만아구관당비면연게장신성경공국회선위유중실소문개화모무마세계물산단용양"
        + "김박최강윤임오권황안송류홍민준영미진현우희숙남호번전출생년월름록객울광역청담길층빌딩려요습니까했없것때문등말내거건업체무역점식";
}
