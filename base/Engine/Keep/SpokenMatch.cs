namespace Kith.Engine.Keep;

/// <summary>Compares what was typed with the sound of hanzi: whole syllables, first letters, and hanzi as they are.</summary>
internal static class SpokenMatch
{
    /// <summary>Texts made to have endless readings are given up after so many steps.</summary>
    public const int MaxSteps = 2000;

    /// <summary>Whether the pieces can be read from this unit on; <paramref name="end"/> is the unit after the last one used.</summary>
    public static bool Try(ReadOnlySpan<Unit> units, int at, ReadOnlySpan<Piece> pieces, int letter, ref int budget, out int end)
    {
        end = at;
        if (pieces.IsEmpty)
        {
            return true;
        }

        if (at >= units.Length || --budget < 0)
        {
            return false;
        }

        ref readonly var unit = ref units[at];
        if (pieces[0].Code != 0)
        {
            return unit.Code == pieces[0].Code && Try(units, at + 1, pieces[1..], 0, ref budget, out end);
        }

        var rest = pieces[0].Letters.AsSpan(letter);
        var before = '\0';
        for (var i = 0; i < Sound.Count(unit); i++)
        {
            ReadOnlySpan<char> syllable = PinyinTable.Letters(Sound.Reading(unit, i));
            if (rest.StartsWith(syllable) && After(units, at, pieces, letter + syllable.Length, ref budget, out end))
            {
                return true;
            }

            if (pieces.Length == 1 && rest.Length < syllable.Length && syllable.StartsWith(rest))
            {
                end = at + 1;
                return true;
            }

            if (syllable.Length == 1 || syllable[0] == before || rest[0] != syllable[0])
            {
                continue;
            }

            before = syllable[0];
            if (After(units, at, pieces, letter + 1, ref budget, out end)
                || (rest.Length > 1 && syllable[1] == 'h' && rest[1] == 'h' && After(units, at, pieces, letter + 2, ref budget, out end)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool After(ReadOnlySpan<Unit> units, int at, ReadOnlySpan<Piece> pieces, int letter, ref int budget, out int end) =>
        letter == pieces[0].Letters.Length
            ? Try(units, at + 1, pieces[1..], 0, ref budget, out end)
            : Try(units, at + 1, pieces, letter, ref budget, out end);
}
