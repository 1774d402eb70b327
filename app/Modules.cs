using Kith.Acquire.Entry;
using Kith.Acquire.Import;
using Kith.Check.Cleaning;
using Kith.Dedupe.Matching;
using Kith.Keep.Customers;
using Kith.Keep.Fields;
using Kith.Reach.Export;
using Kith.Secure.Access;
using Kith.Secure.Audit;
using Kith.Secure.Backup;
using Kith.Secure.Secrets;

namespace Kith.App;

/// <summary>Everything Kith consists of, in the order of the data's journey.</summary>
public static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new SecretsModule(),
        new AccessModule(),
        new AuditModule(),
        new BackupModule(),
        new CleaningModule(),
        new FieldsModule(),
        new CustomersModule(),
        new MatchingModule(),
        new EntryModule(),
        new ImportModule(),
        new ExportModule(),
    ];
}
