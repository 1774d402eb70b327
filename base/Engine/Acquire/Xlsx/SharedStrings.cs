using System.Buffers;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>
/// The workbook's string table as UTF-8 in large blocks with a 4-byte place each: ten million short strings take some
/// 100 MB where .NET strings would take 400.
/// </summary>
internal sealed class SharedStrings
{
    private const int BlockBits = 20;
    private const int BlockSize = 1 << BlockBits;
    private const int PlacesPerBlock = 1 << 16;
    private const int CacheSize = 4096;
    private readonly List<byte[]> _blocks = [];
    private readonly List<uint[]> _places = [];
    private readonly string?[] _cached = new string?[CacheSize];
    private readonly int[] _cachedIndex = new int[CacheSize];
    private readonly CellBuffer _text = new();
    private int _used = BlockSize;

    public int Count { get; private set; }

    /// <summary>Reads the whole table.</summary>
    /// <exception cref="TableRefusedException">It is damaged or larger than the limits.</exception>
    public static SharedStrings Read(PartStream? part, XlsxLimits limits)
    {
        var strings = new SharedStrings();
        if (part is null)
        {
            return strings;
        }

        using var xml = new PartXml(part, limits);
        var item = xml.Names.Add("si");
        while (xml.Read())
        {
            if (xml.Xml.NodeType == System.Xml.XmlNodeType.Element && ReferenceEquals(xml.Xml.LocalName, item))
            {
                strings._text.Clear();
                xml.AppendStringItem(strings._text);
                strings._text.DecodeEscapes();
                strings.Add(limits);
            }
        }

        return strings;
    }

    /// <summary>The string of an index from 0; null when there is none.</summary>
    public string? this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                return null;
            }

            var slot = index & (CacheSize - 1);
            if (_cachedIndex[slot] == index && _cached[slot] is { } known)
            {
                return known;
            }

            var place = _places[index / PlacesPerBlock][index % PlacesPerBlock];
            var block = _blocks[(int)(place >> BlockBits)];
            var at = (int)(place & (BlockSize - 1));
            int length = 0, shift = 0;
            byte b;
            do
            {
                b = block[at++];
                length |= (b & 0x7f) << shift;
                shift += 7;
            }
            while (b >= 0x80);
            var text = Encoding.UTF8.GetString(block, at, length);
            if (text.Length <= 64)
            {
                (_cached[slot], _cachedIndex[slot]) = (text, index);
            }

            return text;
        }
    }

    private void Add(XlsxLimits limits)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((_text.Length * 3) + 5);
        var length = Encoding.UTF8.GetBytes(_text.Text, buffer);
        if (_used + length + 5 > BlockSize)
        {
            _blocks.Add(new byte[Math.Max(BlockSize, length + 5)]);
            _used = 0;
        }

        if (Count % PlacesPerBlock == 0)
        {
            _places.Add(new uint[PlacesPerBlock]);
        }

        if (((long)_blocks.Count << BlockBits) + ((long)_places.Count * PlacesPerBlock * 4) > limits.MaxSharedStringBytes)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw new TableRefusedException("xlsx.too-many-strings", data: limits.MaxSharedStringBytes.ToString());
        }

        var block = _blocks[^1];
        _places[^1][Count++ % PlacesPerBlock] = (uint)(((_blocks.Count - 1) << BlockBits) | _used);
        for (var rest = length; ; rest >>= 7)
        {
            block[_used++] = (byte)(rest >= 0x80 ? rest | 0x80 : rest);
            if (rest < 0x80)
            {
                break;
            }
        }

        buffer.AsSpan(0, length).CopyTo(block.AsSpan(_used));
        _used += length;
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
