using System.Text;
using Kith.Engine.Acquire;
using Kith.Engine.Acquire.Mapping;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire.Vcard;

/// <summary>Cards of address books: what each way of writing them means, and that none is lost.</summary>
public sealed class VcardReaderTests
{
    private static readonly Encoding Gbk = EncodingNames.Find("gb18030");

    [Theory]
    [InlineData("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=B0=8F=E6=98=8E;;;", "王小明")]
    [InlineData("FN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CD=F5=D0=A1=C3=F7", "王小明")]
    [InlineData("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E5=B0=\n=8F=E6=98=8E", "王小明")]
    [InlineData("FN;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E5=B0=8F=E6=98=8E", "王小明")]
    [InlineData("FN;ENCODING=BASE64;CHARSET=UTF-8:546L5bCP5piO", "王小明")]
    [InlineData("FN;QUOTED-PRINTABLE:J=C3=BCrgen", "Jürgen")]
    [InlineData("FN:O\\;Neil", "O;Neil")]
    [InlineData("FN:C:\\new", "C:\\new")]
    public void Old_cards_are_decoded(string property, string name) => Assert.Equal(name, Cards.Read($"BEGIN:VCARD\nVERSION:2.1\n{property}\nEND:VCARD\n")[0, "Full name"]);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("big5")]
    public void A_file_without_a_mark_is_read_in_its_encoding(string encoding)
    {
        var people = (string[])["王小明", "李曉麗", "張偉強", "陳國華", "歐陽文靜"];
        var text = string.Concat(people.Select(name => $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nN:{name[..1]};{name[1..]};;;\r\nORG:北京雲帆科技有限公司;市場部\r\nTEL;TYPE=CELL:13800138000\r\nEND:VCARD\r\n"));
        var cards = Cards.Read(text, EncodingNames.Find(encoding));
        Assert.Equal(encoding, cards.Survey.Encoding);
        Assert.Equal(people, Enumerable.Range(0, people.Length).Select(card => cards[card, "Full name"]));
        Assert.Equal("市場部", cards[4, "Department"]);
    }

    [Fact]
    public void Lines_of_another_encoding_within_are_read_and_told()
    {
        var bytes = (byte[])[.. Encoding.UTF8.GetBytes("BEGIN:VCARD\nVERSION:3.0\nFN:王小明\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nNOTE:第一次见面在广州交易会\nFN:张丽娜\nEND:VCARD\n"),
            .. Gbk.GetBytes("BEGIN:VCARD\nVERSION:2.1\nFN:李大伟\nNOTE:他是我们在上海的老客户\nEND:VCARD\n")];
        var cards = Cards.Read(bytes);
        Assert.Equal(["王小明", "张丽娜", "李大伟"], Enumerable.Range(0, 3).Select(card => cards[card, "Full name"]));
        Assert.Equal("encoding.mixed", Assert.Single(cards.Survey.Findings).Code);
    }

    [Theory]
    [InlineData("TEL;TYPE=CELL:13800138000", "Mobile phone=13800138000")]
    [InlineData("TEL;CELL;VOICE:13800138000", "Mobile phone=13800138000")]
    [InlineData("TEL;TYPE=\"work,voice\":010-12345678", "Work phone=010-12345678")]
    [InlineData("item1.TEL:13800138000\nitem1.X-ABLabel:手机", "Mobile phone=13800138000")]
    [InlineData("item1.TEL:13800138000\nitem1.X-ABLabel:_$!<Work>!$_", "Work phone=13800138000")]
    [InlineData("item1.TEL:13800138000\nitem1.X-ABLabel:老板", "Phone (老板)=13800138000")]
    [InlineData("item1.X-ABLabel:Secretary (new)\nitem1.TEL;TYPE=pref:13800138000", "Phone (Secretary  new)=13800138000")]
    [InlineData("TEL;X-前台:010-1", "Phone (前台)=010-1")]
    [InlineData("TEL;TYPE=WORK,FAX:010-1", "Work fax=010-1")]
    [InlineData("TEL;VALUE=uri:tel:+86-10-1234;ext=8", "Phone=+86-10-1234 ext. 8")]
    [InlineData("EMAIL;TYPE=HOME:mailto:a@b.cn", "Home e-mail=a@b.cn")]
    [InlineData("X-QQ:12345", "QQ=12345")]
    [InlineData("X-WECHAT:wxid_1", "WeChat=wxid_1")]
    [InlineData("IMPP;X-SERVICE-TYPE=WeChat:wechat:wxid_1", "WeChat=wxid_1")]
    [InlineData("IMPP:weixin:wxid_1", "WeChat=wxid_1")]
    [InlineData("IMPP;X-SERVICE-TYPE=QQ;type=pref:x-apple:12345", "QQ=12345")]
    [InlineData("X-SOCIALPROFILE;type=wechat;x-user=wxid_1:x-apple:wxid_1", "WeChat=wxid_1")]
    [InlineData("BDAY:19900501", "Birthday=1990-05-01")]
    [InlineData("BDAY:1990-05-01T00:00:00Z", "Birthday=1990-05-01")]
    [InlineData("BDAY:--0501", "Birthday=--05-01")]
    [InlineData("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-01", "Birthday=--05-01")]
    [InlineData("BDAY;VALUE=text:circa 1800", "Birthday=circa 1800")]
    [InlineData("GENDER:F;女", "Gender=female")]
    [InlineData("CATEGORIES:VIP,老客户", "Tags=VIP;老客户")]
    [InlineData("UID:urn:uuid:4fbe8971", "External id=4fbe8971")]
    [InlineData("ADR;TYPE=HOME:;;建国路88号;北京市;北京市;100022;中国", "Home address=北京市建国路88号")]
    [InlineData("ADR:;3单元501室;天河路1号\\n天河城;广州市;广东省;510620;中国", "Address=广东省广州市天河路1号天河城3单元501室")]
    [InlineData("ADR:;;테헤란로 1;강남구;서울;06236;대한민국", "Address=대한민국 서울 강남구 테헤란로 1 06236")]
    [InlineData("ADR:;;Hauptstr. 1;Berlin;;10115;Deutschland", "Address=Hauptstr. 1, Berlin, 10115, Deutschland")]
    [InlineData("LABEL;HOME:Hauptstr. 1\\, Berlin", "Home address=Hauptstr. 1, Berlin")]
    public void Properties_find_their_column(string property, string cell) =>
        Assert.Equal(["Full name=A", cell], Cards.Read($"BEGIN:VCARD\nVERSION:3.0\nFN:A\n{property}\nEND:VCARD").Filled(0).Where(have => have == "Full name=A" || have[..3] == cell[..3]));

    [Theory]
    [InlineData("N:王;小明;;;", "王小明")]
    [InlineData("N:Doe;John;Q.;Dr.;Jr.", "Dr. John Q. Doe Jr.")]
    [InlineData("N:;;;;\nNICKNAME:Johnny", "Johnny")]
    [InlineData("FN:\nN:Doe;John", "John Doe")]
    public void A_name_is_put_together_where_none_is_written(string properties, string name) =>
        Assert.Equal(name, Cards.Read($"BEGIN:VCARD\nVERSION:3.0\n{properties}\nEND:VCARD")[0, "Full name"]);

    [Fact]
    public void The_card_of_a_company_is_one_of_a_company()
    {
        var cards = Cards.Read("BEGIN:VCARD\nVERSION:3.0\nFN:云帆科技\nN:;;;;\nORG:云帆科技;\nX-ABShowAs:COMPANY\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n");
        Assert.Equal(["Company=云帆科技", "Person or company=company"], cards.Filled(0));
        Assert.Equal("vcard.group", cards.Rows[1].Problem);
    }

    [Fact]
    public void The_preferred_comes_first_and_a_doublet_once()
    {
        var cards = Cards.Read("BEGIN:VCARD\nVERSION:3.0\nFN:A\nTEL;TYPE=CELL:1\nTEL;TYPE=CELL,PREF:2\nTEL;TYPE=CELL:1\nEND:VCARD");
        Assert.Equal(["Full name=A", "Mobile phone=2", "Mobile phone 2=1"], cards.Filled(0));
    }

    /// <summary>Headings are for the column mapper: fields it must be sure of, and those that must stay out of them.</summary>
    [Fact]
    public void The_import_takes_every_heading_for_its_field()
    {
        var cards = Cards.Read(string.Concat(Enumerable.Range(1, 8).Select(i => $"""
            BEGIN:VCARD
            VERSION:3.0
            FN:王小明
            N:王;小明;;;
            ORG:云帆科技有限公司;销售部
            TITLE:经理
            ROLE:采购
            TEL;TYPE=CELL:1380013800{i}
            TEL;TYPE=CELL:1390013800{i}
            TEL;TYPE=WORK:010-8888000{i}
            TEL;TYPE=HOME:010-6666000{i}
            TEL;TYPE=WORK,FAX:010-7777000{i}
            item1.TEL:1370013800{i}
            item1.X-ABLabel:秘书
            TEL;TYPE=ASSISTANT:1360013800{i}
            EMAIL;TYPE=WORK:w{i}@example.com
            EMAIL:h{i}@example.com
            ADR;TYPE=HOME:;;建国路{i}号;北京市;北京市;10002{i};中国
            BDAY:--050{i}
            URL:http://example.com/{i}
            X-QQ:1234567{i}
            X-WECHAT:wx_person{i}
            X-SKYPE:live.{i}
            CATEGORIES:VIP
            NOTE:老客户
            UID:uid-{i}
            GENDER:M
            END:VCARD

            """.Replace("            ", "", StringComparison.Ordinal))));
        var guesses = ColumnMapper.Map(cards.Headings, [.. cards.Rows.Select(row => row.Cells)], []);
        var fields = guesses.ToDictionary(guess => cards.Headings[guess.Column], guess => guess.Field);
        foreach (var (heading, field) in ((string, string?)[])
        [
            ("Full name", "name"), ("Family name", "family_name"), ("Given name", "given_name"), ("Company", "company"), ("Department", null), ("Job title", "title"), ("Role", null),
            ("Mobile phone", "phone"), ("Mobile phone 2", "phone"), ("Work phone", "phone"), ("Home phone", "phone"), ("Work fax", null), ("Phone (秘书)", "phone"), ("Assistant phone", null),
            ("Work e-mail", "email"), ("E-mail", "email"), ("Home address", "address"), ("Postcode", "postcode"), ("City", "city"), ("Province", "province"), ("Country", "country"),
            ("Birthday", "birthday"), ("Gender", "gender"), ("Website", "website"), ("QQ", "qq"), ("WeChat", "wechat"), ("Skype", null), ("Tags", "tags"), ("Notes", "remark"), ("External id", "external_id"),
        ])
        {
            Assert.True(fields[heading] == field, $"{heading} is taken for {fields[heading] ?? "nothing"}");
        }

        Assert.All(guesses.Where(guess => guess.Field is not null), guess => Assert.True(guess.Confidence >= 0.8, $"{cards.Headings[guess.Column]} {guess.Confidence}"));
    }

    [Theory]
    [InlineData("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", "A vcard.not-ended|B ")]
    [InlineData("BEGIN:VCARD\nFN:A\nTEL:1", "A vcard.not-ended")]
    [InlineData("BEGIN:VCARD\nFN:A\nthis is nothing\nEND:VCARD", "A vcard.broken-line")]
    [InlineData("BEGIN:VCARD\nFN:A\nNOTE:one\ntwo, with breaks\nEND:VCARD", "A ")]
    [InlineData("BEGIN:VCARD\nEND:VCARD\nbegin:vcard\nfn:B\nend:vcard\n", " |B ")]
    [InlineData("BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nTEL:1\nEND:VCARD\n", "A ")]
    [InlineData("\uFEFFBEGIN:VCARD\r\rFN:A\r\rEND:VCARD\r\r\uFEFFBEGIN:VCARD\rFN:B\rEND:VCARD", "A |B ")]
    [InlineData("BEGIN:VCARD\nPHOTO;ENCODING=b:AAAA\n BBBB\n\nFN:A\nPHOTO;BASE64:\nAAAA\nBBBB\nEND:VCARD", "A ")]
    [InlineData("BEGIN:VCARD\nVERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:soft=\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD", " |B ")]
    public void There_are_as_many_rows_as_cards(string text, string names)
    {
        var cards = Cards.Read(text);
        Assert.Equal(names, string.Join('|', cards.Rows.Select((row, card) => $"{cards[card, "Full name"]} {row.Problem}")));
        Assert.Equal(cards.Rows.Count, cards.Survey.Cards);
    }

    [Fact]
    public void A_stray_line_stands_in_the_notes_and_text_around_the_cards_is_counted()
    {
        var cards = Cards.Read("garbage\nBEGIN:VCARD\nFN:A\nthis is nothing\nEND:VCARD\nmore\n");
        Assert.Equal("this is nothing", cards[0, "Notes"]);
        Assert.Equal(("vcard.text-outside", 1L, "2"), (cards.Survey.Findings[0].Code, cards.Survey.Findings[0].Row, cards.Survey.Findings[0].Data));
        Assert.Equal(2, cards.Rows[0].Number);
    }

    [Fact]
    public void Hundreds_of_phones_and_labels_stay_within_the_columns_and_none_is_lost()
    {
        var text = "BEGIN:VCARD\nVERSION:3.0\nFN:A\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"TEL;TYPE=CELL:{13800000000 + i}\nitem{i}.TEL:{13900000000 + i}\nitem{i}.X-ABLabel:label {i}\n")) + "END:VCARD\n";
        var cards = Cards.Read(text);
        Assert.InRange(cards.Headings.Count, 10, 100);
        var phones = string.Join(" / ", cards.Rows[0].Cells.Skip(1)).Split(" / ", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1000, phones.Distinct().Count());
    }

    [Fact]
    public void Hostile_cards_end_in_rows_with_problems_at_little_memory()
    {
        var cards = Cards.Read("BEGIN:VCARD\nFN:A\nNOTE:" + new string('x', 3_000_000) + "\nEND:VCARD\nBEGIN:VCARD\nFN:B\nPHOTO:" + new string('x', 3_000_000) + "\nEND:VCARD\nBEGIN:VCARD\nFN:C\n"
            + string.Concat(Enumerable.Repeat("NOTE:" + new string('y', 100_000) + "\n", 100)) + "END:VCARD\n");
        Assert.Equal(["table.cell-too-long", null, "vcard.too-long"], cards.Rows.Select(row => row.Problem));
        Assert.All(cards.Rows, row => Assert.True(row.Cells.Sum(cell => cell.Length) <= 8_100_000));
        Assert.Equal("table.empty", Assert.Throws<TableRefusedException>(() => Cards.Read("nothing")).Code);
    }

    [Theory]
    [InlineData("X\n", " a\n")]
    [InlineData("X\n", " \n")]
    [InlineData("X;\"\n", " :\n")]
    public void A_head_that_never_ends_is_read_once(string head, string fold)
    {
        var file = "BEGIN:VCARD\n" + head + string.Concat(Enumerable.Repeat(fold, 500_000)) + "FN:A\nEND:VCARD\n";
        var watch = CpuWatch.StartNew();
        Assert.Equal("A", Cards.Read(file)[0, "Full name"]);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_head_that_is_folded_is_found_wherever_it_is_cut()
    {
        const string Property = "TEL;TYPE=\"work:,voice\":010-12345678";
        Assert.All(Enumerable.Range(1, Property.Length - 1), cut =>
            Assert.Equal("010-12345678", Cards.Read($"BEGIN:VCARD\nVERSION:3.0\n{Property[..cut]}\n {Property[cut..]}\nEND:VCARD\n").Rows[0].Cells[0]));
        Assert.Equal("Ä", Cards.Read("BEGIN:VCARD\nVERSION:3.0\n" + string.Join("\n ", "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:".ToCharArray()) + "=C3=\n=84\nEND:VCARD\n")[0, "Full name"]);
    }

    /// <summary>A property holds memory however little it says.</summary>
    [Theory]
    [InlineData("X:\n", 150_000)]
    [InlineData("LABEL:\n", 100_000)]
    [InlineData("TEL;A;A;A;A;A;A;A;A;A;A;A;A;A;A;A;A:1\n", 10_000)]
    public void A_card_of_many_small_properties_is_bounded_too(string property, int count)
    {
        var watch = CpuWatch.StartNew();
        var cards = Cards.Read("BEGIN:VCARD\nFN:A\n" + string.Concat(Enumerable.Repeat(property, count)) + "END:VCARD\n");
        Assert.Equal("A", cards[0, "Full name"]);
        Assert.Equal(property.StartsWith("LABEL", StringComparison.Ordinal) ? null : "vcard.too-long", cards.Rows[0].Problem);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    /// <summary>Any bytes: as many rows as cards, no other exception, in good time.</summary>
    [Fact]
    public void Mutated_files_of_cards_are_read_to_their_end()
    {
        var seed = Encoding.UTF8.GetBytes("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=\r\n=8B;;;;\r\nitem1.TEL;TYPE=\"cell,work\":1\r\nitem1.X-ABLabel:_$!<Home>!$_\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\n\r\nADR:;;a\\;b;c\\n;d;e;f\r\nEND:VCARD\r\n");
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = Enumerable.Repeat(seed, random.Next(1, 4)).SelectMany(one => one).ToArray();
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                var at = random.Next(bytes.Length);
                bytes = random.Next(3) switch
                {
                    0 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(20))..]],
                    1 => [.. bytes[..at], .. bytes[random.Next(at + 1)..]],
                    _ => [.. bytes[..at], (byte)random.Next(256), .. bytes[Math.Min(bytes.Length, at + 1)..]],
                };
                bytes = bytes.Length == 0 ? [1] : bytes.Length > 4000 ? bytes[..4000] : bytes;
            }

            try
            {
                var cards = Cards.Read(bytes);
                Assert.Equal(cards.Survey.Cards, cards.Rows.Count);
            }
            catch (TableRefusedException refused)
            {
                Assert.Equal("table.empty", refused.Code);
            }
        }
    }
}
