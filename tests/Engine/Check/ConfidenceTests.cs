using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Check;

namespace Kith.Tests.Engine.Check;

public sealed class ConfidenceTests
{
    private static readonly Gen<(Proof Proof, SetBy By, double? HalfLife, double Days)> Values =
        from proof in Gen.Elements(Enum.GetValues<Proof>())
        from hand in Gen.Elements(Enum.GetValues<SetBy>())
        from halfLife in Gen.Elements<double?>(null, 1, 4, 6, 7)
        from days in Gen.Choose(-10, 40_000)
        select (proof, hand, halfLife, (double)days);

    [Fact]
    public void Age_never_raises_it_and_it_stays_between_0_and_100() => Prop.ForAll(Values.ToArbitrary(), Gen.Choose(0, 4000).ToArbitrary(), (value, more) =>
    {
        var (young, old) = (Of(value), Of(value with { Days = value.Days + more }));
        return old <= young && old is >= 0 and <= 100;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_better_proof_or_hand_never_lowers_it() => Prop.ForAll(Values.ToArbitrary(), value =>
        Enum.GetValues<Proof>().Where(proof => proof >= value.Proof).All(proof => Of(value with { Proof = proof }) >= Of(value))
        && Enum.GetValues<SetBy>().Where(by => by >= value.By).All(by => Of(value with { By = by }) >= Of(value))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Proof.Checked, SetBy.Typed, null, 0, 95)]
    [InlineData(Proof.Checked, SetBy.Typed, null, 36500, 95)]
    [InlineData(Proof.Checked, SetBy.Imported, 6.0, 0, 90)]
    [InlineData(Proof.Checked, SetBy.Typed, 6.0, 6 * 365.25, 48)]
    [InlineData(Proof.FreeText, SetBy.Typed, 4.0, 2 * 365.25, 57)]
    [InlineData(Proof.Doubted, SetBy.Derived, null, 0, 40)]
    [InlineData(Proof.Checked, SetBy.Typed, 6.0, -5, 95)]
    public void The_figure_is_that_of_the_rule(Proof proof, SetBy by, double? halfLife, double days, int expected) =>
        Assert.Equal(expected, Of((proof, by, halfLife, days)));

    private static int Of((Proof Proof, SetBy By, double? HalfLife, double Days) value) =>
        Confidence.Of(value.Proof, value.By, value.HalfLife, TimeSpan.FromDays(value.Days));
}
