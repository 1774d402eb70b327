using System.Globalization;

namespace Kith.Engine.Acquire;

/// <summary>The characters of the cell being read, in one stretch, reused from cell to cell.</summary>
internal sealed class CellBuffer
{
    private char[] _chars = new char[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public override string ToString() => new(_chars, 0, Length);

    /// <summary>Room to read into; tell what came by <see cref="Grow"/>.</summary>
    public (char[] Chars, int At, int Room) Spare()
    {
        if (Length == _chars.Length)
        {
            Array.Resize(ref _chars, _chars.Length * 2);
        }

        return (_chars, Length, _chars.Length - Length);
    }

    public void Append(ReadOnlySpan<char> text)
    {
        while (_chars.Length - Length < text.Length)
        {
            Array.Resize(ref _chars, _chars.Length * 2);
        }

        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    public void Grow(int by) => Length += by;

    /// <summary>
    /// Resolves the escape `_xHHHH_` by which workbooks write what XML can't hold, such as `_x000D_`; a literal `_x0041_`
    /// is written `_x005F_x0041_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    /// </summary>
    public void DecodeEscapes()
    {
        var first = Text.IndexOf("_x");
        if (first < 0)
        {
            return;
        }

        var write = first;
        for (var read = first; read < Length; read++)
        {
            var c = _chars[read];
            if (c == '_' && read + 6 < Length && _chars[read + 1] == 'x' && _chars[read + 6] == '_'
                && ushort.TryParse(_chars.AsSpan(read + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                c = (char)unit;
                read += 6;
            }

            _chars[write++] = c;
        }

        Length = write;
    }
}
