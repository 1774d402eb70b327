using System.Xml.Linq;
using Kith.Engine.Check;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Check;

/// <summary>Measured against published numbering metadata and a list of messy cells.</summary>
public sealed class PhoneTruthTests(ITestOutputHelper output)
{
    [Fact]
    public void Chinese_cells_are_read_as_a_person_would()
    {
        var tally = new Tally("zh_phone_cases", output);
        foreach (var row in Rows("phone/zh_phone_cases.tsv"))
        {
            var got = Phones.Parse(row[0], row[1]);
            var text = got.Any(n => n.Verdict == Verdict.Bad) ? "REJECT"
                : string.Join(';', got.Select(n => n.E164 + (n.Extension is null ? "" : " x" + n.Extension)));
            tally.Count(text == row[9], $"{row[0]} → {text}, wanted {row[9]}");
        }

        Assert.Equal(0, tally.Report());
    }

    [Fact]
    public void Messy_numbers_of_forty_regions_agree_with_the_metadata()
    {
        var tally = new Tally("messy_phones_40_regions", output);
        foreach (var row in Rows("phone/messy_phones_40_regions.tsv"))
        {
            var got = Phones.Parse(row[0], row[1]);
            var one = got.Count == 1 ? got[0] : null;
            var text = one is null ? $"{got.Count} numbers" : $"{one.E164}|{one.Extension}|{Word(one.Verdict != Verdict.Bad)}|{one.Region}|{Name(one.Kind)}";
            var wanted = $"{row[2]}|{row[3]}|{row[5]}|{row[6]}|{row[7]}";
            tally.Count(text == wanted, $"{row[0]} {row[1]} ({row[8]}) → {text} {one?.Finding}, wanted {wanted}");
        }

        Assert.Equal(0, tally.Report());
    }

    [Fact]
    public void Every_published_example_is_valid_and_of_its_region_and_type()
    {
        var tally = new Tally("metadata examples", output);
        var exact = new Tally("… whose region is not also claimed by the main region of a shared code", output);
        var back = new Tally("metadata examples read back from their display form", output);
        foreach (var (region, code, kind, example) in Examples())
        {
            var got = Phones.Parse("+" + code + example, "ZZ");
            var one = got.Count == 1 ? got[0] : null;
            var kindFits = one?.Kind == kind || (one?.Kind == PhoneKind.FixedLineOrMobile && kind is PhoneKind.FixedLine or PhoneKind.Mobile);
            tally.Count(one is not null && one.Verdict != Verdict.Bad && SharesCode(one.Region, code) && kindFits && one.E164 == $"+{code}{example}",
                $"{region} {kind} +{code} {example} → {one}");
            exact.Count(one?.Region == region, $"{region} {example} → {one?.Region}");
            foreach (var reader in (string[])[region, "ZZ"])
            {
                var shown = Phones.ForPeople($"+{code}{example}", reader);
                var again = Phones.Parse(shown, reader);
                back.Count(again.Count == 1 && again[0].Key == $"+{code}{example}", $"{region} {kind} +{code} {example} shown as {shown} → {again[0]}");
            }
        }

        var missed = tally.Report();
        back.Report();
        output.WriteLine($"exact region: {exact.Total - exact.Missed}/{exact.Total}; the rest are numbers of a shared code that its main region owns as well");
        Assert.True(missed <= 4 && tally.Total > 1000, "the two editions of the metadata may drift by a number or two");
        Assert.True(back.Missed <= 8);
    }

    private static bool SharesCode(string? region, string code) => region == "001" || NumberingPlan.OfRegion(region ?? "")?.Code == code;

    internal static IEnumerable<(string Region, string Code, PhoneKind Kind, string Example)> Examples()
    {
        var kinds = new Dictionary<string, PhoneKind>
        {
            ["fixedLine"] = PhoneKind.FixedLine, ["mobile"] = PhoneKind.Mobile, ["tollFree"] = PhoneKind.TollFree, ["premiumRate"] = PhoneKind.PremiumRate,
            ["sharedCost"] = PhoneKind.SharedCost, ["personalNumber"] = PhoneKind.PersonalNumber, ["voip"] = PhoneKind.Voip,
            ["pager"] = PhoneKind.Pager, ["uan"] = PhoneKind.CompanyNumber, ["voicemail"] = PhoneKind.Voicemail,
        };
        foreach (var territory in XDocument.Load(SharedData.Require("phone/PhoneNumberMetadata.xml")).Descendants("territory"))
        {
            foreach (var desc in territory.Elements())
            {
                if (kinds.TryGetValue(desc.Name.LocalName, out var kind) && desc.Element("exampleNumber") is { } example)
                {
                    yield return (territory.Attribute("id")!.Value, territory.Attribute("countryCode")!.Value, kind, example.Value);
                }
            }
        }
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(SharedData.Require(file)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t'));

    private static string Word(bool value) => value ? "true" : "false";

    private static string Name(PhoneKind kind) => kind switch
    {
        PhoneKind.FixedLine => "FIXED_LINE",
        PhoneKind.Mobile => "MOBILE",
        PhoneKind.TollFree => "TOLL_FREE",
        PhoneKind.FixedLineOrMobile => "FIXED_LINE_OR_MOBILE",
        PhoneKind.SharedCost => "SHARED_COST",
        PhoneKind.Unknown => "UNKNOWN",
        _ => kind.ToString(),
    };
}

/// <summary>Counts hits and misses of a measurement and prints both.</summary>
internal sealed class Tally(string name, ITestOutputHelper output)
{
    private readonly List<string> misses = [];

    public int Total { get; private set; }

    public int Missed => misses.Count;

    public void Count(bool hit, string miss)
    {
        Total++;
        if (!hit)
        {
            misses.Add(miss);
        }
    }

    /// <summary>Prints hits/total and the misses; returns how many there are.</summary>
    public int Report()
    {
        output.WriteLine($"{name}: {Total - misses.Count}/{Total}");
        foreach (var miss in misses.Take(60))
        {
            output.WriteLine("  missed: " + miss);
        }

        return misses.Count;
    }
}
