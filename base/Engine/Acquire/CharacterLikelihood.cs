namespace Kith.Engine.Acquire;

/// <summary>
/// How likely a decoded text is, as a natural logarithm over all its characters, given the best of the known languages.
/// Comparing it for the same bytes read in several encodings tells which one was meant.
/// </summary>
internal static class CharacterLikelihood
{
    private const float Ascii = -3.7f;
    private const float Control = -14f;
    private const float Undecodable = -30f;
    private const float Foreign = -10f;

    private static readonly Dictionary<char, float>[] Letters = [.. LetterFrequencies.Alphabets.Select(a => Ranked(a.Letters))];
    private static readonly Dictionary<char, float> Hans = Hanzi(LetterFrequencies.Simplified);
    private static readonly Dictionary<char, float> Hant = Hanzi(Traditional(LetterFrequencies.Simplified));
    private static readonly Dictionary<char, float> Kanji = Hanzi(LetterFrequencies.Kanji);
    private static readonly Dictionary<char, float> Hangul = Hanzi(LetterFrequencies.Hangul);
    private static readonly HashSet<char> HansLevel1 = Level("gb18030", 0xB0, 0xD7, 0xA1, 0xFE);
    private static readonly HashSet<char> HantLevel1 = Level("big5", 0xA4, 0xC6, 0x40, 0xFE);
    private static readonly HashSet<char> KanjiLevel1 = Level("euc-jp", 0xB0, 0xCF, 0xA1, 0xFE);
    private static readonly HashSet<char> HangulLevel1 = Level("euc-kr", 0xB0, 0xC8, 0xA1, 0xFE);

    /// <summary>The likelihood of the text in the language that fits it best.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        Span<int> scripts = stackalloc int[(int)Script.Korean + 1];
        var counts = new Dictionary<char, int>();
        var context = Context(text, counts, scripts);
        scripts[(int)Script.None] = 0;

        // Latin letters stand beside any script; the text's own script is the commonest other one.
        var best = double.NegativeInfinity;
        for (var i = 0; i < Letters.Length; i++)
        {
            var script = LetterFrequencies.Alphabets[i].Script;
            if (scripts[(int)script] > 0 || script == Script.Latin)
            {
                best = Math.Max(best, Sum(counts, c => Alphabetic(c, script, Letters[i])));
            }
        }

        if (scripts[(int)Script.Chinese] + scripts[(int)Script.Japanese] > 0)
        {
            best = Math.Max(best, Sum(counts, c => Ideographic(c, Script.Chinese, Hans, HansLevel1)));
            best = Math.Max(best, Sum(counts, c => Ideographic(c, Script.Chinese, Hant, HantLevel1)));
            best = Math.Max(best, Sum(counts, c => Ideographic(c, Script.Japanese, Kanji, KanjiLevel1)));
        }

        if (scripts[(int)Script.Korean] > 0)
        {
            best = Math.Max(best, Sum(counts, c => Ideographic(c, Script.Korean, Hangul, HangulLevel1)));
        }

