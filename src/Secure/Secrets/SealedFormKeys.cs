using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kith.Secure.Secrets;

/// <summary>The framework's keys for forms lie in the data folder, sealed with the key file, so that a restart keeps open forms valid.</summary>
public sealed class SealedFormKeys(DataFolder folder, ISeal seal) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = new FileSystemXmlRepository(
            Directory.CreateDirectory(Path.Combine(folder.Keys, "forms")), NullLoggerFactory.Instance);
        options.XmlEncryptor = new Encryptor(seal);
    }

    private sealed class Encryptor(ISeal seal) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
            new XElement("sealed", seal.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), "form_key", "xml", 0)),
            typeof(SealedXmlDecryptor));
    }
}

/// <summary>Opens what <see cref="SealedFormKeys"/> sealed; the framework makes it by its type.</summary>
public sealed class SealedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<ISeal>().Open(encryptedElement.Value, "form_key", "xml", 0));
}
