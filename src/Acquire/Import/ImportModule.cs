using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>Files in: staged, understood, checked, run, and taken back.</summary>
public sealed class ImportModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Service<ImportRunner>()
        .Service<RevealCells>()
        .Service<IResume, ImportRunner>()
        .Service<IAfterMigration, StagedFiles>()
        .Service<IHaveJobs, ImportJobs>()
        .Nav(new NavEntry(NavGroup.Data, ImportPages.Nav, "/import", "upload", "nav.import", "import.run"))
        .Use<UploadPage>()
        .Use<ColumnsPage>()
        .Use<RowsPage>()
        .Use<RunPage>()
        .Use<PreviewImport>()
        .Use<UploadImport>()
        .Use<ListImports>()
        .Use<ShowImport>()
        .Use<ChangeImport>()
        .Use<CheckImport>()
        .Use<RunImport>()
        .Use<DiscardImport>()
        .Use<CancelImport>()
        .Use<PauseImport>()
        .Use<ContinueImport>()
        .Use<UndoImport>()
        .Use<RedoImport>()
        .Use<ListProblems>()
        .Use<FixRow>()
        .Use<DownloadRejects>()
        .Verb(ImportVerb.Make);
}
