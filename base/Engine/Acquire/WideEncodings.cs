using System.Buffers.Binary;

namespace Kith.Engine.Acquire;

/// <summary>UTF-16 and UTF-32 without a byte order mark: known by where their zero bytes stand and by valid code units.</summary>
internal static class WideEncodings
{
    /// <summary>The name of the encoding, or null when the bytes are of single or variable width.</summary>
    public static string? Detect(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head.IndexOf((byte)0) < 0)
        {
            return null;
        }

        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < head.Length; i++)
        {
            zeros[i & 3] += head[i] == 0 ? 1 : 0;
        }

        var quarter = head.Length / 4;
        if (head.Length % 4 == 0 && zeros[0] == quarter && zeros[1] >= quarter * 9 / 10 && zeros[3] == 0)
        {
            return "utf-32be";
        }

        if (head.Length % 4 == 0 && zeros[3] == quarter && zeros[2] >= quarter * 9 / 10 && zeros[0] == 0)
        {
            return "utf-32le";
        }

        var (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
        return odd > 4 * even && Reads(head, bigEndian: false) ? "utf-16le"
            : even > 4 * odd && Reads(head, bigEndian: true) ? "utf-16be"
            : null;
    }

    /// <summary>True when the code units form text: paired surrogates, hardly a control character, a sane share of known scripts.</summary>
    private static bool Reads(ReadOnlySpan<byte> head, bool bigEndian)
    {
        var (units, known, bad, high) = (head.Length / 2, 0, 0, false);
        for (var i = 0; i < units; i++)
        {
            var pair = head.Slice(2 * i, 2);
            var c = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(pair) : BinaryPrimitives.ReadUInt16LittleEndian(pair));
            bad += high != char.IsLowSurrogate(c) ? 1 : 0;
            high = char.IsHighSurrogate(c);
            bad += c is < ' ' and not ('\t' or '\r' or '\n') or '\uFFFE' or '\uFFFF' ? 1 : 0;
            known += c is '\t' or '\r' or '\n' or (>= ' ' and < '\x7F') || CharacterLikelihood.ScriptOf(c) != Script.None ? 1 : 0;
        }

        return bad * 50 <= units && known * 10 >= units * 8;
    }
}
