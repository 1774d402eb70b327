using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>How the people of a region write days: what decides where neither the cells nor a person do.</summary>
public static class DateHabits
{
    // Those whose short dates have the year in front, by the patterns of Unicode CLDR (zh, ja, ko, mn, hu, lt).
    private static readonly FrozenSet<string> YearFirst = FrozenSet.Create("CN", "HK", "HU", "JP", "KP", "KR", "LT", "MN", "MO", "TW");

    /// <summary>Whether 12.03.05 can be the 5th of March there; elsewhere dots are written by those who put the day first.</summary>
    /// <param name="region">ISO 3166 alpha-2.</param>
    public static bool IsYearFirst(string region) => YearFirst.Contains(region);
}
