using System.Buffers;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>How much of some bytes is UTF-8.</summary>
internal static class Utf8Lines
{
    /// <summary>
    /// True for UTF-8 text with a broken character here and there, as left by a cut at a byte count: reading the whole
    /// line in another encoding would spoil the good characters.
    /// </summary>
    public static bool MostlyUtf8(ReadOnlySpan<byte> line)
    {
        var (good, bad) = CountSequences(line);
        return good >= 3 && good >= 4 * bad;
    }

    /// <summary>Counts the multi-byte characters and the bytes that belong to none.</summary>
    public static (int Good, int Bad) CountSequences(ReadOnlySpan<byte> bytes)
    {
        var (good, bad) = (0, 0);
        while (bytes.Length > 0)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == OperationStatus.Done)
            {
                good++;
            }
            else
            {
                bad++;
            }

            bytes = bytes[used..];
        }

        return (good, bad);
    }
}
