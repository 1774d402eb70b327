using System.Text.Json;
using Dapper;

namespace Kith.Reach.Export;

/// <summary>What to take out: the same filters as the list.</summary>
public sealed record ExportFilter(string? Stage = null, string? Tag = null, string? Source = null, long? Import = null, string? Kind = null)
{
    /// <summary>The same with nothing where a form left a field empty.</summary>
    public ExportFilter Clean() => new(Full(Stage), Full(Tag), Full(Source), Import, Full(Kind));

    private static string? Full(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The receipt of an export; the figures are null until the file has been downloaded whole.</summary>
public sealed record ExportReceipt(long Id, string State, long? Rows, long? Bytes, string? Sha256, IReadOnlyList<string> Columns, string By, long CreatedAt, long? FinishedAt, ExportFilter Filter)
{
    /// <summary>Who prepared it: the file is theirs alone to fetch, since the receipt says so.</summary>
    public long ById { get; init; }

    /// <summary>csv or xlsx.</summary>
    public string Format { get; init; } = ExportFormat.Csv;

    /// <summary>The encoding of a CSV; null for a workbook.</summary>
    public string? Encoding { get; init; }

    /// <summary>Sheets of a workbook: more than one where the rows don't fit into the first.</summary>
    public int? Sheets { get; init; }

    /// <summary>Values cut because a workbook's cell ends at 32,767 characters.</summary>
    public long? CellsCut { get; init; }

    public bool IsFor(Caller caller) => caller.UserId == ById || caller.Role == Caller.OperatorRole;
}

/// <summary>Prepares an export: notes who takes out what, and gives the id under which the file is downloaded once.</summary>
[Needs("export.run")]
public sealed class PrepareExport : IUseCase, IChange<PrepareExport.Ask, PrepareExport.Done>
{
    public sealed record Ask(string Format = ExportFormat.Csv, ExportFilter? Filter = null, string? Encoding = null);

    public sealed record Done(long Id);

    public static void Map(Routes routes) => routes.Post<PrepareExport>("/api/exports", async (Ask ask, PrepareExport use, Entrance door) =>
        TypedResults.Json(await door.Change(use, ask)));

    public Done Handle(Ask ask, Act act)
    {
        var format = ExportFormat.Read(ask.Format, ask.Encoding);
        var id = act.NewId();
        act.Sql.Execute(
            "insert into export_receipt (export_id, state, filter, format, encoding, actor_id, actor, created_at) values (@id, 'prepared', @filter, @format, @Encoding, @UserId, @Name, @Now)",
            new { id, filter = JsonSerializer.Serialize(ask.Filter ?? new ExportFilter(), KithJson.Options), format = format.Name, format.Encoding, act.Caller.UserId, act.Caller.Name, act.Now });
        act.Subject.Detail = format.Encoding is null ? format.Name : $"{format.Name} {format.Encoding}";
        return new Done(id);
    }
}
