using System.Buffers.Binary;

namespace Kith.Engine.Acquire;

/// <summary>
/// What a first look over the records of an old workbook tells (MS-XLS) that the reader of its rows keeps to itself: which
/// calendar, whether it is locked, and the cells that show an error.
/// </summary>
internal sealed class BiffScan
{
    private const int Bof = 0x0809;
    private const int FilePass = 0x002F;
    private const int DateMode = 0x0022;
    private const int BoundSheet = 0x0085;
    private const int CodePage = 0x0042;
    private const int BoolErr = 0x0205;
    private const int Formula = 0x0006;
    private const int MostErrors = 1_000_000;
    private readonly List<long> offsets = [];
    private readonly Dictionary<(long Sheet, int Row, int Column), string> errors = [];

    public bool Epoch1904 { get; private set; }

    public bool Encrypted { get; private set; }

    /// <summary>The code page of its text, 0 where none is said.</summary>
    public int Page { get; private set; }

    public static BiffScan Read(Stream workbook)
    {
        var scan = new BiffScan();
        workbook.Position = 0;
        using var records = new BufferedStream(new Borrowed(workbook), 1 << 16);
        Span<byte> data = stackalloc byte[32];
        long at = 0, sheet = -1;
        while (records.ReadAtLeast(data[..4], 4, throwOnEndOfStream: false) == 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(data);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
            var kept = Math.Min((int)length, data.Length);
            if (records.ReadAtLeast(data[..kept], kept, throwOnEndOfStream: false) < kept)
            {
                break;
            }

            sheet = id == Bof ? at : sheet;
            scan.Take(id, data[..kept], sheet);
            if (scan.Encrypted)
            {
                break;
            }

            at += 4 + length;
            Skip(records, length - kept);
        }

        workbook.Position = 0;
        return scan;
    }

    /// <summary>The error that a cell shows, such as `#DIV/0!`; null for any other cell. Row and column from 0.</summary>
    public string? ErrorAt(int sheet, int row, int column) =>
        errors.Count > 0 && sheet < offsets.Count ? errors.GetValueOrDefault((offsets[sheet], row, column)) : null;

    private void Take(int id, ReadOnlySpan<byte> data, long sheet)
    {
        switch (id)
        {
            case FilePass:
                Encrypted = true;
                break;
            case DateMode when data.Length >= 2:
                Epoch1904 = data[0] == 1;
                break;
            case CodePage when data.Length >= 2:
                Page = BinaryPrimitives.ReadUInt16LittleEndian(data);
                break;
            case BoundSheet when data.Length >= 6 && data[5] == 0:
                offsets.Add(BinaryPrimitives.ReadUInt32LittleEndian(data));
                break;
            case BoolErr when data.Length >= 8 && data[7] == 1:
                Put(data, sheet, data[6]);
                break;
            case Formula when data.Length >= 14 && data[6] == 2 && data[12] == 0xFF && data[13] == 0xFF:
                Put(data, sheet, data[8]);
                break;
        }
    }

    private void Put(ReadOnlySpan<byte> data, long sheet, byte code)
    {
        if (errors.Count < MostErrors)
        {
            errors[(sheet, BinaryPrimitives.ReadUInt16LittleEndian(data), BinaryPrimitives.ReadUInt16LittleEndian(data[2..]))] = code switch
            {
                0x00 => "#NULL!",
                0x07 => "#DIV/0!",
                0x0F => "#VALUE!",
                0x17 => "#REF!",
                0x1D => "#NAME?",
                0x24 => "#NUM!",
                0x2A => "#N/A",
                _ => "#ERROR!",
            };
        }
    }

    private static void Skip(BufferedStream records, int bytes)
    {
        Span<byte> waste = stackalloc byte[1024];
        while (bytes > 0 && records.Read(waste[..Math.Min(bytes, waste.Length)]) is > 0 and var read)
        {
            bytes -= read;
        }
    }

    /// <summary>Keeps the workbook open when the buffer over it is closed.</summary>
    private sealed class Borrowed(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
