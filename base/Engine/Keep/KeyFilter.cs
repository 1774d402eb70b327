using System.Buffers.Binary;

namespace Kith.Engine.Keep;

/// <summary>
/// Says of a fingerprint that it was surely never added, or that it may have been: a blocked Bloom filter
/// (Putze, Sanders, Singler 2007), one cache line a key, about 1 in 200 wrongly "may". Adding is safe from several threads.
/// </summary>
public sealed class KeyFilter
{
    private const int BitsPerKey = 12;
    private const int WordsInABlock = 8;
    private const int Probes = 6;

    private readonly long[] words;

    /// <param name="keys">How many keys it will hold; with more it stays right and says "may" more often.</param>
    public KeyFilter(long keys)
    {
        var blocks = Math.Max(1, keys * BitsPerKey / (64 * WordsInABlock));
        words = new long[blocks * WordsInABlock];
    }

    /// <param name="fingerprint">16 bytes that are as good as random, such as a keyed hash: they are not hashed again.</param>
    public void Add(ReadOnlySpan<byte> fingerprint)
    {
        var (block, bits) = Place(fingerprint);
        for (var probe = 0; probe < Probes; probe++, bits >>= 9)
        {
            Interlocked.Or(ref words[block + (int)((bits >> 6) & 7)], 1L << (int)(bits & 63));
        }
    }

    public bool MayHold(ReadOnlySpan<byte> fingerprint)
    {
        var (block, bits) = Place(fingerprint);
        for (var probe = 0; probe < Probes; probe++, bits >>= 9)
        {
            if ((Volatile.Read(ref words[block + (int)((bits >> 6) & 7)]) & (1L << (int)(bits & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private (long Block, ulong Bits) Place(ReadOnlySpan<byte> fingerprint)
    {
        var blocks = (ulong)(words.Length / WordsInABlock);
        return ((long)Math.BigMul(BinaryPrimitives.ReadUInt64LittleEndian(fingerprint), blocks, out _) * WordsInABlock, BinaryPrimitives.ReadUInt64LittleEndian(fingerprint[8..]));
    }
}
