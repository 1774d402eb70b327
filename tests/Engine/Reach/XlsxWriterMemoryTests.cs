using Kith.Engine.Reach;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Reach;

[Collection(Alone.Name)]
public sealed class XlsxWriterMemoryTests
{
    [Fact]
    public async Task Memory_stays_flat_and_bytes_go_out_as_they_come()
    {
        var sent = new Counted();
        await using var writer = new XlsxWriter(sent, "Kith", [.. Enumerable.Range(0, 20).Select(column => new XlsxColumn($"c{column}"))]);
        var row = new string[20];
        var before = 0L;
        for (var number = 0; number < 60_000; number++)
        {
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = $"值{number * 31 % 9973}-{column}";
            }

            await writer.WriteRowAsync(row, TestContext.Current.CancellationToken);
            before = number == 10_000 ? GC.GetTotalMemory(forceFullCollection: true) : before;
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 8 << 20, $"grown by {grown}");
        Assert.True(sent.Bytes > 1 << 20, $"{sent.Bytes} sent before the end");
        await writer.FinishAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Takes bytes as a web server's body does: asynchronously only.</summary>
    private sealed class Counted : Stream
    {
        public long Bytes { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Bytes += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
