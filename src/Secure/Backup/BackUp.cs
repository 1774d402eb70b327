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
    : IUseCase, IBeforeMigration, IChange<BackUp.Done, BackUp.Done>
{
    public sealed record Done(string Folder, long Bytes, long Customers, int Schema, double Seconds);

    public static void Map(Routes routes) => routes.Post<BackUp>("/api/backups", async (BackUp use, Entrance door) =>
        TypedResults.Json(await door.Change(use, use.Copy("by-hand"))));

    /// <summary>The copy is made outside the writer; what enters the Door is its audit entry.</summary>
    public Done Handle(Done ask, Act act)
    {
        act.Subject.Detail = Path.GetFileName(ask.Folder);
        return ask;
    }

    public Task Prepare()
    {
        Copy("before-migration");
        return Task.CompletedTask;
    }

    internal Done Copy(string reason)
    {
        var started = clock.GetTimestamp();
        var at = clock.GetUtcNow();
        var target = NewFolder(at, reason);
        var partial = target + ".partial";
        Directory.CreateDirectory(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var database = Path.Combine(partial, BackupSet.DatabaseName);
        long customers;
        int schema;
        using (var snapshot = store.OpenSnapshot())
        {
            (customers, schema) = CopyDatabase(snapshot.Connection, database);
        }

        BackupSet.RequireSound(database);
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
            [BackupSet.Describe(database), BackupSet.Describe(key)]);
        Durable.Write(Path.Combine(partial, BackupSet.ManifestName), JsonSerializer.SerializeToUtf8Bytes(set, JsonSerializerOptions.Web));

        // Only a whole backup bears the final name.
        Directory.Move(partial, target);
        Durable.SyncFolder(folder.Backups);
        return new Done(target, set.Files.Sum(file => file.Bytes), customers, schema, clock.GetElapsedTime(started).TotalSeconds);
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

    private static (long Customers, int Schema) CopyDatabase(SqliteConnection source, string database)
    {
        using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString()))
        {
            copy.Open();
            source.BackupDatabase(copy);
            copy.Execute("pragma journal_mode = delete; pragma synchronous = full;");
        }

        Durable.SyncFile(database);
        var hasCustomers = source.QuerySingle<bool>("select exists (select 1 from sqlite_schema where name = 'customer')");
        return (hasCustomers ? source.QuerySingle<long>("select count(*) from customer") : 0, Migrations.VersionOf(source));
    }

    private string NewFolder(DateTimeOffset at, string reason)
    {
        var name = at.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + (reason == "by-hand" ? "" : "-" + reason);
        var target = Path.Combine(folder.Backups, name);
        for (var again = 2; Directory.Exists(target) || Directory.Exists(target + ".partial"); again++)
        {
            target = Path.Combine(folder.Backups, $"{name}-{again}");
        }

        return target;
    }
}
