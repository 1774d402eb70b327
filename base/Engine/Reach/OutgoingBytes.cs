namespace Kith.Engine.Reach;

/// <summary>
/// Takes what a synchronous writer writes until it is sent on asynchronously. It can't seek, so a ZIP archive writes sizes
/// behind its parts and never turns back.
/// </summary>
internal sealed class OutgoingBytes : Stream
{
    private byte[] _bytes = new byte[1 << 17];
    private int _used;

    public ReadOnlyMemory<byte> Waiting => _bytes.AsMemory(0, _used);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Clear() => _used = 0;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_bytes.Length - _used < buffer.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + buffer.Length));
        }

        buffer.CopyTo(_bytes.AsSpan(_used));
        _used += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
