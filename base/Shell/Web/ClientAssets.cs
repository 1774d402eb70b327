using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticAssets;

namespace Kith.Shell.Web;

/// <summary>
/// The addresses of scripts, styles and icons with the fingerprint of their content, which browsers may keep for ever.
/// (`@Assets[…]` knows them only on pages mapped by MapRazorComponents; ours are answers of ordinary endpoints.)
/// </summary>
public sealed class ClientAssets
{
    private const string Folder = "_content/Kith.Shell/";

    private readonly Lazy<FrozenDictionary<string, string>> _byName;

    public ClientAssets(EndpointDataSource endpoints) => _byName = new(() => Fingerprinted(endpoints));

    /// <summary>The address of a file of the shell's wwwroot; a file that the build does not know keeps its plain name.</summary>
    public string this[string name] => "/" + _byName.Value.GetValueOrDefault(Folder + name, Folder + name);

    /// <summary>The address of the Latin font as the style sheet names it, so that it is fetched once.</summary>
    public string? Font => _byName.Value.Keys.Where(IsFont).Select(label => "/" + label).FirstOrDefault();

    private static bool IsFont(string label) =>
        label.StartsWith(Folder + "inter-latin-wght", StringComparison.Ordinal) && label.EndsWith(".woff2", StringComparison.Ordinal);

    private static FrozenDictionary<string, string> Fingerprinted(EndpointDataSource endpoints)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var asset in endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()))
        {
            if (asset?.Properties.FirstOrDefault(property => property.Name == "label") is { } label)
            {
                found.TryAdd(label.Value, asset.Route);
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
