using System.Collections.Concurrent;
using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Shell;

/// <summary>
/// The embedded database: one writer connection on one thread, which is also the only checkpointer, and many read-only
/// connections. (SQLite 3.7.0 to 3.51.2 can corrupt a write-ahead log when one connection checkpoints while another
/// commits; with a single writer it cannot happen. https://sqlite.org/wal.html#walresetbug)
/// Writes that wait together are committed together, each in its own savepoint.
/// </summary>
public sealed class Store : IDisposable
{
    private const int MostWritesInACommit = 128;
    private const long SharedFor = 3000;

    /// <summary>Pages in the log at which a commit writes them back: 64 MB, of which the same pages are written once.</summary>
    private const int PagesUntilCheckpoint = 16_000;

    /// <summary>The same while people write, behind whose commit it is done.</summary>
    private const int PagesBesideOthers = 1_000;

    private const long LargeLog = 64L << 20;
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(1);
    private const int Defensive = 1010;
    private const int NoCheckpointOnClose = 1006;

    private readonly string path;
    private readonly Ids ids;
    private readonly SqliteConnection writer;
    private readonly Thread writerThread;
    private readonly Channel<IWrite> waiting = Channel.CreateUnbounded<IWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private long lastForeign = -SharedFor;
    private int pagesUntilCheckpoint;

