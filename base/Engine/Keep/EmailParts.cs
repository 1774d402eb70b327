namespace Kith.Engine.Keep;

/// <summary>Takes e-mail addresses apart: people remember the start of one, a word of it, or the domain.</summary>
internal static class EmailParts
{
    /// <summary>Fewer letters from the middle of an address are not worth a token.</summary>
    public const int ShortestInside = 3;

    /// <summary>Letters have a token at least so often.</summary>
    public const int Step = 3;

    /// <summary>RFC 5321 §4.5.3.1 allows 64 octets before the @ and 255 after it.</summary>
    public const int LongestPart = 64;

    /// <summary>Splits at the last @; the domain is empty when there is none.</summary>
    public static void Split(ReadOnlySpan<char> address, out ReadOnlySpan<char> local, out ReadOnlySpan<char> domain)
    {
        var at = address.LastIndexOf('@');
        local = at < 0 ? address : address[..at];
        domain = at < 0 ? default : address[(at + 1)..];
    }

    /// <summary>
    /// The folded letters and digits of a part; bit n of <paramref name="starts"/> says that a word starts at the n-th of
    /// them: after punctuation, where letters meet digits, at each syllable of pinyin, and at least at every third letter.
    /// </summary>
    public static int Squash(ReadOnlySpan<char> part, Span<char> into, out ulong starts)
    {
        var count = Fill(part, into, out starts);
        ReadOnlySpan<char> letters = into[..count];
        for (var from = 0; from < count;)
        {
            var end = from + 1;
            while (end < count && (starts >> end & 1) == 0)
            {
                end++;
            }

            if (!char.IsAsciiDigit(letters[from]))
            {
                starts |= WithSteps(PinyinTable.Syllables.Starts(letters[from..end]), end - from) << from;
            }

            from = end;
        }

        return count;
    }

    /// <summary>The folded letters and digits of a part.</summary>
    public static int Squash(ReadOnlySpan<char> part, Span<char> into) => Fill(part, into, out _);

    /// <summary>Whether the label at the end of a domain says only what kind of owner or land it belongs to (com.cn, co.uk).</summary>
    public static bool IsSuffixLabel(ReadOnlySpan<char> label) => label is "com" or "co" or "net" or "org" or "gov" or "edu" or "ac";

    /// <summary>Adds starts where there is none for too long.</summary>
    private static ulong WithSteps(ulong starts, int length)
    {
        var last = 0;
        for (var i = 0; i < length; i++)
        {
            if (i - last == Step || (starts >> i & 1) != 0)
            {
                starts |= 1UL << i;
                last = i;
            }
        }

        return starts;
    }

    private static int Fill(ReadOnlySpan<char> part, Span<char> into, out ulong starts)
    {
        starts = 0;
        var count = 0;
        var boundary = true;
        var digits = false;
        foreach (var c in part)
        {
            if (count + 2 > into.Length || count + 2 > LongestPart)
            {
                break;
            }

            int first = c, second = 0;

            // Surrogates stay as they are: both sides see the same halves.
            var kind = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || char.IsSurrogate(c) ? CharKind.Letter : Fold.Classify(c, out first, out second);
            if (kind is CharKind.Hard or CharKind.Soft)
            {
                boundary = true;
                continue;
            }

            if (kind is CharKind.Silent)
            {
                continue;
            }

            first = first > char.MaxValue ? c : first;
            var isDigit = char.IsAsciiDigit((char)first);
            if (boundary || isDigit != digits)
            {
                starts |= 1UL << count;
            }

            boundary = false;
            digits = isDigit;
            into[count++] = (char)first;
            if (second != 0)
            {
                into[count++] = (char)second;
            }
        }

        return count;
    }
}
