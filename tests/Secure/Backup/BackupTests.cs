using System.Text.Json;
using Kith.Secure.Backup;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Backup;

/// <summary>`kith backup now` and `kith backup restore`: a whole copy, made while people work, that comes back or says why not.</summary>
public sealed class BackupTests : IDisposable
{
    private const string ResidentId = "11010519491231002X";
    private readonly KithFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_comes_back_whole_in_a_new_folder()
    {
        long id;
        long count;
        await using (var kith = await RunningKith.Start(folder))
        {
            id = await kith.Operator.Add(("name", "Quillon"), ("phone", "13800138000"), ("resident_id", ResidentId));
            (await kith.Operator.Edit(id, "title", "Chief")).RequireDone();
            await kith.Operator.Import(Lists.Customers(200));
            count = kith.Folder.Single<long>("select count(*) from customer");
        }

        var tables = TableCopy.Of(folder);
        var made = (await KithProcess.Run(folder, "backup", "now", "--json")).Require(0).Json;
        Assert.Equal(count, made.GetProperty("customers").GetInt64());
        (await KithProcess.Run(folder, ["backup", "now"], language: "zh-CN")).Require(0);
        using var restored = new KithFolder();
        var done = (await KithProcess.Run(folder, "backup", "restore", "--to", restored.Path, "--json")).Require(0).Json;
        Assert.Equal(count, done.GetProperty("customers").GetInt64());
        Assert.Equal(folder.Single<int>("pragma user_version"), done.GetProperty("schema").GetInt32());
        TableCopy.RequireSame(tables, TableCopy.Of(restored));
        await using var again = await RunningKith.Start(restored);
        Assert.Equal(ResidentId, (await again.Operator.Post($"/api/customers/{id}/reveals", new { field = "resident_id" })).RequireDone().Json.GetProperty("value").GetString());
        Assert.Contains("Chief", (await again.Operator.Get($"/api/customers/{id}/history")).RequireDone().Text, StringComparison.Ordinal);
        Assert.Equal(1, (await again.Operator.Get("/api/customers?q=Quillon")).RequireDone().Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_newest_one_is_restored_unless_another_is_named()
    {
        await using (var kith = await RunningKith.Start(folder))
        {
            await kith.Operator.Add(("name", "First"), ("phone", "13800138000"));
            (await kith.Operator.Post("/api/backups")).RequireDone();
            await kith.Operator.Add(("name", "Second"), ("phone", "13800138001"));
            (await kith.Operator.Post("/api/backups")).RequireDone();
        }

        using var newest = new KithFolder();
        using var named = new KithFolder();
        var sets = Sets();
        Assert.Equal(2, sets.Count);
        Assert.Equal(2, (await KithProcess.Run(folder, "backup", "restore", "--to", newest.Path, "--json")).Require(0).Json.GetProperty("customers").GetInt32());
        Assert.Equal(1, (await KithProcess.Run(folder, "backup", "restore", sets[0], "--to", named.Path, "--json")).Require(0).Json.GetProperty("customers").GetInt32());
        Assert.Equal(["First"], named.Query<string>("select name from customer"));
    }

    [Fact]
    public async Task A_living_folder_is_never_written_over()
    {
        await MakeOne();
        var occupied = folder.PathOf("occupied");
        Directory.CreateDirectory(occupied);
        await File.WriteAllTextAsync(Path.Combine(occupied, "mine"), "mine", TestContext.Current.CancellationToken);
        var refused = (await KithProcess.Run(folder, "backup", "restore", "--to", occupied)).Require(2);
        Assert.Contains(occupied, refused.Error, StringComparison.Ordinal);
        Assert.Equal(["mine"], Directory.EnumerateFileSystemEntries(occupied).Select(Path.GetFileName));
        (await KithProcess.Run(folder, "backup", "restore", "--to", folder.Path)).Require(2);
        var empty = folder.PathOf("empty");
        Directory.CreateDirectory(empty);
        (await KithProcess.Run(folder, "backup", "restore", "--to", empty)).Require(0);
    }

    [Theory]
    [InlineData("cut short")]
    [InlineData("one byte altered")]
    [InlineData("key missing")]
    [InlineData("key altered")]
    [InlineData("no manifest")]
    [InlineData("manifest of nonsense")]
    [InlineData("manifest that names another file")]
    [InlineData("altered, and the manifest with it")]
    [InlineData("a trigger slipped in")]
    public async Task A_damaged_backup_is_refused_and_leaves_nothing_behind(string damage)
    {
        await MakeOne();
        var set = Sets()[0];
        Damage(set, damage);
        var target = folder.PathOf("target");
        var refused = (await KithProcess.Run(folder, "backup", "restore", set, "--to", target)).Require(2);
        Assert.Contains(set, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_refused_and_leaves_nothing_behind()
    {
        await MakeOne();
        var target = folder.PathOf(new string('x', 120));
        (await KithProcess.Run(folder, "backup", "restore", "--to", target)).Require(2);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task A_backup_made_while_an_import_runs_is_consistent()
    {
        await using (var kith = await RunningKith.Start(folder))
        {
            var view = await kith.Operator.Upload("big.csv", Lists.Customers(12_000));
            (await kith.Operator.Post($"/api/imports/{view.Id}/run")).RequireDone();
            for (var copies = 0; copies < 3; copies++)
            {
                (await kith.Operator.Post("/api/backups")).RequireDone();
            }

            Assert.Equal(12_000, (await kith.Operator.Rest(view.Id)).Counts.Created);
        }

        foreach (var set in Sets())
        {
            using var restored = new KithFolder();
            var done = RestoreBackup.Restore(set, restored.Path);
            Faults.Wholeness.Require(restored);
            Assert.Equal(done.Customers, restored.Single<long>("select count(*) from customer"));
            Assert.Equal(done.Customers, restored.Single<long>("select created from import_job"));
        }
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_no_half_of_one()
    {
        await using var kith = await RunningKith.Start(folder);
        var key = Path.Combine(folder.Path, "keys", "kith.key");
        File.Move(key, key + ".away");
        Assert.True((int)(await kith.Operator.Post("/api/backups")).Status >= 500);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "backups")));
        File.Move(key + ".away", key);
        (await kith.Operator.Post("/api/backups")).RequireDone();
        Assert.Single(Sets());
    }

    private List<string> Sets() => [.. Directory.EnumerateDirectories(Path.Combine(folder.Path, "backups")).Order(StringComparer.Ordinal)];

    private async Task MakeOne()
    {
        await using var kith = await RunningKith.Start(folder);
        await kith.Operator.Import(Lists.Customers(50));
        (await kith.Operator.Post("/api/backups")).RequireDone();
    }

    private static void Damage(string set, string damage)
    {
        var database = Path.Combine(set, BackupSet.DatabaseName);
        var key = Path.Combine(set, BackupSet.KeyName);
        var manifest = Path.Combine(set, BackupSet.ManifestName);
        switch (damage)
        {
            case "cut short":
                Alter(database, bytes => bytes[..^4096]);
                break;
            case "one byte altered":
                Alter(database, bytes => Flip(bytes, bytes.Length / 2));
                break;
            case "key missing":
                File.Delete(key);
                break;
            case "key altered":
                Alter(key, bytes => Flip(bytes, bytes.Length / 2));
                break;
            case "no manifest":
                File.Delete(manifest);
                break;
            case "manifest of nonsense":
                File.WriteAllText(manifest, "{\"files\":");
                break;
            case "manifest that names another file":
                File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("kith.key", "../kith.key", StringComparison.Ordinal));
                break;
            case "altered, and the manifest with it":
                Alter(database, bytes => [.. bytes[..4096], .. new byte[bytes.Length - 4096]]);
                Describe(set);
                break;
            case "a trigger slipped in":
                using (var sql = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Pooling=false"))
                {
                    sql.Open();
                    Dapper.SqlMapper.Execute(sql, "create trigger sly after insert on customer begin delete from audit_entry; end");
                }

                Describe(set);
                break;
        }
    }

    private static void Alter(string path, Func<byte[], byte[]> how) => File.WriteAllBytes(path, how(File.ReadAllBytes(path)));

    private static byte[] Flip(byte[] bytes, int at)
    {
        bytes[at] ^= 1;
        return bytes;
    }

    /// <summary>What somebody would do who means harm: the manifest fits again.</summary>
    private static void Describe(string set)
    {
        var manifest = BackupSet.Read(set) with
        {
            Files = [BackupSet.Describe(Path.Combine(set, BackupSet.DatabaseName)), BackupSet.Describe(Path.Combine(set, BackupSet.KeyName))],
        };
        File.WriteAllText(Path.Combine(set, BackupSet.ManifestName), JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web));
    }
}
