using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Dapper;
using Kith.Secure.Secrets;
using Microsoft.Data.Sqlite;

namespace Kith.Secure.Backup;

/// <summary>Copies the database while people go on working, checks the copy, and puts the key file beside it.</summary>
[Needs("backup.run")]
public sealed class BackUp(Store store, DataFolder folder, KeyFile keys, TimeProvider clock)
    : IUseCase, IBeforeMigration, IAfterMigration, IChange<BackUp.Done, BackUp.Done>
{
    private const string Partial = ".partial";

    private readonly ConcurrentDictionary<string, UnderWay> underWay = new(StringComparer.Ordinal);

    /// <summary>A backup that is being made.</summary>
    /// <param name="Path">The database in the unfinished copy.</param>
    internal sealed record UnderWay(long At, string Path, Caller? Caller);

    /// <summary>The backups that are being made.</summary>
    internal IReadOnlyCollection<UnderWay> Now => [.. underWay.Values];

    public sealed record Done(string Folder, long Bytes, long Customers, int Schema, double Seconds);

    public static void Map(Routes routes) => routes.Post<BackUp>("/api/backups", async (BackUp use, Entrance door) =>
        TypedResults.Json(await door.Change(use, use.Copy("by-hand", door.Caller))));

    /// <summary>The copy is made outside the writer; what enters the Door is its audit entry.</summary>
    public Done Handle(Done ask, Act act)
    {
        Notices.Tell(act.Sql, act.NewId(), act.Caller.UserId, Sentence.Of("backup.made", ("customers", ask.Customers)), "/backup", act.Now);
        act.Subject.Detail = Path.GetFileName(ask.Folder);
        return ask;
    }

    public Task Prepare()
    {
        Copy("before-migration");
        return Task.CompletedTask;
    }

    /// <summary>What a killed process left behind is no backup; before the server listens no other is under way.</summary>
    public Task Settle()
    {
        foreach (var left in Directory.EnumerateDirectories(folder.Backups, "*" + Partial))
        {
            Directory.Delete(left, recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <param name="caller">Who asked for it; null = Kith itself.</param>
    internal Done Copy(string reason, Caller? caller = null)
    {
        var started = clock.GetTimestamp();
        var at = clock.GetUtcNow();
        var target = NewFolder(at, reason);
        var partial = target + Partial;
        underWay[partial] = new UnderWay(at.ToUnixTimeMilliseconds(), Path.Combine(partial, BackupSet.DatabaseName), caller);
        Directory.CreateDirectory(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var set = Fill(partial, at, reason, caller);

            // Only a whole backup bears the final name.
            Directory.Move(partial, target);
            Durable.SyncFolder(folder.Backups);
            return new Done(target, set.Files.Sum(file => file.Bytes), set.Customers, set.Schema, clock.GetElapsedTime(started).TotalSeconds);
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
        finally
        {
            underWay.TryRemove(partial, out _);
        }
    }

    private BackupSet Fill(string partial, DateTimeOffset at, string reason, Caller? caller)
    {
        var database = Path.Combine(partial, BackupSet.DatabaseName);
        using (var snapshot = store.OpenSnapshot())
        {
            CopyDatabase(snapshot.Connection, database);
        }

        BackupSet.RequireSound(database);
        var (customers, schema) = Read(database);
        var key = Path.Combine(partial, BackupSet.KeyName);
        File.Copy(keys.Path, key);
        Durable.SyncFile(key);
        File.SetUnixFileMode(database, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var set = new BackupSet(
            Assembly.GetExecutingAssembly().GetName().Version!.ToString(3),
            schema,
            at.ToUnixTimeMilliseconds(),
            reason,
            customers,
            [BackupSet.Describe(database), BackupSet.Describe(key)],
            caller?.Name,
            caller?.UserId);
        Durable.Write(Path.Combine(partial, BackupSet.ManifestName), JsonSerializer.SerializeToUtf8Bytes(set, JsonSerializerOptions.Web));
        return set;
    }

    internal static Command Verb(CliSession cli) => cli.Verb("now", "cli.backup-now", async call =>
    {
        var done = await cli.Post<Done>(call, "/api/backups");
        if (cli.WantsJson(call))
        {
            cli.Print(done);
        }
        else
        {
            Console.WriteLine(cli.Words.Say("cli.backup-done", ("folder", done.Folder), ("customers", done.Customers)));
        }

        return CliSession.Done;
    });

    private static void CopyDatabase(SqliteConnection source, string database)
    {
        using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString()))
        {
            copy.Open();
            source.BackupDatabase(copy);
            copy.Execute("pragma journal_mode = delete; pragma synchronous = full;");
        }

        Durable.SyncFile(database);
    }

    /// <summary>What the copy holds: people work on in the database meanwhile.</summary>
    private static (long Customers, int Schema) Read(string database)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        copy.Open();
        var hasCustomers = copy.QuerySingle<bool>("select exists (select 1 from sqlite_schema where name = 'customer')");
        return (hasCustomers ? copy.QuerySingle<long>("select count(*) from customer") : 0, Migrations.VersionOf(copy));
    }

    private string NewFolder(DateTimeOffset at, string reason)
    {
        var name = at.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + (reason == "by-hand" ? "" : "-" + reason);
        var target = Path.Combine(folder.Backups, name);
        for (var again = 2; Directory.Exists(target) || Directory.Exists(target + Partial); again++)
        {
            target = Path.Combine(folder.Backups, $"{name}-{again}");
        }

        return target;
    }
}
