using System.Globalization;
using System.Text;
using Kith.Engine.Check;

namespace Kith.Engine.Keep;

/// <summary>What a character is to search.</summary>
internal enum CharKind : byte
{
    /// <summary>Parts words and runs: brackets, commas, slashes.</summary>
    Hard,

    /// <summary>Parts words but not a run: spaces, dots, hyphens.</summary>
    Soft,

    /// <summary>Belongs to the word it stands in and adds nothing: apostrophes, combining marks.</summary>
    Silent,

    /// <summary>A letter or digit of a script that parts its words.</summary>
    Letter,

    /// <summary>A hanzi.</summary>
    Han,

    /// <summary>A character of another script without spaces: kana, hangul, Thai …</summary>
    Syllable,
}

/// <summary>
/// One written form for what people take for the same: case, diacritics (Müller = Muller, Łukasz = Lukasz), full and half
/// width, traditional and simplified hanzi, katakana and hiragana. Cyrillic and Greek lose their case only.
/// </summary>
public static class Fold
{
    /// <summary>The folded text: words and runs parted by one space, no other punctuation.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            switch (Classify(rune.Value, out var first, out var second))
            {
                case CharKind.Hard or CharKind.Soft when folded.Length > 0 && folded[^1] != ' ':
                    folded.Append(' ');
                    break;
                case CharKind.Letter or CharKind.Han or CharKind.Syllable:
                    folded.Append(new Rune(first).ToString());
                    if (second != 0)
                    {
                        folded.Append((char)second);
                    }

                    break;
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Composes what is written in pieces (hangul in jamo, voiced kana, half-width katakana).</summary>
    internal static string Composed(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '\u1100' and <= '\u11FF') or '\u3099' or '\u309A' or (>= '\uFF65' and <= '\uFFDC'))
            {
                return NormalForm.Of(text, NormalizationForm.FormKC);
            }
        }

        return text;
    }

    /// <summary>Folds one code point to one or two (<paramref name="second"/> is 0 when there is none).</summary>
    internal static CharKind Classify(int code, out int first, out int second)
    {
        second = 0;
        first = code;
        if (code < 0x80)
        {
            if (code is >= 'A' and <= 'Z')
            {
                first = code | 0x20;
                return CharKind.Letter;
            }

            return code is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? CharKind.Letter
                : code is ' ' or '.' or '-' or '_' or '&' or '\t' ? CharKind.Soft
                : code is '\'' or '`' ? CharKind.Silent
                : CharKind.Hard;
        }

        if (code is >= 0x3400 and <= 0x9FFF)
        {
            first = FoldTable.Simplified(code);
            return CharKind.Han;
        }

        if (FoldTable.Ascii(code) is not 0 and var ascii)
        {
            first = ascii & 0xFF;
            second = ascii >> 8;
            return CharKind.Letter;
        }

        return code switch
        {
            >= 0xFF01 and <= 0xFF5E => Classify(code - 0xFEE0, out first, out second),
            0x3000 or 0xA0 or 0xB7 or 0x2022 or 0x2027 or 0x30FB or 0x2010 or 0x2011 or (>= 0x2000 and <= 0x200A) => CharKind.Soft,
            0x2018 or 0x2019 or 0x2BC or (>= 0x300 and <= 0x36F) or 0x200B or 0x200C or 0x200D or 0xFEFF or 0xAD
                or 0x640 or (>= 0x64B and <= 0x65F) => CharKind.Silent,
            0x3005 or 0x3007 or (>= 0x20000 and <= 0x323AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2E80 and <= 0x2FD5) => Han(code, out first),
            >= 0x30A1 and <= 0x30F6 => Kana(code, out first),
            (>= 0x3041 and <= 0x30FF) or (>= 0x3105 and <= 0x312F) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xE00 and <= 0xEFF)
                or (>= 0x1780 and <= 0x17FF) or (>= 0x1000 and <= 0x109F) => CharKind.Syllable,
            _ => Other(code, out first),
        };
    }

    /// <summary>Whether German, Danish or Swedish also write this letter with an e or a doubled a (ü = ue, ø = oe, å = aa).</summary>
    internal static char Expansion(int code) => code switch
    {
        'ä' or 'Ä' or 'ö' or 'Ö' or 'ü' or 'Ü' or 'ø' or 'Ø' => 'e',
        'å' or 'Å' => 'a',
        _ => '\0',
    };

    private static CharKind Han(int code, out int first)
    {
        first = FoldTable.Simplified(code);
        return CharKind.Han;
    }

    private static CharKind Kana(int code, out int first)
    {
        first = code - 0x60;
        return CharKind.Syllable;
    }

    private static CharKind Other(int code, out int first)
    {
        first = code;
        if (!Rune.TryCreate(code, out var rune) || code == Rune.ReplacementChar.Value)
        {
            return CharKind.Hard;
        }

        if (Rune.IsDigit(rune))
        {
            first = '0' + (int)Rune.GetNumericValue(rune);
            return CharKind.Letter;
        }

        if (Rune.IsLetter(rune))
        {
            first = Rune.ToLowerInvariant(rune).Value;
            return CharKind.Letter;
        }

        // Vowel signs of Indic scripts stand inside words.
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            ? CharKind.Letter
            : Rune.IsWhiteSpace(rune) ? CharKind.Soft : CharKind.Hard;
    }
}
