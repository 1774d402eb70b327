using System.Formats.Tar;
using System.IO.Compression;
using Kith.Acquire.Import;
using Kith.Tests.Faults;
using Kith.Tests.Testing;

namespace Kith.Tests.Shell;

/// <summary>
/// Data folders that earlier versions made (tests/fixtures/upgrade/make.sh): this version opens each, brings its schema up
/// to date behind a backup, and everything is there.
/// </summary>
public sealed class UpgradeTests
{
    private static readonly string Fixtures = Path.Combine(SourceTree.Root, "tests", "fixtures", "upgrade");

    public static TheoryData<string> Versions => [.. Directory.EnumerateDirectories(Fixtures).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_folder_of_an_earlier_version_opens_with_everything_in_it(string version)
    {
        using var folder = new KithFolder();
        await Unpack(version, folder);
        var steps = folder.Single<int>("select count(*) from schema_step");
        await using var kith = await RunningKith.Start(folder);
        await RequireEverything(kith);
        var migrated = folder.Single<int>("select count(*) from schema_step") > steps;
        Assert.Equal(migrated, Directory.EnumerateDirectories(Path.Combine(folder.Path, "backups"), "*-before-migration").Any());
    }

    [Fact]
    public async Task A_backup_is_made_before_the_schema_changes()
    {
        using var folder = new KithFolder();
        await Unpack("0.1.0", folder);

        // As it was before the rows with problems were kept.
        folder.Tamper("drop table import_row; delete from schema_step where number = 61");
        await using (var kith = await RunningKith.Start(folder))
        {
            await RequireEverything(kith);
        }

        var set = Assert.Single(Directory.EnumerateDirectories(Path.Combine(folder.Path, "backups"), "*-before-migration"));
        using var restored = new KithFolder();
        Assert.Equal(12, Kith.Secure.Backup.RestoreBackup.Restore(set, restored.Path).Customers);
        Assert.Equal(0, restored.Single<int>("select count(*) from schema_step where number = 61"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_backup_of_an_earlier_version_is_restored_and_opens(string version)
    {
        using var folder = new KithFolder();
        await Unpack(version, folder);
        using var restored = new KithFolder();
        Kith.Secure.Backup.RestoreBackup.Restore(Kith.Secure.Backup.RestoreBackup.Newest(new DataFolder(folder.Path)), restored.Path);
        await using var kith = await RunningKith.Start(restored);
        await RequireEverything(kith);
    }

    private static async Task RequireEverything(RunningKith kith)
    {
        var (us, folder) = (kith.Operator, kith.Folder);
        Wholeness.Require(folder);
        Assert.Equal(12, folder.Single<int>("select count(*) from customer"));
        foreach (var text in (string[])["王小明", "wxm", "38001", "muller", "acme"])
        {
            Assert.True((await us.Get("/api/customers?q=" + Uri.EscapeDataString(text))).RequireDone().Json.GetProperty("count").GetInt32() >= 1, text);
        }

        var wang = folder.Single<long>("select customer_id from customer where name = '王小明'");
        var history = (await us.Get($"/api/customers/{wang}/history")).RequireDone().Text;
        Assert.Contains("second.csv", history, StringComparison.Ordinal);
        Assert.Equal("总经理", Title("王小明"));
        Assert.Equal("采购", Title("李大伟"));
        Assert.Equal("11010519491231002X", (await us.Post($"/api/customers/{wang}/reveals", new { field = "resident_id" })).RequireDone().Json.GetProperty("value").GetString());
        using var ada = kith.Anonymous();
        await ada.SignIn("ada", "correct horse battery staple");
        (await ada.Get("/api/users")).RequireDone();

        // What was imported then can be taken back now, and what was taken back can be brought again.
        var undone = await us.UndoImport(Import("second.csv"));
        Assert.Equal(ImportState.Undone, undone.State);
        Assert.Empty(undone.Conflicts);
        Assert.Equal((9, "经理"), (folder.Single<int>("select count(*) from customer"), Title("王小明")));
        (await us.Post($"/api/imports/{Import("third.csv")}/redo")).RequireDone();
        Assert.Equal(ImportState.Done, (await us.Rest(Import("third.csv"))).State);
        Assert.Equal("不再采购", Title("李大伟"));
        await us.Add(("name", "New"), ("phone", "13800138099"));
        Wholeness.Require(folder);

        string Title(string name) => folder.Single<string>("select fields ->> 'title' from customer where name = @name", new { name });
        long Import(string file) => folder.Single<long>("select import_id from import_job where file_name = @file", new { file });
    }

    private static async Task Unpack(string version, KithFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        await using var file = File.OpenRead(Path.Combine(Fixtures, version, "folder.tar.gz"));
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(unzipped, folder.Path, overwriteFiles: false, TestContext.Current.CancellationToken);
    }
}
