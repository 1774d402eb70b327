using Kith.Engine.Check;

namespace Kith.Check.Cleaning;

/// <summary>How far a value can be relied on, and what speaks for it.</summary>
/// <param name="Confidence">0 to 100, as <see cref="Engine.Check.Confidence.Of"/> says.</param>
/// <param name="Reason">`numbering-plan`, `check-digit`, `mail-syntax`, `form`, `free-text`, `unreadable`, or the code of what looks wrong.</param>
public readonly record struct Appraisal(int Confidence, string Reason);

/// <summary>Checks a value that is kept anew, so that what is thought of it follows the checks of today.</summary>
/// <param name="country">As the customer's field says it; null = it says none.</param>
public sealed class Appraiser(Cleaner cleaner, string? country = null)
{
    private const string Unreadable = "unreadable";

    private readonly CleanedValues values = new();
    private readonly CleanSettings settings = CleanSettings.ForEntry(cleaner.Today, country);

    /// <summary>
    /// After how many years half of the values of a field have changed, as a rough estimate: people change their job (and the
    /// title and mailbox that go with it) every four years or so (the median tenure in the US is 3.9 years, Bureau of Labor
    /// Statistics, January 2024), a number and a home more rarely. Null for what does not go stale.
    /// </summary>
    public static double? HalfLifeOf(string field, FieldType type) => type switch
    {
        FieldType.Phone => 6,
        FieldType.Email => 4,
        FieldType.Address => 7,
        _ => field == "title" ? 4 : null,
    };

    /// <summary>What to think of a value.</summary>
    /// <param name="value">Canonical and in clear; null when it can't be read.</param>
    /// <param name="concern">What it was kept with, where its writing told more than the value does.</param>
    public Appraisal Of(string field, FieldType type, string? value, string? concern, SetBy by, TimeSpan age)
    {
        if (value is null)
        {
            return new Appraisal(0, Unreadable);
        }

        values.Clear();
        cleaner.Clean(field, type, value, settings, values);
        var doubt = concern ?? values.Findings.Where(finding => finding.Verdict != Verdict.Good).Select(finding => finding.Code).FirstOrDefault();
        var (proof, reason) = doubt is not null ? (Proof.Doubted, doubt) : ProofOf(type);
        return new Appraisal(Engine.Check.Confidence.Of(proof, by, HalfLifeOf(field, type), age), reason);
    }

    private static (Proof Proof, string Reason) ProofOf(FieldType type) => type switch
    {
        FieldType.Phone => (Proof.Checked, "numbering-plan"),
        FieldType.Email => (Proof.Checked, "mail-syntax"),
        FieldType.Uscc or FieldType.ResidentId or FieldType.BankCard => (Proof.Checked, "check-digit"),
        FieldType.Text or FieldType.LongText or FieldType.Handle or FieldType.Address or FieldType.Tags => (Proof.FreeText, "free-text"),
        _ => (Proof.Formed, "form"),
    };
}
