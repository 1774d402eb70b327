using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Tests.Testing;

/// <summary>
/// A fresh data folder, with a place for the test's own files beside it; gone when disposed. Its path is short, since the
/// path of a socket has at most 107 bytes.
/// </summary>
public sealed class KithFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kith-").FullName;

    static KithFolder()
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    public KithFolder() => Directory.CreateDirectory(Files);

    /// <summary>The data folder. Kith makes it.</summary>
    public string Path => System.IO.Path.Combine(root, "data");

    public string Files => System.IO.Path.Combine(root, "files");

    public string Database => new DataFolder(Path).Database;

    public string PathOf(string name) => System.IO.Path.Combine(Files, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Looks into the database from outside, as another program would.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => Look(connection => connection.Query<T>(sql, parameters).AsList());

    /// <summary>Several questions on one read-only connection.</summary>
    public T Look<T>(Func<SqliteConnection, T> questions)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return questions(connection);
    }

    public T Single<T>(string sql, object? parameters = null) => Query<T>(sql, parameters)[0];

    /// <summary>Changes the database behind Kith's back. Only while no Kith holds the folder.</summary>
    public void Tamper(string sql, object? parameters = null)
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite);
        connection.Execute(sql, parameters);
    }

    /// <summary>Every file of the data folder, sockets aside.</summary>
    public IEnumerable<string> AllFiles() => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal));

    public void Dispose()
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just killed may still be letting go; the temporary folder is swept by the system.
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }
}
