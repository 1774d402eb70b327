using System.Security.Cryptography;
using Kith.Engine.Acquire;
using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>Takes a file in: staged in the data folder, its shape detected, its columns guessed. Nothing is imported yet.</summary>
[Needs("import.run")]
public sealed class UploadImport(DataFolder folder, FieldBook book, Store store, TemplateSetUp setUp) : IUseCase, IChange<UploadImport.Ask, ImportView>
{
    private const int LongestName = 200;

    public sealed record Ask(long Id, string FileName, long Bytes, string Sha256, FileLayout Layout, ImportPlan Plan);

    public static void Map(Routes routes) => routes.Post<UploadImport>("/api/imports", async (
        HttpRequest request, string? name, UploadImport use, Ids ids, Entrance door, CancellationToken stop) =>
    {
        var body = request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>();
        if (body is { IsReadOnly: false })
        {
            // Any size: the file goes to disk as it comes.
            body.MaxRequestBodySize = null;
        }

        return TypedResults.Json(await use.Take(request.Body, name ?? "", ids.Next(), door, stop));
    });

    /// <summary>Stages the stream and enters the Door with what was found in it.</summary>
    internal async Task<ImportView> Take(Stream content, string name, long id, Entrance door, CancellationToken stop)
    {
        name = NameOf(name);
        try
        {
            var (bytes, sha256) = await Stage(content, id, stop);
            var (layout, plan) = Read(id, name, null);
            return await door.Change(this, new Ask(id, name, bytes, sha256, layout, plan));
        }
        catch (TableRefusedException refused)
        {
            ImportFile.Discard(folder, id);
            throw ImportFile.Refusal(refused, name);
        }
        catch
        {
            ImportFile.Discard(folder, id);
            throw;
        }
    }

    /// <summary>What is found in a staged file, and the set-up that follows from it.</summary>
    /// <exception cref="TableRefusedException">It can't be read.</exception>
    internal (FileLayout Layout, ImportPlan Plan) Read(long id, string name, ChangeImport.Reading? said)
    {
        var layout = ImportFile.Detect(folder, id, name, said);
        var columns = ImportFile.Columns(folder, id, layout, book);
        var region = ImportFile.RegionOf(folder, id, layout, columns);
        var plan = new ImportPlan(columns, Region: region.Region, RegionThin: region.IsThin);
        return (layout, setUp.Plan(id, layout, plan, store.Read(sql => TemplateBook.For(sql, layout.Shape.Headers))));
    }

    public ImportView Handle(Ask ask, Act act)
    {
        var job = new ImportJob
        {
            Id = ask.Id,
            FileName = ask.FileName,
            Bytes = ask.Bytes,
            Sha256 = ask.Sha256,
            Layout = ask.Layout,
            Plan = ask.Plan,
            Owner = act.Caller,
            CreatedAt = act.Now,
        };
        job.Insert(act.Sql);
        act.Subject.Detail = $"{ask.FileName} {ask.Sha256}";
        return ImportView.Of(job, null, null);
    }

    /// <summary>What a file is called here: without the folders it lay in.</summary>
    internal static string NameOf(string name)
    {
        name = Path.GetFileName(name.Replace('\\', '/')).Trim();
        return name.Length == 0 ? "import.csv" : name[..Math.Min(name.Length, LongestName)];
    }

    private async Task<(long Bytes, string Sha256)> Stage(Stream content, long id, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = ImportFile.Stage(folder, id);
        var buffer = new byte[1 << 17];
        long bytes = 0;
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
            bytes += read;
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
