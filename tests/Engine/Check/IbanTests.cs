using System.Numerics;
using FsCheck.Fluent;
using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

public sealed class IbanTests(ITestOutputHelper output)
{
    /// <summary>The examples printed in the registry of ISO 13616, one for each country.</summary>
    private const string Examples =
        "AD1200012030200359100100 AE070331234567890123456 AL47212110090000000235698741 AT611904300234573201 AZ21NABZ00000000137010001944 BA391290079401028494 "
        + "BE68539007547034 BG80BNBG96611020345678 BH67BMAG00001299123456 BR1800360305000010009795493C1 BY13NBRB3600900000002Z00AB00 CH9300762011623852957 "
        + "CR05015202001026284066 CY17002001280000001200527600 CZ6508000000192000145399 DE89370400440532013000 DK5000400440116243 DO28BAGR00000001212453611324 "
        + "EE382200221020145685 ES9121000418450200051332 FI2112345600000785 FO6264600001631634 FR1420041010050500013M02606 GB29NWBK60161331926819 GE29NB0000000101904917 "
        + "GI75NWBK000000007099453 GL8964710001000206 GR1601101250000000012300695 GT82TRAJ01020000001210029690 HR1210010051863000160 HU42117730161111101800000000 "
        + "IE29AIBK93115212345678 IL620108000000099999999 IS140159260076545510730339 IT60X0542811101000000123456 JO94CBJO0010000000000131000302 KW81CBKU0000000000001234560101 "
        + "KZ86125KZT5004100100 LB62099900000001001901229114 LC55HEMM000100010012001200023015 LI21088100002324013AA LT121000011101001000 LU280019400644750000 LV80BANK0000435195001 "
        + "MC5811222000010123456789030 MD24AG000225100013104168 ME25505000012345678951 MK07250120000058984 MR1300020001010000123456753 MT84MALT011000012345MTLCAST001S "
        + "MU17BOMM0101101030300200000MUR NL91ABNA0417164300 NO9386011117947 PK36SCBL0000001123456702 PL61109010140000071219812874 PS92PALS000000000400123456702 "
        + "PT50000201231234567890154 QA58DOHB00001234567890ABCDEFG RO49AAAA1B31007593840000 RS35260005601001611379 SA0380000000608010167519 SC18SSCB11010000000000001497USD "
        + "SE4550000000058398257466 SI56263300012039086 SK3112000000198742637541 SM86U0322509800000000270100 TN5910006035183598478831 TR330006100519786457841326 "
        + "UA213223130000026007233566001 VA59001123000012345678 VG96VPVG0000012345678901 XK051212012345678906 IQ98NBIQ850123456789012 SV62CENR00000000000000700025 TL380080012345678910157 "
        + "ST23000100010051845310146 EG380019000500000000263180002";

    [Fact]
    public void The_registry_s_examples_are_good_in_every_writing()
    {
        var wrong = Examples.Split(' ').Where(iban =>
            new[] { iban, iban.ToLowerInvariant(), Ibans.ForPeople(iban), "IBAN: " + Ibans.ForPeople(iban), iban.Insert(4, "-") }.Any(text => Ibans.Parse(text) is not { Verdict: Verdict.Good } got || got.Value != iban));
        Assert.Empty(wrong);
        Assert.Equal("DE89 3704 0044 0532 0130 00", Ibans.ForPeople("DE89370400440532013000"));
    }

    [Fact]
    public void Accounts_with_computed_check_digits_are_good_and_with_one_other_character_they_are_not()
    {
        var random = new Random(7);
        var wrong = new List<string>();
        int good = 0, bad = 0;
        foreach (var example in Examples.Split(' '))
        {
            for (var i = 0; i < 20; i++)
            {
                // Another account of the same form: digits stay digits, letters letters.
                var account = string.Concat(example[4..].Select(c => char.IsAsciiDigit(c) ? (char)('0' + random.Next(10)) : (char)('A' + random.Next(26))));
                var iban = example[..2] + CheckDigits(example[..2], account) + account;
                good++;
                if (Ibans.Parse(iban) is not { Verdict: Verdict.Good })
                {
                    wrong.Add("good " + iban);
                }

                var at = 2 + random.Next(iban.Length - 2);
                var changed = char.IsAsciiDigit(iban[at]) ? (char)('0' + ((iban[at] - '0' + 1 + random.Next(9)) % 10)) : (char)('A' + ((iban[at] - 'A' + 1 + random.Next(25)) % 26));
                foreach (var other in (string[])[iban[..at] + changed + iban[(at + 1)..], iban + "0", iban[..^1], iban[..4] + "-?" + iban[6..]])
                {
                    bad++;
                    if (Ibans.Parse(other).Verdict != Verdict.Bad)
                    {
                        wrong.Add("bad " + other);
                    }
                }
            }
        }

        output.WriteLine($"IBANs: {good} good, {bad} bad, wrong {wrong.Count}: {string.Join(", ", wrong.Take(10))}");
        Assert.Empty(wrong);
        Assert.True(good >= 500 && bad >= 500);
    }

    [Theory]
    [InlineData("DE89370400440532013001", "iban.checksum")]
    [InlineData("DE8937040044053201300", "iban.length")]
    [InlineData("DE89 3704 **** **** 30", "iban.masked")]
    [InlineData("6222021234567890128", "iban.form")]
    [InlineData("GB29601613NWBK31926819", "iban.form")]
    public void What_is_wrong_is_said_and_refused(string text, string code) => Assert.Equal((Verdict.Bad, code), (Ibans.Parse(text).Verdict, Ibans.Parse(text).Finding?.Code));

    [Fact]
    public void A_country_that_is_not_registered_is_kept_with_a_word()
    {
        var account = "12345678901234";
        var got = Ibans.Parse("ZZ" + CheckDigits("ZZ", account) + account);
        Assert.Equal((Verdict.Warn, "iban.country", "ZZ"), (got.Verdict, got.Finding?.Code, got.Finding?.Data));
    }

    [Fact]
    public void Any_text_is_answered_and_an_iban_reads_as_itself()
    {
        var texts = Gen.Choose(0, 39).Select(i => "0123456789ABDEGFRL *-iban12345 8937040张张"[i]).ArrayOf().Select(c => new string(c)).ToArbitrary();
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(36), Prop.ForAll(texts, Holds));
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), Holds));
    }

    private static void Holds(string text)
    {
        var got = Ibans.Parse(text);
        Assert.Equal(got.Verdict == Verdict.Bad, got.Finding is not null && got.Value is null);
        Assert.True(got.Value is null || Ibans.Parse(Ibans.ForPeople(got.Value)).Value == got.Value);
    }

    /// <summary>ISO 7064 MOD 97-10 by the book: the number with 00 as its check, taken from 98.</summary>
    private static string CheckDigits(string country, string account) =>
        $"{98 - (int)(BigInteger.Parse(string.Concat((account + country + "00").Select(c => char.IsAsciiDigit(c) ? $"{c}" : $"{c - 'A' + 10}")), System.Globalization.CultureInfo.InvariantCulture) % 97):00}";
}
