using System.CommandLine;

namespace Kith.Secure.Backup;

/// <summary>Copies that can be trusted, and the way back.</summary>
public sealed class BackupModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Use<BackUp>()
        .Service<IBeforeMigration, BackUp>()
        .Verb(cli => new Command("backup", cli.Words["cli.backup"])
        {
            BackUp.Verb(cli),
            RestoreBackup.Verb(cli),
        });
}
