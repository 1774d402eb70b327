using System.Buffers;
using System.Text;
using Dapper;
using Kith.Engine.Keep;
using Kith.Keep.Customers;
using Microsoft.Data.Sqlite;

namespace Kith.Bench;

/// <summary>
/// The rows of an imported folder, taken apart into a file that the floors stream: everything of a customer ready to bind,
/// so that a floor does nothing but what the engine must.
/// </summary>
internal static class PreparedRows
{
    private const int CustomersAtATime = 1000;
    private const byte Nothing = 0;
    private const byte Number = 1;
    private const byte Text = 2;
    private const byte Blob = 3;

    /// <summary>A value with its kind of SQLite.</summary>
    public readonly record struct Cell(byte Kind, long Whole, byte[] Bytes)
    {
        public void BindTo(BulkStatement statement, int position)
        {
            _ = Kind switch
            {
                Number => statement.Bind(position, Whole),
                Text => statement.BindUtf8(position, Bytes),
                Blob => statement.BindBlob(position, Bytes),
                _ => statement.Bind(position, null),
            };
        }
    }

    /// <summary>A customer's row in the order of its columns (the id first), its tags and keys, its search tokens.</summary>
    public sealed record Row(Cell[] Columns, byte[][] Tags, byte[][] Keys, byte[] Tokens)
    {
        public long Id => Columns[0].Whole;
    }

    /// <summary>A customer's row after a change, and what history has of it: field, old and new value.</summary>
    public sealed record Change(Cell[] Columns, Cell[][] History)
    {
        public long Id => Columns[0].Whole;
    }

    /// <summary>Writes all customers, in the order of their ids. Streams.</summary>
    public static void Write(string database, string path)
    {
        using var file = Out(path);
        using var sql = Database.Open(database, SqliteOpenMode.ReadOnly);
        using var tagSql = Database.Open(database, SqliteOpenMode.ReadOnly);
        using var keySql = Database.Open(database, SqliteOpenMode.ReadOnly);
        using var tags = tagSql.Query<(long Id, string Tag)>("select customer_id, tag from customer_tag order by customer_id", buffered: false).GetEnumerator();
        using var keys = keySql.Query<(long Id, byte[] Key)>("select customer_id, fingerprint from identity_key order by customer_id", buffered: false).GetEnumerator();
        var (moreTags, moreKeys) = (tags.MoveNext(), keys.MoveNext());
        foreach (var chunk in Rows(sql, "select * from customer order by customer_id", null).Chunk(CustomersAtATime))
        {
            var customers = CustomerRows.Many(sql, AccessScope.Maintenance, [.. chunk.Select(columns => columns[0].Whole)]).ToDictionary(customer => customer.Id);
            foreach (var columns in chunk)
            {
                var id = columns[0].Whole;
                var ownTags = new List<byte[]>();
                for (; moreTags && tags.Current.Id <= id; moreTags = tags.MoveNext())
                {
                    ownTags.Add(Encoding.UTF8.GetBytes(tags.Current.Tag));
                }

                var ownKeys = new List<byte[]>();
                for (; moreKeys && keys.Current.Id <= id; moreKeys = keys.MoveNext())
                {
                    ownKeys.Add(keys.Current.Key);
                }

                var tokens = new ArrayBufferWriter<byte>();
                SearchTokens.Write(CustomerTokens.SearchableOf(customers[id]), tokens);
                Put(file, columns);
                Put(file, ownTags);
                Put(file, ownKeys);
                Put(file, tokens.WrittenSpan);
            }
        }
    }

    public static IEnumerable<Row> Read(string path)
    {
        using var file = In(path);
        while (file.BaseStream.Position < file.BaseStream.Length)
        {
            yield return new Row(Cells(file), Many(file), Many(file), Bytes(file));
        }
    }

    /// <summary>Writes the customers that a changeset changed, in the order of their ids.</summary>
    public static void WriteChanges(string database, string path, long changeset)
    {
        using var file = Out(path);
        using var sql = Database.Open(database, SqliteOpenMode.ReadOnly);
        using var historySql = Database.Open(database, SqliteOpenMode.ReadOnly);
        using var history = Rows(
            historySql, "select customer_id, field, old_value, new_value from change where changeset_id = @changeset order by customer_id", new { changeset }).GetEnumerator();
        var more = history.MoveNext();
        foreach (var columns in Rows(
            sql, "select * from customer where customer_id in (select customer_id from change where changeset_id = @changeset) order by customer_id", new { changeset }))
        {
            var own = new List<Cell[]>();
            for (; more && history.Current[0].Whole <= columns[0].Whole; more = history.MoveNext())
            {
                own.Add(history.Current[1..]);
            }

            Put(file, columns);
            file.Write(own.Count);
            own.ForEach(cells => Put(file, cells));
        }
    }

    public static IEnumerable<Change> ReadChanges(string path)
    {
        using var file = In(path);
        while (file.BaseStream.Position < file.BaseStream.Length)
        {
            var columns = Cells(file);
            var history = new Cell[file.ReadInt32()][];
            for (var at = 0; at < history.Length; at++)
            {
                history[at] = Cells(file);
            }

            yield return new Change(columns, history);
        }
    }

    private static IEnumerable<Cell[]> Rows(SqliteConnection sql, string question, object? parameters)
    {
        using var reader = sql.ExecuteReader(question, parameters);
        while (reader.Read())
        {
            var cells = new Cell[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.GetValue(column) switch
                {
                    long whole => new Cell(Number, whole, []),
                    string text => new Cell(Text, 0, Encoding.UTF8.GetBytes(text)),
                    byte[] bytes => new Cell(Blob, 0, bytes),
                    _ => new Cell(Nothing, 0, []),
                };
            }

            yield return cells;
        }
    }

    private static BinaryWriter Out(string path) => new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20));

    private static BinaryReader In(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20));

    private static void Put(BinaryWriter file, Cell[] cells)
    {
        file.Write(cells.Length);
        foreach (var cell in cells)
        {
            file.Write(cell.Kind);
            if (cell.Kind == Number)
            {
                file.Write(cell.Whole);
            }
            else if (cell.Kind != Nothing)
            {
                Put(file, cell.Bytes);
            }
        }
    }

    private static void Put(BinaryWriter file, List<byte[]> many)
    {
        file.Write(many.Count);
        many.ForEach(bytes => Put(file, bytes));
    }

    private static void Put(BinaryWriter file, ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes.Length);
        file.Write(bytes);
    }

    private static Cell[] Cells(BinaryReader file)
    {
        var cells = new Cell[file.ReadInt32()];
        for (var column = 0; column < cells.Length; column++)
        {
            var kind = file.ReadByte();
            cells[column] = new Cell(kind, kind == Number ? file.ReadInt64() : 0, kind is Text or Blob ? Bytes(file) : []);
        }

        return cells;
    }

    private static byte[][] Many(BinaryReader file)
    {
        var many = new byte[file.ReadInt32()][];
        for (var at = 0; at < many.Length; at++)
        {
            many[at] = Bytes(file);
        }

        return many;
    }

    private static byte[] Bytes(BinaryReader file) => file.ReadBytes(file.ReadInt32());
}
