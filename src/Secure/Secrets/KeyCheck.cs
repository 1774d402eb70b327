using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Secure.Secrets;

/// <summary>
/// Holds the key file against the database at each start, before anything is written: under another installation's keys
/// nobody would be recognised, everybody doubled, and new values sealed with a key that this folder does not have.
/// </summary>
public sealed class KeyCheck(Store store, DataFolder folder, KeyFile file, ISeal seal) : IBeforeMigration, IAfterMigration
{
    private const string Table = "key_check";
    private const string Known = "kith";

    private sealed record Row(byte[] Fingerprint, string Sealed);

    /// <summary>An older database may have no such table yet; it gets its check once it is up to date.</summary>
    public Task Prepare()
    {
        Require(store.Read(sql => sql.QuerySingle<bool>("select exists (select 1 from sqlite_schema where name = @Table)", new { Table }) ? Find(sql) : null));
        return Task.CompletedTask;
    }

    public async Task Settle()
    {
        var row = store.Read(Find);
        Require(row);
        if (row is null)
        {
            await store.Write(sql => sql.Execute(
                "insert into key_check (fingerprint, sealed) values (@fingerprint, @text)",
                new { fingerprint = seal.Fingerprint(Table, Known), text = seal.Seal(Known, Table, "sealed", 0) }));
        }
    }

    private static Row? Find(SqliteConnection sql) => sql.QueryFirstOrDefault<Row>("select fingerprint as Fingerprint, sealed as Sealed from key_check");

    private void Require(Row? row)
    {
        if (row is not null && (!row.Fingerprint.AsSpan().SequenceEqual(seal.Fingerprint(Table, Known)) || seal.Read(row.Sealed, Table, "sealed", 0) != Known))
        {
            throw new Refused(Refusal.Unavailable, "keys.other", null, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["folder"] = folder.Path,
                ["file"] = file.Path,
            });
        }
    }
}
