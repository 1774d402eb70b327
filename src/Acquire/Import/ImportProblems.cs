using System.Text.Json;
using Dapper;
using Kith.Engine.Acquire;
using Microsoft.Data.Sqlite;

namespace Kith.Acquire.Import;

/// <summary>A cell that a row was refused for or kept with a warning, as stored.</summary>
public sealed record ImportProblem
{
    public long Row { get; init; }

    /// <summary>0-based; -1 = the row as a whole.</summary>
    public int Column { get; init; }

    public string Code { get; init; } = "";

    public string? Field { get; init; }

    public string? Data { get; init; }

    /// <summary>The cell as it stands in the file.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the row is left out for it.</summary>
    public bool Refuses { get; init; }
}

/// <summary>Which findings to show; null = all.</summary>
internal readonly record struct ProblemFilter(bool? Refuses, string? Code, string? Field)
{
    public const string Condition =
        "(@Refuses is null or refuses = @Refuses) and (@Code is null or code = @Code) and (@Field is null or ifnull(field, '') = @Field)";
}

/// <summary>
/// The findings of an import. Cells are sealed whatever their column is for: a shifted row puts a resident id anywhere.
/// </summary>
internal static class ImportProblems
{
    private const string Table = "import_problem";

    /// <summary>How many go in one write.</summary>
    internal const int ClearedAtOnce = 4000;

