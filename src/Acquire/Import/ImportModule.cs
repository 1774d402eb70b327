using Kith.Shell.Web;

namespace Kith.Acquire.Import;

/// <summary>Files in: staged, understood, checked, run, and taken back.</summary>
public sealed class ImportModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Service<ImportRunner>()
        .Service<RevealCells>()
        .Service<PlanTrial>()
        .Service<TemplateBook>()
        .Service<TemplateSetUp>()
        .Service<IResume, ImportRunner>()
        .Service<IAfterMigration, StagedFiles>()
        .Service<IHaveJobs, ImportJobs>()
        .Nav(new NavEntry(NavGroup.Data, ImportPages.Nav, "/import", "upload", "nav.import", "import.run"))
        .Use<UploadPage>()
        .Use<ColumnsPage>()
        .Use<ColumnValuesPage>()
        .Use<PreviewColumn>()
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
        .Use<TemplatesPage>()
        .Use<ListTemplates>()
        .Use<UseTemplate>()
        .Use<KeepTemplate>()
        .Use<ForgetTemplate>()
        .Use<ListProblems>()
        .Use<FixRow>()
        .Use<ListAlike>()
        .Use<FixAlike>()
        .Use<DownloadRejects>()
        .Verb(ImportVerb.Make);
}
