using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

public sealed class PostcodeTests(ITestOutputHelper output)
{
    /// <summary>A code of each country as its post prints it.</summary>
    private const string Printed =
        "AD=AD500 AF=1001 AL=1001 AM=0010 AR=C1425CLA AR=1425 AT=1010 AU=0800 AU=2000 AX=22100 AZ=AZ 1000 BA=71000 BB=BB15094 BD=1000 BE=1000 BG=1000 BN=BT2328 BR=01310-100 BY=220050 CA=K1A 0B1 "
        + "CA=V6B 4Y8 CH=8001 CL=8340457 CN=010000 CN=518057 CO=110231 CR=10101 CU=10400 CV=7600 CY=1010 CZ=110 00 DE=01067 DE=80331 DK=0800 DK=1050 DO=10101 DZ=16000 EC=170515 EE=10111 EG=11511 ES=28013 "
        + "ET=1000 FI=00100 FO=100 FR=75008 GB=SW1A 1AA GB=EC1A 1BB GB=W1A 0AX GB=M1 1AE GB=B33 8TH GB=CR2 6XH GB=DN55 1PT GE=0105 GL=3900 GR=104 31 GT=01001 HN=11101 HR=10000 HT=6120 HU=1011 ID=10110 "
        + "IE=D02 AF30 IE=A65 F4E2 IE=D6W XY00 IL=9614303 IN=110001 IQ=10011 IR=11369-12345 IS=101 IT=00118 IT=20121 JE=JE2 3AB JO=11118 JP=100-0001 KE=00100 KG=720001 KH=12000 KR=04524 KW=13001 KZ=010000 "
        + "LA=01000 LB=1107 LI=9490 LK=00100 LS=100 LT=01100 LU=1009 LV=LV-1010 MA=10000 MC=98000 MD=MD-2001 ME=81000 MG=101 MK=1000 MM=11181 MN=15160 MT=VLT 1117 MU=11328 MV=20026 MX=06000 MY=50050 "
        + "NG=900001 NI=11001 NL=1234 AB NL=1012 JS NO=0150 NP=44600 NZ=6011 OM=100 PE=15001 PG=111 PH=1000 PK=44000 PL=00-950 PT=1000-205 RO=010011 RS=11000 RU=101000 SA=11564 SE=111 22 SG=018989 SI=1000 "
        + "SK=811 02 SM=47890 SN=10000 TH=10200 TJ=734000 TN=1000 TR=06101 TW=100 TW=10058 TW=100006 TZ=11101 UA=01001 US=02110 US=94103-2345 UY=11000 UZ=100000 VE=1010 VN=100000 ZA=0001 ZM=10101";

    [Fact]
    public void Printed_codes_are_good_and_written_as_their_post_writes_them()
    {
        var wrong = new List<string>();
        var cases = 0;
        foreach (var (region, code) in Codes())
        {
            foreach (var text in (string[])[code, code.ToLowerInvariant(), Bare(code), $" {code} ", code.Replace('-', ' '), Wide(code)])
            {
                cases++;
                if (Postcodes.Parse(text, region) is not { Verdict: Verdict.Good } got || got.Value != code)
                {
                    wrong.Add($"{region} '{text}' → {Postcodes.Parse(text, region)}");
                }
            }
        }

        output.WriteLine($"postal codes as printed: {cases} good, wrong {wrong.Count}: {string.Join("; ", wrong.Take(10))}");
        Assert.Empty(wrong);
        Assert.True(cases >= 500);
        Assert.True(Codes().Select(c => c.Region).Distinct().Count() >= 60);
    }

    [Fact]
    public void Codes_with_a_character_of_another_kind_or_of_another_length_are_flagged_and_kept()
    {
        var wrong = new List<string>();
        var cases = 0;
        var shapes = Codes().GroupBy(c => c.Region).ToDictionary(g => g.Key, g => g.Select(c => Shape(Bare(c.Code))).ToHashSet());
        foreach (var (region, code) in Codes())
        {
            var bare = Bare(code);
            foreach (var text in Enumerable.Range(0, bare.Length).Select(i => bare[..i] + (char.IsAsciiDigit(bare[i]) ? 'Q' : '7') + bare[(i + 1)..]).Append(bare + "77").Append(bare + "QQQ").Append("Q" + bare))
            {
                if (Other(region, text) is not { } bad || shapes[region].Contains(Shape(bad)))
                {
                    continue;
                }

                cases++;
                var got = Postcodes.Parse(bad, region);
                if (got is not { Verdict: Verdict.Warn, Finding.Code: "postcode.form" } || got.Value is null)
                {
                    wrong.Add($"{region} '{bad}' → {got}");
                }
            }
        }

        output.WriteLine($"postal codes of another form: {cases} bad, wrong {wrong.Count}: {string.Join("; ", wrong.Take(10))}");
        Assert.Empty(wrong);
        Assert.True(cases >= 500);
    }

