using Kith.Keep.Fields;

namespace Kith.Acquire.Import;

/// <summary>The first step: a file to drop, and the imports so far.</summary>
[Needs("import.run")]
public sealed class UploadPage(UploadImport upload, ListImports list, FieldBook book, Ids ids) : IUseCase
{
    private const int ImportsInAPage = 20;

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
            var file = await StreamedForm.Of(http).NextFile(stop);
            if (file is not { } sent || sent.Name.Length == 0)
            {
                throw Refused.Invalid("import.no-file", "file");
            }

            var view = await upload.Take(sent.Content, sent.Name, ids.Next(), door, stop);
            var next = ImportPages.Address(view.Id, "columns");
            return AsksForJson(http) ? TypedResults.Created(next) : ImportPages.SeeOther(next);
        }
        catch (Refused refused) when (!AsksForJson(http))
        {
            return Show(door, null, refused, Language.WordsFor(http));
        }
    }

    private static bool AsksForJson(HttpContext http) => http.Request.Headers.Accept == "application/json";
}
