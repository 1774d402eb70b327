using System.Text.Json;
using Dapper;

namespace Kith.Reach.Export;

/// <summary>What to take out: the same filters as the list.</summary>
public sealed record ExportFilter(string? Stage = null, string? Tag = null, string? Source = null, long? Import = null);

/// <summary>The receipt of an export; the figures are null until the file has been downloaded whole.</summary>
public sealed record ExportReceipt(long Id, string State, long? Rows, long? Bytes, string? Sha256, IReadOnlyList<string> Columns, string By, long CreatedAt, long? FinishedAt);

/// <summary>Prepares an export: notes who takes out what, and gives the id under which the file is downloaded once.</summary>
[Needs("export.run")]
public sealed class PrepareExport : IUseCase, IChange<PrepareExport.Ask, PrepareExport.Done>
{
    public sealed record Ask(string Format = "csv", ExportFilter? Filter = null);

    public sealed record Done(long Id);

    public static void Map(Routes routes) => routes.Post<PrepareExport>("/api/exports", async (Ask ask, PrepareExport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, ask)));

    public Done Handle(Ask ask, Act act)
    {
        if (ask.Format != "csv")
        {
            throw Refused.Invalid("export.format", "format", ("format", ask.Format));
        }

        var id = act.NewId();
        act.Sql.Execute(
            "insert into export_receipt (export_id, state, filter, actor_id, actor, created_at) values (@id, 'prepared', @filter, @UserId, @Name, @Now)",
            new { id, filter = JsonSerializer.Serialize(ask.Filter ?? new ExportFilter(), KithJson.Options), act.Caller.UserId, act.Caller.Name, act.Now });
        act.Subject.Detail = ask.Format;
        return new Done(id);
    }
}

/// <summary>The receipt of one export.</summary>
[Needs("export.run")]
public sealed class ShowExport : IUseCase, IQuestion<ShowExport.Ask, ExportReceipt>
{
    public sealed record Ask(long Id);

    private sealed record Row(long Id, string State, long? Rows, long? Bytes, string? Sha256, string? Columns, string Actor, long CreatedAt, long? FinishedAt);

    public static void Map(Routes routes) => routes.Get<ShowExport>("/api/exports/{id:long}", (long id, ShowExport use, Entrance door) =>
        TypedResults.Json(door.Ask(use, new Ask(id))));

    public ExportReceipt Answer(Ask ask, Look look)
    {
        var row = look.Sql.QuerySingleOrDefault<Row>(
            """
            select export_id as Id, state as State, rows as Rows, bytes as Bytes, sha256 as Sha256, columns as Columns,
              actor as Actor, created_at as CreatedAt, finished_at as FinishedAt
            from export_receipt where export_id = @Id
            """,
            ask) ?? throw Refused.NotFound("export.none");
        var columns = row.Columns is null ? [] : JsonSerializer.Deserialize<List<string>>(row.Columns)!;
        return new ExportReceipt(row.Id, row.State, row.Rows, row.Bytes, row.Sha256, columns, row.Actor, row.CreatedAt, row.FinishedAt);
    }
}
