using Dapper;
using Kith.App;
using Microsoft.Data.Sqlite;

namespace Kith.Bench;

/// <summary>Databases as the product has them, without the product.</summary>
internal static class Database
{
    static Database() => SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var sql = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        sql.Open();
        return sql;
    }

    /// <summary>For writing, with the settings of the product's writer.</summary>
    public static SqliteConnection OpenWriter(string path)
    {
        var sql = Open(path, SqliteOpenMode.ReadWriteCreate);
        sql.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 16000; pragma cache_size = -65536;");
        return sql;
    }

    /// <summary>An empty one with the product's tables.</summary>
    public static void Create(string path)
    {
        using var sql = OpenWriter(path);
        sql.Execute("create table if not exists meta (name text primary key, value text not null) without rowid");
        new Migrations(KithHost.AssembliesOf(Modules.All)).Run(sql);
    }

    public static T Ask<T>(string path, string question, object? parameters = null)
    {
        using var sql = Open(path, SqliteOpenMode.ReadOnly);
        return sql.QuerySingle<T>(question, parameters);
    }

    /// <summary>Bytes of the pages in use: free ones are left out.</summary>
    public static long UsedBytes(string path) =>
        Ask<long>(path, "select (p.page_count - f.freelist_count) * s.page_size from pragma_page_count p, pragma_freelist_count f, pragma_page_size s");
}
