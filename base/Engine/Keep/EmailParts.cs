namespace Kith.Engine.Keep;

/// <summary>Takes e-mail addresses apart: people remember the start of one, a word of it, or the domain.</summary>
internal static class EmailParts
{
    /// <summary>Fewer letters from the middle of an address are not worth a token.</summary>
    public const int ShortestInside = 3;

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
    /// them: after punctuation, where letters meet digits, at each syllable of pinyin.
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

            starts |= PinyinTable.Syllables.Starts(letters[from..end]) << from;
            from = end;
        }

        return count;
    }

    /// <summary>The folded letters and digits of a part.</summary>
    public static int Squash(ReadOnlySpan<char> part, Span<char> into) => Fill(part, into, out _);

    /// <summary>Whether the label at the end of a domain says only what kind of owner or land it belongs to (com.cn, co.uk).</summary>
    public static bool IsSuffixLabel(ReadOnlySpan<char> label) => label is "com" or "co" or "net" or "org" or "gov" or "edu" or "ac";

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

            // Surrogates stay as they are: both sides see the same halves.
            var kind = char.IsSurrogate(c) ? CharKind.Letter : Fold.Classify(c, out _, out _);
            if (kind is CharKind.Hard or CharKind.Soft)
            {
                boundary = true;
            }

            if (kind is CharKind.Hard or CharKind.Soft or CharKind.Silent)
            {
                continue;
            }

            var (first, second) = Folded(c);
            var isDigit = char.IsAsciiDigit(first);
            if (boundary || isDigit != digits)
            {
                starts |= 1UL << count;
            }

            boundary = false;
            digits = isDigit;
            into[count++] = first;
            if (second != '\0')
            {
                into[count++] = second;
            }
        }

        return count;
    }

    private static (char First, char Second) Folded(char c)
    {
        if (char.IsSurrogate(c))
        {
            return (c, '\0');
        }

        Fold.Classify(c, out var first, out var second);
        return first > char.MaxValue ? (c, '\0') : ((char)first, (char)second);
    }
}
