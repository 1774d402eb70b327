using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Kith.Shell;

/// <summary>
/// Every text that people read, in every language: the `Words.en.json` and `Words.zh.json` that modules embed, merged.
/// A language's own tag and name are words too (`language.tag`, `language.name`), so no code knows which languages exist.
/// </summary>
public sealed class Catalogues
{
    /// <summary>The language of last resort, and the one that fills the gaps of languages added by files.</summary>
    public const string Fallback = "en";

    private readonly FrozenDictionary<string, Words> _byTag;

    private Catalogues(FrozenDictionary<string, Words> byTag) => _byTag = byTag;

    /// <summary>The tags on offer (BCP 47), such as `zh-CN` and `en`.</summary>
    public IReadOnlyCollection<string> Languages => _byTag.Keys;

    /// <summary>
    /// Reads the catalogues embedded in <paramref name="assemblies"/> and, over them, the files `Words.*.json` of
    /// <paramref name="folder"/>: a site's own languages and wordings.
    /// </summary>
    /// <exception cref="InvalidOperationException">Two modules define one key, or a file is not a flat object of texts.</exception>
    public static Catalogues Load(IEnumerable<Assembly> assemblies, string? folder = null)
    {
        var texts = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var assembly in assemblies.Distinct())
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(IsCatalogue))
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                Merge(texts, resource, stream, replace: false);
            }
        }

        if (folder is not null && Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "Words.*.json").Order(StringComparer.Ordinal))
            {
                using var stream = File.OpenRead(file);
                Merge(texts, Path.GetFileName(file), stream, replace: true);
            }
        }

        var fallback = texts.GetValueOrDefault(Fallback) ?? [];
        return new Catalogues(texts.Values
            .Select(own => new Words(own, fallback))
            .ToFrozenDictionary(words => words.Language, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The words of a language, by tag or by its first part (`zh-TW` is answered in `zh-CN`), else English.</summary>
    public Words For(string language) => Find(language) ?? _byTag[Fallback];

    /// <summary>Which language a request is answered in: the user's setting, else the cookie, else what the browser asks for, else English.</summary>
    public Words Choose(string? setting, string? cookie, string? acceptLanguage) =>
        Find(setting) ?? Find(cookie) ?? Accepted(acceptLanguage) ?? _byTag[Fallback];

    private Words? Accepted(string? header)
    {
        // A browser sends a handful; more than this is someone playing.
        const int MostRanges = 20;
        return (header ?? "").Split(',', MostRanges, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range.Split(';', StringSplitOptions.TrimEntries))
            .Select(parts => (Tag: parts[0], Weight: Weight(parts)))
            .Where(range => range.Weight > 0)
            .OrderByDescending(range => range.Weight)
            .Select(range => Find(range.Tag))
            .FirstOrDefault(words => words is not null);
    }

    private static double Weight(string[] parts)
    {
        var q = Array.Find(parts, part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return q is null ? 1 : double.TryParse(q.AsSpan(2), System.Globalization.NumberStyles.Float, invariant, out var weight) ? weight : 0;
    }

    private Words? Find(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return null;
        }

        if (_byTag.TryGetValue(tag, out var exact))
        {
            return exact;
        }

        var primary = Primary(tag);
        return _byTag.Values.FirstOrDefault(words => string.Equals(Primary(words.Language), primary, StringComparison.OrdinalIgnoreCase));
    }

    private static string Primary(string tag) => tag.Split('-')[0];

    private static bool IsCatalogue(string resource) =>
        resource.EndsWith(".json", StringComparison.Ordinal) && resource.Contains(".Words.", StringComparison.Ordinal);

    private static void Merge(SortedDictionary<string, Dictionary<string, string>> texts, string source, Stream stream, bool replace)
    {
        var language = source.Split('.')[^2];
        var own = texts.TryGetValue(language, out var known) ? known : texts[language] = new(StringComparer.Ordinal);
        foreach (var (key, text) in Read(source, stream))
        {
            if (replace)
            {
                own[key] = text;
            }
            else if (!own.TryAdd(key, text))
            {
                throw new InvalidOperationException($"{source}: the key '{key}' is defined twice");
            }
        }
    }

    private static Dictionary<string, string> Read(string source, Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new InvalidOperationException($"{source}: {wrong.Message}", wrong);
        }
    }
}
