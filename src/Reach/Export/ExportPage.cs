using System.Globalization;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Reach.Export;

/// <summary>Customers out: which ones, what the file holds, and the receipts.</summary>
[Needs("export.run")]
public sealed class ExportPage(PrepareExport prepare, ShowExport show, ListExports list, ListCustomers customers, FieldBook book) : IUseCase
{
    private const int ExportsInAPage = 20;

    /// <summary>What k-progress asks for.</summary>
    private sealed record News(string State, long Done, string Message, string Next);

    public static void Map(Routes routes)
    {
        routes.Get<ExportPage>("/export", ([AsParameters] ExportFilter filter, ExportPage page, Entrance door, long? before) => page.Show(filter, before, door));
        routes.Post<ExportPage>("/export", async (ExportPage page, Entrance door, HttpContext http) => await page.Make(door, http));
        routes.Get<ExportPage>("/export/{id:long}", (long id, ExportPage page, Entrance door, HttpContext http, bool start = false) => page.Receipt(id, start, door, http));
        routes.Get<ExportPage>("/export/{id:long}/progress", (long id, ExportPage page, Entrance door, HttpContext http) => page.Progress(id, door, Language.WordsFor(http)));
    }

    internal static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"/export/{id}");

    private RazorComponentResult<ExportView> Show(ExportFilter filter, long? before, Entrance door)
    {
        var exports = door.Ask(list, new ListExports.Ask(before, ExportsInAPage + 1));
        var found = door.Ask(customers, new ListCustomers.Ask(Stage: filter.Stage, Tag: filter.Tag, Source: filter.Source, Import: filter.Import, Kind: filter.Kind, Limit: 1));
        return new RazorComponentResult<ExportView>(new
        {
            Filter = filter.Clean(),
            found.Count,
            found.Exact,
            Fields = book.All,
            Exports = exports.Take(ExportsInAPage).ToList(),
            Next = exports.Count > ExportsInAPage ? exports[ExportsInAPage - 1].Id : (long?)null,
        });
    }

    private async Task<IResult> Make(Entrance door, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var import = long.TryParse(form["import"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        var filter = new ExportFilter(form["stage"], form["tag"], form["source"], import, form["kind"]).Clean();
        var done = await door.Change(prepare, new PrepareExport.Ask(form["format"] == ExportFormat.Xlsx ? ExportFormat.Xlsx : ExportFormat.Csv, filter, form["format"] == ExportFormat.Gb18030 ? ExportFormat.Gb18030 : null));
        http.Response.Headers.Location = Address(done.Id) + "?start=true";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private RazorComponentResult<ReceiptView> Receipt(long id, bool start, Entrance door, HttpContext http)
    {
        var receipt = door.Ask(show, new ShowExport.Ask(id));
        var mine = receipt.IsFor(door.Caller!);
        if (start && mine && receipt.State == "prepared")
        {
            // The page stays while the browser fetches the file; this works without script too.
            http.Response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"0;url=/api/exports/{id}/file");
        }

        return new RazorComponentResult<ReceiptView>(new { Receipt = receipt, Started = start && mine, Mine = mine });
    }

    private IResult Progress(long id, Entrance door, Words words)
    {
        var receipt = door.Ask(show, new ShowExport.Ask(id));
        return TypedResults.Json(new News(receipt.State == "done" ? "done" : "running", receipt.Rows ?? 0, words["export.writing"], Address(id)));
    }
}
