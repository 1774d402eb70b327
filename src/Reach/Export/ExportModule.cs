namespace Kith.Reach.Export;

/// <summary>Customers out: streamed, formula-safe, with a receipt.</summary>
public sealed class ExportModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Use<PrepareExport>()
        .Use<ShowExport>()
        .Use<DownloadExport>()
        .Verb(DownloadExport.Verb);
}
