using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Shell;

/// <summary>A person's notices: as a page, and the newest of them for the bell's panel.</summary>
[Needs("account.own")]
public sealed class NoticesPage(ListNotices list) : IUseCase
{
    public const string Path = "/notices";
    private const int InAPage = 50;
    private const int InThePanel = 8;

    public static void Map(Routes routes)
    {
        routes.Get<NoticesPage>(Path, (NoticesPage page, Entrance door, HttpContext http, long? before) => page.Show(door, http, before));
        routes.Get<NoticesPage>(Path + "/panel", (NoticesPage page, Entrance door, HttpContext http) => page.Panel(door, http));
    }

    private RazorComponentResult<NoticesView> Show(Entrance door, HttpContext http, long? before) =>
        new(new { Page = door.Ask(list, new ListNotices.Ask(before, InAPage, Language.WordsFor(http))), First = before is null });

    private RazorComponentResult<NoticeList> Panel(Entrance door, HttpContext http)
    {
        var page = door.Ask(list, new ListNotices.Ask(null, InThePanel, Language.WordsFor(http)));
        return new(new { page.Notices, Panel = true });
    }
}
