namespace Kith.Engine.Acquire;

/// <summary>
/// A stream laid out in sectors all over a file. Its length is never more than its sectors hold, and it counts what is read,
/// so that a reader that turns in circles is stopped.
/// </summary>
internal sealed class SectorStream(Stream file, uint[] sectors, int sectorBytes, Func<uint, long> offset, long length) : Stream
{
    // A sound reader goes over a workbook a few times.
    private const int MostRounds = 64;
    private const long Floor = 6L << 20;
    private long position;
    private long taken;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = Math.Min(length, (long)sectors.Length * sectorBytes);

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new TableRefusedException("xls.damaged", data: "position");
    }

    public override int Read(Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length && position < Length)
        {
            var within = (int)(position % sectorBytes);
            var take = (int)Math.Min(Math.Min(buffer.Length - total, sectorBytes - within), Length - position);
            file.Position = offset(sectors[position / sectorBytes]) + within;
            var read = file.Read(buffer.Slice(total, take));
            if (read == 0)
            {
                break;
            }

            total += read;
            position += read;
        }

        taken += total + 1;
        return taken <= (Length * MostRounds) + Floor ? total : throw new TableRefusedException("xls.damaged", data: "circle");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? position : Length);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
