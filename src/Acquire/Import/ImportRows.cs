using System.Text.Json;
using Dapper;
using Kith.Engine.Acquire;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>
/// The rows that have problems, as they stand in the file: a row far down is shown and corrected at once. Sealed as a whole,
/// since a shifted row puts a resident id anywhere. What is not here is read from the file.
/// </summary>
internal static class ImportRows
{
    private const string Table = "import_row";

    /// <summary>A longer row stays in its file: such rows are few, and the database is no place for them.</summary>
    private const int LongestKept = 32_000;

    /// <param name="last">The last row that goes.</param>
    public static void Clear(SqliteConnection sql, long importId, long last = long.MaxValue) =>
        sql.Execute("delete from import_row where import_id = @importId and row_number <= @last", new { importId, last });

    public static void Keep(SqliteConnection sql, ISeal seal, long importId, TableRow line)
    {
        if (line.Cells.Sum(cell => (long)cell.Length) <= LongestKept)
        {
            sql.Execute(
                "insert or replace into import_row (import_id, row_number, line) values (@importId, @Number, @text)",
                new { importId, line.Number, text = seal.Seal(JsonSerializer.Serialize(line), Table, "line", line.Number) });
        }
    }

    /// <summary>Those of the wanted rows that are kept and can be read.</summary>
    public static Dictionary<long, TableRow> Of(SqliteConnection sql, ISeal seal, long importId, IEnumerable<long> rows) => sql
        .Query<(long Row, string Line)>(
            "select row_number, line from import_row where import_id = @importId and row_number in @rows", new { importId, rows })
        .Select(kept => (kept.Row, Line: seal.Read(kept.Line, Table, "line", kept.Row)))
        .Where(kept => kept.Line is not null)
        .ToDictionary(kept => kept.Row, kept => JsonSerializer.Deserialize<TableRow>(kept.Line!));
}
