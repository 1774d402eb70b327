using Kith.Shell.Web;

namespace Kith.Reach.Export;

/// <summary>Customers out: streamed, formula-safe, with a receipt.</summary>
public sealed class ExportModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Nav(new NavEntry(NavGroup.Data, "export", "/export", "download", "nav.export", "export.run"))
        .Service<IHaveJobs, ExportJobs>()
        .Use<ExportPage>()
        .Use<ListExports>()
        .Use<PrepareExport>()
        .Use<ShowExport>()
        .Use<DownloadExport>()
        .Verb(DownloadExport.Verb);
}
