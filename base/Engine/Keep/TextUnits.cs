using System.Runtime.InteropServices;
using System.Text;

namespace Kith.Engine.Keep;

/// <summary>A character of a script without spaces, or a word.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Unit
{
    /// <summary>Han, Syllable or Letter (then the unit is a word).</summary>
    public CharKind Kind;

    /// <summary>Starts a word of the closing chain of <see cref="CompanyWords"/>.</summary>
    public bool StartsWord;

    /// <summary>Its reading comes from a phrase.</summary>
    public bool InPhrase;

    /// <summary>Counts up at each bracket, comma and the like.</summary>
    public int Run;

    /// <summary>The folded character; 0 for a word.</summary>
    public int Code;

    /// <summary>The hanzi as written, whose reading may differ from that of its simplified form.</summary>
    public int Written;

    /// <summary>Where the word's folded letters lie, and those of its other spelling (mueller), if it has one.</summary>
    public int Letters, LettersLength, Other, OtherLength;

    /// <summary>Up to three readings, 0 for none.</summary>
    public ushort First, Second, Third;

    /// <summary>Whether it is one character of a script without spaces.</summary>
    public readonly bool IsCharacter => Kind != CharKind.Letter;
}

/// <summary>Characters that stand together, spaces and dots between them not counted.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="BodyEnd">Where the closing words (trade, legal form, form of address) begin.</param>
/// <param name="SoundEnd">Where the closing words begin whose sound nobody types.</param>
/// <param name="End">The unit after the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stream(int Start, int BodyEnd, int SoundEnd, int End);

/// <summary>A text taken apart for search. Made to be filled again and again: it allocates nothing once warm.</summary>
internal sealed class TextUnits
{
    /// <summary>What lies behind is not searched: no name of a person or company is this long.</summary>
    public const int MaxUnits = 160;

    private const int MaxLetters = 480;
    private readonly Unit[] _units = new Unit[MaxUnits];
    private readonly Stream[] _streams = new Stream[MaxUnits];
    private readonly char[] _letters = new char[MaxLetters + 8];
    private readonly char[] _spelling = new char[MaxLetters + 8];
    private int _count, _streamCount, _letterCount, _spellingCount;
    private bool _respelt;

    /// <summary>The units in the order of the text.</summary>
    public ReadOnlySpan<Unit> Units => _units.AsSpan(0, _count);

    /// <summary>Where characters stand together.</summary>
    public ReadOnlySpan<Stream> Streams => _streams.AsSpan(0, _streamCount);

    /// <summary>The folded letters of a word.</summary>
    public ReadOnlySpan<char> Word(in Unit unit) => _letters.AsSpan(unit.Letters, unit.LettersLength);

    /// <summary>The other spelling of a word, empty if it has none.</summary>
    public ReadOnlySpan<char> OtherSpelling(in Unit unit) => _spelling.AsSpan(unit.Other, unit.OtherLength);

    /// <summary>The letters of a word and those of the words after it in its run, without what parts them.</summary>
    public ReadOnlySpan<char> WordsFrom(int unit)
    {
        var last = unit;
        while (last + 1 < _count && !_units[last + 1].IsCharacter && _units[last + 1].Run == _units[unit].Run)
        {
            last++;
        }

        var start = _units[unit].Letters;
        return _letters.AsSpan(start, _units[last].Letters + _units[last].LettersLength - start);
    }

    /// <summary>Takes a text apart; in a person's name the first characters are read as a surname.</summary>
    public void Read(string? text, bool personal)
    {
        _count = _streamCount = _letterCount = _spellingCount = 0;
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var run = 0;
        var inWord = false;
        foreach (var rune in Fold.Composed(text).EnumerateRunes())
        {
            var kind = Fold.Classify(rune.Value, out var first, out var second);
            if (kind == CharKind.Silent)
            {
                continue;
            }

            if (kind == CharKind.Letter)
            {
                if (!inWord)
                {
                    if (_count == MaxUnits)
                    {
                        break;
                    }

                    Start(kind, run);
                    inWord = true;
                }

                if (_letterCount + 4 > MaxLetters || _spellingCount + 4 > MaxLetters)
                {
                    break;
                }

                Append(rune.Value, first, second);
                continue;
            }

            if (inWord)
            {
                FinishWord();
                inWord = false;
            }

            if (kind is CharKind.Hard or CharKind.Soft)
            {
                run += kind == CharKind.Hard ? 1 : 0;
                continue;
            }

            if (_count == MaxUnits)
            {
                break;
            }

            ref var unit = ref Start(kind, run);
            unit.Code = first;
            unit.Written = rune.Value;
        }

        if (inWord)
        {
            FinishWord();
        }

        FindStreams(personal);
    }

    private ref Unit Start(CharKind kind, int run)
    {
        ref var unit = ref _units[_count++];
        unit = new Unit { Kind = kind, Run = run, Letters = _letterCount, Other = _spellingCount };
        _respelt = false;
        return ref unit;
    }

    private void Append(int written, int first, int second)
    {
        if (first > char.MaxValue)
        {
            _letterCount += new Rune(first).EncodeToUtf16(_letters.AsSpan(_letterCount));
            return;
        }

        _letters[_letterCount++] = (char)first;
        _spelling[_spellingCount++] = (char)first;
        if (second != 0)
        {
            _letters[_letterCount++] = (char)second;
            _spelling[_spellingCount++] = (char)second;
        }

        if (Fold.Expansion(written) is not '\0' and var more)
        {
            _spelling[_spellingCount++] = more;
            _respelt = true;
        }
    }

    private void FinishWord()
    {
        ref var unit = ref _units[_count - 1];
        unit.LettersLength = _letterCount - unit.Letters;
        if (!_respelt)
        {
            // Mueller is also Muller, but xue is not xu.
            _spellingCount = unit.Other + Contract(Word(unit), _spelling.AsSpan(unit.Other));
        }

        unit.OtherLength = _spellingCount - unit.Other;
    }

    /// <summary>Writes the word with ae, oe, ue as a, o, u; 0 when it has none of them or is pinyin.</summary>
    private static int Contract(ReadOnlySpan<char> word, Span<char> into)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] != 'e' || i == 0 || word[i - 1] is not ('a' or 'o' or 'u'))
            {
                into[length++] = word[i];
            }
        }

        return length == word.Length || PinyinTable.Syllables.Shape(word) != PinyinShape.None ? 0 : length;
    }

    private void FindStreams(bool personal)
    {
        for (var i = 0; i < _count;)
        {
            var end = i;
            while (end < _count && _units[end].IsCharacter && _units[end].Run == _units[i].Run)
            {
                end++;
            }

            if (end == i)
            {
                i++;
                continue;
            }

            var stream = ClosingWords.Find(_units, i, end, personal);
            Readings.Assign(_units.AsSpan(0, _count), stream, personal && _streamCount == 0);
            _streams[_streamCount++] = stream;
            i = end;
        }
    }
}
