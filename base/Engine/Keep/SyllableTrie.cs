namespace Kith.Engine.Keep;

/// <summary>How far letters are pinyin.</summary>
internal enum PinyinShape
{
    /// <summary>No sequence of syllables begins like this.</summary>
    None,

    /// <summary>Syllables, the last of them unfinished.</summary>
    Unfinished,

    /// <summary>Whole syllables.</summary>
    Whole,
}

/// <summary>The syllables of pinyin, to take letters apart; those without a vowel (嗯, 呣) would swallow initials.</summary>
internal sealed class SyllableTrie
{
    /// <summary>Letters of the longest syllable (zhuang).</summary>
    public const int Longest = 6;

    /// <summary>Longer texts are no pinyin anybody types.</summary>
    public const int MaxLetters = 48;

    private readonly ushort[] _next;
    private readonly bool[] _ends;

    public SyllableTrie(string[] syllables)
    {
        var next = new List<ushort>(new ushort[26]);
        var ends = new List<bool> { false };
        foreach (var syllable in syllables.Where(s => s is not ("zh" or "ng" or "m")))
        {
            var node = 0;
            foreach (var letter in syllable)
            {
                ref var child = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(next)[(node * 26) + letter - 'a'];
                if (child == 0)
                {
                    child = (ushort)ends.Count;
                    node = ends.Count;
                    ends.Add(false);
                    next.AddRange(new ushort[26]);
                }
                else
                {
                    node = child;
                }
            }

            ends[node] = true;
        }

        _next = [.. next];
        _ends = [.. ends];
    }

    /// <summary>Bit n is set when the first n letters are a syllable; <paramref name="open"/> when all letters may begin one.</summary>
    public int Lengths(ReadOnlySpan<char> letters, out bool open)
    {
        int node = 0, found = 0, i = 0;
        for (; i < letters.Length; i++)
        {
            var letter = letters[i] - 'a';
            if ((uint)letter >= 26 || (node = _next[(node * 26) + letter]) == 0)
            {
                open = false;
                return found;
            }

            if (_ends[node])
            {
                found |= 1 << (i + 1);
            }
        }

        open = i > 0;
        return found;
    }

    /// <summary>Whether the letters are a sequence of syllables.</summary>
    public PinyinShape Shape(ReadOnlySpan<char> letters)
    {
        if (letters.IsEmpty || letters.Length > MaxLetters)
        {
            return PinyinShape.None;
        }

        // Bit i: the first i letters are whole syllables.
        ulong reached = 1;
        var unfinished = false;
        for (var i = 0; i < letters.Length; i++)
        {
            if ((reached >> i & 1) != 0)
            {
                reached |= (ulong)Lengths(letters[i..], out var open) << i;
                unfinished |= open;
            }
        }

        return (reached >> letters.Length & 1) != 0 ? PinyinShape.Whole : unfinished ? PinyinShape.Unfinished : PinyinShape.None;
    }

    /// <summary>
    /// The places where syllables start when the letters are whole syllables, longest syllables first, as bits; 0 otherwise.
    /// </summary>
    public ulong Starts(ReadOnlySpan<char> letters)
    {
        if (letters.IsEmpty || letters.Length > MaxLetters)
        {
            return 0;
        }

        // From the end: bit i of `good` says that the letters from i on can be taken apart.
        Span<byte> longest = stackalloc byte[MaxLetters];
        var good = 1UL << letters.Length;
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            var lengths = Lengths(letters[i..], out _);
            for (var n = Longest; n > 0; n--)
            {
                if ((lengths >> n & 1) != 0 && (good >> (i + n) & 1) != 0)
                {
                    longest[i] = (byte)n;
                    good |= 1UL << i;
                    break;
                }
            }
        }

        if ((good & 1) == 0)
        {
            return 0;
        }

        ulong starts = 0;
        for (var i = 0; i < letters.Length; i += longest[i])
        {
            starts |= 1UL << i;
        }

        return starts;
    }
}
