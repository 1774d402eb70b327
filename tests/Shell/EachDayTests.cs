using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>What is kept for a time goes although Kith is never started anew.</summary>
public sealed class EachDayTests
{
    private const string Few = "name,phone\nAnn,13800138000\nBen,12\n";
    private readonly Days days = new();

    [Fact]
    public async Task Uploads_go_after_thirty_days_and_notices_after_ninety()
    {
        await using var kith = await RunningKith.Start(days);
        await (await kith.Administrator()).Import(Few);
        await kith.Operator.Upload("draft.csv", Few);
        await Until(() => days.Daily is not null);
        days.Pass(29);
        await kith.Service<StagedFiles>().Tidy();
        await kith.Service<Notices>().Tidy();
        Assert.Equal((2, 1), Left(kith));
        days.Pass(2);
        await Until(() => Left(kith) == (0, 1) && kith.Folder.Single<int>("select count(*) from import_row") == 0);
        days.Pass(60);
        await Until(() => Left(kith) == (0, 0));
    }

    [Fact]
    public async Task An_upload_that_is_under_way_stays_and_one_that_broke_off_goes()
    {
        await using var kith = await RunningKith.Start(days);
        var broken = Staged(kith);
        days.Pass(2);
        var under = Staged(kith);
        await kith.Service<StagedFiles>().Tidy();
        Assert.Equal([under], Directory.GetDirectories(Path.Combine(kith.Folder.Path, "imports")));
        Assert.False(Directory.Exists(broken));
    }

    private static string Staged(RunningKith kith) =>
        Directory.CreateDirectory(Path.Combine(kith.Folder.Path, "imports", kith.Service<Ids>().Next().ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;

    private static (int Staged, int Notices) Left(RunningKith kith) =>
        (Directory.GetDirectories(Path.Combine(kith.Folder.Path, "imports")).Length, kith.Folder.Single<int>("select count(*) from notice"));

    private static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 500, "it never came to that");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A clock whose days pass when the test says so, while short times are what they are.</summary>
    private sealed class Days : TimeProvider
    {
        private volatile Action? daily;
        private long passed;

        public Action? Daily => daily;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(Interlocked.Read(ref passed));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (period != EachDay.Period)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            daily = () => callback(state);
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Pass(int count)
        {
            Interlocked.Add(ref passed, count);
            daily?.Invoke();
        }
    }
}
