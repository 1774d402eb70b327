using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using Dapper;
using Kith.Engine.Acquire;
using Kith.Engine.Reach;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kith.Bench;

/// <summary>
/// The least that the engine can do for each scenario, each in a process of its own: the same rows, B-trees and search tokens,
/// ready made, moved by plain SQLite with prepared statements.
/// </summary>
internal static class Floors
{
    public const string Verb = "floor";
    private const int RowsInATransaction = 10_000;

    /// <summary>The same rows into the same tables. With a workbook: the XML of its cells is read before.</summary>
    public static Task<Usage> Load(string rows, string database, string? workbook = null)
    {
        Database.Create(database);
        return Process(["load", rows, database, workbook ?? ""]);
    }

    /// <summary>Each row's customer looked up by its key and read; those that changed updated, with their history.</summary>
    public static Task<Usage> Renew(string rows, string changes, string database) => Process(["renew", rows, changes, database]);

    /// <summary>The same rows out of the tables, without history.</summary>
    public static Task<Usage> Remove(string rows, string database) => Process(["remove", rows, database]);

    /// <summary>Every customer's row and tags as they lie in the tables, as CSV.</summary>
    public static Task<Usage> SelectToCsv(string database, string target) => Process(["csv", database, target]);

    /// <summary>The writer of workbooks alone over the rows of a CSV.</summary>
    public static Task<Usage> CsvToWorkbook(string csv, string target) => Process(["xlsx", csv, target]);

    /// <summary>In the floor's own process: does it, and prints what it took.</summary>
    public static void Run(string[] arguments)
    {
        var meter = new UsageMeter(Environment.ProcessId);
        var place = arguments[^1];
        switch (arguments)
        {
            case ["load", var rows, var database, var workbook]:
                ReadXml(workbook);
                LoadRows(rows, place = database);
                break;
            case ["renew", var rows, var changes, var database]:
                RenewRows(rows, changes, database);
                break;
            case ["remove", var rows, var database]:
                RemoveRows(rows, database);
                break;
            case ["csv", var database, var target]:
                WriteCsv(database, target);
                break;
            case ["xlsx", var csv, var target]:
                WriteWorkbook(csv, target).GetAwaiter().GetResult();
                break;
            default:
                throw new ArgumentException($"There is no floor '{string.Join(' ', arguments)}'.", nameof(arguments));
        }

        Console.WriteLine(JsonSerializer.Serialize(meter.Read(place)));
    }

    private static async Task<Usage> Process(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Verb, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<Usage>(output)! : throw new InvalidOperationException($"The floor ended with {process.ExitCode}.");
    }

    private static void LoadRows(string rows, string database)
    {
        using var sql = Database.OpenWriter(database);
        using var customer = new BulkStatement(sql, InsertOf(sql));
        using var tag = new BulkStatement(sql, "insert into customer_tag (customer_id, tag) values (?1, ?2)");
        using var key = new BulkStatement(sql, "insert into identity_key (fingerprint, customer_id) values (?1, ?2)");
        using var tokens = new BulkStatement(sql, "insert into customer_search (rowid, tokens) values (?1, ?2)");
        InTransactions(sql, PreparedRows.Read(rows), row =>
        {
            Run(customer, row.Columns);
            foreach (var text in row.Tags)
            {
                tag.Bind(1, row.Id).BindUtf8(2, text).Run();
            }

            foreach (var bytes in row.Keys)
            {
                key.BindBlob(1, bytes).Bind(2, row.Id).Run();
            }

            tokens.Bind(1, row.Id).BindUtf8(2, row.Tokens).Run();
        });
    }

    private static void RenewRows(string rows, string changes, string database)
    {
        using var sql = Database.OpenWriter(database);
        raw.sqlite3_prepare_v2(sql.Handle, "select c.* from identity_key k join customer c on c.customer_id = k.customer_id where k.fingerprint = ?1", out var look);
        using var update = new BulkStatement(sql, UpdateOf(sql));
        using var note = new BulkStatement(sql, "insert into change (customer_id, changeset_id, field, old_value, new_value) values (?1, 1, ?2, ?3, ?4)");
        using var changed = PreparedRows.ReadChanges(changes).GetEnumerator();
        var more = changed.MoveNext();
        InTransactions(sql, PreparedRows.Read(rows), row =>
        {
            raw.sqlite3_bind_blob(look, 1, row.Keys[0]);
            while (raw.sqlite3_step(look) == raw.SQLITE_ROW)
            {
                for (var column = 0; column < raw.sqlite3_column_count(look); column++)
                {
                    _ = raw.sqlite3_column_blob(look, column).Length;
                }
            }

            raw.sqlite3_reset(look);
            for (; more && changed.Current.Id == row.Id; more = changed.MoveNext())
            {
                Run(update, changed.Current.Columns);
                foreach (var values in changed.Current.History)
                {
                    note.Bind(1, row.Id);
                    for (var column = 0; column < values.Length; column++)
                    {
                        values[column].BindTo(note, column + 2);
                    }

                    note.Run();
                }
            }
        });
        raw.sqlite3_finalize(look);
        if (more)
        {
            throw new InvalidOperationException("A changed customer was not in the list.");
        }
    }

