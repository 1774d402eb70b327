using System.Globalization;
using System.Text;

namespace Kith.Engine.Check;

/// <summary>Hygiene of text as it comes from files: nothing a person would call a change.</summary>
public static class Clean
{
    /// <summary>
    /// One line of text: trimmed, inner white space (also NBSP, ideographic space, line ends) collapsed to one space, invisible
    /// and control characters removed, Unicode form C. Case and width stay as they are. Returns the same instance when clean.
    /// </summary>
    public static string Text(string text) => IsClean(text) ? text : Rebuild(text, keepLines: false, narrow: false);

    /// <summary>As <see cref="Text"/>, but line ends stay (as \n): for notes and addresses of several lines.</summary>
    public static string Lines(string text) => IsClean(text) ? text : Rebuild(text, keepLines: true, narrow: false);

    /// <summary>As <see cref="Text"/>, and full-width ASCII becomes half-width: for codes, numbers, addresses of machines.</summary>
    public static string Code(string text) => IsClean(text) ? text : Rebuild(text, keepLines: false, narrow: true);

    private static bool IsClean(string text)
    {
        var previousSpace = true;
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' || (c == ' ' && previousSpace))
            {
                return false;
            }

            previousSpace = c == ' ';
        }

        return text.Length == 0 || !previousSpace;
    }

    private static string Rebuild(string text, bool keepLines, bool narrow)
    {
        var kept = new StringBuilder(text.Length);
        var (pending, joiner) = ('\0', default(Rune));
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                i += length; // half of a surrogate pair: no character
                continue;
            }

            i += length;
            if (rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029)
            {
                pending = keepLines ? '\n' : pending == '\0' ? ' ' : pending;
            }
            else if (rune.Value == '\t' || Rune.IsWhiteSpace(rune))
            {
                pending = pending == '\0' ? ' ' : pending;
            }
            else if (rune.Value is 0x200C or 0x200D)
            {
                joiner = pending == '\0' && kept.Length > 0 && IsJoined(kept[^1]) ? rune : default;
            }
            else if (!IsInvisible(rune))
            {
                var put = narrow ? Narrow(rune) : rune;
                if (pending != '\0' && kept.Length > 0)
                {
                    kept.Append(pending);
                }
                else if (joiner != default && IsJoined((char)(put.IsBmp ? put.Value : '\uD800')))
                {
                    kept.Append(joiner);
                }

                (pending, joiner) = ('\0', default);
                kept.Append(put);
            }
        }

        var result = kept.ToString();
        return result.IsNormalized(NormalizationForm.FormC) ? result : result.Normalize(NormalizationForm.FormC);
    }

    internal static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    internal static bool IsInvisible(Rune rune) =>
        rune.Value is 0xAD or 0x180E or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB) or (>= 0x200B and <= 0x200F)
            or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned;

    /// <summary>Joiners carry meaning inside Persian and Indic words and emoji; elsewhere they are litter. What counts are neighbours that are kept.</summary>
    private static bool IsJoined(char beside) => beside is >= '\u0600' and not (>= '\u2000' and <= '\u206F') and not (>= '\u3000' and <= '\uD7FF');
}
