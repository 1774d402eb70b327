using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Acquire;

namespace Kith.Tests.Engine.Acquire.Transforms;

/// <summary>Laws of steps, for any text.</summary>
public sealed class CellStepLaws
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(
            "", " ", "\u3000", "\u00a0", "a", "Z", "ß", "İ", "ǆ", "王伟", "𠮷", "\ud842", "12", ".", "-", "%", "¥", "1e9", "万", "2025-02-03", "Ann", "mcÖ", "/", "\n", "\t", "\u200b", "，").ListOf()
            .Select(parts => string.Concat(parts.Take(6))),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static readonly Gen<CellStep> Steps = Gen.OneOf(
        Gen.Constant(new CellStep(StepKind.Trim)),
        Gen.Elements("upper", "lower", "title").Select(which => new CellStep(StepKind.Case, which)),
        from separator in Gen.Elements("", null, "-", " ", "/", "，") from part in Gen.Choose(-50, 50) select new CellStep(StepKind.Split, separator, Part: part),
        from text in Texts from with in Texts select new CellStep(StepKind.Replace, With: with, Table: new Dictionary<string, string>(StringComparer.Ordinal) { [text] = with }),
        from text in Texts.Where(text => text.Length > 0) from with in Texts select new CellStep(StepKind.Substitute, text, with),
        Gen.Elements("ymd", "dmy", "mdy").Select(order => new CellStep(StepKind.Date, order)),
        Gen.Elements("10000", "0.0001", "-7", "9999999999999999999999999999").Select(factor => new CellStep(StepKind.Unit, factor)),
        Texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => new CellStep(StepKind.Default, text)),
        Texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => new CellStep(StepKind.Constant, text)));

    /// <summary>Words that hold none of the glues below.</summary>
    private static readonly Gen<string> Words = Gen.Elements("Ann", "王伟", "x1", "ÖSt", "７", "a b").NonEmptyListOf().Select(parts => string.Concat(parts.Take(3)));

    [Theory]
    [InlineData(StepKind.Trim, null)]
    [InlineData(StepKind.Case, "upper")]
    [InlineData(StepKind.Case, "lower")]
    [InlineData(StepKind.Case, "title")]
    [InlineData(StepKind.Date, "dmy")]
    [InlineData(StepKind.Default, "x")]
    [InlineData(StepKind.Constant, "x")]
    public void Doing_it_twice_does_no_more_than_once(StepKind kind, string? text) => ForAny(cell =>
    {
        var once = Run(cell, new CellStep(kind, text));
        Assert.Equal(once, Run(once, new CellStep(kind, text)));
    });

    [Fact]
    public void Parts_that_hold_no_glue_come_back_from_what_was_joined() =>
        Prop.ForAll(
            Words.NonEmptyListOf().Select(words => words.Take(20).ToList()).ToArbitrary(),
            Gen.Elements("-", ", ", "；", " / ", "=>").ToArbitrary(),
            (parts, glue) =>
            {
                var joined = string.Join(glue, parts);
                var apart = Enumerable.Range(1, parts.Count).Select(part => Split(joined, glue.Trim(), part)).ToList();
                Assert.Equal(parts, apart);
                Assert.Equal(parts, Enumerable.Range(1, parts.Count).Select(part => Split(joined, glue.Trim(), part - parts.Count - 1)));
                Assert.Equal(joined, string.Join(glue, apart));
                Assert.Equal(string.Join(glue, parts.Skip(1)), Split(joined, glue.Trim(), 0));
                Assert.Equal("", Split(joined, glue.Trim(), parts.Count + 1));
            }).Check(Often);

    [Fact]
    public void A_table_that_does_not_hold_the_cell_leaves_it_and_a_piece_that_is_not_in_it_too() =>
        Prop.ForAll(Texts.ToArbitrary(), Texts.Where(text => text.Length > 0).ToArbitrary(), (cell, other) =>
        {
            var table = new CellStep(StepKind.Replace, Table: new Dictionary<string, string>(StringComparer.Ordinal) { [other] = "found" });
            Assert.Equal(string.Equals(cell.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase) ? "found" : cell, Run(cell, table));
            Assert.Equal(cell, cell.Contains(other, StringComparison.Ordinal) ? cell : Run(cell, new CellStep(StepKind.Substitute, other, "found")));
        }).Check(Often);

    [Fact]
    public void Multiplying_and_dividing_by_a_power_of_ten_comes_back() =>
        Prop.ForAll(Gen.Choose(-1_000_000_000, 1_000_000_000).ToArbitrary(), Gen.Choose(0, 4).ToArbitrary(), (cents, power) =>
        {
            var amount = (cents / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
            var factor = (int)Math.Pow(10, power);
            var back = Run(
                amount,
                new CellStep(StepKind.Unit, factor.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new CellStep(StepKind.Unit, (1m / factor).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(amount, back);
        }).Check(Often);

    [Fact]
    public void Whatever_the_cell_the_steps_come_to_an_end_with_a_text() =>
        Prop.ForAll(Steps.ListOf().Select(steps => steps.Take(8).ToArray()).ToArbitrary(), Texts.ToArbitrary(), (steps, cell) =>
        {
            Assert.All(steps, step => Assert.Null(step.Fault()));
            Assert.NotNull(Run(cell, steps));
        }).Check(Often);

    private static void ForAny(Action<string> law) => Prop.ForAll(Texts.ToArbitrary(), law).Check(Often);

    private static string Split(string text, string separator, int part) => Run(text, new CellStep(StepKind.Split, separator, Part: part));

    private static string Run(string cell, params CellStep[] steps) => new CellSteps(steps).Run(cell);
}
