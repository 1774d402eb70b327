using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Kith.Engine.Reach;
using Kith.Keep.Fields;

namespace Kith.Reach.Export;

/// <summary>Streams a prepared export and completes its receipt: rows, bytes, SHA-256 of exactly what was sent.</summary>
[Needs("export.run")]
public sealed class DownloadExport(Door door, DataFolder folder, FieldBook book) : IUseCase, IChange<DownloadExport.Ask, bool>
{
    /// <summary>The exports that are being sent: one download at a time, so that one receipt stands for one file.</summary>
    private readonly ConcurrentDictionary<long, Sending> sending = new();

    public sealed record Ask(long Id, long Rows, long Bytes, string Sha256, IReadOnlyList<string> Columns, int? Sheets = null, long? CellsCut = null);

    public static void Map(Routes routes) => routes.Get<DownloadExport>("/api/exports/{id:long}/file", (
        long id, DownloadExport use, Door door, TimeProvider clock, HttpContext http) =>
    {
        var caller = Entrance.CallerOf(http);
        if (!use.sending.TryAdd(id, new Sending(clock)))
        {
            throw Refused.Conflict("export.fetched");
        }

        Snapshot? snapshot = null;
        try
        {
            (var look, snapshot) = door.OpenLook(typeof(DownloadExport), caller);
            var receipt = Prepared(look, id);
            var format = new ExportFormat(receipt.Format, receipt.Encoding);
            var name = $"kith-{clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{format.Name}";
            return TypedResults.Stream(
                async body =>
                {
                    try
                    {
                        await use.Send(body, receipt, look, snapshot, caller);
                    }
                    finally
                    {
                        use.Release(id, snapshot);
                    }
                },
                format.MediaType,
                name);
        }
        catch
        {
            use.Release(id, snapshot);
            throw;
        }
    });

    private void Release(long id, Snapshot? snapshot)
    {
        snapshot?.Dispose();
        sending.TryRemove(id, out _);
    }

    /// <summary>An export that is being sent.</summary>
    internal sealed class Sending(TimeProvider clock)
    {
        private readonly long began = clock.GetTimestamp();

        public CountingStream? Written { get; set; }

        public JobExtent Progress => new(
            Written?.Count ?? 0,
            null,
            clock.GetElapsedTime(began) is { TotalSeconds: >= 1 } took ? (Written?.Count ?? 0) / took.TotalSeconds : null,
            InBytes: true);
    }

    /// <summary>How far an export is that is being sent; null when it is not.</summary>
    internal Sending? SendingOf(long id) => sending.GetValueOrDefault(id);

    /// <summary>The exports that are being sent.</summary>
    internal ICollection<long> UnderWay => sending.Keys;

    public bool Handle(Ask ask, Act act)
    {
        var noted = act.Sql.Execute(
            """
            update export_receipt set state = 'done', rows = @Rows, bytes = @Bytes, sha256 = @Sha256, columns = @columns, sheets = @Sheets, cells_cut = @CellsCut, finished_at = @Now
            where export_id = @Id and state = 'prepared'
            """,
            new { ask.Id, ask.Rows, ask.Bytes, ask.Sha256, ask.Sheets, ask.CellsCut, columns = JsonSerializer.Serialize(ask.Columns), act.Now });
        if (noted == 0)
        {
            throw Refused.Conflict("export.fetched");
        }

        Notices.Tell(act.Sql, act.NewId(), act.Caller.UserId, Sentence.Of("export.notice", ("count", ask.Rows)), ExportPage.Address(ask.Id), act.Now);
        act.Subject.Detail = string.Create(CultureInfo.InvariantCulture, $"{ask.Rows} rows {ask.Sha256}");
        return true;
    }

    private static ExportReceipt Prepared(Look look, long id)
    {
        var receipt = ShowExport.Query(look.Sql, "where export_id = @id", new { id }).FirstOrDefault() ?? throw Refused.NotFound("export.none");
        if (!receipt.IsFor(look.Caller))
        {
            throw new Refused(Refusal.Forbidden, "export.not-yours", null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["by"] = receipt.By });
        }

