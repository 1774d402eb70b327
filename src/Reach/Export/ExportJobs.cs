using Dapper;
using Microsoft.Data.Sqlite;

namespace Kith.Reach.Export;

/// <summary>Exports on the jobs page: under way while a file is sent, waiting for an answer until it is fetched.</summary>
public sealed class ExportJobs(DownloadExport download) : IHaveJobs
{
    public string Needs => "export.run";

    public int CountUnderWay(SqliteConnection sql, long userId) => download.UnderWay is { Count: > 0 } ids
        ? sql.QuerySingle<int>("select count(*) from export_receipt where export_id in @ids and actor_id = @userId", new { ids, userId })
        : 0;

    public IEnumerable<Job> UnderWay(SqliteConnection sql, long? userId) => download.UnderWay is { Count: > 0 } ids
        ? ShowExport.Query(
            sql,
            "where export_id in @ids and (@userId is null or actor_id = @userId) order by export_id limit @Most",
            new { ids, userId, Most = IHaveJobs.MostUnderWay }).Select(Of)
        : [];

    public IEnumerable<Job> Ended(SqliteConnection sql, long? userId, long before, int limit) => ShowExport.Query(
        sql,
        "where export_id < @before and export_id not in @ids and (@userId is null or actor_id = @userId) order by export_id desc limit @limit",
        new { userId, before, limit, ids = download.UnderWay }).Select(Of);

    private Job Of(ExportReceipt receipt)
    {
        var sending = download.SendingOf(receipt.Id);
        return new Job(
            receipt.Id,
            "export",
            "customers",
            null,
            sending is not null ? JobState.Working : receipt.State == "done" ? JobState.Done : JobState.Asks,
            receipt.ById,
            receipt.By,
            receipt.CreatedAt,
            ExportPage.Address(receipt.Id))
        {
            FinishedAt = receipt.FinishedAt,
            Progress = sending?.Progress,
            Told = sending is not null ? Sentence.Of("export.writing")
                : receipt.Rows is { } rows ? Sentence.Of("export.result", ("count", rows))
                : Sentence.Of("export.not-fetched"),
        };
    }
}
