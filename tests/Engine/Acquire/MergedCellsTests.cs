using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire;

/// <summary>What is merged downwards belongs to every record that it covers, and makes no records of its own.</summary>
public sealed class MergedCellsTests
{
    private static readonly NameColumns NoNames = new(new HashSet<int>(), new HashSet<int>());

    [Theory]
    [InlineData("a|x;|y;|z;b|w", "1,1-3,1", "a|x;a|y;a|z;b|w")]
    [InlineData("a|x|p;|y|;|z|", "1,1-2,1 1,3-3,3", "a|x|p;a|y|p;|z|p")]
    [InlineData("a|b|x;||y", "1,1-2,2", "a|b|x;a||y")]
    [InlineData("a|x;own|y;|z", "1,1-3,1", "a|x;own|y;a|z")]
    [InlineData("a|x;|;|z", "1,1-2,1", "a|x;|;|z")]
    [InlineData("a|x;|y;b|z;|w", "1,1-2,1 3,1-4,1", "a|x;a|y;b|z;b|w")]
    [InlineData("x|y|a;z", "1,3-2,3", "x|y|a;z||a")]
    [InlineData("x|y|a;z|w", "1,3-2,9 1,12-2,12", "x|y|a;z|w|a")]
    public void Records_are_filled_down(string rows, string merged, string filled) => Assert.Equal(filled, Filled(rows, merged, NoNames));

    [Fact]
    public void A_total_is_filled_with_nothing_and_what_begins_above_the_records_fills_nothing()
    {
        Assert.Equal("a|x;|y;a|z", Filled("a|x;|y;|z", "1,1-3,1", NoNames, (2, RowRole.Total)));
        Assert.Equal("a|x;|y", Filled("a|x;|y", "1,1-2,1", NoNames, (1, RowRole.Header)));
    }

    /// <summary>The columns: company, person, phone, amount.</summary>
    [Theory]
    [InlineData("甲公司|张|1|90000;|李|2|;|王|3|", "1,1-3,1 1,4-3,4", "甲公司|张|1|90000;甲公司|李|2|;甲公司|王|3|")]
    [InlineData("甲公司|张|1|¥9万;|李|2|", "1,1-2,1 1,4-2,4", "甲公司|张|1|¥9万;甲公司|李|2|")]
    [InlineData("甲公司|张|1|x;||2|;|李|3|", "1,1-3,1 1,2-2,2", "甲公司|张|1|x;||2| -> 1;甲公司|李|3|")]
    [InlineData("甲公司|张|1|x;||2|;||3|", "1,1-2,1", "甲公司|张|1|x;||2| -> 1;||3|")]
    [InlineData("甲公司||1|x;||2|", "1,1-2,1", "甲公司||1|x;||2| -> 1")]
    [InlineData("甲公司|张|1|x;乙公司||2|", "1,2-2,2", "甲公司|张|1|x;乙公司||2| -> 1")]
    [InlineData("甲公司|张|1|x;乙公司|李|2|", "1,4-2,4", "甲公司|张|1|x;乙公司|李|2|x")]
    [InlineData("甲公司|张|1|x;||2|", "1,4-2,4", "甲公司|张|1|x;||2|")]
    public void A_row_is_filled_by_its_own_name_and_told_where_its_name_is_that_of_the_row_above(string rows, string merged, string filled) =>
        Assert.Equal(filled, Filled(rows, merged, new NameColumns(new HashSet<int> { 1 }, new HashSet<int> { 0 })));

    [Theory]
    [InlineData("90000", true)]
    [InlineData("90,000.50", true)]
    [InlineData("1.234,5 €", true)]
    [InlineData("12%", true)]
    [InlineData("九万元", true)]
    [InlineData("2026-01-05", false)]
    [InlineData("2026年1月5日", false)]
    [InlineData("91310000MA1FL0AB1C", false)]
    [InlineData("上海", false)]
    [InlineData("", false)]
    public void Numbers_are_told_from_texts(string text, bool number) => Assert.Equal(number, MergedCells.IsNumber(text));

    [Fact]
    public void More_columns_over_one_row_than_are_heeded_are_noticed()
    {
        static IEnumerable<MergedRange> Over(int columns) => MergedCells.Ordered(Enumerable.Range(1, columns).Select(column => new MergedRange(2, column, 3, column)));
        Assert.False(MergedCells.IsTooWide(Over(MergedCells.MostColumns)));
        Assert.True(MergedCells.IsTooWide(Over(MergedCells.MostColumns + 1)));
        Assert.False(MergedCells.IsTooWide(Enumerable.Range(1, 500).Select(pair => new MergedRange(pair * 2, 1, (pair * 2) + 1, 1))));
    }

    private static string Filled(string rows, string merged, NameColumns names, params (long Row, RowRole Role)[] roles)
    {
        var labelled = rows.Split(';').Select((row, at) => new LabelledRow(
            new TableRow(at + 1, row.Split('|')), row.Replace("|", "", StringComparison.Ordinal).Length == 0 ? RowRole.Blank : roles.FirstOrDefault(said => said.Row == at + 1, (0, RowRole.Data)).Role));
        var ranges = merged.Split(' ').Select(range => range.Split('-', ',').Select(int.Parse).ToArray()).Select(n => new MergedRange(n[0], n[1], n[2], n[3]));
        return string.Join(';', MergedCells.FillDown(labelled, MergedCells.Ordered(ranges), 10, names).Select(row =>
            string.Join('|', row.Row.Cells) + (row.Row.Problem == MergedCells.Continues ? $" -> {row.Row.ProblemData}" : "")));
    }
}