        // A receipt stands for one file: what was sent stays what it says.
        return receipt.State == "done" ? throw Refused.Conflict("export.fetched") : receipt;
    }

    private async Task Send(Stream body, ExportReceipt receipt, Look look, Snapshot snapshot, Caller? caller)
    {
        Ask? sent = null;
        await Spool.Send(
            folder,
            async (file, stop) =>
            {
                using (snapshot)
                {
                    sent = await Produce(file, receipt, look, stop);
                }
            },
            body);
        await door.Enter(this, caller, sent!);
    }

    private async Task<Ask> Produce(Stream file, ExportReceipt receipt, Look look, CancellationToken stop)
    {
        using var hash = SHA256.Create();
        var counting = new CountingStream(file);
        if (sending.TryGetValue(receipt.Id, out var under))
        {
            under.Written = counting;
        }

        var table = new ExportTable(book, look.Sql, look.Scope, receipt.Filter);
        Ask sent;
        await using (var hashed = new CryptoStream(counting, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            sent = receipt.Format == ExportFormat.Xlsx
                ? await WriteWorkbook(hashed, receipt.Id, table, look, stop)
                : await WriteCsv(hashed, receipt, table, look, stop);
        }

        return sent with { Bytes = counting.Count, Sha256 = Convert.ToHexStringLower(hash.Hash!), Columns = [.. table.Columns.Select(column => column.Header)] };
    }

    private static async Task<Ask> WriteCsv(Stream file, ExportReceipt receipt, ExportTable table, Look look, CancellationToken stop)
    {
        await using var csv = new CsvWriter(file, encoding: new ExportFormat(receipt.Format, receipt.Encoding).Characters);
        await csv.WriteRowAsync([.. table.Columns.Select(column => column.Header)], stop);
        return new Ask(receipt.Id, await table.Write(row => csv.WriteRowAsync(row, stop), look.Sql), 0, "", []);
    }

    private static async Task<Ask> WriteWorkbook(Stream file, long id, ExportTable table, Look look, CancellationToken stop)
    {
        await using var book = new XlsxWriter(file, "Kith", table.Columns);
        var guarded = new string[table.Columns.Count];
        var rows = await table.Write(
            row =>
            {
                // A workbook's text is no formula; yet the apostrophe that an import would take off has to be doubled.
                for (var index = 0; index < row.Length; index++)
                {
                    guarded[index] = CsvFormulaGuard.Strip(row[index]).Length == row[index].Length ? row[index] : CsvFormulaGuard.Guard(row[index]);
                }

                return book.WriteRowAsync(guarded, stop);
            },
            look.Sql);
        await book.FinishAsync(stop);
        return new Ask(id, rows, 0, "", [], book.Sheets, book.CellsCut);
    }

    internal static Command Verb(CliSession cli)
    {
        var format = new Option<string>("--format") { DefaultValueFactory = _ => ExportFormat.Csv };
        var encoding = new Option<string?>("--encoding");
        var target = new Option<FileInfo>("--out") { Required = true };
        return cli.Verb("export", "cli.export", async call =>
        {
            await using var file = OutputFile.Claim(call.GetValue(target)!.FullName);
            var prepared = await cli.Post<PrepareExport.Done>(call, "/api/exports", new PrepareExport.Ask(call.GetValue(format)!, null, call.GetValue(encoding)));
            var sha256 = await Save(await cli.Api(call), prepared.Id, file.Content);
            var receipt = await Finished(cli, call, prepared.Id);
            if (receipt.Sha256 != sha256)
            {
                throw new Refused(Refusal.Unavailable, "export.broken");
            }

            await file.Complete();
            var path = call.GetValue(target)!.FullName;
            if (cli.WantsJson(call))
            {
                cli.Print(new { receipt.Id, File = path, receipt.Rows, receipt.Bytes, receipt.Sha256, receipt.Columns, receipt.Format, receipt.Encoding, receipt.Sheets, receipt.CellsCut });
            }
            else
            {
                Console.WriteLine(cli.Words.Say("cli.exported", ("rows", receipt.Rows), ("file", path), ("sha256", receipt.Sha256)));
                if (receipt.CellsCut > 0)
                {
                    Console.Error.WriteLine(cli.Words.Say("export.cells-cut", ("count", receipt.CellsCut)));
                }
            }

            return CliSession.Done;
        }, format, encoding, target);
    }

    private static async Task<string> Save(HttpClient api, long id, Stream file)
    {
        using var answer = await api.GetAsync(new Uri($"/api/exports/{id}/file", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await CliSession.Require(answer);
        using var hash = SHA256.Create();
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await answer.Content.CopyToAsync(hashed);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>The receipt is written right after the last byte was sent.</summary>
    private static async Task<ExportReceipt> Finished(CliSession cli, ParseResult call, long id)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var receipt = await cli.Get<ExportReceipt>(call, $"/api/exports/{id}");
            if (receipt.State == "done")
            {
                return receipt;
            }

            await Task.Delay(50);
        }

        throw new Refused(Refusal.Unavailable, "export.broken");
    }
}
