using System.Buffers.Binary;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>
/// Finds a stream in a compound file (MS-CFB), the container of Office 97. Read by own code: every chain of sectors is
/// followed at most as far as the file has sectors, so that a loop ends in a refusal, and nothing is believed that the
/// file's length does not bear out.
/// </summary>
internal sealed class CompoundFile
{
    private const uint LastRegular = 0xFFFFFFFA;
    private const int EntryBytes = 128;
    private const int MostEntries = 100_000;
    private readonly Stream file;
    private readonly int sectorBytes;
    private readonly int miniBytes;
    private readonly uint miniCutoff;
    private readonly uint[] table;
    private readonly uint[] miniTable;
    private readonly uint[] miniSectors;
    private readonly List<Entry> entries = [];

    /// <summary>Reads the header, the allocation tables and the directory.</summary>
    /// <exception cref="TableRefusedException">`xls.damaged` or `xls.truncated`.</exception>
    public CompoundFile(Stream file)
    {
        this.file = file;
        Span<byte> header = stackalloc byte[512];
        file.Position = 0;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            throw new TableRefusedException("xls.truncated");
        }

        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        var miniShift = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        if (shift is < 7 or > 16 || miniShift is < 4 or > 12 || miniShift > shift)
        {
            throw Damaged("sector");
        }

        (sectorBytes, miniBytes) = (1 << shift, 1 << miniShift);
        miniCutoff = BinaryPrimitives.ReadUInt32LittleEndian(header[56..]);
        table = ReadTable(header);
        ReadDirectory(Chain(BinaryPrimitives.ReadUInt32LittleEndian(header[48..])));
        var root = entries.Count > 0 ? entries[0] : throw Damaged("directory");
        miniSectors = root.Start < LastRegular ? Chain(root.Start) : [];
        miniTable = ReadNumbers(Chain(BinaryPrimitives.ReadUInt32LittleEndian(header[60..]), mayBeNone: true));
    }

    public bool Has(string name) => Find(name) >= 0;

    /// <summary>A stream of the file, or null when there is none of that name.</summary>
    public Stream? Open(string name)
    {
        if (Find(name) is not (>= 0 and var at))
        {
            return null;
        }

        var entry = entries[at];
        return entry.Length >= miniCutoff
            ? new SectorStream(file, Chain(entry.Start, mayBeNone: true), sectorBytes, sector => Offset(sector), entry.Length)
            : new SectorStream(file, Chain(entry.Start, miniTable), miniBytes, MiniOffset, entry.Length);
    }

    private int Find(string name) => entries.FindIndex(entry => entry.IsStream && string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));

    private long Offset(uint sector) => (sector + 1L) * sectorBytes;

    private long MiniOffset(uint sector)
    {
        var at = (long)sector * miniBytes;
        var index = at / sectorBytes;
        return index < miniSectors.Length ? Offset(miniSectors[index]) + (at % sectorBytes) : throw Damaged("mini stream");
    }

    /// <summary>The allocation table from the sectors listed in the header and in the chain of further lists.</summary>
    private uint[] ReadTable(ReadOnlySpan<byte> header)
    {
        var most = (file.Length / sectorBytes) + 1;
        var sectors = new List<uint>();
        for (var i = 0; i < 109; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[(76 + (i * 4))..]) is < LastRegular and var sector)
            {
                sectors.Add(sector);
            }
        }

        var next = BinaryPrimitives.ReadUInt32LittleEndian(header[68..]);
        for (long lists = 0; next < LastRegular; lists++)
        {
            if (lists > most)
            {
                throw Damaged("table loop");
            }

            var numbers = ReadNumbers([next]);
            sectors.AddRange(numbers.AsSpan(0, numbers.Length - 1).ToArray().Where(sector => sector < LastRegular));
            next = numbers[^1];
            if (sectors.Count > most)
            {
                throw Damaged("table");
            }
        }

        return ReadNumbers([.. sectors]);
    }

    private void ReadDirectory(uint[] sectors)
    {
        var bytes = new byte[sectorBytes];
        foreach (var sector in sectors)
        {
            ReadSector(sector, bytes);
            for (var at = 0; at + EntryBytes <= bytes.Length && entries.Count < MostEntries; at += EntryBytes)
            {
                var entry = bytes.AsSpan(at, EntryBytes);
                var nameBytes = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62);
                var length = BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]);
                entries.Add(new Entry(Encoding.Unicode.GetString(entry[..nameBytes]), entry[66] == 2, BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), length));
            }
        }
    }

    private uint[] ReadNumbers(uint[] sectors)
    {
        var numbers = new uint[sectors.Length * (sectorBytes / 4)];
        var bytes = new byte[sectorBytes];
        for (var i = 0; i < sectors.Length; i++)
        {
            ReadSector(sectors[i], bytes);
            for (var at = 0; at < sectorBytes; at += 4)
            {
                numbers[(i * (sectorBytes / 4)) + (at / 4)] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
            }
        }

        return numbers;
    }

    /// <summary>The last sector of a file may be cut short: what is missing reads as nothing.</summary>
    private void ReadSector(uint sector, byte[] bytes)
    {
        if (Offset(sector) >= file.Length)
        {
            throw new TableRefusedException("xls.truncated");
        }

        file.Position = Offset(sector);
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        bytes.AsSpan(read).Clear();
    }

    private uint[] Chain(uint first, bool mayBeNone = false) => mayBeNone && first >= LastRegular ? [] : Chain(first, table);

    private static uint[] Chain(uint first, uint[] links)
    {
        var chain = new List<uint>();
        for (var sector = first; sector < LastRegular; sector = links[sector])
        {
            if (sector >= links.Length || chain.Count >= links.Length)
            {
                throw Damaged(sector >= links.Length ? "chain" : "loop");
            }

            chain.Add(sector);
        }

        return [.. chain];
    }

    private static TableRefusedException Damaged(string what) => new("xls.damaged", data: what);

    private readonly record struct Entry(string Name, bool IsStream, uint Start, long Length);
}
