using Dapper;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

public sealed class StoreTests
{
    private const long Large = 64L << 20;

    [Fact]
    public async Task A_large_log_is_cut_off_once_nobody_reads_from_it()
    {
        using var folder = new KithFolder();
        Directory.CreateDirectory(folder.Path);
        var log = new FileInfo(folder.Database + "-wal");
        using (var store = new Store(folder.Database, new Ids(TimeProvider.System)))
        {
            await store.Write(sql => sql.Execute("create table big (content blob)"));
            using (var snapshot = store.OpenSnapshot())
            {
                Assert.Equal(0, snapshot.Connection.QuerySingle<int>("select count(*) from big"));
                await store.Write(sql => sql.Execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < 80) insert into big select zeroblob(1048576) from n"));
                await Task.Delay(1500, TestContext.Current.CancellationToken);
                log.Refresh();
                Assert.True(log.Length > Large, "a reader needs the log");

                // Trying does not hold anybody up.
                var started = TimeProvider.System.GetTimestamp();
                await store.Write(sql => sql.Execute("insert into big values (x'00')"));
                Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(15));
            }

            for (var tries = 0; log.Length > 0; tries++)
            {
                Assert.True(tries < 600, $"the log still has {log.Length} bytes");
                await Task.Delay(50, TestContext.Current.CancellationToken);
                log.Refresh();
            }

            Assert.Equal(81, store.Read(sql => sql.QuerySingle<int>("select count(*) from big")));
            await store.Write(sql => sql.Execute("insert into big values (x'00')"));
        }

        log.Refresh();
        Assert.False(log.Exists, "nothing of the log is left after the end");
    }
}
