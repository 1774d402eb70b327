namespace Kith.Acquire.Import;

/// <summary>Files in: staged, understood, checked, run, and taken back.</summary>
public sealed class ImportModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Service<ImportRunner>()
        .Service<IResume, ImportRunner>()
        .Use<UploadImport>()
        .Use<ListImports>()
        .Use<ShowImport>()
        .Use<ChangeImport>()
        .Use<CheckImport>()
        .Use<RunImport>()
        .Use<CancelImport>()
        .Use<UndoImport>()
        .Use<ListProblems>()
        .Use<FixRow>()
        .Use<DownloadRejects>()
        .Verb(ImportVerb.Make);
}
