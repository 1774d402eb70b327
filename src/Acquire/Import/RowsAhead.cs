using System.Threading.Channels;

namespace Kith.Acquire.Import;

/// <summary>Rows that are parsed and checked some batches ahead of the writer, on another thread; disposing it stops the reading.</summary>
internal sealed class RowsAhead : IDisposable
{
    /// <summary>Rows between two looks at who waits for the writer: well under 50 ms of work.</summary>
    private const int RowsInABatch = 250;
    private const int BatchesAhead = 24;

    private readonly Channel<List<CleanedRow>> ready = Channel.CreateBounded<List<CleanedRow>>(BatchesAhead);
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
        stop = CancellationTokenSource.CreateLinkedTokenSource(closing);
        _ = Task.Run(() => Read(open, makeCleaner, fixes, fromRow, report), stop.Token);
    }

    /// <summary>Ends when the file is read; what stopped the reading before comes out of it too.</summary>
    public ChannelReader<List<CleanedRow>> Rows => ready.Reader;

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
            var batch = new List<CleanedRow>(RowsInABatch);
            foreach (var row in file.Rows().Where(row => row.Number > fromRow))
            {
                batch.Add(cleaner.Clean(row, fixes.GetValueOrDefault(row.Number)));
                if (batch.Count == RowsInABatch)
                {
                    await ready.Writer.WriteAsync(batch, token);
                    batch = new List<CleanedRow>(RowsInABatch);
                    report(file.Progress);
                }
            }

            if (batch.Count > 0)
            {
                await ready.Writer.WriteAsync(batch, token);
            }

            ready.Writer.Complete();
        }
        catch (Exception problem)
        {
            ready.Writer.Complete(problem);
        }
    }
}
