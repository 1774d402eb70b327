namespace Kith.Engine.Keep;

/// <summary>The ways in which a stretch of hanzi can be read aloud.</summary>
internal static class Sound
{
    /// <summary>
    /// How many ways there are from a unit on, at most <see cref="SearchTokens.MaxVariants"/>; 0 when it has no reading. They
    /// are counted through the first two characters with several readings.
    /// </summary>
    public static int Ways(ReadOnlySpan<Unit> units, int from, int end)
    {
        if (from >= end || units[from].First == 0)
        {
            return 0;
        }

        var ways = 1;
        for (var i = from; i < end && units[i].First != 0; i++)
        {
            ways *= Count(units[i]);
            if (ways >= SearchTokens.MaxVariants)
            {
                return SearchTokens.MaxVariants;
            }
        }

        return ways;
    }

    /// <summary>Writes the letters of a way, at most <paramref name="most"/> of them plus the rest of a syllable.</summary>
    public static int Letters(ReadOnlySpan<Unit> units, int from, int end, int way, Span<char> into, int most = SearchTokens.Reach)
    {
        var length = 0;
        for (var i = from; i < end && units[i].First != 0 && length < most; i++)
        {
            var syllable = PinyinTable.Letters(Pick(units[i], ref way));
            syllable.CopyTo(into[length..]);
            length += syllable.Length;
        }

        return length;
    }

    /// <summary>Writes the first letter of each syllable of a way, as many as there is room for.</summary>
    public static int Initials(ReadOnlySpan<Unit> units, int from, int end, int way, Span<char> into)
    {
        var length = 0;
        for (var i = from; i < end && units[i].First != 0 && length < into.Length; i++)
        {
            into[length++] = PinyinTable.Letters(Pick(units[i], ref way))[0];
        }

        return length;
    }

    /// <summary>How many readings a unit has.</summary>
    public static int Count(in Unit unit) => unit.Third != 0 ? 3 : unit.Second != 0 ? 2 : unit.First != 0 ? 1 : 0;

    /// <summary>A reading by number, from 0.</summary>
    public static ushort Reading(in Unit unit, int number) => number switch { 0 => unit.First, 1 => unit.Second, _ => unit.Third };

    private static ushort Pick(in Unit unit, ref int way)
    {
        var count = Count(unit);
        var reading = Reading(unit, way % count);
        way /= count;
        return reading;
    }
}
