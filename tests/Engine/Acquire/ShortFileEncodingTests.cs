using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire;

/// <summary>A header and a few rows must be enough: people try with a small file first.</summary>
public sealed class ShortFileEncodingTests(ITestOutputHelper output)
{
    private static readonly (string Encodings, string Text)[] Files =
    [
        ("utf-8 gb18030 utf-16le utf-16be", "姓名,手机,地址\n张伟,13800138000,北京市朝阳区建国路88号\n李娜,13900139000,上海市浦东新区\n王芳,13700137000,广州市天河区\n"),
        ("utf-8 gb18030 utf-16le", "客户名称,联系人,电话\n华为技术有限公司,刘强,0755-28780808\n腾讯科技,陈静,0755-86013388\n"),
        ("utf-8 gb18030", "编号,备注\n1,已联系\n2,待回访\n3,无人接听\n"),
        ("gb18030", "Name,City\nJohn,上海\nMary,Paris\n"),
        ("gb18030", "a\n联通\n"),
        ("gb18030", "商品名稱,數量\n筆記本電腦,3\n辦公椅,12\n"),
        ("utf-8 big5 utf-16le", "姓名,電話,地址\n陳怡君,0912345678,台北市中正區重慶南路一段122號\n林志明,0923456789,高雄市左營區\n"),
        ("big5", "公司名稱,負責人\n台灣積體電路製造股份有限公司,魏哲家\n鴻海精密工業,劉揚偉\n"),
        ("utf-8 shift_jis euc-jp iso-2022-jp utf-16le", "氏名,電話番号,住所\n佐藤太郎,090-1234-5678,東京都千代田区丸の内1-1\n鈴木花子,080-1111-2222,大阪府大阪市北区\n"),
        ("shift_jis euc-jp", "お名前,フリガナ\n高橋一郎,タカハシイチロウ\n田中美咲,タナカミサキ\n"),
        ("utf-8 euc-kr utf-16le", "이름,전화번호,주소\n김민준,010-1234-5678,서울특별시 강남구 테헤란로\n이서연,010-2345-6789,부산광역시 해운대구\n"),
        ("utf-8 windows-1251 koi8-r ibm866 iso-8859-5", "Имя,Телефон,Город\nИван Петров,+7 495 123-45-67,Москва\nОльга Смирнова,+7 812 765-43-21,Санкт-Петербург\n"),
        ("windows-1251 koi8-u", "Ім'я,Місто\nОлександр Шевченко,Київ\nЮлія Коваленко,Львів\n"),
        ("utf-8 windows-1252 iso-8859-1 ibm850 macintosh", "Name;Straße;Ort\nJürgen Müller;Königstraße 5;Köln\nBärbel Groß;Schloßallee 3;München\n"),
        ("windows-1252 iso-8859-15 ibm850", "Nom,Prénom,Ville\nLefèvre,Gisèle,Orléans\nBéranger,François,Besançon\n"),
        ("windows-1252", "Nombre,Dirección\nJosé Muñoz,Cádiz\nMaría Núñez,Málaga\n"),
        ("windows-1252", "id,price\n1,\u20ac 5.00\n2,\u20ac 7.50\n3,it\u2019s \u201cfine\u201d\n"),
        ("windows-1252", "Nome,Cidade\nJoão Gonçalves,São Paulo\nConceição Araújo,Brasília\n"),
        ("windows-1252", "Namn,Ort\nÅsa Öberg,Malmö\nBjörn Sjögren,Göteborg\n"),
        ("windows-1252", "Navn,By\nSøren Kjær,Århus\nJørgen Bæk,København\n"),
        ("windows-1252", "name,city\nRené,Paris\nJohn,London\n"),
        ("windows-1250 iso-8859-2 ibm852", "Imię,Miasto\nŁukasz Wójcik,Łódź\nMałgorzata Kamińska,Gdańsk\n"),
        ("windows-1250 iso-8859-2", "Jméno,Město\nJiří Dvořák,Plzeň\nBožena Němcová,Hradec Králové\n"),
        ("windows-1250", "Név,Város\nSzabó Győző,Győr\nKovács Ágnes,Székesfehérvár\n"),
        ("windows-1254", "Ad,Şehir\nAyşe Yılmaz,İstanbul\nÇağlar Öztürk,Eskişehir\n"),
        ("windows-1253 iso-8859-7", "Όνομα,Πόλη\nΓιώργος Παπαδόπουλος,Αθήνα\nΜαρία Νικολάου,Θεσσαλονίκη\n"),
        ("windows-1255", "שם,עיר\nדוד כהן,ירושלים\nשרה לוי,תל אביב\n"),
        ("windows-1256 iso-8859-6", "الاسم,المدينة\nمحمد علي,القاهرة\nفاطمة حسن,الرياض\n"),
        ("windows-874", "ชื่อ,จังหวัด\nสมชาย ใจดี,กรุงเทพมหานคร\nสมหญิง รักไทย,เชียงใหม่\n"),
        ("windows-1257", "Vārds,Pilsēta\nJānis Bērziņš,Rīga\nLīga Kalniņa,Daugavpils\n"),
        ("windows-1257", "Vardas,Miestas\nJonas Žukauskas,Šiauliai\nRūta Jankauskaitė,Panevėžys\n"),
        ("windows-1258", "Tên,Thành phố\nNguyê\u0303n Va\u0306n An,Ha\u0300 Nô\u0323i\nTrâ\u0300n Thi\u0323 Hoa,Đa\u0300 Nă\u0303ng\n"),
    ];

    [Fact]
    public void Short_files_are_read_as_written()
    {
        var (hits, total) = (0, 0);
        foreach (var (encodings, text) in Files)
        {
            foreach (var name in encodings.Split(' '))
            {
                var bytes = EncodingNames.Find(name).GetBytes(text);
                var found = EncodingDetection.Detect(TextSample.Take(new MemoryStream(bytes)));
                var read = EncodingNames.Find(found[0].Encoding).GetString(bytes);
                total++;
                if (string.Equals(read, EncodingNames.Find(name).GetString(bytes), StringComparison.Ordinal))
                {
                    hits++;
                }
                else
                {
                    output.WriteLine($"miss: {name} → {string.Join(' ', found.Select(f => $"{f.Encoding}:{f.Confidence:0.00}"))}: {read.ReplaceLineEndings("|")}");
                }
            }
        }

        output.WriteLine($"short files {hits}/{total}");
        Assert.True(hits >= total - 3, $"{hits}/{total}");
    }
}
