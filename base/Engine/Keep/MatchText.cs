namespace Kith.Engine.Keep;

/// <summary>
/// Builds expressions of nothing but <c>"prefix"*</c>, AND, OR and brackets, which SQLite's FTS5 reads without fail, and
/// which map one to one to a PostgreSQL tsquery. An empty expression stands for "no such term".
/// </summary>
internal static class MatchText
{
    /// <summary>A term; folding leaves letters and digits only, so nothing needs escaping.</summary>
    public static string Prefix(ReadOnlySpan<char> token) =>
        token.IsEmpty ? string.Empty : $"\"{SearchTokens.Cut(token)}\"*";

    /// <summary>A phone number's last digits.</summary>
    public static string Tail(ReadOnlySpan<char> digits)
    {
        Span<char> reversed = stackalloc char[SearchTokens.Reach];
        var length = Math.Min(digits.Length, reversed.Length);
        digits[^length..].CopyTo(reversed);
        reversed[..length].Reverse();
        return $"\"{SearchTokens.TailMark}{reversed[..length]}\"*";
    }

    /// <summary>At least one of them.</summary>
    public static string Any(params IEnumerable<string> parts) => Join(parts, " OR ");

    /// <summary>All of them; empty when one of them is.</summary>
    public static string All(params IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Contains(string.Empty) ? string.Empty : Join(all, " AND ");
    }

    private static string Join(IEnumerable<string> parts, string link)
    {
        string[] distinct = [.. parts.Where(p => p.Length > 0).Distinct()];
        return distinct.Length switch
        {
            0 => string.Empty,
            1 => distinct[0],
            _ => $"({string.Join(link, distinct)})",
        };
    }
}
