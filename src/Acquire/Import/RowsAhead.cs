using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Kith.Acquire.Import;

/// <summary>
/// Rows that are parsed and checked some batches ahead of the writer, on another thread; disposing it stops the reading.
/// What waits is bounded by rows and, since a row may be as long as a book, by the characters of their cells.
/// </summary>
internal sealed class RowsAhead : IDisposable
{
    /// <summary>Rows between two looks at who waits for the writer: well under 50 ms of work.</summary>
    internal const int RowsInABatch = 100;

    /// <summary>A batch of longer rows ends here. The room for what waits is dealt out in such portions, at least one to a batch: about 4 million characters.</summary>
    internal const int CharsInAPortion = 350_000;
    internal const int PortionsAhead = 12;

    private readonly Channel<Batch> ready = Channel.CreateUnbounded<Batch>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Channel<bool> taken = Channel.CreateBounded<bool>(PortionsAhead);
    private readonly CancellationTokenSource stop;

    /// <param name="fixes">Cells that a person corrected, by row and column.</param>
    /// <param name="fromRow">Rows up to this one are in already.</param>
    /// <param name="report">Is told what share of the file is read.</param>
    public RowsAhead(
        Func<ImportFile> open,
        Func<RowCleaner> makeCleaner,
        IReadOnlyDictionary<long, Dictionary<int, string>> fixes,
        long fromRow,
        Action<double> report,
        CancellationToken closing)
    {
        Rows = new Waiting(ready.Reader, taken.Reader);
        stop = CancellationTokenSource.CreateLinkedTokenSource(closing);
        _ = Task.Run(() => Read(open, makeCleaner, fixes, fromRow, report), stop.Token);
    }

    /// <summary>Ends when the file is read; what stopped the reading before comes out of it too.</summary>
    public ChannelReader<List<CleanedRow>> Rows { get; }

    /// <summary>How much of what may lie ahead is taken up, up to <see cref="PortionsAhead"/>.</summary>
    internal int PortionsTaken => taken.Reader.Count;

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task Read(
        Func<ImportFile> open, Func<RowCleaner> makeCleaner, IReadOnlyDictionary<long, Dictionary<int, string>> fixes, long fromRow, Action<double> report)
    {
        try
        {
            var token = stop.Token;
            var cleaner = makeCleaner();
            using var file = open();
            var (batch, chars) = (new List<CleanedRow>(RowsInABatch), 0L);
            foreach (var row in file.Rows().Where(row => row.Number > fromRow))
            {
                batch.Add(cleaner.Clean(row, fixes.GetValueOrDefault(row.Number)));
                chars += row.Cells.Sum(cell => (long)cell.Length);
                if (batch.Count == RowsInABatch || chars >= CharsInAPortion)
                {
                    await Give(batch, chars, token);
                    (batch, chars) = (new List<CleanedRow>(RowsInABatch), 0);
                    report(file.Progress);
                }
            }

            if (batch.Count > 0)
            {
                await Give(batch, chars, token);
            }

            ready.Writer.Complete();
        }
        catch (Exception problem)
        {
            ready.Writer.Complete(problem);
        }
    }

    /// <summary>One that is larger than all that may wait waits alone.</summary>
    private async Task Give(List<CleanedRow> rows, long chars, CancellationToken token)
    {
        var portions = (int)Math.Clamp(chars / CharsInAPortion, 1, PortionsAhead);
        for (var portion = 0; portion < portions; portion++)
        {
            await taken.Writer.WriteAsync(true, token);
        }

        ready.Writer.TryWrite(new Batch(rows, portions));
    }

    private readonly record struct Batch(List<CleanedRow> Rows, int Portions);

    /// <summary>Makes room as batches are taken.</summary>
    private sealed class Waiting(ChannelReader<Batch> ready, ChannelReader<bool> taken) : ChannelReader<List<CleanedRow>>
    {
        public override Task Completion => ready.Completion;

        public override bool TryRead([MaybeNullWhen(false)] out List<CleanedRow> rows)
        {
            var any = ready.TryRead(out var batch);
            rows = batch.Rows;
            for (var portion = 0; portion < batch.Portions; portion++)
            {
                taken.TryRead(out _);
            }

            return any;
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => ready.WaitToReadAsync(cancellationToken);
    }
}
