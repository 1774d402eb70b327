using System.Text.Json;

namespace Kith.Shell;

/// <summary>A sentence in no language yet: the key of its words and the values of its placeholders, which may be sentences too.</summary>
public sealed record Sentence(string Word, IReadOnlyDictionary<string, object?> Values)
{
    public static Sentence Of(string word, params ReadOnlySpan<(string Name, object? Value)> with)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in with)
        {
            values[name] = value;
        }

        return new Sentence(word, values);
    }

    /// <summary>As it was stored: the values as JSON.</summary>
    public static Sentence Stored(string word, string? data) => new(
        word,
        data is null ? new Dictionary<string, object?>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, object?>>(data, KithJson.Options)!);

    public string Data => JsonSerializer.Serialize(Values, KithJson.Options);

    public string Say(Words words) => words.Say(Word, [.. Values.Select(pair => (pair.Key, Plain(pair.Value, words)))]);

    private static object? Plain(object? value, Words words) => value switch
    {
        Sentence inner => inner.Say(words),
        JsonElement { ValueKind: JsonValueKind.Object } stored => stored.Deserialize<Sentence>(KithJson.Options)!.Say(words),
        JsonElement { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? whole : number.GetDecimal(),
        JsonElement { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Select(item => item.ToString()),
        JsonElement { ValueKind: JsonValueKind.Null } => null,
        JsonElement text => text.ToString(),
        _ => value,
    };
}
