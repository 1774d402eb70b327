namespace Kith.Engine.Acquire;

/// <summary>The expanded bytes of one part, counted as they come: bombs stop here, whatever sizes the package declares.</summary>
internal sealed class PartStream(string name, FileWindow stored, Stream expanded, uint crc, XlsxLimits limits) : Stream
{
    private uint _crc;
    private long _token;

    public string Name => name;

    /// <summary>Expanded bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>The share of the stored bytes consumed, 0 to 1.</summary>
    public double Progress => stored.Length == 0 ? 1 : (double)stored.Position / stored.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    /// <summary>Tells that the parser has digested what it read: one token must not swallow the memory.</summary>
    public void TokenDone() => _token = 0;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var read = Expand(buffer);
        if (read == 0)
        {
            // A few writers that stream leave the checksum at zero.
            return crc == 0 || _crc == crc ? 0 : throw new TableRefusedException("xlsx.damaged", data: name);
        }

        _crc = Crc32.Append(_crc, buffer[..read]);
        Count += read;
        _token += read;
        if (Count > limits.MaxPartBytes || (Count > limits.RatioFloor && Count / limits.MaxRatio > stored.Position))
        {
            throw new TableRefusedException("xlsx.bomb", data: name);
        }

        if (_token > limits.MaxTokenBytes)
        {
            throw new TableRefusedException("xlsx.token-too-long", data: name);
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            expanded.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Expand(Span<byte> buffer)
    {
        try
        {
            return expanded.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new TableRefusedException("xlsx.damaged", data: name);
        }
    }
}
