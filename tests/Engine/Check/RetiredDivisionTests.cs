using System.Globalization;
using Kith.Engine.Check;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Check;

/// <summary>The table of retired divisions against the GB/T 2260 codes by year, which end with 2020.</summary>
public sealed class RetiredDivisionTests
{
    private const int FirstYear = 1999;
    private const int LastYear = 2020;

    /// <summary>Never divisions of GB/T 2260: functional zones that people wrote as districts.</summary>
    private static readonly HashSet<string> Zones = ["44龙华新区", "44坪山新区", "44光明新区"];

    /// <summary>What became of their ground no data tells.</summary>
    private static readonly HashSet<string> WithoutSuccessor = ["54盐井县", "54碧土县", "54妥坝县", "54生达县", "54隆格尔县"];

    /// <summary>Names that stand in one or two years' lists only, beside the real one: slips of the lists.</summary>
    private static readonly HashSet<string> Slips = ["51马尔康区", "22桦甸市", "22蛟河市"];

    [Fact]
    public void Each_ended_in_the_year_that_the_codes_by_year_say()
    {
        var ended = Timeline().Where(entry => entry.End is not null).Select(entry => (entry.Name, Year: entry.End!.Value + 1, entry.Province))
            .Concat(Timeline().Where(entry => entry is { Province: "51", End: not null }).Select(entry => (entry.Name, entry.End!.Value + 1, Province: "50")))
            .ToHashSet();
        var wrong = Retired().Where(fact => fact.Year <= LastYear && !Zones.Contains(fact.Province + fact.Name) && !ended.Contains((fact.Name, fact.Year, fact.Province)));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_name_that_ended_since_1999_is_known_with_its_year()
    {
        var entries = Timeline();
        var known = Retired().ToHashSet();
        var missing = entries.Where(entry => entry.End is >= FirstYear - 1 && !LivesOn(entry, entries)
            && !known.Contains((entry.Province, entry.Name, entry.End.Value + 1))
            && !WithoutSuccessor.Contains(entry.Province + entry.Name) && !Slips.Contains(entry.Province + entry.Name));
        Assert.Empty(missing);
    }

    [Fact]
    public void Nothing_is_told_of_it_that_today_contradicts()
    {
        Assert.NotEmpty(Retired());
        foreach (var fact in Enumerable.Range(0, Divisions.Count).Select(Divisions.Of).Where(division => division.IsRetired))
        {
            Assert.NotEmpty(fact.Successors);
            Assert.DoesNotContain(
                Enumerable.Range(0, Divisions.Count).Select(Divisions.Of),
                other => !other.IsRetired && other.Name == fact.Name && other.Level == fact.Level && other.Province == fact.Province && other.City == fact.City);
        }
    }

    /// <summary>Whether the name goes on the year after: the same place under another code.</summary>
    private static bool LivesOn(Entry entry, IReadOnlyList<Entry> all) => all.Any(other => other.Province == entry.Province && other.Name == entry.Name && other.Start == entry.End + 1);

    private static IEnumerable<(string Province, string Name, int Year)> Retired() => Enumerable.Range(0, Divisions.Count).Select(Divisions.Of)
        .Where(division => division.IsRetired).Select(division => (Divisions.Of(division.Province).Code, division.Name, division.Year));

    private static List<Entry> Timeline() =>
    [
        .. File.ReadLines(SharedData.Require("cn_admin/gb2260_timeline.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new Entry(cells[0][..2], cells[1], Year(cells[2]), Year(cells[3]))),
    ];

    private static int? Year(string cell) => cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);

    private sealed record Entry(string Province, string Name, int? Start, int? End);
}
