using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Secure.Backup;

/// <summary>How safe the data are: one sentence of truth, the backups, a button, and the way back.</summary>
[Needs("backup.run")]
public sealed class BackupPage(ListBackups list, BackUp backUp, Door door) : IUseCase
{
    public static void Map(Routes routes)
    {
        routes.Get<BackupPage>("/backup", (BackupPage page, Entrance door, string? made) => page.Show(door, made));
        routes.Post<BackUp>("/backup", async (BackupPage page, HttpContext http) => await page.Make(http));
    }

    private RazorComponentResult<BackupView> Show(Entrance entrance, string? made) =>
        new RazorComponentResult<BackupView>(new { Backups = entrance.Ask(list, new ListBackups.Ask()), Made = made });

    private async Task<IResult> Make(HttpContext http)
    {
        var caller = Entrance.CallerOf(http);

        // The copy takes its time on a large database: not on the thread that reads requests.
        var done = await Task.Run(() => backUp.Copy("by-hand", caller));
        await door.Enter(backUp, caller, done);
        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/backup?made={Uri.EscapeDataString(Path.GetFileName(done.Folder))}");
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
