using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Reach.Export;

/// <summary>The receipt of one export.</summary>
[Needs("export.run")]
public sealed class ShowExport : IUseCase, IQuestion<ShowExport.Ask, ExportReceipt>
{
    public sealed record Ask(long Id);

    private sealed record Row(
        long Id, string State, long? Rows, long? Bytes, string? Sha256, string? Columns, long ActorId, string Actor, long CreatedAt, long? FinishedAt, string Filter,
        string Format, string? Encoding, long? Sheets, long? CellsCut);

    public static void Map(Routes routes) => routes.Get<ShowExport>("/api/exports/{id:long}", (long id, ShowExport use, Entrance door) =>
        TypedResults.Json(door.Ask(use, new Ask(id))));

    public ExportReceipt Answer(Ask ask, Look look) =>
        Query(look.Sql, "where export_id = @Id", ask).FirstOrDefault() ?? throw Refused.NotFound("export.none");

    internal static IEnumerable<ExportReceipt> Query(SqliteConnection sql, string tail, object parameters) => sql.Query<Row>(
        $"""
        select export_id as Id, state as State, rows as Rows, bytes as Bytes, sha256 as Sha256, columns as Columns,
          actor_id as ActorId, actor as Actor, created_at as CreatedAt, finished_at as FinishedAt, filter as Filter,
          format as Format, encoding as Encoding, sheets as Sheets, cells_cut as CellsCut
        from export_receipt {tail}
        """,
        parameters).Select(row => new ExportReceipt(
            row.Id,
            row.State,
            row.Rows,
            row.Bytes,
            row.Sha256,
            row.Columns is null ? [] : JsonSerializer.Deserialize<List<string>>(row.Columns)!,
            row.Actor,
            row.CreatedAt,
            row.FinishedAt,
            JsonSerializer.Deserialize<ExportFilter>(row.Filter, KithJson.Options)!)
        {
            ById = row.ActorId,
            Format = row.Format,
            Encoding = row.Encoding,
            Sheets = (int?)row.Sheets,
            CellsCut = row.CellsCut,
        });
}

/// <summary>The exports so far, the newest first.</summary>
[Needs("export.run")]
public sealed class ListExports : IUseCase, IQuestion<ListExports.Ask, IReadOnlyList<ExportReceipt>>
{
    public sealed record Ask(long? Before = null, int Limit = 50);

    public static void Map(Routes routes) => routes.Get<ListExports>("/api/exports", ([AsParameters] Ask ask, ListExports use, Entrance door) =>
        TypedResults.Json(door.Ask(use, ask)));

    public IReadOnlyList<ExportReceipt> Answer(Ask ask, Look look) =>
    [
        .. ShowExport.Query(
            look.Sql,
            "where @Before is null or export_id < @Before order by export_id desc limit @limit",
            new { ask.Before, limit = Math.Clamp(ask.Limit, 1, 200) }),
    ];
}
