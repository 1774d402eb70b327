using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire.Transforms;

/// <summary>What each step on the way from a file's cell to the checked text does, and what a step refuses to be.</summary>
public sealed class CellStepTests
{
    private static readonly Dictionary<string, string> Stages = new(StringComparer.Ordinal) { ["A"] = "Lead", [" vip "] = "Key", ["流失"] = "Lost", [""] = "None" };

    [Theory]
    [InlineData("  张 三\u3000 ", "张 三")]
    [InlineData("a\u00a0\t b\r\nc", "a b c")]
    [InlineData("\u200bAnn\ufeff", "Ann")]
    [InlineData("", "")]
    [InlineData("\u3000\u00a0 ", "")]
    public void Trim_leaves_one_blank_between_words_and_none_at_the_ends(string cell, string text) => Assert.Equal(text, Run(cell, new CellStep(StepKind.Trim)));

    [Theory]
    [InlineData("upper", "Ann lee-öst ß", "ANN LEE-ÖST ß")]
    [InlineData("lower", "ANN McÖst", "ann mcöst")]
    [InlineData("title", "ANN o'neil", "Ann O'neil")]
    [InlineData("title", "ronald McDonald", "Ronald McDonald")]
    [InlineData("title", "j s BACH", "J S Bach")]
    [InlineData("title", "élodie  müller", "Élodie  Müller")]
    [InlineData("title", "张三", "张三")]
    [InlineData("upper", "istanbul", "ISTANBUL")]
    public void Case_does_not_depend_on_where_the_server_stands(string which, string cell, string text)
    {
        var here = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (string[])["tr-TR", "en-US", "zh-CN"])
            {
                System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
                Assert.Equal(text, Run(cell, new CellStep(StepKind.Case, which)));
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = here;
        }
    }

    [Theory]
    [InlineData("北京-朝阳-建国路", "-", 1, "北京")]
    [InlineData("北京-朝阳-建国路", "-", 3, "建国路")]
    [InlineData("北京-朝阳-建国路", "-", 4, "")]
    [InlineData("北京-朝阳-建国路", "-", -1, "建国路")]
    [InlineData("北京-朝阳-建国路", "-", -3, "北京")]
    [InlineData("北京-朝阳-建国路", "-", -4, "")]
    [InlineData("北京-朝阳-建国路", "-", 0, "朝阳-建国路")]
    [InlineData("北京", "-", 1, "北京")]
    [InlineData("北京", "-", 0, "")]
    [InlineData("a - b", "-", 1, "a")]
    [InlineData("a - b", "-", 0, "b")]
    [InlineData("a--b", "-", 2, "")]
    [InlineData("a => b", "=>", 2, "b")]
    [InlineData("", "-", 1, "")]
    public void Split_keeps_one_part_between_separators_or_all_behind_the_first(string cell, string separator, int part, string text) =>
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Split, separator, Part: part)));

    [Theory]
    [InlineData("Ann  Mary\tLee", 1, "Ann")]
    [InlineData("Ann  Mary\tLee", 2, "Mary")]
    [InlineData("Ann  Mary\tLee", -1, "Lee")]
    [InlineData(" Ann  Mary\tLee ", 0, "Mary\tLee")]
    [InlineData("张三\u300013800138000", 0, "13800138000")]
    [InlineData("Ann\u00a0Lee", 1, "Ann")]
    [InlineData("Ann\u00a0Lee", 0, "Lee")]
    [InlineData("Ann", 0, "")]
    public void Without_a_separator_any_run_of_blanks_is_one(string cell, int part, string text)
    {
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Split, "", Part: part)));
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Split, null, Part: part)));
    }

    [Theory]
    [InlineData("A", "Lead")]
    [InlineData(" a ", "Lead")]
    [InlineData("VIP", "Key")]
    [InlineData("流失", "Lost")]
    [InlineData("AB", "AB")]
    [InlineData("B ", "B ")]
    [InlineData("", "None")]
    public void Replace_looks_up_the_whole_cell_and_leaves_what_the_table_does_not_have(string cell, string text) =>
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Replace, Table: Stages)));

    [Theory]
    [InlineData("a", "Lead")]
    [InlineData("AB", "Other")]
    [InlineData("   ", "   ")]
    public void Replace_can_say_what_all_others_become_except_the_empty_ones(string cell, string text)
    {
        var table = Stages.Where(pair => pair.Key.Length > 0).ToDictionary();
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Replace, With: "Other", Table: table)));
    }

    [Fact]
    public void The_later_line_of_a_table_wins_where_two_say_the_same() =>
        Assert.Equal("2", Run("x", new CellStep(StepKind.Replace, Table: new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "1", [" X"] = "2" })));

    [Theory]
    [InlineData("a-b-c", "-", "/", "a/b/c")]
    [InlineData("A-a", "a", "x", "A-x")]
    [InlineData("(010) 6255", "(010) ", null, "6255")]
    [InlineData("a.b", ".", ",", "a,b")]
    [InlineData("", "a", "b", "")]
    public void Substitute_changes_the_piece_wherever_it_stands_and_means_it_letter_by_letter(string cell, string find, string? with, string text) =>
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Substitute, find, with)));

    [Theory]
    [InlineData("dmy", "03/04/2025", "2025-04-03")]
    [InlineData("mdy", "03/04/2025", "2025-03-04")]
    [InlineData("ymd", "2025年4月3日", "2025-04-03")]
    [InlineData("dmy", "3. 4. 2025", "2025-04-03")]
    [InlineData("ymd", "45750", "2025-04-03")]
    [InlineData("dmy", "31/02/2025", "31/02/2025")]
    [InlineData("dmy", "soon", "soon")]
    [InlineData("dmy", "", "")]
    public void Date_reads_in_the_order_that_was_said_and_leaves_what_is_none(string order, string cell, string text) =>
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Date, order)));

    [Theory]
    [InlineData("12.5", "10000", "125000")]
    [InlineData("1,234.50", "2", "2469")]
    [InlineData("0.1", "3", "0.3")]
    [InlineData("-3", "0.5", "-1.5")]
    [InlineData("USD 12", "1000", "12000 USD")]
    [InlineData("12%", "100", "12%")]
    [InlineData("about ten", "100", "about ten")]
    [InlineData("", "100", "")]
    [InlineData("79000000000000000000000000000", "1000", "79000000000000000000000000000")]
    [InlineData("200", "1,5", "300")]
    public void Unit_multiplies_exactly_and_leaves_what_is_no_amount(string cell, string factor, string text) =>
        Assert.Equal(text, Run(cell, new CellStep(StepKind.Unit, factor)));

    [Theory]
    [InlineData("", "unknown")]
    [InlineData(" \t\u3000", "unknown")]
    [InlineData("-", "-")]
    [InlineData("x", "x")]
    public void Default_stands_in_for_an_empty_cell_alone(string cell, string text) => Assert.Equal(text, Run(cell, new CellStep(StepKind.Default, "unknown")));

    [Theory]
    [InlineData("")]
    [InlineData("whatever")]
    public void Constant_stands_in_for_every_cell(string cell) => Assert.Equal("same", Run(cell, new CellStep(StepKind.Constant, "same")));

    [Fact]
    public void Steps_run_in_their_order()
    {
        CellStep first = new(StepKind.Split, "/", Part: 2), then = new(StepKind.Default, "a/b");
        Assert.Equal("a/b", Run("x", first, then));
        Assert.Equal("b", Run("", then, first));
        Assert.Equal("x", Run("x"));
    }

    public static TheoryData<string, string?, string?, int, string?> Faults { get; } = new()
    {
        { "Trim", null, null, 1, null },
        { "Case", null, null, 1, "case" },
        { "Case", "UPPER", null, 1, "case" },
        { "Case", "upper", null, 1, null },
        { "Split", null, null, 50, null },
        { "Split", ",", null, -50, null },
        { "Split", ",", null, 51, "part" },
        { "Split", ",", null, -51, "part" },
        { "Split", ",", null, int.MinValue, "part" },
        { "Substitute", null, "x", 1, "nothing-to-find" },
        { "Substitute", "", "x", 1, "nothing-to-find" },
        { "Substitute", " ", null, 1, null },
        { "Date", null, null, 1, "date" },
        { "Date", "ydm", null, 1, "date" },
        { "Unit", null, null, 1, "factor" },
        { "Unit", "0", null, 1, "factor" },
        { "Unit", "1e3", null, 1, "factor" },
        { "Unit", "1,000", null, 1, "factor" },
        { "Unit", "0.0001", null, 1, null },
        { "Unit", "-1", null, 1, null },
        { "Default", null, null, 1, "no-text" },
        { "Default", "  ", null, 1, "no-text" },
        { "Constant", "", null, 1, "no-text" },
        { "Constant", "x", null, 1, null },
        { "Replace", null, null, 1, "table" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_step_that_says_too_little_or_nonsense_has_a_fault(string kind, string? text, string? with, int part, string? fault) =>
        Assert.Equal(fault, new CellStep(Enum.Parse<StepKind>(kind), text, with, part).Fault());

    [Fact]
    public void A_step_holds_at_most_a_thousand_letters_and_a_table_five_thousand_lines()
    {
        string most = new('x', 1000), more = most + "x";
        foreach (var kind in Enum.GetValues<StepKind>())
        {
            Assert.Equal("too-long", new CellStep(kind, more).Fault());
            Assert.Equal("too-long", new CellStep(kind, With: more).Fault());
        }

        Assert.Null(new CellStep(StepKind.Constant, most).Fault());
        Assert.Null(TableOf(5000).Fault());
        Assert.Equal("table", TableOf(5001).Fault());
        Assert.Equal("table", TableOf(0).Fault());
        Assert.Equal("too-long", (TableOf(1) with { Table = new Dictionary<string, string>(StringComparer.Ordinal) { [more] = "" } }).Fault());
        Assert.Equal("too-long", (TableOf(1) with { Table = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = more } }).Fault());
        Assert.Equal("too-long", (TableOf(1) with { Table = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = null! } }).Fault());
    }

    [Fact]
    public void Texts_that_grow_step_by_step_stay_within_bounds()
    {
        var thousandfold = new CellStep(StepKind.Substitute, "a", new string('a', 1000));
        Assert.Equal(1000, Run("a", thousandfold).Length);
        Assert.Equal(1000, Run("a", [.. Enumerable.Repeat(thousandfold, CellSteps.Most)]).Length);
        Assert.Equal(100_000, Run(new string('a', 100), thousandfold).Length);
        Assert.Equal(101, Run(new string('a', 101), thousandfold).Length);

        // What is longer from the start may become shorter, or other.
        Assert.Equal(new string('b', 500_000), Run(new string('a', 500_000), new CellStep(StepKind.Substitute, "a", "b")));
        Assert.Equal("", Run(new string('a', 500_000), new CellStep(StepKind.Substitute, "a", "")));
    }

    private static CellStep TableOf(int lines) =>
        new(StepKind.Replace, Table: Enumerable.Range(0, lines).ToDictionary(line => $"from {line}", line => $"to {line}", StringComparer.Ordinal));

    private static string Run(string cell, params CellStep[] steps) => new CellSteps(steps).Run(cell);
}
