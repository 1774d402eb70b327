namespace Kith.Check.Cleaning;

/// <summary>The sentences of findings: `finding.{code}`, and `finding.{code}.bare` for those whose suggestion may be absent.</summary>
public static class FindingWords
{
    private static readonly HashSet<string> MayLackData = new(StringComparer.Ordinal) { "phone.letter-for-digit", "email.space", "uscc.alphabet", "iban.length" };

    public static string KeyOf(string code, string? data) =>
        string.IsNullOrEmpty(data) && MayLackData.Contains(code) ? $"finding.{code}.bare" : "finding." + code;

    public static string Say(Words words, string code, string? data) => words.Say(KeyOf(code, data), ("data", data));
}
