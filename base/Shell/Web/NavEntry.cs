namespace Kith.Shell.Web;

/// <summary>The groups of the rail, in the order in which they stand there.</summary>
public enum NavGroup
{
    Work,
    Data,
    Insight,
    Reach,
    Govern,

    /// <summary>At the foot, without a heading: settings, help.</summary>
    Foot,
}

/// <summary>One line of the rail. A module registers its entries as singletons; those the user may not use are absent.</summary>
/// <param name="Group">Where it stands.</param>
/// <param name="Key">What a page calls itself to be marked as current.</param>
/// <param name="Path">Where it leads, such as `/customers`.</param>
/// <param name="Icon">A name of `Client/icons.txt`.</param>
/// <param name="WordKey">The key of its text.</param>
/// <param name="Needs">The permission without which it is not shown; null for everyone who is signed in.</param>
/// <param name="Searches">Whether the page answers `?q=`: the rail's search box leads to the first such entry.</param>
public sealed record NavEntry(NavGroup Group, string Key, string Path, string Icon, string WordKey, string? Needs = null, bool Searches = false);
