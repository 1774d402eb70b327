namespace Kith.Engine.Check;

/// <summary>What a checker thinks of one value.</summary>
public enum Verdict
{
    /// <summary>Nothing to say.</summary>
    Good,

    /// <summary>Kept and flagged.</summary>
    Warn,

    /// <summary>Refused: the value is not stored as this kind, the row becomes a problem row.</summary>
    Bad,
}

/// <summary>The reason of a verdict: a stable code such as <c>phone.too-short</c>, never a sentence.</summary>
/// <param name="Data">What the reader needs beside the code, most often a suggested correction.</param>
public readonly record struct Finding(string Code, string? Data = null);

/// <summary>One judged value. The caller keeps the original text.</summary>
/// <param name="Value">The normalised form; null when the cell was blank or the value is refused.</param>
public readonly record struct Checked(string? Value, Verdict Verdict, Finding? Finding)
{
    /// <summary>A blank cell: no value and nothing wrong.</summary>
    public static Checked Blank => default;

    internal static Checked Good(string value) => new(value, Verdict.Good, null);

    internal static Checked Warn(string value, string code, string? data = null) => new(value, Verdict.Warn, new Finding(code, data));

    internal static Checked Bad(string code, string? data = null) => new(null, Verdict.Bad, new Finding(code, data));
}
