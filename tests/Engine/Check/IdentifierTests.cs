using FsCheck.Fluent;
using Kith.Engine.Check;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Check;

public sealed class IdentifierTests(ITestOutputHelper output)
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("91350100M000100Y43", "91350100M000100Y43", null, null)] // the example printed in GB 32100-2015
    [InlineData("91350100m000100y43", "91350100M000100Y43", null, null)]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43", null, null)]
    [InlineData("9135 0100 M000 100Y 43", "91350100M000100Y43", null, null)]
    [InlineData("91350100M000100Y44", "91350100M000100Y44", "uscc.checksum", "3")]
    [InlineData("9I350100MOOO1OOY43", "9I350100MOOO1OOY43", "uscc.alphabet", "91350100M000100Y43")]
    [InlineData("91350100M000100Y4!", "91350100M000100Y4!", "uscc.alphabet", null)]
    [InlineData("91350100M000100Y4", "91350100M000100Y4", "uscc.length", "17")]
    [InlineData("110108000000016", "110108000000016", "uscc.registration-number", null)] // GB/T 36104: mod 11,10
    [InlineData("110108123456789", "110108123456789", "uscc.tax-id", null)]
    [InlineData("11010819900307451200", "11010819900307451200", "uscc.tax-id", null)]
    [InlineData("72134560-8", "721345608", "uscc.organisation-code", null)]
    [InlineData("9.1350100E+17", "9.1350100E+17", "uscc.digits-lost", null)]
    [InlineData("无", null, null, null)]
    public void Unified_codes_are_flagged_and_never_refused(string text, string? value, string? code, string? data)
    {
        var got = UnifiedCodes.Parse(text);
        Assert.Equal((value, code, data), (got.Value, got.Finding?.Code, got.Finding?.Data));
        Assert.Equal(code is null ? Verdict.Good : Verdict.Warn, got.Verdict);
    }

    [Fact]
    public void Every_single_wrong_character_of_a_unified_code_is_seen()
    {
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var random = new Random(5);
        int seen = 0, total = 0;
        for (var i = 0; i < 200; i++)
        {
            var body = "91" + string.Concat(Enumerable.Range(0, 6).Select(_ => (char)('0' + random.Next(10)))) + string.Concat(Enumerable.Range(0, 9).Select(_ => Alphabet[random.Next(31)]));
            var code = body + UnifiedCodes.CheckCharacter(body);
            Assert.Equal(Verdict.Good, UnifiedCodes.Parse(code).Verdict);
            for (var at = 0; at < 18; at++)
            {
                var other = Alphabet[(Alphabet.IndexOf(code[at], StringComparison.Ordinal) + 1 + random.Next(30)) % 31];
                total++;
                seen += UnifiedCodes.Parse(code[..at] + other + code[(at + 1)..]).Finding?.Code == "uscc.checksum" ? 1 : 0;
            }
        }

        output.WriteLine($"single errors seen: {seen}/{total}");
        Assert.Equal(total, seen);
    }

    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", "female", "11")] // the example printed in GB 11643-1999
    [InlineData("11010519491231002x", "1949-12-31", "female", "11")]
    [InlineData("440524188001010014", "1880-01-01", "male", "44")] // the second one
    [InlineData("110105 19491231 002X", "1949-12-31", "female", "11")]
    [InlineData("'11010519491231002X", "1949-12-31", "female", "11")]
    public void Resident_ids_tell_birth_sex_and_province(string text, string born, string sex, string province)
    {
        var got = ResidentIds.Parse(text, Today);
        Assert.Equal((Verdict.Good, born, sex, province), (got.Verdict, got.BirthDate, got.Sex, got.Province));
    }

    [Theory]
    [InlineData("110105491231002", "11010519491231002X", Verdict.Warn, "resident-id.first-generation")]
    [InlineData("110105194912310021", null, Verdict.Bad, "resident-id.checksum")]
    [InlineData("110101199003070000", null, Verdict.Bad, "resident-id.digits-lost")]
    [InlineData("1.10101E+17", null, Verdict.Bad, "resident-id.digits-lost")]
    [InlineData("1.10101199003074E+17", null, Verdict.Bad, "resident-id.digits-lost")]
    [InlineData("110105194912310021.0", null, Verdict.Bad, "resident-id.digits-lost")]
    [InlineData("1101051949123100", null, Verdict.Bad, "resident-id.length")]
    [InlineData("1101051949123100ZZ", null, Verdict.Bad, "resident-id.alphabet")]
    [InlineData("H12345678", "H12345678", Verdict.Warn, "resident-id.other-document")]
    [InlineData("E12345678", "E12345678", Verdict.Warn, "resident-id.other-document")]
    [InlineData("A123456(7)", "A123456(7)", Verdict.Warn, "resident-id.other-document")]
    [InlineData("12345678", "12345678", Verdict.Warn, "resident-id.other-document")]
    [InlineData("C12345678", "C12345678", Verdict.Warn, "resident-id.other-document")]
    public void Resident_ids_that_are_not_good(string text, string? value, Verdict verdict, string code)
    {
        var got = ResidentIds.Parse(text, Today);
        Assert.Equal((value, verdict, code), (got.Value, got.Verdict, got.Finding?.Code));
    }

    [Fact]
    public void Resident_ids_of_every_division_are_good_and_every_single_wrong_digit_is_seen()
    {
        var random = new Random(7);
        var good = new Tally("resident ids of all divisions since 1980", output);
        var bad = new Tally("single wrong digits refused", output);
        foreach (var division in File.ReadLines(SharedData.Require("cn_admin/gb2260_timeline.tsv")).Skip(1).Select(l => l[..6]).Where(c => c[2..] != "0000").Distinct())
        {
            var body = $"{division}{new DateOnly(1950, 1, 1).AddDays(random.Next(25_000)):yyyyMMdd}{random.Next(1, 999):000}";
            var id = body + ResidentIds.CheckCharacter(body);
            good.Count(ResidentIds.Parse(id, Today).Verdict == Verdict.Good, id);
            var at = random.Next(17);
            var broken = id[..at] + (char)('0' + ((id[at] - '0' + 1 + random.Next(9)) % 10)) + id[(at + 1)..];
            bad.Count(ResidentIds.Parse(broken, Today).Verdict == Verdict.Bad, broken);
        }

        Assert.Equal((0, 0), (good.Report(), bad.Report()));
        Assert.True(good.Total > 3000);
    }

    [Fact]
    public void Nobody_is_born_tomorrow_or_on_no_day()
    {
        foreach (var born in (string[])[$"{Today.AddDays(1):yyyyMMdd}", "19491331", "19490230", "00000101"])
        {
            var body = $"110105{born}001";
            Assert.Equal("resident-id.birth-date", ResidentIds.Parse(body + ResidentIds.CheckCharacter(body), Today).Finding?.Code);
        }
    }

    [Theory]
    [InlineData("6222 0212 3456 7890 128", "6222021234567890128")]
    [InlineData("4111-1111-1111-1111", "4111111111111111")]
    [InlineData("378282246310005", "378282246310005")]
    public void Bank_cards_with_a_right_check_digit(string text, string value)
    {
        var got = BankCards.Parse(text);
        Assert.Equal(value, got.Value);
        Assert.Equal(BankCards.IsLuhn(value), got.Verdict == Verdict.Good);
    }

    [Theory]
    [InlineData("4111111111111112", Verdict.Warn, "bank-card.checksum")]
    [InlineData("6222021234567890000", Verdict.Bad, "bank-card.digits-lost")]
    [InlineData("6.22202E+18", Verdict.Bad, "bank-card.digits-lost")]
    [InlineData("62220212345", Verdict.Bad, "bank-card.length")]
    [InlineData("6222****1234", Verdict.Bad, "bank-card.masked")]
    [InlineData("0000000000000000", Verdict.Bad, "bank-card.placeholder")]
    [InlineData("6222abc", Verdict.Bad, "bank-card.alphabet")]
    public void Bank_cards_that_are_not_good(string text, Verdict verdict, string code)
    {
        var got = BankCards.Parse(text);
        Assert.Equal((verdict, code), (got.Verdict, got.Finding?.Code));
    }

    [Theory]
    [InlineData("男", "male")]
    [InlineData("F", "female")]
    [InlineData("女士", "female")]
    [InlineData("Herr", "male")]
    [InlineData("先生", "male")]
    [InlineData("Ｍ", "male")]
    [InlineData("divers", "other")]
    [InlineData("", null)]
    [InlineData("未知", null)]
    public void Genders(string text, string? value) => Assert.Equal((value, Verdict.Good), (SmallFields.Gender(text).Value, SmallFields.Gender(text).Verdict));

    [Theory]
    [InlineData("是", "yes")]
    [InlineData("Y", "yes")]
    [InlineData("TRUE", "yes")]
    [InlineData("√", "yes")]
    [InlineData("×", "no")]
    [InlineData("否", "no")]
    [InlineData("0", "no")]
    [InlineData("", null)]
    public void Answers(string text, string? value) => Assert.Equal((value, Verdict.Good), (SmallFields.YesNo(text).Value, SmallFields.YesNo(text).Verdict));

    [Theory]
    [InlineData("12345678", "12345678", null)]
    [InlineData("12345678@qq.com", "12345678", null)]
    [InlineData("1234567890.0", "1234567890", null)]
    [InlineData("QQ：12345678", "12345678", null)]
    [InlineData("012345", null, "qq.form")]
    [InlineData("1.23E+9", null, "qq.digits-lost")]
    public void Qq_numbers(string text, string? value, string? code) => Assert.Equal((value, code), (SmallFields.Qq(text).Value, SmallFields.Qq(text).Finding?.Code));

    [Theory]
    [InlineData("zhang_san-1", null)]
    [InlineData("13800138000", null)]
    [InlineData("张三", "wechat.form")]
    [InlineData("1abcdef", "wechat.form")]
    public void WeChat_ids_are_only_flagged(string text, string? code) => Assert.Equal((text, code), (SmallFields.WeChat(text).Value, SmallFields.WeChat(text).Finding?.Code));

    [Theory]
    [InlineData("www.Acme.COM/", "https://www.acme.com", null)]
    [InlineData("HTTP://acme.com/a?b=c", "http://acme.com/a?b=c", null)]
    [InlineData("acme.com:8080/x", "https://acme.com:8080/x", null)]
    [InlineData("www。acme。cn", "https://www.acme.cn", null)]
    [InlineData("https://bücher.de", "https://xn--bcher-kva.de", null)]
    [InlineData("javascript:alert(1)", null, "url.scheme")]
    [InlineData("file:///etc/passwd", null, "url.scheme")]
    [InlineData("https://user:pass@acme.com", null, "url.form")]
    [InlineData("acme", null, "url.form")]
    [InlineData("http://127.0.0.1", null, "url.form")]
    public void Web_addresses(string text, string? value, string? code) => Assert.Equal((value, code), (WebAddresses.Parse(text).Value, WebAddresses.Parse(text).Finding?.Code));

    [Theory]
    [InlineData("  张\u3000三 ", "张 三")]
    [InlineData("\uFEFFAnna\u00A0\u00A0Maria\u200B", "Anna Maria")]
    [InlineData("a\u00ADb\u0007c", "abc")]
    [InlineData("Mu\u0308ller", "Müller")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("a\r\nb", "a b")]
    [InlineData("ＡＢＣ", "ＡＢＣ")]
    public void Text_is_cleaned_of_what_nobody_sees(string text, string clean) => Assert.Equal(clean, Clean.Text(text));

    [Fact]
    public void Cleaning_keeps_lines_or_narrows_where_asked()
    {
        Assert.Equal("a\nb", Clean.Lines(" a \r\n b "));
        Assert.Equal("ABC-1", Clean.Code("ＡＢＣ－１"));
        var same = "already clean";
        Assert.Same(same, Clean.Text(same));
        Assert.Equal("bad", Clean.Text("bad" + (char)0xD83D));
        // U+3D466 is no character: the joiner before it joins nothing.
        Assert.Equal("👧=", Clean.Text("👧\u200D\U0003D466="));
    }

    [Theory]
    [InlineData("无", true)]
    [InlineData(" N/A ", true)]
    [InlineData("null", true)]
    [InlineData("--", true)]
    [InlineData("", true)]
    [InlineData("暂无", true)]
    [InlineData("test", true)]
    [InlineData("吴", false)]
    [InlineData("Null Inc.", false)]
    [InlineData("0", false)]
    public void Blank_words(string text, bool blank) => Assert.Equal(blank, BlankWords.IsBlankWord(text));

    [Fact]
    public void Any_text_is_answered_and_normalising_twice_changes_nothing()
    {
        var alphabet = "0123456789013800XxIOZ-. ()E+ABCDEF张男yYnN@:/wｗ１\u00A0\u200B\uD83D\u0301";
        var texts = Gen.Choose(0, alphabet.Length - 1).Select(i => alphabet[i]).ArrayOf().Select(c => new string(c)).ToArbitrary();
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(30), Prop.ForAll(texts, Holds));
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), Holds));
    }

    private static void Holds(string text)
    {
        foreach (var parse in (Func<string, Checked>[])[UnifiedCodes.Parse, BankCards.Parse, WebAddresses.Parse, SmallFields.Gender, SmallFields.YesNo, SmallFields.Qq, SmallFields.WeChat])
        {
            var got = parse(text);
            Assert.Equal(got.Verdict == Verdict.Bad, got.Finding is not null && got.Value is null);
            if (got.Value is { } value)
            {
                Assert.Equal(value, parse(value).Value);
            }
        }

        var id = ResidentIds.Parse(text, Today);
        Assert.True(id.Value is null || ResidentIds.Parse(id.Value, Today).Value == id.Value);
        Assert.Equal(Clean.Text(text), Clean.Text(Clean.Text(text)));
        Assert.Equal(Clean.Code(text), Clean.Code(Clean.Code(text)));
        Assert.Equal(Clean.Lines(text), Clean.Lines(Clean.Lines(text)));
    }
}
