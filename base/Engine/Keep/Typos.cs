namespace Kith.Engine.Keep;

/// <summary>One wrong, missing, extra or swapped letter, and the sounds that southern speakers confuse.</summary>
internal static class Typos
{
    /// <summary>Shorter words are too near to too many others.</summary>
    public const int Shortest = 4;

    /// <summary>Mistakes further back are found by the letters before them.</summary>
    private const int Deepest = 8;

    private const int MaxConfusions = 48;

    private static readonly (string One, string Other)[] _initials = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h")];

    /// <summary>
    /// Prefixes that fetch every word within one mistake of this one, some 50 a letter, since an index of prefixes finds
    /// each at once and an index of mistakes would double its size.
    /// </summary>
    public static IEnumerable<string> Of(string word)
    {
        if (word.Length < Shortest)
        {
            return [];
        }

        var deepest = Math.Min(word.Length - 1, Deepest);
        var found = new HashSet<string>(StringComparer.Ordinal) { word[..deepest] };
        for (var i = 0; i < deepest; i++)
        {
            found.Add(word.Remove(i, 1));
            found.Add(string.Concat(word.AsSpan(0, i), [word[i + 1], word[i]], word.AsSpan(i + 2)));
            foreach (var letter in Alphabet(word[0]))
            {
                found.Add(string.Concat(word.AsSpan(0, i), [letter], word.AsSpan(i + 1)));
                found.Add(string.Concat(word.AsSpan(0, i), [letter], word.AsSpan(i)));
            }
        }

        found.UnionWith(Confusions(word));
        found.Remove(word);
        var stem = word[..deepest];
        return found.Where(t => t == stem || !t.StartsWith(stem, StringComparison.Ordinal)).Select(t => SearchTokens.Cut(t).ToString());
    }

    /// <summary>Whether some beginning of the text is at most one mistake away from the word.</summary>
    public static bool Begins(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        var same = text.CommonPrefixLength(word);
        if (same == word.Length)
        {
            return true;
        }

        var left = word[same..];
        var right = text[same..];
        return right.StartsWith(left[1..])
            || (!right.IsEmpty && (right[1..].StartsWith(left[1..]) || right[1..].StartsWith(left)))
            || (left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0] && right[2..].StartsWith(left[2..]));
    }

    /// <summary>Writes pinyin without the differences that many speakers do not make; returns the length.</summary>
    public static int Blur(ReadOnlySpan<char> pinyin, Span<char> into)
    {
        var length = 0;
        for (var i = 0; i < pinyin.Length && length < into.Length; i++)
        {
            var c = pinyin[i];
            var before = i > 0 ? pinyin[i - 1] : '\0';
            if ((c == 'h' && before is 'z' or 'c' or 's') || (c == 'g' && before == 'n' && !IsVowelAt(pinyin, i + 1)))
            {
                continue;
            }

            into[length++] = c switch { 'l' => 'n', 'h' => 'f', 'v' => 'u', _ => c };
        }

        return length;
    }

    private static bool IsVowelAt(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] is 'a' or 'e' or 'i' or 'o' or 'u';

    private static IEnumerable<char> Alphabet(char first) => first switch
    {
        >= 'а' and <= 'џ' => Enumerable.Range('а', 32).Append('ё').Select(c => (char)c),
        >= 'α' and <= 'ω' => Enumerable.Range('α', 25).Select(c => (char)c),
        _ => Enumerable.Range('a', 26).Select(c => (char)c),
    };

    /// <summary>The word with up to two syllables heard otherwise; single letters are among the mistakes already.</summary>
    private static List<string> Confusions(string word)
    {
        var starts = PinyinTable.Syllables.Starts(word);
        if (starts == 0)
        {
            return [];
        }

        var found = new List<string> { string.Empty };
        for (var at = 0; at < word.Length;)
        {
            var end = at + 1;
            while (end < word.Length && (starts >> end & 1) == 0)
            {
                end++;
            }

            string[] heard = [.. Heard(word[at..end])];
            found = [.. found.SelectMany(f => heard.Select(h => f + h)).Take(MaxConfusions)];
            at = end;
        }

        return found;
    }

    private static IEnumerable<string> Heard(string syllable)
    {
        foreach (var ending in Endings(syllable))
        {
            yield return ending;
            foreach (var (one, other) in _initials)
            {
                if (ending.StartsWith(one, StringComparison.Ordinal))
                {
                    yield return other + ending[one.Length..];
                }
                else if (ending.StartsWith(other, StringComparison.Ordinal))
                {
                    yield return one + ending[other.Length..];
                }
            }
        }
    }

    private static IEnumerable<string> Endings(string syllable)
    {
        yield return syllable;
        if (syllable.EndsWith("ng", StringComparison.Ordinal))
        {
            yield return syllable[..^1];
        }
        else if (syllable.EndsWith('n'))
        {
            yield return syllable + 'g';
        }
    }
}
