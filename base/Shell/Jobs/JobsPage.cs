using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Shell;

/// <summary>All long work in one place: what it is, how far it is, what can be done with it.</summary>
[Needs("account.own")]
public sealed class JobsPage(ListJobs list) : IUseCase
{
    public const string Path = "/jobs";
    internal const string Nav = "jobs";
    private const int InAPage = 25;

    public static void Map(Routes routes) => routes.Get<JobsPage>(Path, (JobsPage page, Entrance door, string? who, string? show, long? before) =>
    {
        var ask = new ListJobs.Ask(who, show, before, InAPage);
        return new RazorComponentResult<JobsView>(new { Ask = ask, Page = door.Ask(page.List, ask) });
    });

    private ListJobs List => list;
}
