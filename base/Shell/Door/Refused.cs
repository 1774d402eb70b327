namespace Kith.Shell;

/// <summary>The kinds of an expected "no"; each face (page, API, CLI) turns them into its own form once.</summary>
public enum Refusal
{
    /// <summary>The input can't be accepted as it stands (422).</summary>
    Invalid,

    /// <summary>Nobody is signed in (401).</summary>
    Unauthenticated,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>No such thing, or none that the caller may see (404).</summary>
    NotFound,

    /// <summary>The act does not fit the state it would act on (409).</summary>
    Conflict,

    /// <summary>Somebody changed the record meanwhile (412).</summary>
    Stale,

    /// <summary>Too many attempts (429).</summary>
    TooMany,

    /// <summary>Kith can't do this at the moment (503).</summary>
    Unavailable,
}

/// <summary>
/// An expected "no" with a message the user can act on. Anything else that is thrown is a bug.
/// </summary>
/// <param name="kind">What sort of refusal this is.</param>
/// <param name="wordKey">The catalogue key of the sentence to show.</param>
/// <param name="field">The input it belongs to, if it belongs to one.</param>
/// <param name="data">Values for the placeholders of the sentence.</param>
public sealed class Refused(Refusal kind, string wordKey, string? field = null, IReadOnlyDictionary<string, object?>? data = null)
    : Exception(wordKey)
{
    public Refusal Kind { get; } = kind;

    public string WordKey { get; } = wordKey;

    public string? Field { get; } = field;

    public IReadOnlyDictionary<string, object?> Values { get; } = data ?? new Dictionary<string, object?>();

    public int Status => Kind switch
    {
        Refusal.Invalid => StatusCodes.Status422UnprocessableEntity,
        Refusal.Unauthenticated => StatusCodes.Status401Unauthorized,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Conflict => StatusCodes.Status409Conflict,
        Refusal.Stale => StatusCodes.Status412PreconditionFailed,
        Refusal.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    public static Refused Invalid(string wordKey, string? field = null, params ReadOnlySpan<(string Name, object? Value)> with) =>
        new(Refusal.Invalid, wordKey, field, Named(with));

    public static Refused NotFound(string wordKey) => new(Refusal.NotFound, wordKey);

    public static Refused Conflict(string wordKey, params ReadOnlySpan<(string Name, object? Value)> with) =>
        new(Refusal.Conflict, wordKey, null, Named(with));

    /// <summary>The sentence in a language.</summary>
    public string Say(Words words) => new Sentence(WordKey, Values).Say(words);

    private static Dictionary<string, object?> Named(ReadOnlySpan<(string Name, object? Value)> with)
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in with)
        {
            data[name] = value;
        }

        return data;
    }
}
