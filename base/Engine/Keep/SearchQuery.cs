namespace Kith.Engine.Keep;

/// <summary>
/// What a person typed into the search box: an expression that fetches candidates from the index, and the last word on
/// each of them. Words stand in any order and are all asked for.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>Nobody types more; the rest is ignored.</summary>
    public const int MaxLength = 200;

    private const int MaxTerms = 8;

    [ThreadStatic]
    private static RecordText? _candidate;

    private readonly QueryTerm[] _terms;
    private readonly string _squashed;
    private string? _forgiving;

    private SearchQuery(QueryTerm[] terms, string squashed)
    {
        _terms = terms;
        _squashed = squashed;
        Strict = MatchText.All(terms.Select(t => t.Strict));
        Verifies = terms.Any(t => t.Verifies);
    }

    /// <summary>Nothing in it can be searched for.</summary>
    public bool IsEmpty => Strict.Length == 0;

    /// <summary>An FTS5 expression of <c>"prefix"*</c>, AND, OR and brackets that fetches every match; empty when <see cref="IsEmpty"/>.</summary>
    public string Strict { get; }

    /// <summary>
    /// The same for records that match but for one mistake in a word, strict matches included; null when no mistake is
    /// thinkable. For use when the strict plan finds little. Its candidates always want <see cref="Matches"/>.
    /// </summary>
    public string? Forgiving
    {
        get
        {
            _forgiving ??= _terms.All(t => t.Forgiving.Length == 0)
                ? string.Empty
                : MatchText.All(_terms.Select(t => MatchText.Any(t.Strict, t.Forgiving)));
            return _forgiving.Length == 0 ? null : _forgiving;
        }
    }

    /// <summary>Whether <see cref="Strict"/> may fetch records that <see cref="Matches"/> refuses; false: its count is exact.</summary>
    public bool Verifies { get; }

    /// <summary>Takes a text apart; any text will do.</summary>
    public static SearchQuery Parse(string? text)
    {
        text ??= string.Empty;
        if (text.Length > MaxLength)
        {
            text = text[..MaxLength];
        }

        QueryTerm[] terms = [.. QueryReader.Terms(text).Take(MaxTerms)];
        return new SearchQuery(terms, Squash(text));
    }

    /// <summary>Whether a record has all that was asked for; <paramref name="forgiving"/> allows one mistake in each word.</summary>
    public bool Matches(Searchable record, bool forgiving = false) => Near(record, forgiving) < Nearness.None;

    /// <summary>
    /// How near a candidate is: lower is better. 0 is the whole name, then its start, its inside, its sound, a contact, the
    /// company; those with a mistake come after all others.
    /// </summary>
    public int Rank(Searchable record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var strict = Near(record, forgiving: false);
        if (strict >= Nearness.None)
        {
            return Near(record, forgiving: true);
        }

        return strict > 0 && Squash(record.Name) == _squashed ? Nearness.WholeName : strict;
    }

    private int Near(Searchable record, bool forgiving)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (IsEmpty)
        {
            return Nearness.None;
        }

        var candidate = _candidate ??= new RecordText();
        candidate.Read(record);
        var sum = 0;
        foreach (var term in _terms)
        {
            var near = term.Rank(candidate, forgiving);
            if (near >= Nearness.None)
            {
                return Nearness.None;
            }

            sum += near;
        }

        return sum;
    }

    private static string Squash(string text)
    {
        Span<char> letters = stackalloc char[EmailParts.LongestPart + 2];
        return letters[..EmailParts.Squash(text, letters)].ToString();
    }
}
