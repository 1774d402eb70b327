using FsCheck.Fluent;
using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

public sealed class VatIdTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ATU13585627", "ATU13585627")]
    [InlineData("U13585627", "ATU13585627", "AT")]
    [InlineData("BE 0428.759.497", "BE0428759497")]
    [InlineData("428.759.497", "BE0428759497", "BE")]
    [InlineData("BG 175 074 752", "BG175074752")]
    [InlineData("CY-10259033P", "CY10259033P")]
    [InlineData("CZ 25123891", "CZ25123891")]
    [InlineData("CZ7103192745", "CZ7103192745")]
    [InlineData("CZ640903926", "CZ640903926")]
    [InlineData("USt-IdNr.: DE 136,695 976", "DE136695976")]
    [InlineData("136695976", "DE136695976", "DE")]
    [InlineData("DK 13585628", "DK13585628")]
    [InlineData("EE 100 931 558", "EE100931558")]
    [InlineData("GR 094259216", "EL094259216")]
    [InlineData("el094259216", "EL094259216")]
    [InlineData("54362315-K", "ES54362315K", "ES")]
    [InlineData("ESX2482300W", "ESX2482300W")]
    [InlineData("J99216582", "ESJ99216582", "ES")]
    [InlineData("FI 20774740", "FI20774740")]
    [InlineData("FI0112038-9", "FI01120389")]
    [InlineData("Fr 40 303 265 045", "FR40303265045")]
    [InlineData("FR23334175221", "FR23334175221")]
    [InlineData("FRK7399859412", "FRK7399859412")]
    [InlineData("FR4Z123456782", "FR4Z123456782")]
    [InlineData("HR 33392005961", "HR33392005961")]
    [InlineData("HU-12892312", "HU12892312")]
    [InlineData("12892312-2-41", "HU12892312", "HU")]
    [InlineData("IE 6433435F", "IE6433435F")]
    [InlineData("IE6433435OA", "IE6433435OA")]
    [InlineData("IE8D79739I", "IE8D79739I")]
    [InlineData("IT 00743110157", "IT00743110157")]
    [InlineData("119511515", "LT119511515", "LT")]
    [InlineData("LT 100001919017", "LT100001919017")]
    [InlineData("LU 150 274 42", "LU15027442")]
    [InlineData("LV 4000 3521 600", "LV40003521600")]
    [InlineData("MT 1167-9112", "MT11679112")]
    [InlineData("NL4495445B01", "NL4495445B01", "NL", "vat-id.form")]
    [InlineData("NL004495445B01", "NL004495445B01")]
    [InlineData("NL123456789B13", "NL123456789B13")]
    [InlineData("PL 856-734-62-15", "PL8567346215")]
    [InlineData("PT 501 964 843", "PT501964843")]
    [InlineData("RO 185 472 90", "RO18547290")]
    [InlineData("SE 556016068001", "SE556016068001")]
    [InlineData("SI 5022 3054", "SI50223054")]
    [InlineData("SK 202 274 96 19", "SK2022749619")]
    [InlineData("GB 980 7806 84", "GB980780684")]
    [InlineData("GBGD001", "GBGD001")]
    [InlineData("XI 980 7806 84", "XI980780684")]
    [InlineData("CHE-107.787.577 IVA", "CHE107787577")]
    [InlineData("NO 995 525 828 MVA", "NO995525828")]
    [InlineData("995 525 828", "NO995525828", "NO")]
    [InlineData("ABN 51 824 753 556", "AU51824753556", "AU")]
    [InlineData("27AAPFU0939F1ZV", "IN27AAPFU0939F1ZV", "IN")]
    [InlineData("91-1144442", "US911144442", "US")]
    [InlineData("7827004526", "RU7827004526", "RU")]
    [InlineData("123456789047", "RU123456789047", "RU")]
    [InlineData("16.727.230/0001-97", "BR16727230000197", "BR")]
    [InlineData("12.ABC.345/01DE-35", "BR12ABC34501DE35", "BR")]
    [InlineData("390.533.447-05", "BR39053344705", "BR")]
    [InlineData("116-82-00276", "KR1168200276", "KR")]
    [InlineData("5-8356-7825-6246", "JP5835678256246", "JP")]
    [InlineData("T5835678256246", "JP5835678256246")]
    [InlineData("00501503", "TW00501503", "TW")]
    [InlineData("04595257", "TW04595257", "TW")]
    [InlineData("91350100M000100Y43", "91350100M000100Y43")]
    [InlineData("税号：91350100M000100Y43", "91350100M000100Y43")]
    [InlineData("94259216", "94259216", "GR", "vat-id.leading-zero", "EL094259216")]
    [InlineData("DE136695978", "DE136695978", "CN", "vat-id.checksum", "DE")]
    [InlineData("DE13669597", "DE13669597", "CN", "vat-id.form", "CN")]
    [InlineData("1.36696E+08", "1.36696E+08", "DE", "vat-id.digits-lost")]
    [InlineData("无", null)]
    [InlineData("000000000", "NO000000000", "NO", "vat-id.checksum", "NO")]
    public void Published_numbers_are_known_by_their_prefix_or_by_the_place(string text, string? value, string region = "CN", string? code = null, string? data = null)
    {
        var got = VatIds.Parse(text, region);
        Assert.Equal((value, code), (got.Value, got.Finding?.Code));
        Assert.Equal(code is null ? Verdict.Good : Verdict.Warn, got.Verdict);
        Assert.True(data is null || data == got.Finding?.Data, got.Finding?.Data);
    }

    [Fact]
    public void Numbers_made_by_the_published_rules_are_good_and_with_one_other_character_they_are_not()
    {
        var random = new Random(11);
        int good = 0, bad = 0, length = 0;
        var wrong = new List<string>();
        foreach (var rule in VatRules.All)
        {
            for (var i = 0; i < 40; i++)
            {
                var number = Numbers(rule, random).First(rule.Holds);
                good++;
                if (VatIds.Parse(rule.Prefix + number, "CN") is not { Verdict: Verdict.Good } got || got.Value != rule.Prefix + number)
                {
                    wrong.Add($"good {rule.Prefix}{number}");
                }

                if (rule.Prefix != "XI" && VatIds.Parse(number.ToLowerInvariant(), rule.Country).Value != rule.Prefix + number)
                {
                    wrong.Add($"at home {rule.Prefix} {number}");
                }

                var at = Enumerable.Range(0, number.Length).Where(p => rule.Form[p] == '9' && char.IsAsciiDigit(number[p])).OrderBy(_ => random.Next()).First();
                var other = number[..at] + (char)('0' + ((number[at] - '0' + 1 + random.Next(9)) % 10)) + number[(at + 1)..];
                if (!VatRules.All.Any(r => r.Prefix == rule.Prefix && Fits(r.Form, other) && r.Holds(other)))
                {
                    bad++;
                    Flag(rule.Prefix + other);
                }

                length++;
                Flag(rule.Prefix + number + "0123456789");
                Flag(rule.Prefix + number[..^1] + "*");
            }
        }

        void Flag(string text)
        {
            if (VatIds.Parse(text, "CN").Verdict == Verdict.Good)
            {
                wrong.Add($"bad {text}");
            }
        }

        output.WriteLine($"tax numbers: {good} good, {bad} with one other digit, {2 * length} of another form, wrong {wrong.Count}: {string.Join(", ", wrong.Take(20))}");
        Assert.Empty(wrong);
        Assert.True(good >= 500 && bad >= 500);
        Assert.True(VatRules.All.Select(r => r.Prefix).Distinct().Count() >= 38);
    }

    [Fact]
    public void Taiwan_s_old_numbers_stay_good_beside_those_of_2023()
    {
        // The Ministry of Finance: a sum that 10 divides is also one that 5 divides.
        Assert.Equal(Verdict.Good, VatIds.Parse("22099131", "TW").Verdict);
        var both = Enumerable.Range(10_000_000, 20_000).Count(n => VatIds.Parse($"{n}", "TW").Verdict == Verdict.Good);
        Assert.InRange(both, 4_000, 5_000);
    }

    [Fact]
    public void Any_text_is_answered_never_refused_and_read_as_itself()
    {
        var alphabet = "0123456789012345678901234567890DEFRGBATUCHEJPKX.-/ vatIDб张*+E";
        var texts = Gen.Choose(0, alphabet.Length - 1).Select(i => alphabet[i]).ArrayOf().Select(c => new string(c)).ToArbitrary();
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(10_000).WithEndSize(24), Prop.ForAll(texts, Holds));
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), Holds));
    }

    private static void Holds(string text)
    {
        foreach (var region in (string[])["CN", "DE", "US", "XX", "BR"])
        {
            var got = VatIds.Parse(text, region);
            Assert.NotEqual(Verdict.Bad, got.Verdict);
            Assert.True(got.Value is null || VatIds.Parse(got.Value, region).Value == got.Value, $"{text} → {got.Value}");
        }
    }

    private static bool Fits(string form, string number) =>
        form.Length == number.Length && form.Zip(number).All(pair => pair.First switch { '9' => char.IsAsciiDigit(pair.Second), 'A' => char.IsAsciiLetter(pair.Second), 'X' => true, var c => c == pair.Second || char.IsAsciiDigit(c) });

    private static IEnumerable<string> Numbers(VatRules.Rule rule, Random random)
    {
        while (true)
        {
            yield return string.Concat(rule.Form.Select(token => token switch
            {
                '9' => (char)('0' + random.Next(10)),
                'A' => (char)('A' + random.Next(26)),
                'X' => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[random.Next(36)],
                _ => token,
            }));
        }
    }
}
