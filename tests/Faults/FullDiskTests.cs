using System.Diagnostics;
using System.Net;
using Kith.Acquire.Import;
using Kith.Tests.Testing;

namespace Kith.Tests.Faults;

/// <summary>A disk without room: Kith says so, loses nothing, and goes on when there is room again.</summary>
[Trait("suite", "faults")]
public sealed class FullDiskTests : IAsyncLifetime
{
    private const int Megabytes = 40;
    private readonly KithFolder folder = new();
    private bool mounted;

    private string Ballast => Path.Combine(folder.Path, "ballast");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder.Path);
        mounted = Environment.UserName == "root" && await Ran("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (mounted)
        {
            await Ran("umount", "-l", folder.Path);
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_is_said_and_nothing_is_lost()
    {
        Assert.SkipUnless(mounted, "NOT RUN: a small file system can't be mounted here (needs root)");
        using var server = await KithProcess.Serve(folder);
        using var us = Faulty.ClientOf(folder);
        await us.Import(Lists.Customers(300));
        var id = await us.Add(("name", "Ann"), ("phone", "13800138000"));
        (await us.Edit(id, "title", "Chief")).RequireDone();
        var before = Importer.Population(folder);
        var upload = await us.Upload("big.csv", Lists.Customers(12_000, from: 10_000));
        await Fill(leaveKilobytes: 7_000);

        // An import that runs out of room stops where it is.
        (await us.Post($"/api/imports/{upload.Id}/run")).RequireDone();
        var stopped = await us.Rest(upload.Id);
        Assert.Equal((ImportState.Stopped, "import.disk-full"), (stopped.State, stopped.Failure));
        Assert.InRange(stopped.Counts.Created, 0, 11_999);

        // Everything else is refused with the reason, or done.
        await Fill(leaveKilobytes: 0);
        (await us.Send(HttpMethod.Post, "/api/imports?name=more.csv", new ByteArrayContent(new byte[4_000_000]))).RequireRefused(HttpStatusCode.ServiceUnavailable, "store.full");
        (await us.Post("/api/backups")).RequireRefused(HttpStatusCode.ServiceUnavailable, "store.full");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "backups")));
        Assert.Equal(2, Directory.EnumerateDirectories(Path.Combine(folder.Path, "imports")).Count());
        var refused = 0;
        string? title = "Chief";
        for (var edit = 0; edit < 400 && refused < 3; edit++)
        {
            var answer = await us.Edit(id, "title", "Title " + new string((char)('a' + (edit % 26)), 900) + edit);
            if (answer.Status == HttpStatusCode.OK)
            {
                title = folder.Single<string>("select fields ->> 'title' from customer where customer_id = @id", new { id });
                continue;
            }

            answer.RequireRefused(HttpStatusCode.ServiceUnavailable, "store.full");
            refused++;
        }

        Assert.Equal(3, refused);
        Assert.Equal(title, folder.Single<string>("select fields ->> 'title' from customer where customer_id = @id", new { id }));
        Assert.Equal(301 + stopped.Counts.Created, (await us.Get("/api/customers")).RequireDone().Json.GetProperty("count").GetInt64());

        // A process that dies on a full disk starts again when there is room, and so goes the import.
        server.Kill();
        File.Delete(Ballast);
        using var again = await KithProcess.Serve(folder);
        Wholeness.Require(folder);
        using var later = Faulty.ClientOf(folder);
        (await later.Edit(id, "title", "President")).RequireDone();
        Assert.Equal(ImportState.Undone, (await later.UndoImport(upload.Id)).State);
        Assert.Equal(before, Importer.Population(folder));
        Wholeness.Require(folder);
    }

    [Fact]
    public async Task The_command_line_says_in_one_line_that_the_disk_is_full()
    {
        Assert.SkipUnless(mounted, "NOT RUN: a small file system can't be mounted here (needs root)");
        (await KithProcess.Run(folder, "search", "nobody")).Require(0);
        var file = folder.Write("big.csv", Lists.Customers(20_000));
        await Fill(leaveKilobytes: 2_000);
        foreach (var (language, sentence) in ((string, string)[])[("en", "The disk is full"), ("zh-CN", "磁盘已满")])
        {
            var refused = (await KithProcess.Run(folder, ["import", file, "--json"], language: language)).Require(2);
            Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
            Assert.Single(refused.Error.Trim().Split('\n'));
            Assert.Empty(refused.Out);
        }
    }

    private async Task Fill(int leaveKilobytes)
    {
        var free = new DriveInfo(folder.Path).AvailableFreeSpace - (leaveKilobytes * 1024L);
        await using var ballast = new FileStream(Ballast, FileMode.Append);
        var block = new byte[4096];
        try
        {
            for (; free > 0; free -= block.Length)
            {
                await ballast.WriteAsync(block, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // Full to the last block, as was wanted.
        }
    }

    private static async Task<bool> Ran(string program, params string[] arguments)
    {
        try
        {
            using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            return run.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
