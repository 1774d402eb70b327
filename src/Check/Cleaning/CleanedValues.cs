using Kith.Engine.Check;

namespace Kith.Check.Cleaning;

/// <summary>Something that a check has to say about a value.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="Code">A stable code; the sentence is the word `finding.{Code}`.</param>
/// <param name="Data">What the sentence needs, most often a suggestion.</param>
public readonly record struct FieldFinding(string Field, string Code, Verdict Verdict, string? Data)
{
    public string Say(Words words) => FindingWords.Say(words, Code, Data);
}

/// <summary>One phone, e-mail, address or account of a messenger as it came out of a cell.</summary>
public sealed record CleanedContact(string Kind, string Value, string? Original, string? Extension, string? Concern, string? Label);

/// <summary>What the checks made of one cell or input: a value or contacts or tags, and findings.</summary>
public sealed class CleanedValues
{
    /// <summary>The canonical text of a single-valued field; null when blank.</summary>
    public string? Value { get; set; }

    /// <summary>The original text where it differs from the canonical one.</summary>
    public string? Original { get; set; }

    public List<CleanedContact> Contacts { get; } = [];

    public List<string> Tags { get; } = [];

    public List<FieldFinding> Findings { get; } = [];

    /// <summary>Whether a cell for a WeChat account says that it is the phone's number (同手机): whoever knows the phones adds it.</summary>
    public bool WeChatIsPhone { get; set; }

    /// <summary>Makes it ready for the next cell.</summary>
    public void Clear()
    {
        Value = null;
        Original = null;
        WeChatIsPhone = false;
        Contacts.Clear();
        Tags.Clear();
        Findings.Clear();
    }

    public bool IsBlank => Value is null && Contacts.Count == 0 && Tags.Count == 0;

    public bool IsBad => Findings.Exists(finding => finding.Verdict == Verdict.Bad);
}
