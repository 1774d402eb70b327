using System.Collections.Frozen;
using System.Text;

namespace Kith.Shell;

/// <summary>
/// The texts of one language and the one place where numbers, dates, money and sizes become text. Keys are stable ids
/// such as `customers.empty.title`. Safe to share between requests.
/// </summary>
public sealed partial class Words
{
    private readonly FrozenDictionary<string, Entry> _entries;

    /// <param name="own">What the language says.</param>
    /// <param name="fallback">What is said where the language has no word of its own.</param>
    internal Words(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> fallback)
    {
        var all = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (key, text) in fallback.Concat(own))
        {
            all[key] = new Entry(text, Message.Parse(text));
        }

        _entries = all.ToFrozenDictionary(StringComparer.Ordinal);
        OwnKeys = [.. own.Keys];
        Language = this["language.tag"];
        Name = this["language.name"];
        _culture = Culture();
        _short = Units("format.short");
        _sizes = this["format.sizes"].Split('|');
    }

    /// <summary>The BCP 47 tag, as in `html[lang]`.</summary>
    public string Language { get; }

    /// <summary>The language's name in itself.</summary>
    public string Name { get; }

    /// <summary>The keys that this language says itself, without those lent by English.</summary>
    internal IReadOnlyCollection<string> OwnKeys { get; }

    /// <summary>A text without placeholders. A missing key shows itself in «» (a test finds it before a person does).</summary>
    public string this[string key] => _entries.TryGetValue(key, out var entry) ? entry.Text : $"«{key}»";

    /// <summary>Whether the key has a text.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>A text with its placeholders filled; numbers and dates are written in the manner of the language.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> with)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return $"«{key}»";
        }

        var text = new StringBuilder(entry.Text.Length + 16);
        entry.Message.Write(text, this, with);
        return text.ToString();
    }

    /// <summary>The placeholders of a text: languages must agree on them.</summary>
    internal IEnumerable<string> Placeholders(string key) => _entries[key].Message.Names;

    private readonly record struct Entry(string Text, Message Message);
}
