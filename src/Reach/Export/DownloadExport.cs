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

    public sealed record Ask(long Id, long Rows, long Bytes, string Sha256, IReadOnlyList<string> Columns);

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
            var filter = FilterOf(look, id);
            var name = "kith-" + clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".csv";
            return TypedResults.Stream(
                async body =>
                {
                    try
                    {
                        await use.Send(body, id, filter, look, snapshot, caller);
                    }
                    finally
                    {
                        use.Release(id, snapshot);
                    }
                },
                "text/csv; charset=utf-8",
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
            update export_receipt set state = 'done', rows = @Rows, bytes = @Bytes, sha256 = @Sha256, columns = @columns, finished_at = @Now
            where export_id = @Id and state = 'prepared'
            """,
            new { ask.Id, ask.Rows, ask.Bytes, ask.Sha256, columns = JsonSerializer.Serialize(ask.Columns), act.Now });
        if (noted == 0)
        {
            throw Refused.Conflict("export.fetched");
        }

        Notices.Tell(act.Sql, act.NewId(), act.Caller.UserId, Sentence.Of("export.notice", ("count", ask.Rows)), ExportPage.Address(ask.Id), act.Now);
        act.Subject.Detail = string.Create(CultureInfo.InvariantCulture, $"{ask.Rows} rows {ask.Sha256}");
        return true;
    }

    private static ExportFilter FilterOf(Look look, long id)
    {
        var receipt = ShowExport.Query(look.Sql, "where export_id = @id", new { id }).FirstOrDefault() ?? throw Refused.NotFound("export.none");
        if (!receipt.IsFor(look.Caller))
        {
            throw new Refused(Refusal.Forbidden, "export.not-yours", null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["by"] = receipt.By });
        }

        // A receipt stands for one file: what was sent stays what it says.
        return receipt.State == "done" ? throw Refused.Conflict("export.fetched") : receipt.Filter;
    }

    private async Task Send(Stream body, long id, ExportFilter filter, Look look, Snapshot snapshot, Caller? caller)
    {
        Ask? sent = null;
        await Spool.Send(
            folder,
            async (file, stop) =>
            {
                using (snapshot)
                {
                    sent = await Produce(file, id, filter, look, stop);
                }
            },
            body);
        await door.Enter(this, caller, sent!);
    }

    private async Task<Ask> Produce(Stream file, long id, ExportFilter filter, Look look, CancellationToken stop)
    {
        using var hash = SHA256.Create();
        var counting = new CountingStream(file);
        if (sending.TryGetValue(id, out var under))
        {
            under.Written = counting;
        }

        var customers = new CustomerCsv(book, look.Sql, look.Scope, filter);
        long rows;
        await using (var hashed = new CryptoStream(counting, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await using var csv = new CsvWriter(hashed);
            rows = await customers.Write(csv, look.Sql, stop);
        }

        return new Ask(id, rows, counting.Count, Convert.ToHexStringLower(hash.Hash!), customers.Headers);
    }

    internal static Command Verb(CliSession cli)
    {
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "csv" };
        var target = new Option<FileInfo>("--out") { Required = true };
        return cli.Verb("export", "cli.export", async call =>
        {
            await using var file = OutputFile.Claim(call.GetValue(target)!.FullName);
            var prepared = await cli.Post<PrepareExport.Done>(call, "/api/exports", new PrepareExport.Ask(call.GetValue(format)!));
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
                cli.Print(new { receipt.Id, File = path, receipt.Rows, receipt.Bytes, receipt.Sha256, receipt.Columns });
            }
            else
            {
                Console.WriteLine(cli.Words.Say("cli.exported", ("rows", receipt.Rows), ("file", path), ("sha256", receipt.Sha256)));
            }

            return CliSession.Done;
        }, format, target);
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
