using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Kith.Engine.Data;

namespace Kith.Engine.Keep;

/// <summary>
/// Readings of hanzi as packed by hanzi.table.mjs. A reading is a number: the low nine bits name the syllable (one more than
/// its place in the alphabet, 0 is none), the next three the tone (5 is neutral).
/// </summary>
internal static class PinyinTable
{
    private const int FirstHan = 0x3400;
    private const int SyllableBits = 0x1FF;
    private const int ReadingBits = 0xFFF;
    private const int StartsPhrase = 0x8000;

    private static readonly string[] _syllables;
    private static readonly ushort[] _han;
    private static readonly Dictionary<int, ushort> _others = [];
    private static readonly Dictionary<ulong, ulong> _phrases = [];
    private static readonly Dictionary<ulong, ulong> _surnames = [];
    private static readonly Dictionary<int, ushort[]> _alternatives = [];

    static PinyinTable()
    {
        using var stream = EmbeddedTables.Open("pinyin.bin");
        var all = new byte[stream.Length];
        stream.ReadExactly(all);
        ReadOnlySpan<byte> rest = all;
        _syllables = new string[Short(ref rest)];
        for (var i = 0; i < _syllables.Length; i++)
        {
            _syllables[i] = System.Text.Encoding.ASCII.GetString(rest.Slice(1, rest[0]));
            rest = rest[(1 + rest[0])..];
        }

        const int bytes = (0x9FFF - FirstHan + 1) * 2;
        _han = MemoryMarshal.Cast<byte, ushort>(rest[..bytes]).ToArray();
        rest = rest[bytes..];
        for (int left = Short(ref rest); left > 0; left--)
        {
            var code = BinaryPrimitives.ReadInt32LittleEndian(rest);
            rest = rest[4..];
            _others[code] = Short(ref rest);
        }

        Phrases(ref rest, _phrases);
        Phrases(ref rest, _surnames);
        foreach (var phrase in _phrases.Keys)
        {
            _han[(int)(phrase & 0xFFFF) - FirstHan] |= StartsPhrase;
        }

        Syllables = new SyllableTrie(_syllables);
        foreach (var line in Polyphones.InNames)
        {
            _alternatives[line[0]] = [.. line[1..].Split(',').Select(Number)];
        }
    }

    /// <summary>All syllables that a hanzi can have.</summary>
    public static SyllableTrie Syllables { get; }

    /// <summary>The letters of a reading, without tone; ü is written v.</summary>
    public static string Letters(ushort reading) => _syllables[(reading & SyllableBits) - 1];

    /// <summary>The tone of a reading: 1–4, 5 for the neutral one.</summary>
    public static int Tone(ushort reading) => (reading >> 9) & 7;

    /// <summary>Whether both readings are written with the same letters.</summary>
    public static bool Same(ushort a, ushort b) => (a & SyllableBits) == (b & SyllableBits);

    /// <summary>The commonest reading of a hanzi as written (not folded), 0 when it has none.</summary>
    public static ushort Of(int code) =>
        code is >= FirstHan and <= 0x9FFF ? (ushort)(_han[code - FirstHan] & ReadingBits)
        : _others.GetValueOrDefault(code);

    /// <summary>Other readings that people use for this (simplified) hanzi in names.</summary>
    public static ReadOnlySpan<ushort> Alternatives(int code) => _alternatives.TryGetValue(code, out var list) ? list : default;

    /// <summary>Whether a phrase with a reading of its own can start with this (simplified) hanzi.</summary>
    public static bool CanStartPhrase(int code) => code is >= FirstHan and <= 0x9FFF && (_han[code - FirstHan] & StartsPhrase) != 0;

    /// <summary>The readings (16 bits each, the first lowest) of a phrase packed by <see cref="Key"/>.</summary>
    public static bool TryPhrase(ulong key, out ulong readings) => _phrases.TryGetValue(key, out readings);

    /// <summary>The readings of a surname that is read unlike its characters, or of a compound surname.</summary>
    public static bool TrySurname(ulong key, out ulong readings) => _surnames.TryGetValue(key, out readings);

    /// <summary>Adds a character to a packed phrase of up to four.</summary>
    public static ulong Key(ulong key, int place, int code) => key | ((ulong)(ushort)code << (16 * place));

    private static ushort Number(string letters) => (ushort)(Array.BinarySearch(_syllables, letters, StringComparer.Ordinal) + 1);

    private static void Phrases(ref ReadOnlySpan<byte> rest, Dictionary<ulong, ulong> into)
    {
        for (int left = Short(ref rest); left > 0; left--)
        {
            int length = rest[0];
            rest = rest[1..];
            ulong key = 0, readings = 0;
            for (var i = 0; i < length; i++)
            {
                key = Key(key, i, Short(ref rest));
            }

            for (var i = 0; i < length; i++)
            {
                readings = Key(readings, i, Short(ref rest));
            }

            into[key] = readings;
        }
    }

    private static ushort Short(ref ReadOnlySpan<byte> rest)
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        rest = rest[2..];
        return value;
    }
}
