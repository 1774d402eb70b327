using Kith.Shell.Web;

namespace Kith.Shell;

/// <summary>What the house itself adds.</summary>
public sealed class ShellModule : IModule
{
    public void Add(ModuleParts parts)
    {
        // Words and tables come with the assembly.
        parts
            .Service<IAfterMigration, Notices>()
            .Nav(new NavEntry(NavGroup.Foot, JobsPage.Nav, JobsPage.Path, "list-checks", "nav.jobs"))
            .Use<KeepPreferences>()
            .Use<JobsPage>()
            .Use<ListJobs>()
            .Use<NoticesPage>()
            .Use<ListNotices>()
            .Use<CountNotices>()
            .Use<SeeNotices>()
            .Verb(JobsVerb.Make);
    }
}
