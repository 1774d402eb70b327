using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire;

/// <summary>What is merged downwards belongs to every record that it covers, and to nothing else.</summary>
public sealed class MergedCellsTests
{
    [Theory]
    [InlineData("a|1;|2;|3;b|4", "1,1-3,1", "a|1;a|2;a|3;b|4")]
    [InlineData("a|1|x;|2|;|3|", "1,1-2,1 1,3-3,3", "a|1|x;a|2|x;|3|x")]
    [InlineData("a|b|1;||2", "1,1-2,2", "a|b|1;a||2")]
    [InlineData("a|1;own|2;|3", "1,1-3,1", "a|1;own|2;a|3")]
    [InlineData("a|1;|;|3", "1,1-2,1", "a|1;|;|3")]
    [InlineData("a|1;|2;b|3;|4", "1,1-2,1 3,1-4,1", "a|1;a|2;b|3;b|4")]
    [InlineData("1|2|a;3", "1,3-2,3", "1|2|a;3||a")]
    [InlineData("1|2|a;3|4", "1,3-2,9 1,12-2,12", "1|2|a;3|4|a")]
    public void Records_are_filled_down(string rows, string merged, string filled) => Assert.Equal(filled, Filled(rows, merged));

    [Fact]
    public void A_total_is_filled_with_nothing_and_what_begins_above_the_records_fills_nothing()
    {
        Assert.Equal("a|1;|2;a|3", Filled("a|1;|2;|3", "1,1-3,1", (2, RowRole.Total)));
        Assert.Equal("a|1;|2", Filled("a|1;|2", "1,1-2,1", (1, RowRole.Header)));
    }

    private static string Filled(string rows, string merged, params (long Row, RowRole Role)[] roles)
    {
        var labelled = rows.Split(';').Select((row, at) => new LabelledRow(
            new TableRow(at + 1, row.Split('|')), row.Replace("|", "", StringComparison.Ordinal).Length == 0 ? RowRole.Blank : roles.FirstOrDefault(said => said.Row == at + 1, (0, RowRole.Data)).Role));
        var ranges = merged.Split(' ').Select(range => range.Split('-', ',').Select(int.Parse).ToArray()).Select(n => new MergedRange(n[0], n[1], n[2], n[3])).ToList();
        return string.Join(';', MergedCells.FillDown(labelled, ranges, 10).Select(row => string.Join('|', row.Row.Cells)));
    }
}
