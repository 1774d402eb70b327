using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>
/// The parts of a ZIP package, from its central directory. Own code and not ZipArchive, because that believes declared
/// sizes, takes any number of entries into memory, checks no checksum and finds names only in their exact spelling,
/// while real workbooks come with backslashes and any case.
/// </summary>
internal sealed class ZipPackage
{
    private const int EndSize = 22;
    private readonly Stream _file;
    private readonly XlsxLimits _limits;
    private readonly Dictionary<string, ZipPart> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _twice = new(StringComparer.OrdinalIgnoreCase);

    private ZipPackage(Stream file, XlsxLimits limits)
    {
        _file = file;
        _limits = limits;
    }

    public IEnumerable<string> Names => _parts.Keys;

    /// <summary>Reads the directory.</summary>
    /// <exception cref="TableRefusedException">`xlsx.truncated`, `xlsx.damaged` or `xlsx.too-many-parts`.</exception>
    public static ZipPackage Open(Stream file, XlsxLimits limits)
    {
        var package = new ZipPackage(file, limits);
        package.ReadDirectory();
        return package;
    }

    public bool Has(string name) => _parts.ContainsKey(name);

    /// <summary>Opens a part for reading once, forward; null when there is none of that name in any case.</summary>
    /// <exception cref="TableRefusedException">It stands twice in the package, is encrypted, or lies outside the file.</exception>
    public PartStream? Part(string name)
    {
        if (!_parts.TryGetValue(name, out var part))
        {
            return null;
        }

        if (_twice.Contains(name))
        {
            // Two programs would see two different tables.
            throw new TableRefusedException("xlsx.duplicate-part", data: name);
        }

        if ((part.Flags & 1) != 0)
        {
            throw new TableRefusedException("xlsx.encrypted", data: name);
        }

        if (part.Method is not (0 or 8))
        {
            throw new TableRefusedException("xlsx.unknown-compression", data: name);
        }

        Span<byte> head = stackalloc byte[30];
        Fill(part.Offset, head);
        var start = part.Offset + 30 + U16(head, 26) + U16(head, 28);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x04034b50 || start < 0 || part.Stored < 0 || start > _file.Length - part.Stored)
        {
            throw new TableRefusedException("xlsx.truncated", data: name);
        }

        var window = new FileWindow(_file, start, part.Stored);
        Stream bytes = part.Method == 0 ? window : new DeflateStream(window, CompressionMode.Decompress);
        return new PartStream(name, window, bytes, part.Crc, _limits);
    }

    /// <summary>A part's name made comparable: forward slashes, no leading slash, no dots; null when it would leave the package.</summary>
    public static string? Normalise(string name)
    {
        var steps = new List<string>();
        foreach (var step in name.Replace('\\', '/').Split('/'))
        {
            if (step == "..")
            {
                if (steps.Count == 0)
                {
                    return null;
                }

                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private void ReadDirectory()
    {
        var (end, tail) = FindEnd();
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(16));
        var directoryEnd = end;
        if (size == uint.MaxValue || offset == uint.MaxValue || U16(tail, 10) == ushort.MaxValue)
        {
            (size, offset, directoryEnd) = Zip64(end, size, offset);
        }

        // Bytes put in front of the package shift every offset by the same amount.
        var start = directoryEnd - size;
        var shift = start - offset;
        if (size < 0 || start < 0)
        {
            throw new TableRefusedException("xlsx.damaged", data: "directory");
        }

        _file.Position = start;
        using var directory = new BufferedStream(new FileWindow(_file, start, directoryEnd - start), 1 << 16);
        Span<byte> head = stackalloc byte[46];
        for (var count = 0; directory.ReadAtLeast(head, 46, throwOnEndOfStream: false) == 46; count++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x02014b50)
            {
                throw new TableRefusedException("xlsx.damaged", data: "directory");
            }

            if (count >= _limits.MaxParts)
            {
                throw new TableRefusedException("xlsx.too-many-parts", data: _limits.MaxParts.ToString());
            }

            ReadEntry(directory, head, shift);
        }

        if (_parts.Count == 0)
        {
            throw new TableRefusedException("xlsx.damaged", data: "directory");
        }
    }

    private void ReadEntry(Stream directory, ReadOnlySpan<byte> head, long shift)
    {
        var rest = new byte[U16(head, 28) + U16(head, 30) + U16(head, 32)];
        if (directory.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length)
        {
            throw new TableRefusedException("xlsx.truncated", data: "directory");
        }

        long stored = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        long expanded = BinaryPrimitives.ReadUInt32LittleEndian(head[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(head[42..]);
        var nameLength = U16(head, 28);
        var extra = rest.AsSpan(nameLength, U16(head, 30));
        while (extra.Length >= 4)
        {
            var length = Math.Min(U16(extra, 2), extra.Length - 4);
            if (U16(extra, 0) == 1)
            {
                var wide = extra.Slice(4, length);
                Widen(ref expanded, ref wide);
                Widen(ref stored, ref wide);
                Widen(ref offset, ref wide);
            }

            extra = extra[(4 + length)..];
        }

        if (nameLength is 0 or > 1024 || Normalise(Encoding.UTF8.GetString(rest, 0, nameLength)) is not { Length: > 0 } name)
        {
            return;
        }

        var part = new ZipPart(U16(head, 8), U16(head, 10), BinaryPrimitives.ReadUInt32LittleEndian(head[16..]), stored, offset + shift);
        if (!_parts.TryAdd(name, part))
        {
            _twice.Add(name);
        }
    }

    private static void Widen(ref long value, ref Span<byte> wide)
    {
        if (value == uint.MaxValue && wide.Length >= 8)
        {
            value = BinaryPrimitives.ReadInt64LittleEndian(wide);
            wide = wide[8..];
        }
    }

    private (long End, byte[] Record) FindEnd()
    {
        var length = (int)Math.Min(_file.Length, EndSize + ushort.MaxValue);
        var tail = new byte[length];
        Fill(_file.Length - length, tail);
        for (var i = length - EndSize; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == 0x06054b50 && i + EndSize + U16(tail.AsSpan(i), 20) <= length)
            {
                return (_file.Length - length + i, tail[i..(i + EndSize)]);
            }
        }

        throw new TableRefusedException("xlsx.truncated", data: "directory");
    }

    private (long Size, long Offset, long End) Zip64(long end, long size, long offset)
    {
        if (end < 20)
        {
            return (size, offset, end);
        }

        Span<byte> locator = stackalloc byte[20];
        Fill(end - 20, locator);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != 0x07064b50)
        {
            return (size, offset, end);
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> record = stackalloc byte[56];
        if (at < 0 || at > end - 20 - 56)
        {
            throw new TableRefusedException("xlsx.damaged", data: "directory");
        }

        Fill(at, record);
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == 0x06064b50
            ? (BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]), at)
            : throw new TableRefusedException("xlsx.damaged", data: "directory");
    }

    private void Fill(long position, Span<byte> buffer)
    {
        if (position < 0 || position > _file.Length - buffer.Length)
        {
            throw new TableRefusedException("xlsx.truncated", data: "directory");
        }

        _file.Position = position;
        _file.ReadExactly(buffer);
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct ZipPart(int Flags, int Method, uint Crc, long Stored, long Offset);
}
