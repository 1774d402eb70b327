using Kith.Engine.Keep;

namespace Kith.Tests.Engine.Keep;

/// <summary>
/// An inverted index in memory that reads the same expressions as SQLite's FTS5: terms <c>"prefix"*</c>, AND, OR, brackets.
/// Anything else is a <see cref="FormatException"/>, so that each use of it also checks the grammar.
/// </summary>
internal sealed class TokenIndex
{
    private readonly string[] _tokens;
    private readonly int[][] _ids;
    private readonly int _count;

    public TokenIndex(IReadOnlyList<Searchable> records)
    {
        _count = records.Count;
        var lists = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var id = 0; id < records.Count; id++)
        {
            foreach (var token in SearchTokens.Of(records[id]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!lists.TryGetValue(token, out var list))
                {
                    lists[token] = list = [];
                }

                list.Add(id);
                Tokens++;
            }
        }

        _tokens = [.. lists.Keys.Order(StringComparer.Ordinal)];
        _ids = [.. _tokens.Select(t => lists[t].ToArray())];
    }

    public long Tokens { get; }

    public int Distinct => _tokens.Length;

    /// <summary>The ids of the records that satisfy the expression.</summary>
    public List<int> Find(string expression)
    {
        var at = 0;
        var found = Sum(expression, ref at);
        return at != expression.Length ? throw new FormatException($"at {at}: {expression}") : [.. Enumerable.Range(0, _count).Where(i => found[i])];
    }

    private bool[] Sum(string text, ref int at)
    {
        var sum = Product(text, ref at);
        while (Take(text, " OR ", ref at))
        {
            var next = Product(text, ref at);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] |= next[i];
            }
        }

        return sum;
    }

    private bool[] Product(string text, ref int at)
    {
        var product = Factor(text, ref at);
        while (Take(text, " AND ", ref at))
        {
            var next = Factor(text, ref at);
            for (var i = 0; i < product.Length; i++)
            {
                product[i] &= next[i];
            }
        }

        return product;
    }

    private bool[] Factor(string text, ref int at)
    {
        if (Take(text, "(", ref at))
        {
            var inner = Sum(text, ref at);
            return Take(text, ")", ref at) ? inner : throw new FormatException($"no ) at {at}: {text}");
        }

        if (!Take(text, "\"", ref at))
        {
            throw new FormatException($"no term at {at}: {text}");
        }

        var end = text.IndexOf('"', at);
        var prefix = text[at..Math.Max(at, end)];
        at = end + 1;
        if (prefix.Length == 0 || prefix.Any(c => c < 0x80 && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)) || !Take(text, "*", ref at))
        {
            throw new FormatException($"bad term '{prefix}': {text}");
        }

        var found = new bool[_count];
        var first = Array.BinarySearch(_tokens, prefix, StringComparer.Ordinal);
        for (var i = first < 0 ? ~first : first; i < _tokens.Length && _tokens[i].StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            foreach (var id in _ids[i])
            {
                found[id] = true;
            }
        }

        return found;
    }

    private static bool Take(string text, string part, ref int at)
    {
        if (!text.AsSpan(at).StartsWith(part))
        {
            return false;
        }

        at += part.Length;
        return true;
    }
}
