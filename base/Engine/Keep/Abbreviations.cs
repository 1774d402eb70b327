namespace Kith.Engine.Keep;

/// <summary>Pinyin in which some syllables are cut to their first letter: zhangwm, zwei, dxping.</summary>
internal static class Abbreviations
{
    private const int MaxSyllables = 8;
    private const int MaxLetters = 24;
    private const int MaxSteps = 400;

    /// <summary>More ways to take letters apart than these are not tried.</summary>
    private const int MaxWays = 4;

    /// <summary>
    /// The ways to take letters apart into syllables and first letters, those with the fewest parts first. The last part
    /// may be an unfinished syllable.
    /// </summary>
    public static IReadOnlyList<string[]> Of(string letters)
    {
        if (letters.Length is 0 or > MaxLetters)
        {
            return [];
        }

        var found = new List<string[]>();
        Span<int> lengths = stackalloc int[MaxSyllables];
        var budget = MaxSteps;
        Take(letters, 0, lengths, 0, found, ref budget);
        return [.. found.OrderBy(f => f.Length).Take(MaxWays)];
    }

    /// <summary>Whether a way abbreviates something and is not abbreviated throughout.</summary>
    public static bool IsMixed(string[] parts) => parts.Any(IsWhole) && parts.SkipLast(1).Any(p => !IsWhole(p));

    /// <summary>
    /// The expression that fetches what the parts abbreviate: the first letters of all, and the longest stretch of whole
    /// syllables with the letter after it.
    /// </summary>
    public static string Expression(string[] parts)
    {
        var longest = string.Empty;
        for (var i = 0; i < parts.Length; i++)
        {
            var stretch = string.Concat(parts.Skip(i).TakeWhile(IsWhole));
            var next = i + parts.Skip(i).TakeWhile(IsWhole).Count();
            if (stretch.Length > 0 && next < parts.Length)
            {
                stretch += next == parts.Length - 1 ? parts[next] : parts[next][..1];
            }

            longest = stretch.Length > longest.Length ? stretch : longest;
        }

        var initials = string.Concat(parts.Take(MaxSyllables).Select(p => p[0]));
        return longest.Length == 0 ? MatchText.Prefix(initials)
            : parts.Length == 1 ? MatchText.Prefix(longest)
            : MatchText.All(MatchText.Prefix(initials), MatchText.Prefix(longest));
    }

    private static void Take(string letters, int at, Span<int> lengths, int count, List<string[]> found, ref int budget)
    {
        if (at == letters.Length)
        {
            var parts = new string[count];
            for (int i = 0, from = 0; i < count; from += lengths[i++])
            {
                parts[i] = letters.Substring(from, lengths[i]);
            }

            found.Add(parts);
            return;
        }

        if (count == lengths.Length || --budget < 0)
        {
            return;
        }

        var syllables = PinyinTable.Syllables.Lengths(letters.AsSpan(at), out var open);
        var rest = letters.Length - at;
        if (open)
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

    private static bool IsWhole(string part) => (PinyinTable.Syllables.Lengths(part, out _) >> part.Length & 1) != 0;
}
