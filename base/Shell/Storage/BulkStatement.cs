using System.Buffers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Shell;

/// <summary>
/// A prepared statement for bulk writes: values are bound by position and as UTF-8, which costs about half of what
/// parameter objects do. For one thread, which is the writer's in the database.
/// </summary>
public sealed class BulkStatement : IDisposable
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    /// <param name="sql">Its parameters are ?1, ?2, …: SQLite numbers any others by where they stand, not by their names.</param>
    public BulkStatement(SqliteConnection connection, string sql)
    {
        handle = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        for (var position = 1; position <= raw.sqlite3_bind_parameter_count(statement); position++)
        {
            if (raw.sqlite3_bind_parameter_name(statement, position).utf8_to_string() is var name && name != "?" + position)
            {
                throw new ArgumentException($"Parameter {position} is called {name}.", nameof(sql));
            }
        }
    }

    public BulkStatement Bind(int position, long value)
    {
        raw.sqlite3_bind_int64(statement, position, value);
        return this;
    }

    public BulkStatement BindOptional(int position, long? value)
    {
        if (value is { } number)
        {
            return Bind(position, number);
        }

        raw.sqlite3_bind_null(statement, position);
        return this;
    }

    public BulkStatement Bind(int position, string? value)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, position);
            return this;
        }

        var most = System.Text.Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var length = System.Text.Encoding.UTF8.GetBytes(value, rented);
        raw.sqlite3_bind_text(statement, position, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Binds text that is UTF-8 already.</summary>
    public BulkStatement BindUtf8(int position, ReadOnlySpan<byte> utf8)
    {
        raw.sqlite3_bind_text(statement, position, utf8);
        return this;
    }

    public BulkStatement BindBlob(int position, ReadOnlySpan<byte> bytes)
    {
        raw.sqlite3_bind_blob(statement, position, bytes);
        return this;
    }

    /// <summary>Runs the statement and makes it ready for the next values.</summary>
    /// <exception cref="SqliteException">The write failed.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result & 0xFF, result);
        }
    }
}
