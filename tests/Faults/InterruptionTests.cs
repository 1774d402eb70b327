using System.IO.Pipelines;
using System.Net;
using Kith.Acquire.Import;
using Kith.Secure.Backup;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>One piece of work each, cut off in the middle: uploads, imports and their undo, backups, exports, the very first start.</summary>
[Trait("suite", "faults")]
public sealed class InterruptionTests : IDisposable
{
    private static readonly int Tries = Faulty.Long ? 25 : 2;
    private readonly KithFolder folder = new();
    private readonly Random random = new(Faulty.Seed);

    private string Backups => Path.Combine(folder.Path, "backups");

    private string Uploads => Path.Combine(folder.Path, "imports");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_import_and_its_undo_killed_on_the_way_leave_the_export_byte_for_byte()
    {
        byte[] before;
        using (await KithProcess.Serve(folder))
        {
            using var us = Faulty.ClientOf(folder);
            await us.Import(Lists.Customers(800));
            before = await Export(us);
        }

        var list = Lists.Customers(1_200, row => row % 2 == 0 ? "Chief" : null, from: 400);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var id = await Cut(async us => (await us.Upload("list.csv", list)).Id, (us, upload) => us.Post($"/api/imports/{upload}/run"));
            var run = await AtRest(id, ImportState.Done);
            Assert.Equal((1_200L, 800L, 200L, 200L, 0L), (run.Counts.Rows, run.Counts.Created, run.Counts.Updated, run.Counts.Unchanged, run.Counts.Rejected));
            await Cut(_ => Task.FromResult(id), (us, import) => us.Post($"/api/imports/{import}/undo"));
            Assert.Empty((await AtRest(id, ImportState.Undone)).Conflicts);
            using (await KithProcess.Serve(folder))
            {
                using var us = Faulty.ClientOf(folder);
                var now = await Export(us);
                Assert.True(before.SequenceEqual(now), $"KITH_SEED={Faulty.Seed}: the export is another one after attempt {attempt}");
            }
        }

