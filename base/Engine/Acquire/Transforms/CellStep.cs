namespace Kith.Engine.Acquire;

/// <summary>What a step does to the text of a cell.</summary>
public enum StepKind
{
    /// <summary>Takes blanks away at both ends and makes several in a row one.</summary>
    Trim,

    /// <summary>UPPER, lower or Title case.</summary>
    Case,

    /// <summary>Keeps one of the parts between separators.</summary>
    Split,

    /// <summary>Looks the whole text up in a table.</summary>
    Replace,

    /// <summary>Puts one piece of text for another wherever it stands.</summary>
    Substitute,

    /// <summary>Reads a date in the order said and writes it as yyyy-MM-dd.</summary>
    Date,

    /// <summary>Multiplies an amount: a column in 万元 is in 元 after times 10000.</summary>
    Unit,

    /// <summary>Stands in for an empty cell.</summary>
    Default,

    /// <summary>Stands in for whatever the cell says.</summary>
    Constant,
}

/// <summary>One step on the way from the cell of a file to the text that is checked.</summary>
/// <param name="Text">
/// Case: upper, lower or title. Split: the separator, empty = any run of blanks. Substitute: what to look for. Date: ymd, dmy or mdy.
/// Unit: the factor, a decimal number with a point or a comma. Default and Constant: the text itself.
/// </param>
/// <param name="With">Substitute: what stands there instead. Replace: what a text outside the table becomes; null = it stays.</param>
/// <param name="Part">Split: which part, from 1; negative counts from the end; 0 = all behind the first separator.</param>
/// <param name="Table">Replace: text by text; letters' case and blanks at the ends do not count.</param>
public sealed record CellStep(StepKind Kind, string? Text = null, string? With = null, int Part = 1, IReadOnlyDictionary<string, string>? Table = null)
{
    private const int LongestText = 1000;
    private const int LargestTable = 5000;
    private const int FurthestPart = 50;

    /// <summary>What is wrong with the first of the steps that is wrong, as <see cref="Fault"/> says it; null = nothing.</summary>
    public static string? FaultOf(IEnumerable<CellStep?>? steps) => steps?.Select(step => step is null ? "empty" : step.Fault()).FirstOrDefault(fault => fault is not null);

    /// <summary>What is wrong with the step itself, as the end of a word key; null = nothing.</summary>
    public string? Fault() => Kind switch
    {
        _ when (Text?.Length ?? 0) > LongestText || (With?.Length ?? 0) > LongestText => "too-long",
        StepKind.Case when Text is not ("upper" or "lower" or "title") => "case",
        StepKind.Split when Part is < -FurthestPart or > FurthestPart => "part",
        StepKind.Replace when Table is not { Count: > 0 and <= LargestTable } => "table",
        StepKind.Replace when Table.Any(pair => pair.Key.Length > LongestText || pair.Value is null || pair.Value.Length > LongestText) => "too-long",
        StepKind.Substitute when string.IsNullOrEmpty(Text) => "nothing-to-find",
        StepKind.Date when Text is not ("ymd" or "dmy" or "mdy") => "date",
        StepKind.Unit when !CellSteps.IsFactor(Text) => "factor",
        StepKind.Default or StepKind.Constant when string.IsNullOrWhiteSpace(Text) => "no-text",
        _ => null,
    };
}