        return best + context;
    }

    /// <summary>The script of a character beyond ASCII; combining marks of Vietnamese count as Latin.</summary>
    internal static Script ScriptOf(char c) => c switch
    {
        < '\u00C0' => c is 'ª' or 'º' or 'µ' ? Script.Latin : Script.None,
        < '\u0250' => c is '×' or '÷' ? Script.None : Script.Latin,
        >= '\u0300' and < '\u0370' => Script.Latin,
        >= '\u0370' and < '\u0400' => Script.Greek,
        >= '\u0400' and < '\u0530' => Script.Cyrillic,
        >= '\u0590' and < '\u0600' => Script.Hebrew,
        >= '\u0600' and < '\u0700' => Script.Arabic,
        >= '\u0E00' and < '\u0E80' => Script.Thai,
        >= '\u3041' and < '\u3100' => Script.Japanese,
        >= '\uFF66' and < '\uFFA0' => Script.Japanese,
        >= '\u3400' and < '\uA000' => Script.Chinese,
        >= '\uAC00' and < '\uD7A4' => Script.Korean,
        _ => Script.None,
    };

    /// <summary>What depends on neighbours: words keep to one script, and capitals don't follow small letters.</summary>
    private static double Context(ReadOnlySpan<char> text, Dictionary<char, int> counts, Span<int> scripts)
    {
        var sum = 0.0;
        var before = '\n';
        var beforeScript = Script.None;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                var letter = char.IsAsciiLetter(c);
                sum += c is < ' ' and not ('\t' or '\n' or '\r') or '\x7f' ? Control : Ascii;
                sum += letter && beforeScript is > Script.Latin and < Script.Chinese ? -4 : 0;
                sum += char.IsAsciiLetterUpper(c) && beforeScript == Script.Latin && char.IsLower(before) ? -3 : 0;
                (before, beforeScript) = (c, Script.None);
                continue;
            }

            var script = ScriptOf(c);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, c, out _)++;
            scripts[(int)script]++;
            sum += script switch
            {
                Script.None => 0,
                Script.Latin => beforeScript == Script.Latin ? (c is >= '\u0300' and < '\u0370' || Combines(text, c) ? -1.5 : -3.2)
                    : beforeScript != Script.None ? -6 : -2.3,
                // Words of one letter are rare, so a word's first letter costs more than the following ones.
                < Script.Chinese => beforeScript == script ? -0.1 : beforeScript != Script.None ? -6 : char.IsAsciiLetter(before) ? -5 : -2,
                _ => beforeScript is > Script.Latin and < Script.Chinese ? -6 : beforeScript == Script.Latin ? -3 : char.IsAsciiLetter(before) ? -1 : -0.1,
            };
            if (script is > Script.None and < Script.Chinese && !char.IsLetter(before) && (i + 1 == text.Length || !char.IsLetter(text[i + 1])))
            {
                // A letter on its own is a word in few languages, and hardly a capital.
                sum -= char.IsUpper(c) ? 5 : 1.5;
            }

            if (char.IsUpper(c))
            {
                sum += char.IsLower(before) ? -5 : char.IsUpper(before) ? -0.4 : -1.2;
            }
            else if (char.IsLower(c) && char.IsUpper(before) && beforeScript == Script.None && script != Script.Latin)
            {
                sum -= 1;
            }

            (before, beforeScript) = (c, script);
        }

        return sum;
    }

    // Only Vietnamese stacks letters beyond ASCII, and it shows by its horned vowels or its đ.
    private static bool Combines(ReadOnlySpan<char> text, char c) => c is 'ư' or 'ơ' or 'đ' or 'ă' or 'â' or 'ê' or 'ô' && text.Contains('ơ');

    private static double Sum(Dictionary<char, int> counts, Func<char, double> price)
    {
        var sum = 0.0;
        foreach (var (c, n) in counts)
        {
            sum += n * price(c);
        }

        return sum;
    }

    private static double Alphabetic(char c, Script script, Dictionary<char, float> letters)
    {
        if (letters.TryGetValue(char.ToLowerInvariant(c), out var price) || letters.TryGetValue(c, out price))
        {
            return price;
        }

        var own = ScriptOf(c);
        return own == Script.None ? Sign(c) : own == script ? (script == Script.Latin ? -7.5 : -8.5) : Foreign;
    }

    private static double Ideographic(char c, Script script, Dictionary<char, float> common, HashSet<char> level1)
    {
        if (common.TryGetValue(c, out var price))
        {
            return price;
        }

        return ScriptOf(c) switch
        {
            Script.None => Sign(c),
            Script.Chinese => script == Script.Korean ? -12 : level1.Contains(c) ? -9.5 : c is >= '\u4E00' ? -13 : -15,
            Script.Japanese => script != Script.Japanese ? -13 : c >= '\uFF66' ? -6 : -4.3,
            Script.Korean => script != Script.Korean ? -14 : level1.Contains(c) ? -8.5 : -12,
            Script.Latin => -9,
            _ => -12,
        };
    }

    private static double Sign(char c) => c switch
    {
        '\uFFFD' => Undecodable,
        >= '\u0080' and < '\u00A0' => Control,
        >= '\uE000' and < '\uF900' => -16,
        '，' or '。' or '、' or '：' or '（' or '）' or '；' or '！' or '？' or '“' or '”' or '\u3000' or '「' or '」' or '《' or '》' or '・' or 'ー' => -5.5,
        '’' or '‘' or '–' or '—' or '…' or '•' or '€' or '„' or '«' or '»' or '°' or '\u00A0' or '№' or '£' or '§' or '·' or '¡' or '¿' or '‚' or '©' or '®' => -6.5,
         '™' or '²' or '³' or '½' or '¼' or '×' or '±' or '¥' or '¢' or '¹' or '¾' or '´' or '‹' or '›' => -8.5,
        >= '\uFF01' and < '\uFF61' => -8,
        >= '\uD800' and < '\uE000' => char.IsHighSurrogate(c) ? -6 : -8,
        >= '\u2500' and < '\u2600' => -11,
        _ => -10.5,
    };

    private static Dictionary<char, float> Ranked(string letters)
    {
        // Letter frequencies fall roughly exponentially with their rank.
        var weights = letters.Select((_, i) => Math.Exp(-3.6 * i / Math.Max(letters.Length, 8))).ToArray();
        return letters.Select((c, i) => (c, Price: (float)Math.Log(weights[i] / weights.Sum()))).DistinctBy(p => p.c).ToDictionary(p => p.c, p => p.Price);
    }

    private static Dictionary<char, float> Hanzi(string common)
    {
        // The 200 commonest fill about half of any text, the rest of the list a third.
        var all = common.Distinct().ToArray();
        return all.Select((c, i) => (c, Price: (float)Math.Log(i < 200 ? 0.5 / 200 : 0.35 / Math.Max(all.Length - 200, 1)))).ToDictionary(p => p.c, p => p.Price);
    }

    private static string Traditional(string simplified)
    {
        var pairs = LetterFrequencies.ToTraditional.Chunk(2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1]);
        return new string([.. simplified.Select(c => pairs.GetValueOrDefault(c, c))]);
    }

    /// <summary>The characters that a national standard lists as common, taken from their place in its code.</summary>
    private static HashSet<char> Level(string encoding, int firstLead, int lastLead, int firstTrail, int lastTrail)
    {
        var decoder = EncodingNames.Find(encoding);
        var level = new HashSet<char>();
        for (var lead = firstLead; lead <= lastLead; lead++)
        {
            for (var trail = firstTrail; trail <= lastTrail; trail++)
            {
                var text = decoder.GetString([(byte)lead, (byte)trail]);
                if (text.Length == 1 && text[0] > '\u3400')
                {
                    level.Add(text[0]);
                }
            }
        }

        return level;
    }
}
