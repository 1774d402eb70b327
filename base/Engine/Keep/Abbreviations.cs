namespace Kith.Engine.Keep;

/// <summary>Pinyin in which some syllables are cut to their first letter: zhangwm, zwei, dxping.</summary>
internal static class Abbreviations
{
    private const int MaxSyllables = 8;
    private const int MaxReadings = 4;

    /// <summary>The expressions that fetch what the letters may abbreviate; none for whole pinyin, which its own prefix finds.</summary>
    public static IEnumerable<string> Of(string letters)
    {
        if (letters.Length is < 3 or > 24 || PinyinTable.Syllables.Shape(letters) != PinyinShape.None)
        {
            return [];
        }

        var found = new List<int[]>();
        Span<int> lengths = stackalloc int[MaxSyllables];
        var budget = 400;
        Take(letters, 0, lengths, 0, found, ref budget);
        return found.Where(f => f.Any(n => n > 1)).OrderBy(f => f.Length).Take(MaxReadings).Select(f => Expression(letters, f)).Distinct();
    }

    private static void Take(string letters, int at, Span<int> lengths, int count, List<int[]> found, ref int budget)
    {
        if (at == letters.Length)
        {
            found.Add(lengths[..count].ToArray());
            return;
        }

        if (count == lengths.Length || --budget < 0)
        {
            return;
        }

        var syllables = PinyinTable.Syllables.Lengths(letters.AsSpan(at), out var open);
        var rest = letters.Length - at;
        if (open && rest > 1 && (syllables >> rest & 1) == 0)
        {
            syllables |= 1 << rest; // the last syllable may be unfinished
        }

        if (letters[at] is >= 'a' and <= 'z' and not ('i' or 'u' or 'v'))
        {
            syllables |= 1 << 1;
            if (rest > 1 && letters[at + 1] == 'h' && letters[at] is 'z' or 'c' or 's')
            {
                syllables |= 1 << 2;
            }
        }

        for (var length = SyllableTrie.Longest; length > 0; length--)
        {
            if (length <= rest && (syllables >> length & 1) != 0)
            {
                lengths[count] = length;
                Take(letters, at + length, lengths, count + 1, found, ref budget);
            }
        }
    }

    /// <summary>The initials of all syllables, and the longest stretch of whole ones with the letter after it.</summary>
    private static string Expression(string letters, int[] lengths)
    {
        Span<char> initials = stackalloc char[MaxSyllables];
        var longest = string.Empty;
        for (int i = 0, at = 0; i < lengths.Length; at += lengths[i++])
        {
            initials[i] = letters[at];
            var end = at;
            var last = i;
            while (last < lengths.Length && IsWhole(letters.AsSpan(end, lengths[last])))
            {
                end += lengths[last++];
            }

            if (end > at)
            {
                end += last < lengths.Length ? 1 : 0;
                longest = end - at > longest.Length ? letters[at..end] : longest;
            }
        }

        return longest.Length == 0
            ? MatchText.Prefix(initials[..lengths.Length])
            : MatchText.All(MatchText.Prefix(initials[..lengths.Length]), MatchText.Prefix(longest));
    }

    private static bool IsWhole(ReadOnlySpan<char> letters) =>
        letters.Length > 1 && (PinyinTable.Syllables.Lengths(letters, out _) >> letters.Length & 1) != 0;
}
