using System.Buffers.Binary;
using Kith.Engine.Data;

namespace Kith.Engine.Keep;

/// <summary>Hanzi to their simplified form and Latin letters to ASCII, as packed by hanzi.table.mjs.</summary>
internal static class FoldTable
{
    private const int FirstHan = 0x3400;
    private const int LastHan = 0x9FFF;
    private const int FirstVietnamese = 0x1E00;

    private static readonly ushort[] _han = new ushort[LastHan - FirstHan + 1];
    private static readonly Dictionary<int, int> _otherHan = [];
    private static readonly ushort[] _latin = new ushort[0x2B0];
    private static readonly ushort[] _vietnamese = new ushort[0x100];

    static FoldTable()
    {
        using var stream = EmbeddedTables.Open("fold.bin");
        var all = new byte[stream.Length];
        stream.ReadExactly(all);
        ReadOnlySpan<byte> rest = all;
        for (int left = Short(ref rest); left > 0; left--)
        {
            var code = Short(ref rest);
            var letters = rest[0] == 2 ? (ushort)(rest[1] | (rest[2] << 8)) : rest[1];
            rest = rest[(1 + rest[0])..];
            if (code < _latin.Length)
            {
                _latin[code] = letters;
            }
            else
            {
                _vietnamese[code - FirstVietnamese] = letters;
            }
        }

        for (int left = Short(ref rest); left > 0; left--)
        {
            var from = BinaryPrimitives.ReadInt32LittleEndian(rest);
            var to = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
            rest = rest[8..];
            if (from is >= FirstHan and <= LastHan && to <= ushort.MaxValue)
            {
                _han[from - FirstHan] = (ushort)to;
            }
            else
            {
                _otherHan[from] = to;
            }
        }
    }

    /// <summary>The simplified form of a hanzi (or radical, or compatibility form), or the code itself.</summary>
    public static int Simplified(int code)
    {
        if (code is >= FirstHan and <= LastHan && _han[code - FirstHan] is not 0 and var simple)
        {
            return simple;
        }

        return code >= 0x2E80 && _otherHan.TryGetValue(code, out var other) ? other : code;
    }

    /// <summary>One or two ASCII letters for a Latin letter, the second in the high byte; 0 for any other code.</summary>
    public static int Ascii(int code) =>
        code < _latin.Length ? _latin[code]
        : code is >= FirstVietnamese and < FirstVietnamese + 0x100 ? _vietnamese[code - FirstVietnamese]
        : 0;

    private static ushort Short(ref ReadOnlySpan<byte> rest)
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        rest = rest[2..];
        return value;
    }
}
