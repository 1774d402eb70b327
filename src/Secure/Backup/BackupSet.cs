using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Kith.Secure.Backup;

/// <summary>What a backup folder holds and how it can be checked: `manifest.json` names every file with its SHA-256.</summary>
/// <param name="Kith">The version that wrote it.</param>
/// <param name="Schema">The schema version of the database in it.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Reason">by-hand or before-migration.</param>
/// <param name="Customers">How many customers it holds, for comparing after a restore.</param>
/// <param name="By">Who asked for it; null where Kith itself did, and in older ones.</param>
/// <param name="ById">The user who asked for it.</param>
public sealed record BackupSet(
    string Kith, int Schema, long At, string Reason, long Customers, IReadOnlyList<BackupSet.Item> Files, string? By = null, long? ById = null)
{
    public const string ManifestName = "manifest.json";
    public const string DatabaseName = "kith.db";
    public const string KeyName = "kith.key";

    public sealed record Item(string Name, long Bytes, string Sha256);

    public static Item Describe(string path)
    {
        using var file = File.OpenRead(path);
        return new Item(Path.GetFileName(path), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    public static BackupSet Read(string folder)
    {
        try
        {
            var set = JsonSerializer.Deserialize<BackupSet>(File.ReadAllBytes(Path.Combine(folder, ManifestName)), JsonSerializerOptions.Web);
            return set is { Files.Count: > 0 } ? set : throw Damaged(folder, ManifestName);
        }
        catch (Exception problem) when (problem is IOException or JsonException or UnauthorizedAccessException)
        {
            throw Damaged(folder, ManifestName);
        }
    }

    /// <summary>The manifest, or null where it can't be read: one damaged backup does not hide the others.</summary>
    public static BackupSet? TryRead(string folder)
    {
        try
        {
            return Read(folder);
        }
        catch (Refused)
        {
            return null;
        }
    }

    /// <summary>Compares every file with the manifest.</summary>
    /// <exception cref="Refused">A file is missing or altered.</exception>
    public void Verify(string folder)
    {
        foreach (var needed in (string[])[DatabaseName, KeyName])
        {
            if (!Files.Any(file => file.Name == needed))
            {
                throw Damaged(folder, needed);
            }
        }

        foreach (var expected in Files)
        {
            // Names come from a file that somebody may have altered: only plain names are followed.
            var plain = expected.Name is DatabaseName or KeyName;
            var path = Path.Combine(folder, plain ? expected.Name : "");
            if (!plain || !File.Exists(path) || Describe(path) != expected)
            {
                throw Damaged(folder, expected.Name);
            }
        }
    }

    /// <summary>SQLite's own check of a database file that nobody else has open.</summary>
    public static void RequireSound(string database)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = database,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma trusted_schema = off; pragma integrity_check(1)";
            if (!Equals(command.ExecuteScalar(), "ok"))
            {
                throw Damaged(Path.GetDirectoryName(database)!, DatabaseName);
            }

            // A file from elsewhere may bring code along: Kith's schema has neither triggers nor views.
            command.CommandText = "select count(*) from sqlite_schema where type in ('trigger', 'view')";
            if (!Equals(command.ExecuteScalar(), 0L))
            {
                throw Damaged(Path.GetDirectoryName(database)!, DatabaseName);
            }
        }
        catch (SqliteException)
        {
            throw Damaged(Path.GetDirectoryName(database)!, DatabaseName);
        }
    }

    private static Refused Damaged(string folder, string file) => new(
        Refusal.Invalid,
        "backup.damaged",
        null,
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["folder"] = folder, ["file"] = file });
}
