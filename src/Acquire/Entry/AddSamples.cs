using System.Text;
using Kith.Acquire.Import;
using Kith.Keep.Customers;
using Kith.Secure.Access;
using Kith.Shell.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Acquire.Entry;

/// <summary>
/// The last step of the first visit: a file, sample data, or an empty start. Samples are imported like any file, so that
/// they can be taken back as one. All people are invented; their telephone numbers are of ranges that are kept for
/// fiction (or, in China, begin with a digit that no subscriber's number has), their addresses of reserved domains.
/// </summary>
[Needs("import.run")]
public sealed class AddSamples(UploadImport upload, ChangeImport change, RunImport run, ShowImport show, Store store, Ids ids) : IUseCase
{
    private const string Resource = "samples.tsv";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int MostPauses = 200;

    public static void Map(Routes routes)
    {
        routes.Get<AddSamples>(FirstVisit.Data, () => new RazorComponentResult<FirstData>());
        routes.Post<AddSamples>(FirstVisit.Data, async (AddSamples use, Entrance door, HttpContext http, PageContext page, CancellationToken stop) =>
        {
            await use.Enter(door, page.Words, stop);
            Saying.Next(http, "said.samples-added");
            return Results.LocalRedirect(ListCustomers.Path);
        });
    }

    /// <summary>Imports the samples in a language, and waits until they are there.</summary>
    internal async Task<ImportView> Enter(Entrance door, Words words, CancellationToken stop)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(TextIn(words)));
        var view = await upload.Take(file, words["samples.file"] + ".tsv", ids.Next(), door, stop);
        await change.Enter(view.Id, new ChangeImport.Request(Source: words["samples.file"]), store, door);
        view = await door.Change(run, new RunImport.Ask(view.Id));
        for (var pauses = 0; view.IsBusy && pauses < MostPauses; pauses++)
        {
            await Task.Delay(Pause, stop);
            view = door.Ask(show, new ShowImport.Ask(view.Id));
        }

        return view;
    }

    /// <summary>
    /// A cell may be written `Chinese|English`. The people of the reader's own language come last, since the list shows first
    /// who came last.
    /// </summary>
    private static string TextIn(Words words)
    {
        using var stream = typeof(AddSamples).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var inChinese = words.Language.StartsWith("zh", StringComparison.Ordinal);
        Index at = inChinese ? 0 : ^1;
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (inChinese)
        {
            Array.Reverse(lines, 1, lines.Length - 1);
        }

        return string.Join('\n', lines.Select(line => string.Join('\t', line.Split('\t').Select(cell => cell.Split('|')[at]))));
    }
}
