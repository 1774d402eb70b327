using System.CommandLine;
using Kith.Shell.Web;

namespace Kith.Secure.Backup;

/// <summary>Copies that can be trusted, and the way back.</summary>
public sealed class BackupModule : IModule
{
    public void Add(ModuleParts parts) => parts
        .Nav(new NavEntry(NavGroup.Govern, "backup", "/backup", "database-backup", "nav.backup", "backup.run"))
        .Service<IHaveJobs, BackupJobs>()
        .Use<BackupPage>()
        .Use<ListBackups>()
        .Use<BackUp>()
        .Service<IBeforeMigration, BackUp>()
        .Service<IAfterMigration, BackUp>()
        .Verb(cli => new Command("backup", cli.Words["cli.backup"])
        {
            BackUp.Verb(cli),
            RestoreBackup.Verb(cli),
        });
}
