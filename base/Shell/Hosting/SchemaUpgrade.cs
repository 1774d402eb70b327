namespace Kith.Shell;

/// <summary>Called before a migration changes data that exists: stage Secure takes a backup here.</summary>
public interface IBeforeMigration
{
    Task Prepare();
}

/// <summary>Called after the schema is current and before the server listens.</summary>
public interface IAfterMigration
{
    Task Settle();
}

/// <summary>Brings a data folder to this version: backup first, then the migrations.</summary>
public sealed class SchemaUpgrade(
    Store store,
    Migrations migrations,
    IEnumerable<IBeforeMigration> before,
    IEnumerable<IAfterMigration> after)
{
    public async Task Run()
    {
        if (await store.Maintain(migrations.WouldChange))
        {
            foreach (var preparation in before)
            {
                await preparation.Prepare();
            }
        }

        await store.Maintain(sql =>
        {
            migrations.Run(sql);
            return true;
        });
        foreach (var settling in after)
        {
            await settling.Settle();
        }
    }
}
