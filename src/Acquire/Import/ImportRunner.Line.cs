using System.Threading.Channels;
using Dapper;

namespace Kith.Acquire.Import;

/// <content>
/// The queue: first come, first served, in the order in which work was asked for. It lies in the database alone, so that a
/// restart changes nothing about it.
/// </content>
public sealed partial class ImportRunner
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task line = Task.CompletedTask;
    private long at;

    /// <summary>Whether this import is the one that is worked at.</summary>
    internal bool IsAt(long importId) => Volatile.Read(ref at) == importId;

    /// <summary>
    /// Keeps a job in the state that asks for work, as that of whoever asked, behind those that wait; the work starts, in
    /// the background, once that is durable and its turn has come.
    /// </summary>
    internal ImportView Begin(Act act, ImportJob job, string state)
    {
        job.State = state;
        job.Asker = act.Caller;
        job.Turn = act.NewId();
        job.PausedIn = null;
        job.Save(act.Sql);
        act.WhenDurable(Call);
        return ImportView.Of(job, ProgressOf(job.Id), null) with { Ahead = null };
    }

    public Task Resume(CancellationToken stop)
    {
        line = Task.Run(Serve, CancellationToken.None);
        Call();
        return Task.CompletedTask;
    }

    /// <summary>Waits until an import is not busy any more, at most this long.</summary>
    public async Task Settled(long importId, TimeSpan atMost)
    {
        var began = clock.GetTimestamp();
        while (IsInLine(importId) && clock.GetElapsedTime(began) < atMost)
        {
            await Task.Delay(BetweenLooks, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!closing.IsCancellationRequested)
        {
            await closing.CancelAsync();
            await line;
            await clearing;
        }
    }

    /// <summary>Says that somebody's turn may have come.</summary>
    internal void Call() => calls.Writer.TryWrite(true);

    private async Task Serve()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await calls.Reader.ReadAsync(closing.Token);
                while (!closing.IsCancellationRequested && Next() is { } importId)
                {
                    // Named before its state is read: whoever stops it from now on leaves that to the work.
                    Volatile.Write(ref at, importId);
                    await Work(importId);
                    Volatile.Write(ref at, 0);
                }
            }
            catch (OperationCanceledException)
            {
                // The process is closing.
            }
            catch (Exception bug)
            {
                Unexpected(log, bug, Volatile.Read(ref at));
                await Task.WhenAny(Task.Delay(UntilNextTry, clock, closing.Token));
                Call();
            }
        }
    }

    /// <summary>A paused file holds up those that came with it: they may name its organisations.</summary>
    private long? Next() => store.Read(sql => sql.QueryFirstOrDefault<long?>(
        """
        select import_id from import_job next
        where turn is not null and not exists (select 1 from import_job fellow where fellow.set_id = next.set_id and fellow.paused_in is not null)
        order by turn limit 1
        """));

    private bool IsInLine(long importId) => store.Read(sql => sql.QuerySingle<bool>(
        "select exists (select 1 from import_job where import_id = @importId and turn is not null)", new { importId }));
}
