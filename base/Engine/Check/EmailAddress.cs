namespace Kith.Engine.Check;

/// <summary>One e-mail address found in a cell.</summary>
/// <param name="Address">As it is shown and written to: the local part as typed, the domain in lower case; null when refused.</param>
/// <param name="Domain">The domain in its ASCII form (xn--…), or null.</param>
/// <param name="IsFree">The domain gives addresses to anybody: it says nothing about the person's company.</param>
public sealed record EmailAddress(string? Address, string? Domain, bool IsFree, Verdict Verdict, Finding? Finding)
{
    /// <summary>
    /// The canonical text for identity: the whole address in lower case with the ASCII domain. (In theory mail systems may
    /// tell a local part's case apart; in practice none that people use does.) Null when refused.
    /// </summary>
    public string? Key => Address is null || Domain is null ? null : $"{Address[..Address.LastIndexOf('@')].ToLowerInvariant()}@{Domain}";
}
