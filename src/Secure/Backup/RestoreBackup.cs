using System.CommandLine;

namespace Kith.Secure.Backup;

/// <summary>
/// Puts a backup into a new folder, never over a living one. It needs no server: whoever can read the backup can restore it.
/// </summary>
[Needs("backup.restore")]
public sealed class RestoreBackup
{
    public sealed record Done(string Folder, string From, long Customers, int Schema);

    /// <summary>Verifies the set against its manifest, checks the database, and copies both files.</summary>
    public static Done Restore(string set, string target)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw Refused.Conflict("backup.target-not-empty", ("folder", target));
        }

        var manifest = BackupSet.Read(set);
        manifest.Verify(set);
        BackupSet.RequireSound(Path.Combine(set, BackupSet.DatabaseName));
        var existed = Directory.Exists(target);
        var folder = new DataFolder(target);
        folder.Hold();
        try
        {
            Fill(folder, set);
        }
        catch
        {
            folder.Dispose();
            Clear(folder.Path, existed);
            throw;
        }

        folder.Dispose();
        return new Done(folder.Path, set, manifest.Customers, manifest.Schema);
    }

    private static void Fill(DataFolder folder, string set)
    {
        var staged = folder.Database + ".restoring";
        File.Copy(Path.Combine(set, BackupSet.DatabaseName), staged);
        File.Copy(Path.Combine(set, BackupSet.KeyName), Path.Combine(folder.Keys, "kith.key"));
        File.SetUnixFileMode(staged, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Durable.SyncFile(staged);
        Durable.SyncFile(Path.Combine(folder.Keys, "kith.key"));
        File.Move(staged, folder.Database);
        Durable.SyncFolder(folder.Path);
    }

    /// <summary>Leaves no half-made folder behind, which the next attempt would refuse and a server would start on.</summary>
    private static void Clear(string target, bool existed)
    {
        if (!existed && Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
            return;
        }

        foreach (var made in existed ? new DirectoryInfo(target).EnumerateFileSystemInfos() : [])
        {
            if (made is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                made.Delete();
            }
        }
    }

    /// <summary>The newest whole backup of a data folder.</summary>
    public static string Newest(DataFolder folder) =>
        (Directory.Exists(folder.Backups) ? Directory.EnumerateDirectories(folder.Backups) : [])
            .Where(candidate => File.Exists(Path.Combine(candidate, BackupSet.ManifestName)))
            .Select(candidate => (Folder: candidate, BackupSet.TryRead(candidate)?.At))
            .Where(candidate => candidate.At is not null)
            .OrderByDescending(candidate => candidate.At)
            .Select(candidate => candidate.Folder)
            .FirstOrDefault()
        ?? throw new Refused(Refusal.NotFound, "backup.none", null, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["folder"] = folder.Backups,
        });

    internal static Command Verb(CliSession cli)
    {
        var from = new Argument<DirectoryInfo?>("backup") { Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<DirectoryInfo>("--to") { Required = true };
        return cli.Verb("restore", "cli.backup-restore", call =>
        {
            var done = Restore(
                call.GetValue(from)?.FullName ?? Newest(cli.FolderOf(call)),
                call.GetValue(to)!.FullName);
            if (cli.WantsJson(call))
            {
                cli.Print(done);
            }
            else
            {
                Console.WriteLine(cli.Words.Say("cli.backup-restored", ("folder", done.Folder), ("customers", done.Customers)));
            }

            return Task.FromResult(CliSession.Done);
        }, from, to);
    }
}
