namespace Kith.Engine.Check;

/// <summary>Which part of a name stands first.</summary>
public enum NameOrder
{
    Unknown,
    FamilyFirst,
    GivenFirst,
}

/// <summary>What a form of address says about the person; nothing is guessed from given names.</summary>
public enum NameGender
{
    Unknown,
    Male,
    Female,
}

/// <summary>How far two names can be one person's.</summary>
public enum NameAgreement
{
    /// <summary>They can't.</summary>
    Different,

    /// <summary>One says less than the other, or says it in other letters: 王总 and 王伟, J. Smith and John Smith, Zhang Wei and 张伟.</summary>
    Compatible,

    /// <summary>They say the same, in whatever order, case and width.</summary>
    Agree,
}

/// <summary>A person's name taken apart; every part as it was written.</summary>
/// <param name="Family">The surname with its particles: 欧阳, van der Berg; null when there is none or it can't be told.</param>
/// <param name="Middle">What stands between given and family name, or the Western name beside a Chinese one in Latin letters.</param>
/// <param name="Particles">The particles of the family name alone: van der.</param>
/// <param name="Title">Forms of address and posts: 先生, 经理, Dr., Herr.</param>
/// <param name="Suffix">Jr., III, PhD.</param>
/// <param name="Note">What else stands in the text: words in brackets, a second name in other letters.</param>
/// <param name="Confidence">How sure family and given name are told apart, 0 to 1; a rule of thumb, below 0.5 a guess.</param>
/// <param name="Suggestion">The name in usual case where it is written all in capitals or all small; only to be offered. Null else.</param>
public sealed record PersonName(
    string? Family, string? Given, string? Middle, string? Particles, string? Title, string? Suffix, string? Note,
    NameOrder Order, NameGender Gender, double Confidence, string? Suggestion)
{
    internal static PersonName Unread(string text, double confidence = 0.2) => new(null, text, null, null, null, null, null, NameOrder.Unknown, NameGender.Unknown, confidence, null);
}