        Wholeness.Require(folder);
    }

    [Fact]
    public async Task An_upload_cut_off_leaves_no_import_and_no_file()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var server = await KithProcess.Serve(folder);
            using var us = Faulty.ClientOf(folder);
            var pipe = new Pipe();
            using var body = new StreamContent(pipe.Reader.AsStream());
            var upload = us.Send(HttpMethod.Post, "/api/imports?name=big.csv", body);
            await pipe.Writer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Lists.Customers(20_000)), TestContext.Current.CancellationToken);
            await Until(() => Directory.EnumerateFiles(Uploads, "source", SearchOption.AllDirectories).Any());
            if (attempt == 0)
            {
                server.Kill();
                Assert.Single(Directory.EnumerateDirectories(Uploads));
            }

            // The second time the sender goes away, and the server lives on.
            await pipe.Writer.CompleteAsync(new IOException("unplugged"));
            await Faulty.Died(upload);
            if (attempt == 0)
            {
                continue;
            }

            await Until(() => !Directory.EnumerateDirectories(Uploads).Any());
        }

        using (await KithProcess.Serve(folder))
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(Uploads));
            Assert.Equal(0, folder.Single<int>("select count(*) from import_job"));
        }
    }

    [Fact]
    public async Task A_backup_cut_off_counts_as_none()
    {
        using (await KithProcess.Serve(folder))
        {
            using var us = Faulty.ClientOf(folder);
            await us.Import(Lists.Customers(3_000));
            (await us.Post("/api/backups")).RequireDone();
        }

        var partial = 0;
        for (var attempt = 0; attempt < Tries + 2; attempt++)
        {
            using (var server = await KithProcess.Serve(folder))
            {
                Assert.DoesNotContain(Directory.EnumerateDirectories(Backups), set => set.EndsWith(".partial", StringComparison.Ordinal));
                using var us = Faulty.ClientOf(folder);
                var backup = us.Post("/api/backups");
                await Until(() => Directory.EnumerateDirectories(Backups, "*.partial").Any() || backup.IsCompleted);
                await Task.Delay(random.Next(40), TestContext.Current.CancellationToken);
                server.Kill();
                await Faulty.Died(backup);
                partial += Directory.EnumerateDirectories(Backups, "*.partial").Count();
            }

            foreach (var set in Directory.EnumerateDirectories(Backups).Where(set => !set.EndsWith(".partial", StringComparison.Ordinal)))
            {
                BackupSet.Read(set).Verify(set);
                BackupSet.RequireSound(Path.Combine(set, BackupSet.DatabaseName));
            }
        }

        Assert.True(partial > 0, "no kill fell into a backup");
        using var restored = new KithFolder();
        Assert.Equal(3_000, (await KithProcess.Run(folder, "backup", "restore", "--to", restored.Path, "--json")).Require(0).Json.GetProperty("customers").GetInt32());
        Wholeness.Require(restored);
    }

    [Fact]
    public async Task An_export_cut_off_is_seen_by_whoever_takes_it_and_can_be_taken_again()
    {
        long id;
        using (var server = await KithProcess.Serve(folder))
        {
            using var us = Faulty.ClientOf(folder);
            await us.Import(Lists.Customers(10_000));
            id = long.Parse((await us.Post("/api/exports", new { format = "csv" })).RequireDone().Json.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            using var answer = await us.Stream($"/api/exports/{id}/file");
            await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.ReadExactlyAsync(new byte[10_000], TestContext.Current.CancellationToken);
            server.Kill();
            await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        }

        // The command line leaves no file under the name that was asked for.
        using (var server = await KithProcess.Serve(folder))
        {
            await File.WriteAllTextAsync(folder.PathOf("out.csv"), "the last good one", TestContext.Current.CancellationToken);
            using var export = KithProcess.Begin(folder, "export", "--format", "csv", "--out", "out.csv");
            await Until(() => File.Exists(folder.PathOf("out.csv.partial")) || export.HasExited);
            server.Kill();
            var end = await export.End();
            Assert.True(end.ExitCode != 0 || new FileInfo(folder.PathOf("out.csv")).Length > 50_000, "an export that broke off says so");
            Assert.True(end.ExitCode == 0 || await File.ReadAllTextAsync(folder.PathOf("out.csv"), TestContext.Current.CancellationToken) == "the last good one");
        }

        using (await KithProcess.Serve(folder))
        {
            using var us = Faulty.ClientOf(folder);
            Assert.Equal(10_001, (await us.Get($"/api/exports/{id}/file")).RequireDone().Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
            (await us.Get($"/api/exports/{id}/file")).RequireRefused(HttpStatusCode.Conflict, "export.fetched");
        }
    }

    [Fact]
    public async Task The_very_first_start_can_be_cut_off_anywhere()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var fresh = new KithFolder();
            for (var kill = 0; kill < 2; kill++)
            {
                using var server = KithProcess.Begin(fresh, "serve", "--port", "0");
                await Task.Delay(200 + random.Next(600), TestContext.Current.CancellationToken);
                server.Kill();
            }

            using var started = await KithProcess.Serve(fresh);
            using var us = Faulty.ClientOf(fresh);
            await us.Add(("name", "Ann"), ("phone", "13800138000"), ("resident_id", "11010519491231002X"));
            Wholeness.Require(fresh);
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 5000, "it never came to that");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Begins a piece of work on a server that is killed soon after.</summary>
    private async Task<long> Cut(Func<KithClient, Task<long>> prepare, Func<KithClient, long, Task<Answer>> begin)
    {
        using var server = await KithProcess.Serve(folder);
        using var us = Faulty.ClientOf(folder);
        var id = await prepare(us);
        (await begin(us, id)).RequireDone();
        await Task.Delay(random.Next(500), TestContext.Current.CancellationToken);
        server.Kill();
        Wholeness.Require(folder);
        return id;
    }

    /// <summary>Starts again: the work goes on by itself to its end.</summary>
    private async Task<ImportView> AtRest(long id, string state)
    {
        using var server = await KithProcess.Serve(folder);
        using var us = Faulty.ClientOf(folder);
        var view = await us.Rest(id);
        Assert.Equal(state, view.State);
        return view;
    }

    private static async Task<byte[]> Export(KithClient us)
    {
        var id = (await us.Post("/api/exports", new { format = "csv" })).RequireDone().Json.GetProperty("id").GetString();
        return (await us.Get($"/api/exports/{id}/file")).RequireDone().Body;
    }
}