    /// <summary>Opens or creates the database file and starts the writer.</summary>
    public Store(string path, Ids ids)
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        this.path = path;
        this.ids = ids;
        // Its owner's alone wherever it lies; the log beside it takes the same mode.
        File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        writer = Connect(SqliteOpenMode.ReadWriteCreate);
        writer.Execute("""
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma secure_delete = on;
            pragma cache_size = -65536;
            """);
        writer.Execute("create table if not exists meta (name text primary key, value text not null) without rowid");
        ids.StartAbove(writer.QuerySingleOrDefault<long>("select cast(value as integer) from meta where name = 'id_high'"));
        writerThread = new Thread(WriteLoop) { IsBackground = true, Name = "kith-writer" };
        writerThread.Start();
    }

    /// <summary>Runs one act on the writer; it is durable when the task completes, or as if it never was.</summary>
    /// <param name="patient">
    /// Whether it belongs to a long job, which lets others through between its writes and leaves them the last room on the disk.
    /// </param>
    public Task<T> Write<T>(Func<SqliteConnection, T> act, bool patient = false)
    {
        if (!patient)
        {
            Volatile.Write(ref lastForeign, Environment.TickCount64);
        }
        else if (!FullDisk.HasRoomForJobs(path))
        {
            // A log that a failed commit of such a job grew to the end of the disk has this room for what comes after it.
            return Task.FromException<T>(FullDisk.Problem());
        }

        var write = new PendingWrite<T>(act);
        if (!waiting.Writer.TryWrite(write))
        {
            throw new Refused(Refusal.Unavailable, "store.closing");
        }

        return write.Completion;
    }

    /// <summary>Whether writes wait behind the one that runs.</summary>
    public bool IsWaitedFor => waiting.Reader.TryPeek(out _);

    /// <summary>Whether somebody wrote in the last moments who is no long job: jobs then hold the writer more briefly.</summary>
    public bool IsShared => Environment.TickCount64 - Volatile.Read(ref lastForeign) < SharedFor;

    /// <summary>Runs a question on a read-only connection, in one snapshot.</summary>
    public T Read<T>(Func<SqliteConnection, T> question)
    {
        using var snapshot = OpenSnapshot();
        return question(snapshot.Connection);
    }

    /// <summary>A read-only snapshot that stays the same while it is open; for long reads such as exports.</summary>
    public Snapshot OpenSnapshot()
    {
        if (!readers.TryTake(out var connection))
        {
            connection = Connect(SqliteOpenMode.ReadOnly);
            connection.Execute("pragma query_only = on; pragma cache_size = -16384;");
        }

        return new Snapshot(connection, readers);
    }

    /// <summary>Runs maintenance that may not be inside a transaction (backup, vacuum, integrity checks) on the writer thread.</summary>
    public Task<T> Maintain<T>(Func<SqliteConnection, T> work)
    {
        var pending = new PendingMaintenance<T>(work);
        if (!waiting.Writer.TryWrite(pending))
        {
            throw new Refused(Refusal.Unavailable, "store.closing");
        }

        return pending.Completion;
    }

    public void Dispose()
    {
        waiting.Writer.TryComplete();
        writerThread.Join();
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        writer.Dispose();
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        connection.Execute("pragma foreign_keys = on; pragma trusted_schema = off; pragma temp_store = memory;");
        raw.sqlite3_db_config(connection.Handle, Defensive, 1, out _);
        if (mode == SqliteOpenMode.ReadOnly)
        {
            raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out _);
        }

        return connection;
    }

    private void WriteLoop()
    {
        var batch = new List<IWrite>(MostWritesInACommit);
        while (true)
        {
            batch.Clear();
            if (!waiting.Reader.TryRead(out var first))
            {
                var more = waiting.Reader.WaitToReadAsync().AsTask();
#pragma warning disable RS0030 // This thread exists to wait here.
                while (!more.Wait(ShrinkLog() ? Timeout.InfiniteTimeSpan : UntilNextTry))
                {
                    // Somebody still reads from the log.
                }

                if (!more.Result)
#pragma warning restore RS0030
                {
                    return;
                }

                continue;
            }

            if (first is IMaintenance alone)
            {
                alone.RunAlone(writer);
                continue;
            }

            CheckpointAt(IsShared ? PagesBesideOthers : PagesUntilCheckpoint);
            batch.Add(first);
            while (batch.Count < MostWritesInACommit && waiting.Reader.TryPeek(out var next) && next is not IMaintenance
                && waiting.Reader.TryRead(out next))
            {
                batch.Add(next);
            }

            CommitTogether(batch);
        }
    }

    /// <summary>
    /// Ordinary checkpoints write over the log from its beginning and never shorten it. While nobody waits, a large one is
    /// cut off. False while readers are in the way.
    /// </summary>
    private bool ShrinkLog()
    {
        try
        {
            var log = new FileInfo(path + "-wal");
            return !log.Exists || log.Length <= LargeLog || writer.QueryFirst<long>("pragma wal_checkpoint(truncate)") == 0;
        }
        catch (SqliteException)
        {
            // A full disk, say: the next write says so, and the log stays whole.
            return false;
        }
    }

    private void CheckpointAt(int pages)
    {
        if (pages != pagesUntilCheckpoint)
        {
            raw.sqlite3_wal_autocheckpoint(writer.Handle, pages);
            pagesUntilCheckpoint = pages;
        }
    }

    private void CommitTogether(List<IWrite> batch)
    {
        try
        {
            writer.Execute("begin immediate");
            foreach (var write in batch)
            {
                writer.Execute("savepoint act");
                writer.Execute(write.Run(writer) ? "release act" : "rollback to act; release act");
            }

            if (ids.HighWater > 0)
            {
                writer.Execute(
                    "insert into meta (name, value) values ('id_high', @high) on conflict (name) do update set value = excluded.value",
                    new { high = ids.HighWater.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            }

            writer.Execute("commit transaction");
        }
        catch (SqliteException problem)
        {
            try
            {
                writer.Execute("rollback transaction");
            }
            catch (SqliteException)
            {
                // A failed commit may have rolled back already; the batch fails either way.
            }

            batch.ForEach(write => write.Fail(problem));
            return;
        }

        batch.ForEach(write => write.Complete());
    }

    private interface IWrite
    {
        bool Run(SqliteConnection writer);

        void Complete();

        void Fail(Exception problem);
    }

    private interface IMaintenance
    {
        void RunAlone(SqliteConnection writer);
    }

    private sealed class PendingWrite<T>(Func<SqliteConnection, T> act) : IWrite
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? answer;
        private Exception? refusal;

        public Task<T> Completion => source.Task;

        public bool Run(SqliteConnection writer)
        {
            try
            {
                answer = act(writer);
                return true;
            }
            catch (Exception problem)
            {
                refusal = problem;
                return false;
            }
        }

        public void Complete()
        {
            if (refusal is null)
            {
                source.TrySetResult(answer!);
            }
            else
            {
                source.TrySetException(refusal);
            }
        }

        public void Fail(Exception problem) => source.TrySetException(refusal ?? problem);
    }

    private sealed class PendingMaintenance<T>(Func<SqliteConnection, T> work) : IWrite, IMaintenance
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Completion => source.Task;

        public void RunAlone(SqliteConnection writer)
        {
            try
            {
                source.TrySetResult(work(writer));
            }
            catch (Exception problem)
            {
                source.TrySetException(problem);
            }
        }

        bool IWrite.Run(SqliteConnection writer) => true;

        void IWrite.Complete()
        {
        }

        void IWrite.Fail(Exception problem) => source.TrySetException(problem);
    }
}

/// <summary>One consistent view of the data; give it back by disposing it.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> home;
    private bool given;

    internal Snapshot(SqliteConnection connection, ConcurrentBag<SqliteConnection> home)
    {
        Connection = connection;
        this.home = home;
        connection.Execute("begin deferred");
    }

    public SqliteConnection Connection { get; }

    public void Dispose()
    {
        if (given)
        {
            return;
        }

        given = true;
        Connection.Execute("rollback transaction");
        home.Add(Connection);
    }
}
