using System.Buffers.Binary;
using System.Text;

namespace Kith.Engine.Keep;

/// <summary>
/// Tokens of one record. Every query asks for a prefix, so a token that begins another is left out. Made to be used again.
/// </summary>
internal sealed class TokenSet
{
    /// <summary>No record needs more; hostile ones stop here.</summary>
    public const int MaxTokens = 1000;

    private const int MaxBytes = 64 * 1024;
    private readonly byte[] _bytes = new byte[MaxBytes];
    private readonly int[] _starts = new int[MaxTokens];
    private readonly int[] _lengths = new int[MaxTokens];
    private readonly ulong[] _heads = new ulong[MaxTokens];
    private int _used;

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>Empties the set.</summary>
    public void Clear() => Count = _used = 0;

    /// <summary>A token in UTF-8.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_starts[index], _lengths[index]);

    /// <summary>Adds one or two characters by code point (0: none).</summary>
    public void Add(int first, int second)
    {
        Span<byte> token = stackalloc byte[8];
        var length = Encode(first, token);
        if (second != 0)
        {
            length += Encode(second, token[length..]);
        }

        Add(token[..length]);
    }

    /// <summary>Adds a mark (a code point, 0 for none) with letters behind it, at most <see cref="SearchTokens.Reach"/> of them.</summary>
    public void Add(int mark, ReadOnlySpan<char> letters)
    {
        letters = SearchTokens.Cut(letters);
        if (letters.IsEmpty)
        {
            return;
        }

        Span<byte> token = stackalloc byte[4 + (SearchTokens.Reach * 3)];
        var length = mark == 0 ? 0 : Encode(mark, token);
        Add(token[..(length + Encoding.UTF8.GetBytes(letters, token[length..]))]);
    }

    /// <summary>Adds a character with the letters that stand before or after it.</summary>
    public void AddMixed(ReadOnlySpan<char> before, int code, ReadOnlySpan<char> after)
    {
        Span<char> letters = stackalloc char[SearchTokens.Reach + 2];
        before = SearchTokens.Cut(before);
        after = SearchTokens.Cut(after);
        before.CopyTo(letters);
        var length = before.Length;
        if (length <= SearchTokens.Reach)
        {
            length += new Rune(code).EncodeToUtf16(letters[length..]);
            after = after[..Math.Min(after.Length, letters.Length - length)];
            after.CopyTo(letters[length..]);
            length += after.Length;
        }

        Add(0, letters[..length]);
    }

    private static int Encode(int code, Span<byte> into) => new Rune(code).EncodeToUtf8(into);

    private void Add(ReadOnlySpan<byte> token)
    {
        var head = Head(token);
        for (var i = 0; i < Count; i++)
        {
            var common = Math.Min(token.Length, _lengths[i]);
            var ignored = common >= 8 ? 0 : 64 - (8 * common);
            if ((head ^ _heads[i]) >> ignored != 0 || (common > 8 && !token[..common].SequenceEqual(this[i][..common])))
            {
                continue;
            }

            if (common == token.Length)
            {
                return;
            }

            Put(i, token, head);
            return;
        }

        if (Count < MaxTokens)
        {
            Put(Count, token, head);
            Count++;
        }
    }

    private void Put(int index, ReadOnlySpan<byte> token, ulong head)
    {
        if (_used + token.Length > MaxBytes)
        {
            token = default; // can't happen below MaxTokens of this length; never write past the end
        }

        token.CopyTo(_bytes.AsSpan(_used));
        _starts[index] = _used;
        _lengths[index] = token.Length;
        _heads[index] = head;
        _used += token.Length;
    }

    private static ulong Head(ReadOnlySpan<byte> token)
    {
        if (token.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(token);
        }

        ulong head = 0;
        for (var i = 0; i < token.Length; i++)
        {
            head |= (ulong)token[i] << (56 - (8 * i));
        }

        return head;
    }
}