    /// <summary>There may be millions, and others get to write in between.</summary>
    public static async Task Clear(Store store, long importId, CancellationToken stop)
    {
        while (await store.Write(sql => ClearSome(sql, importId), patient: true))
        {
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether there are more.</summary>
    internal static bool ClearSome(SqliteConnection sql, long importId)
    {
        if (sql.QueryFirstOrDefault<long?>(
            "select row_number from import_problem where import_id = @importId order by row_number limit 1 offset @ClearedAtOnce", new { importId, ClearedAtOnce }) is not { } last)
        {
            sql.Execute("delete from import_problem where import_id = @importId", new { importId });
            ImportRows.Clear(sql, importId);
            return false;
        }

        sql.Execute("delete from import_problem where import_id = @importId and row_number <= @last", new { importId, last });
        ImportRows.Clear(sql, importId, last);
        return true;
    }

    public static void ClearRow(SqliteConnection sql, long importId, long row) =>
        sql.Execute("delete from import_problem where import_id = @importId and row_number = @row", new { importId, row });

    public static void Add(SqliteConnection sql, ISeal seal, long importId, IReadOnlyList<RowResult> results)
    {
        foreach (var result in results.Where(result => result.Findings.Count > 0))
        {
            ImportRows.Keep(sql, seal, importId, result.Line);
            foreach (var finding in result.Findings)
            {
                sql.Execute(
                    """
                    insert into import_problem (import_id, row_number, column_index, code, field, data, value, refuses)
                    values (@importId, @Number, @Column, @Code, @Field, @data, @value, @Refuses)
                    on conflict (import_id, row_number, column_index, code) do nothing
                    """,
                    new
                    {
                        importId,
                        result.Number,
                        finding.Column,
                        finding.Code,
                        finding.Field,
                        data = Sealed(seal, finding.Data, "data", result.Number),
                        value = Sealed(seal, finding.Value, "value", result.Number),
                        finding.Refuses,
                    });
            }
        }
    }

    /// <summary>A page of rows with all their problems, in the order of the file: those below a row, or the last ones above one.</summary>
    public static IReadOnlyList<ImportProblem> Page(
        SqliteConnection sql, ISeal seal, long importId, ProblemFilter filter, long afterRow, int rows, long? beforeRow = null)
    {
        var found = sql.Query<ImportProblem>(
            $"""
            select row_number as Row, column_index as Column, code, field, data, value, refuses
            from import_problem
            where import_id = @importId and row_number in (
              select distinct row_number from import_problem
              where import_id = @importId and row_number > @afterRow and (@beforeRow is null or row_number < @beforeRow)
                and {ProblemFilter.Condition}
              order by {(beforeRow is null ? "row_number" : "row_number desc")} limit @rows)
            order by row_number, column_index, code
            """,
            new { importId, filter.Refuses, filter.Code, filter.Field, afterRow, beforeRow, rows });
        return [.. found.Select(problem => problem with
        {
            Data = Opened(seal, problem.Data, "data", problem.Row),
            Value = Opened(seal, problem.Value, "value", problem.Row),
        })];
    }

    private static string? Sealed(ISeal seal, string? text, string column, long row) => text is null ? null : seal.Seal(text, Table, column, row);

    private static string? Opened(ISeal seal, string? text, string column, long row) => text is null ? null : seal.Read(text, Table, column, row);

    /// <summary>All problems of one row.</summary>
    public static IReadOnlyList<ImportProblem> OfRow(SqliteConnection sql, ISeal seal, long importId, long row) =>
        Page(sql, seal, importId, default, row - 1, 1, row + 1);

    /// <summary>Whether there are such rows above the first and below the last one shown.</summary>
    public static (bool Above, bool Below) Around(SqliteConnection sql, long importId, ProblemFilter filter, long first, long last)
    {
        bool Any(string side) => sql.QuerySingle<bool>(
            $"select exists (select 1 from import_problem where import_id = @importId and {side} and {ProblemFilter.Condition})",
            new { importId, first, last, filter.Refuses, filter.Code, filter.Field });
        return (Any("row_number < @first"), Any("row_number > @last"));
    }

    /// <summary>How often each finding occurs, the refusing ones first.</summary>
    /// <param name="seal">Opens the examples, for who may see cells; null = without them.</param>
    public static IReadOnlyList<ProblemCount> Summary(SqliteConnection sql, ISeal? seal, long importId)
    {
        var counts = sql.Query<(string Code, string? Field, long Refuses, long Count, long FirstRow)>(
            """
            select code, field, refuses, count(*), min(row_number) from import_problem where import_id = @importId
            group by code, field, refuses order by refuses desc, count(*) desc limit 200
            """,
            new { importId }).AsList();
        var examples = (seal is null ? [] : sql.Query<(string Code, string? Field, long Row, string? Data)>(
            """
            select code, field, row_number, data from json_each(@list) wanted cross join import_problem
            where import_id = @importId and row_number = wanted.value and data is not null
            """,
            new { importId, list = JsonSerializer.Serialize(counts.Select(count => count.FirstRow).Distinct()) }))
            .ToLookup(example => (example.Code, example.Field, example.Row), example => Opened(seal!, example.Data, "data", example.Row));
        return [.. counts.Select(count => new ProblemCount(
            count.Code, count.Field, count.Refuses != 0, count.Count, count.FirstRow,
            // Each of them goes on with another row.
            count.Code == MergedCells.Continues && count.Count > 1 ? null : examples[(count.Code, count.Field, count.FirstRow)].FirstOrDefault()))];
    }
}

/// <summary>Cells that a person corrected before the run.</summary>
internal static class ImportFixes
{
    private const string Table = "import_fix";

    public static void Clear(SqliteConnection sql, long importId) =>
        sql.Execute("delete from import_fix where import_id = @importId", new { importId });

    public static void Set(SqliteConnection sql, ISeal seal, long importId, long row, int column, string value) => sql.Execute(
        """
        insert into import_fix (import_id, row_number, column_index, value) values (@importId, @row, @column, @sealedValue)
        on conflict (import_id, row_number, column_index) do update set value = excluded.value
        """,
        new { importId, row, column, sealedValue = seal.Seal(value, Table, "value", row) });

    /// <summary>The corrections of one row; null when there are none.</summary>
    public static Dictionary<int, string>? OfRow(SqliteConnection sql, ISeal seal, long importId, long row)
    {
        var cells = sql.Query<(int Column, string Value)>(
            "select column_index, value from import_fix where import_id = @importId and row_number = @row", new { importId, row }).AsList();
        return cells.Count == 0 ? null : cells.ToDictionary(cell => cell.Column, cell => seal.Open(cell.Value, Table, "value", row));
    }

    /// <summary>The corrections of some rows.</summary>
    public static Dictionary<long, Dictionary<int, string>> Of(SqliteConnection sql, ISeal seal, long importId, IEnumerable<long> rows) => ByRow(
        seal,
        sql.Query<(long, int, string)>(
            """
            select f.row_number, f.column_index, f.value from json_each(@list) wanted cross join import_fix f
            where f.import_id = @importId and f.row_number = wanted.value
            """,
            new { importId, list = JsonSerializer.Serialize(rows) }));

    /// <summary>All of an import, for a job that goes through the whole file.</summary>
    public static Dictionary<long, Dictionary<int, string>> All(SqliteConnection sql, ISeal seal, long importId) => ByRow(
        seal, sql.Query<(long, int, string)>("select row_number, column_index, value from import_fix where import_id = @importId", new { importId }));

    private static Dictionary<long, Dictionary<int, string>> ByRow(ISeal seal, IEnumerable<(long Row, int Column, string Value)> cells) => cells
        .GroupBy(cell => cell.Row)
        .ToDictionary(
            group => group.Key,
            group => group.ToDictionary(cell => cell.Column, cell => seal.Open(cell.Value, Table, "value", cell.Row)));
}