    private static void RemoveRows(string rows, string database)
    {
        using var sql = Database.OpenWriter(database);
        using var customer = new BulkStatement(sql, "delete from customer where customer_id = ?1");
        using var tags = new BulkStatement(sql, "delete from customer_tag where customer_id = ?1");
        using var key = new BulkStatement(sql, "delete from identity_key where fingerprint = ?1 and customer_id = ?2");
        using var tokens = new BulkStatement(sql, "insert into customer_search (customer_search, rowid, tokens) values ('delete', ?1, ?2)");
        InTransactions(sql, PreparedRows.Read(rows), row =>
        {
            customer.Bind(1, row.Id).Run();
            tags.Bind(1, row.Id).Run();
            foreach (var bytes in row.Keys)
            {
                key.BindBlob(1, bytes).Bind(2, row.Id).Run();
            }

            tokens.Bind(1, row.Id).BindUtf8(2, row.Tokens).Run();
        });
    }

    private static void WriteCsv(string database, string target)
    {
        using var sql = Database.Open(database, SqliteOpenMode.ReadOnly);
        using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        raw.sqlite3_prepare_v2(
            sql.Handle,
            "select c.*, (select group_concat(t.tag, ';') from customer_tag t where t.customer_id = c.customer_id) from customer c order by c.customer_id",
            out var all);
        while (raw.sqlite3_step(all) == raw.SQLITE_ROW)
        {
            for (var column = 0; column < raw.sqlite3_column_count(all); column++)
            {
                var text = raw.sqlite3_column_blob(all, column);
                if (!text.ContainsAny("\",\r\n"u8))
                {
                    file.Write(text);
                }
                else
                {
                    file.WriteByte((byte)'"');
                    for (int quote; (quote = text.IndexOf((byte)'"')) >= 0; text = text[(quote + 1)..])
                    {
                        file.Write(text[..(quote + 1)]);
                        file.WriteByte((byte)'"');
                    }

                    file.Write(text);
                    file.WriteByte((byte)'"');
                }

                file.WriteByte((byte)',');
            }

            file.Write("\r\n"u8);
        }

        raw.sqlite3_finalize(all);
    }

    private static async Task WriteWorkbook(string csv, string target)
    {
        await using var source = File.OpenRead(csv);
        await using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        XlsxWriter? book = null;
        foreach (var row in DelimitedReader.Read(source, TextDialect.Csv))
        {
            if (book is null)
            {
                book = new XlsxWriter(file, "Kith", [.. row.Cells.Select(header => new XlsxColumn(header))]);
                continue;
            }

            await book.WriteRowAsync(row.Cells);
        }

        await book!.FinishAsync();
        await book.DisposeAsync();
    }

    private static void ReadXml(string workbook)
    {
        if (workbook.Length == 0)
        {
            return;
        }

        using var zip = ZipFile.OpenRead(workbook);
        foreach (var part in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var xml = XmlReader.Create(part.Open());
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Text)
                {
                    _ = xml.Value;
                }
            }
        }
    }

    private static void InTransactions<T>(SqliteConnection sql, IEnumerable<T> rows, Action<T> each)
    {
        foreach (var chunk in rows.Chunk(RowsInATransaction))
        {
            sql.Execute("begin immediate");
            foreach (var row in chunk)
            {
                each(row);
            }

            sql.Execute("commit transaction");
        }
    }

    private static void Run(BulkStatement statement, PreparedRows.Cell[] cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column].BindTo(statement, column + 1);
        }

        statement.Run();
    }

    private static List<string> ColumnsOf(SqliteConnection sql) => sql.Query<string>("select name from pragma_table_info('customer') order by cid").AsList();

    private static string InsertOf(SqliteConnection sql) =>
        $"insert into customer values ({string.Join(", ", ColumnsOf(sql).Select((_, at) => $"?{at + 1}"))})";

    private static string UpdateOf(SqliteConnection sql) =>
        $"update customer set {string.Join(", ", ColumnsOf(sql).Select((name, at) => $"{name} = ?{at + 1}").Skip(1))} where customer_id = ?1";
}
