using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>The first step: files to drop, and the imports so far. Several files at once become a set.</summary>
[Needs("import.run")]
public sealed class UploadPage(UploadImport upload, GatherImports gather, ListImports list, FieldBook book, Ids ids) : IUseCase
{
    private const int ImportsInAPage = 20;

    /// <summary>What was made of the files of a form, in their order.</summary>
    private sealed record Taken(List<ImportView> Imports, List<RefusedFile> Refused, Refused? First);

    public static void Map(Routes routes)
    {
        routes.Get<UploadPage>("/import", (UploadPage page, Entrance door, long? before) => page.Show(door, before, null, null));
        routes.Post<UploadPage>("/import", async (UploadPage page, HttpContext http, Entrance door, CancellationToken stop) => await page.Take(http, door, stop))
            .WithMetadata(new StreamedForm.Accepts());
        routes.Get<UploadPage>("/import/{id:long}", (long id, ShowImport show, Entrance door) =>
            ImportPages.To(id, ImportPages.StepOf(door.Ask(show, new ShowImport.Ask(id)))));
    }

    private IResult Show(Entrance door, long? before, Refused? refused, Words? words)
    {
        var imports = door.Ask(list, new ListImports.Ask(before, ImportsInAPage + 1));
        return ImportPages.Render<UploadView>(
            new
            {
                Imports = imports.Take(ImportsInAPage).ToList(),
                Next = imports.Count > ImportsInAPage ? imports[ImportsInAPage - 1].Id : (long?)null,
                Problem = refused is null ? null : ImportPages.Sentence(refused, words!, book),
            },
            refused);
    }

    private async Task<IResult> Take(HttpContext http, Entrance door, CancellationToken stop)
    {
        try
        {
            var taken = await TakeAll(StreamedForm.Of(http), door, stop);
            var next = (taken.Imports.Count, taken.Refused.Count) switch
            {
                (0, 0) => throw Refused.Invalid("import.no-file", "file"),
                (1, 0) => ImportPages.Address(taken.Imports[0].Id, "columns"),
                (0, 1) => throw taken.First!,
                _ => ImportSetPage.Address((await door.Change(gather, new GatherImports.Ask([.. taken.Imports.Select(import => import.Id)], taken.Refused))).Id),
            };
            return AsksForJson(http) ? TypedResults.Created(next) : ImportPages.SeeOther(next);
        }
        catch (Refused refused) when (!AsksForJson(http))
        {
            return Show(door, null, refused, Language.WordsFor(http));
        }
    }

    /// <summary>Takes the files as they come; one that can't be read does not lose the others.</summary>
    private async Task<Taken> TakeAll(StreamedForm form, Entrance door, CancellationToken stop)
    {
        var taken = new Taken([], [], null);
        while (await form.NextFile(stop) is { } sent)
        {
            if (sent.Name.Length == 0)
            {
                continue;
            }

            try
            {
                taken.Imports.Add(taken.Imports.Count < ImportSet.Most
                    ? await upload.Take(sent.Content, sent.Name, ids.Next(), door, stop)
                    : throw Refused.Invalid("import.set-too-many", "file", ("most", ImportSet.Most)));
            }
            catch (Refused refused) when (refused.Kind is Refusal.Invalid or Refusal.Conflict)
            {
                taken = taken with { First = taken.First ?? refused };
                if (taken.Refused.Count < ImportSet.Most)
                {
                    taken.Refused.Add(RefusedFile.Of(UploadImport.NameOf(sent.Name), null, refused));
                }
            }
        }

        return taken;
    }

    private static bool AsksForJson(HttpContext http) => http.Request.Headers.Accept == "application/json";
}
