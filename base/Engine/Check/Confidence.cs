namespace Kith.Engine.Check;

/// <summary>What speaks for a value, the weakest first.</summary>
public enum Proof
{
    /// <summary>Kept with a warning.</summary>
    Doubted,

    /// <summary>Free text, which nothing can be held against.</summary>
    FreeText,

    /// <summary>Has the form of what it should be: a date, an amount, one of a few words, a web address.</summary>
    Formed,

    /// <summary>Passed a check that a slip of the pen fails: a check digit, a numbering plan, the syntax of an address that mail can go to.</summary>
    Checked,
}

/// <summary>Who set a value, the least reliable first.</summary>
public enum SetBy
{
    /// <summary>Kith worked it out.</summary>
    Derived,

    /// <summary>It stood in a file.</summary>
    Imported,

    /// <summary>A person typed it into this field.</summary>
    Typed,
}

/// <summary>How far a value can be relied on.</summary>
public static class Confidence
{
    private const double DaysOfYear = 365.25;

    /// <summary>
    /// 0 to 100: what speaks for the value (checked 95, well-formed 90, free text 80, doubted 50), times who set it (typed 1,
    /// imported 0.95, derived 0.8), halved with every half-life that passed since. Never rises with age; never falls with a
    /// better proof or a better hand.
    /// </summary>
    /// <remarks>
    /// The rule is this house's own, kept simple on purpose: it puts values into an order of what to look at first and is no
    /// probability.
    /// </remarks>
    /// <param name="halfLife">After how many years half of such values have changed; null = they do not go stale.</param>
    /// <param name="age">Since the value was set; a negative one counts as none.</param>
    public static int Of(Proof proof, SetBy by, double? halfLife, TimeSpan age)
    {
        var evidence = proof switch
        {
            Proof.Checked => 95,
            Proof.Formed => 90,
            Proof.FreeText => 80,
            _ => 50,
        };
        var hand = by switch
        {
            SetBy.Typed => 1,
            SetBy.Imported => 0.95,
            _ => 0.8,
        };
        var years = Math.Max(0, age.TotalDays) / DaysOfYear;
        return (int)Math.Round(evidence * hand * (halfLife is { } half ? Math.Pow(2, -years / half) : 1), MidpointRounding.AwayFromZero);
    }
}
