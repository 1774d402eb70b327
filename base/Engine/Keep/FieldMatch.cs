namespace Kith.Engine.Keep;

/// <summary>How like each other two texts of the same length are.</summary>
internal enum Alike
{
    No,
    AllButOne,
    Sound,
}

/// <summary>Compares one text of a record with what was typed.</summary>
internal static class FieldMatch
{
    /// <summary>With fewer characters one that differs is most of the text.</summary>
    private const int ShortestWithOneWrong = 3;

    public static bool Characters(TextUnits field, ReadOnlySpan<int> codes, out bool atStart, out bool whole)
    {
        atStart = whole = false;
        var units = field.Units;
        var found = false;
        foreach (var stream in field.Streams)
        {
            for (var i = stream.Start; i + codes.Length <= stream.End && !found; i++)
            {
                var same = 0;
                while (same < codes.Length && units[i + same].Code == codes[same])
                {
                    same++;
                }

                found = same == codes.Length;
                atStart = found && i == 0;
                whole = atStart && codes.Length == units.Length;
            }
        }

        return found;
    }

    public static Alike CharactersAlike(TextUnits field, ReadOnlySpan<Unit> asked)
    {
        var units = field.Units;
        var best = Alike.No;
        foreach (var stream in field.Streams)
        {
            for (var i = stream.Start; i + asked.Length <= stream.End; i++)
            {
                int wrong = 0, unlike = 0;
                for (var k = 0; k < asked.Length; k++)
                {
                    if (units[i + k].Code != asked[k].Code)
                    {
                        wrong++;
                        unlike += SameSound(units[i + k], asked[k]) ? 0 : 1;
                    }
                }

                if (unlike == 0)
                {
                    return Alike.Sound;
                }

                if (wrong == 1 && asked.Length >= ShortestWithOneWrong)
                {
                    best = Alike.AllButOne;
                }
            }
        }

        return best;
    }

    public static bool Words(TextUnits field, ReadOnlySpan<char> letters, out bool atStart, out bool whole)
    {
        var units = field.Units;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].IsCharacter)
            {
                continue;
            }

            var words = field.WordsFrom(i);
            if (words.StartsWith(letters) || field.OtherSpelling(units[i]).StartsWith(letters))
            {
                atStart = i == 0;
                whole = atStart && words.Length == letters.Length;
                return true;
            }
        }

        atStart = whole = false;
        return false;
    }

    public static bool WordsAlike(TextUnits field, ReadOnlySpan<char> letters)
    {
        var units = field.Units;
        for (var i = 0; i < units.Length; i++)
        {
            if (!units[i].IsCharacter && (Typos.Begins(field.WordsFrom(i), letters) || Typos.Begins(field.OtherSpelling(units[i]), letters)))
            {
                return true;
            }
        }

        return false;
    }

    public static bool SoundsAlike(TextUnits field, ReadOnlySpan<char> letters)
    {
        Span<char> sound = stackalloc char[SearchTokens.Reach + SyllableTrie.Longest];
        Span<char> blurred = stackalloc char[SearchTokens.Reach + SyllableTrie.Longest];
        Span<char> asked = stackalloc char[SearchTokens.Reach + SyllableTrie.Longest];
        asked = asked[..Typos.Blur(letters, asked)];
        foreach (var stream in field.Streams)
        {
            for (var i = stream.Start; i < stream.BodyEnd; i++)
            {
                var ways = Sound.Ways(field.Units, i, stream.SoundEnd);
                for (var way = 0; way < ways; way++)
                {
                    ReadOnlySpan<char> read = sound[..Sound.Letters(field.Units, i, stream.SoundEnd, way, sound)];
                    ReadOnlySpan<char> blur = blurred[..Typos.Blur(read, blurred)];
                    if (Typos.Begins(read, SearchTokens.Cut(letters)) || blur.StartsWith(asked))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Whether the folded text, without what parts its words, contains these characters.</summary>
    public static bool Squashed(TextUnits field, ReadOnlySpan<char> text)
    {
        Span<char> all = stackalloc char[TextUnits.MaxUnits * 4];
        Span<char> code = stackalloc char[2];
        var length = 0;
        foreach (ref readonly var unit in field.Units)
        {
            var part = unit.IsCharacter ? code[..new System.Text.Rune(unit.Code).EncodeToUtf16(code)] : field.Word(unit);
            if (length + part.Length > all.Length)
            {
                break;
            }

            part.CopyTo(all[length..]);
            length += part.Length;
        }

        return all[..length].IndexOf(text) >= 0;
    }

    private static bool SameSound(in Unit a, in Unit b)
    {
        for (var i = 0; i < Sound.Count(a); i++)
        {
            for (var k = 0; k < Sound.Count(b); k++)
            {
                if (PinyinTable.Same(Sound.Reading(a, i), Sound.Reading(b, k)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