    [Theory]
    [InlineData("10000", "CN", "010000")]
    [InlineData("1067", "DE", "01067")]
    [InlineData("2110", "US", "02110")]
    [InlineData("501", "US", "00501")]
    [InlineData("21102345", "US", "02110-2345")]
    [InlineData("950", "PL", "00-950")]
    [InlineData("100", "FI", "00100")]
    [InlineData("150", "NO", "0150")]
    public void A_lost_zero_is_suggested_and_never_put_in(string text, string region, string meant) =>
        Assert.Equal((text, Verdict.Warn, "postcode.leading-zero", meant), (Postcodes.Parse(text, region).Value, Postcodes.Parse(text, region).Verdict, Postcodes.Parse(text, region).Finding?.Code, Postcodes.Parse(text, region).Finding?.Data));

    [Theory]
    [InlineData("01067", "CN")]
    [InlineData("0106", "DE")]
    public void What_begins_with_a_zero_has_lost_none(string text, string region) =>
        Assert.Equal((text, "postcode.form"), (Postcodes.Parse(text, region).Value, Postcodes.Parse(text, region).Finding?.Code));

    [Theory]
    [InlineData("D-10115", "DE", "10115")]
    [InlineData("CH-8001", "CH", "8001")]
    [InlineData("A-1010", "AT", "1010")]
    [InlineData("SE-111 22", "SE", "111 22")]
    [InlineData("PL00-950", "PL", "00-950")]
    [InlineData("1010", "LV", "LV-1010")]
    [InlineData("100000.0", "CN", "100000")]
    [InlineData("941032345", "US", "94103-2345")]
    [InlineData("anything at 9", "HK", "ANYTHING AT")]
    public void Older_writings_are_understood(string text, string region, string value) =>
        Assert.StartsWith(value, Postcodes.Parse(text, region).Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("D1A 1A1", "CA")] // no code of Canada begins with D
    [InlineData("SW1A 1CA", "GB")]
    [InlineData("B02 AF30", "IE")]
    [InlineData("012345", "RU")]
    public void Letters_and_zeros_that_a_post_never_gives_out(string text, string region) => Assert.Equal("postcode.form", Postcodes.Parse(text, region).Finding?.Code);

    [Fact]
    public void Any_text_is_answered_never_refused_and_read_as_itself()
    {
        var texts = Gen.Choose(0, 31).Select(i => "0123456789ABDKLPSW -.0123456789张"[i]).ArrayOf().Select(c => new string(c)).ToArbitrary();
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(12), Prop.ForAll(texts, Holds));
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), Holds));
    }

    private static void Holds(string text)
    {
        foreach (var region in Postcodes.Countries.Append("HK"))
        {
            var got = Postcodes.Parse(text, region);
            Assert.NotEqual(Verdict.Bad, got.Verdict);
            Assert.True(got.Value is null || Postcodes.Parse(got.Value, region).Value == got.Value, $"{region} {text} → {got.Value}");
        }
    }

    private static IEnumerable<(string Region, string Code)> Codes() => Regex.Matches(Printed, "([A-Z]{2})=(.+?)(?= [A-Z]{2}=|$)", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    private static string Bare(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static string Wide(string code) => string.Concat(code.Select(c => c is > ' ' and <= '~' and not '-' ? (char)(c + 0xFEE0) : c));

    private static string Shape(string bare) => string.Concat(bare.Select(c => char.IsAsciiDigit(c) ? '9' : 'A'));

    /// <summary>Shapes that a country has beside the printed ones: not bad there.</summary>
    private static string? Other(string region, string bare) => (region, Shape(bare)) switch
    {
        ("GB", "AA9A9AA" or "A9A9AA" or "A99AA" or "A999AA" or "AA99AA" or "AA999AA") => null,
        ("IE", ['A', '9', '9', .. { Length: 4 }]) => null,
        ("IE", _) when bare.StartsWith("D6W", StringComparison.Ordinal) => null,
        ("JE", "AA999AA") or ("PT", "9999") or ("IL", "99999") or ("VN" or "KH", "99999" or "999999") or ("SA", "999999999") => null,
        (_, _) => bare,
    };
}
