using System.Buffers;
using Dapper;
using Kith.App;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Bench;

/// <summary>The rows of an imported folder, taken apart and loaded again without any of the product's work.</summary>
internal static class BenchTables
{
    /// <summary>Everything that belongs to one customer, ready to bind.</summary>
    public sealed record Row(object?[] Columns, string[] Tags, byte[][] Keys, byte[] Tokens)
    {
        public long Id => (long)Columns[0]!;
    }

    public static List<Row> Read(string database)
    {
        using var sql = Open(database, SqliteOpenMode.ReadOnly);
        var tags = sql.Query<(long Id, string Tag)>("select customer_id, tag from customer_tag").ToLookup(row => row.Id, row => row.Tag);
        var keys = sql.Query<(byte[] Key, long Id)>("select fingerprint, customer_id from identity_key").ToLookup(row => row.Id, row => row.Key);
        var rows = new List<Row>();
        using var reader = sql.ExecuteReader("select * from customer order by customer_id");
        while (reader.Read())
        {
            var columns = new object?[reader.FieldCount];
            reader.GetValues(columns!);
            var id = (long)columns[0]!;
            rows.Add(new Row(columns, [.. tags[id]], [.. keys[id]], []));
        }

        return [.. rows.Chunk(1000).SelectMany(chunk => WithTokens(sql, chunk))];
    }

    public static SqliteConnection Create(string database)
    {
        var sql = Open(database, SqliteOpenMode.ReadWriteCreate);
        sql.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 4000; pragma cache_size = -65536;");
        new Migrations(KithHost.AssembliesOf(Modules.All)).Run(sql);
        return sql;
    }

    private static IEnumerable<Row> WithTokens(SqliteConnection sql, Row[] chunk)
    {
        var customers = CustomerRows.Many(sql, AccessScope.Maintenance, [.. chunk.Select(row => row.Id)]).ToDictionary(customer => customer.Id);
        foreach (var row in chunk)
        {
            var buffer = new ArrayBufferWriter<byte>();
            SearchTokens.Write(CustomerTokens.SearchableOf(customers[row.Id]), buffer);
            yield return row with { Tokens = buffer.WrittenSpan.ToArray() };
        }
    }

    private static SqliteConnection Open(string database, SqliteOpenMode mode)
    {
        var sql = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = mode, Pooling = false }.ToString());
        sql.Open();
        return sql;
    }

    /// <summary>Prepared statements, bound by position.</summary>
    public sealed class Loader(SqliteConnection sql) : IDisposable
    {
        private readonly BulkStatement customer = new(sql, "insert into customer values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
        private readonly BulkStatement tag = new(sql, "insert into customer_tag (customer_id, tag) values (?1, ?2)");
        private readonly BulkStatement key = new(sql, "insert into identity_key (fingerprint, customer_id) values (?1, ?2)");
        private readonly BulkStatement tokens = new(sql, "insert into customer_search (rowid, tokens) values (?1, ?2)");

        public void Transaction(IEnumerable<Row> rows)
        {
            sql.Execute("begin immediate");
            foreach (var row in rows)
            {
                for (var position = 1; position <= row.Columns.Length; position++)
                {
                    _ = row.Columns[position - 1] switch
                    {
                        long number => customer.Bind(position, number),
                        string text => customer.Bind(position, text),
                        byte[] bytes => customer.BindBlob(position, bytes),
                        _ => customer.Bind(position, (string?)null),
                    };
                }

                customer.Run();
                foreach (var text in row.Tags)
                {
                    tag.Bind(1, row.Id).Bind(2, text).Run();
                }

                foreach (var bytes in row.Keys)
                {
                    key.BindBlob(1, bytes).Bind(2, row.Id).Run();
                }

                tokens.Bind(1, row.Id).BindUtf8(2, row.Tokens).Run();
            }

            sql.Execute("commit transaction");
        }

        public void Dispose()
        {
            customer.Dispose();
            tag.Dispose();
            key.Dispose();
            tokens.Dispose();
        }
    }
}
