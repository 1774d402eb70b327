namespace Kith.Engine.Check;

/// <summary>The level of a division of China.</summary>
internal enum DivisionLevel : byte
{
    Province,
    City,
    County,

    /// <summary>A town of a city that has no counties (Dongguan, Zhongshan, Danzhou, Jiayuguan).</summary>
    Town,
}

/// <summary>A division of China, or one that was.</summary>
/// <param name="Code">Its digits as in the table; empty for a retired one.</param>
/// <param name="Province">The number of its province.</param>
/// <param name="City">The number of its city; -1 for a province and for what lies directly below one.</param>
/// <param name="Year">Since when it exists no longer; 0 for today's.</param>
/// <param name="Successors">The numbers of those that have its ground today; empty for today's.</param>
internal sealed record Division(string Code, string Name, DivisionLevel Level, int Province, int City, int Year, int[] Successors)
{
    public bool IsRetired => Year != 0;
}

/// <summary>A name found in a text: whose it may be.</summary>
/// <param name="Number">The division.</param>
/// <param name="IsFull">Whether its full name stands there (深圳市), not its short one (深圳).</param>
internal readonly record struct DivisionName(int Number, bool IsFull);
