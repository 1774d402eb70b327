using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Kith.Secure.Secrets;

/// <summary>Keys, the codec of classified values, and the protection of cookies and forms.</summary>
public sealed class SecretsModule : IModule
{
    public void Add(ModuleParts parts)
    {
        parts.Services.AddSingleton(provider => KeyFile.Open(provider.GetRequiredService<DataFolder>()));
        parts.Service<ISeal, Sealer>().Service<IBeforeMigration, KeyCheck>().Service<IAfterMigration, KeyCheck>();
        parts.Services.AddDataProtection().SetApplicationName("kith");
        parts.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SealedFormKeys>();
    }
}
