namespace Kith.Engine.Acquire;

/// <summary>
/// Finds delimiter, quote and escape by reading a sample in each way that its characters allow and judging the outcome:
/// rows of equal width, cells that are wholly something, columns that hold one kind of thing.
/// </summary>
/// <remarks>
/// The principle that a right dialect shows in regular rows and in cells of known type is that of van den Burg, Nazábal
/// and Sutton, "Wrangling messy CSV files by detecting row and type patterns" (2019); the scores are our own.
/// </remarks>
internal static class DialectDetection
{
    private const int MaxSampleChars = 48_000;

    // A reading with as many columns needs to be this much better to win over a commoner delimiter.
    private static readonly (char Delimiter, double Weight)[] Delimiters =
    [
        (',', 1), ('\t', 1), (';', 1), ('|', 0.98), ('\x1F', 0.98), ('\x1E', 0.98), ('\x01', 0.98), ('^', 0.9), ('~', 0.9),
        ('，', 0.85), ('；', 0.8), ('｜', 0.85), ('¦', 0.9), ('§', 0.85), (':', 0.5), ('#', 0.5), ('*', 0.45), ('&', 0.45), ('!', 0.4), (' ', 0.45),
    ];

    /// <summary>The likeliest dialect of a decoded sample.</summary>
    /// <param name="text">The start of the file; its last line is left out unless it ends the file.</param>
    /// <param name="complete">True when the text is the whole file.</param>
    /// <param name="said">What the user said.</param>
    /// <returns>The dialect without its encoding, and 0 to 1 for how sure it is.</returns>
    public static (TextDialect Dialect, double Confidence) Detect(string text, bool complete, TextOverrides? said)
    {
        var announced = Announced(text);
        var sample = Cut(text, announced is null ? 0 : LineEnd(text), complete);
        if (announced is { } sep && said?.Delimiter is null)
        {
            said = (said ?? new TextOverrides()) with { Delimiter = sep };
        }

        var best = new Reading(new TextDialect { Delimiter = TextDialect.None }, double.NegativeInfinity);
        var second = double.NegativeInfinity;
        foreach (var candidate in Candidates(sample, said))
        {
            var reading = DialectScore.Of(sample, candidate.Dialect, candidate.Weight);
            if (reading.Score > best.Score + 1e-9)
            {
                second = reading.Dialect.Delimiter == best.Dialect.Delimiter ? second : best.Score;
                best = reading;
            }
            else if (reading.Dialect.Delimiter != best.Dialect.Delimiter)
            {
                second = Math.Max(second, reading.Score);
            }
        }

        var confidence = said?.Delimiter is not null || second <= 0 ? 1 : Math.Clamp(1 - (0.8 * Math.Pow(second / best.Score, 2)), 0.05, 0.99);
        return (best.Dialect with { SkipLines = announced is null ? 0 : 1 }, confidence);
    }

    /// <summary>The delimiter of a first line such as <c>sep=;</c>, which Excel writes and reads.</summary>
    private static char? Announced(string text)
    {
        var line = text.AsSpan(0, LineEnd(text)).TrimEnd("\r\n").Trim('"');
        return line.Length == 5 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? line[4] : null;
    }

    private static int LineEnd(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private static string Cut(string text, int start, bool complete)
    {
        var end = Math.Min(text.Length, start + MaxSampleChars);
        if (end == text.Length && complete)
        {
            return text[start..];
        }

        var lineEnd = text.AsSpan(start, end - start).LastIndexOfAny('\r', '\n');
        return lineEnd < 0 ? text[start..end] : text.Substring(start, lineEnd + 1);
    }

    private static IEnumerable<(TextDialect Dialect, double Weight)> Candidates(string sample, TextOverrides? said)
    {
        foreach (var (quote, quoteWeight) in Quotes(sample, said))
        {
            foreach (var escape in Escapes(sample, quote, said))
            {
                var plain = new TextDialect { Quote = quote, Escape = escape, Delimiter = TextDialect.None };
                if (said?.Delimiter is null or TextDialect.None)
                {
                    yield return (plain, quoteWeight);
                }

                foreach (var (dialect, weight) in Delimited(sample, plain, said))
                {
                    yield return (dialect, weight * quoteWeight);
                }
            }
        }
    }

    private static IEnumerable<(TextDialect Dialect, double Weight)> Delimited(string sample, TextDialect plain, TextOverrides? said)
    {
        var delimiters = said?.Delimiter is { } one ? [(one, 1.0)] : Delimiters;
        foreach (var (delimiter, weight) in delimiters)
        {
            if (delimiter == TextDialect.None || (!sample.Contains(delimiter, StringComparison.Ordinal) && said?.Delimiter is null) || delimiter == plain.Quote)
            {
                continue;
            }

            var each = plain with { Delimiter = delimiter };
            yield return (each, weight);
            if (delimiter == ' ' && sample.Contains("  ", StringComparison.Ordinal))
            {
                yield return (each with { DelimiterRule = DelimiterRule.Run }, weight);
                yield return (each with { DelimiterRule = DelimiterRule.LongRun }, weight * 1.25);
            }
            else if (delimiter != ' ' && sample.Contains($"{delimiter} ", StringComparison.Ordinal) && DialectScore.IsSpaced(sample, delimiter, plain.Quote))
            {
                yield return (each with { SpaceAfterDelimiter = true }, weight);
            }
        }
    }

    private static IEnumerable<(char Quote, double Weight)> Quotes(string sample, TextOverrides? said)
    {
        if (said?.Quote is { } quote)
        {
            yield return (quote, 1);
            yield break;
        }

        // A double quote that does not occur in the sample may occur later.
        yield return ('"', 1);
        if (sample.Contains('\'', StringComparison.Ordinal) && DialectScore.Surrounds(sample, '\''))
        {
            yield return ('\'', 0.97);
        }

        if (sample.Contains('"', StringComparison.Ordinal))
        {
            // One open quote is a slip; several lines with an odd number of them make it likely that quotes are text.
            yield return (TextDialect.None, OddLines(sample) >= 3 ? 0.7 : 0.35);
        }
    }

    private static int OddLines(string sample)
    {
        var odd = 0;
        foreach (var line in sample.AsSpan().EnumerateLines())
        {
            odd += line.Count('"') & 1;
        }

        return odd;
    }

    private static IEnumerable<char> Escapes(string sample, char quote, TextOverrides? said)
    {
        if (said?.Escape is { } escape)
        {
            return [escape];
        }

        var quoteEscaped = quote != TextDialect.None && sample.Contains($"\\{quote}", StringComparison.Ordinal);
        return quoteEscaped || (quote == TextDialect.None && sample.Contains('\\', StringComparison.Ordinal)) ? [TextDialect.None, '\\'] : [TextDialect.None];
    }

    internal readonly record struct Reading(TextDialect Dialect, double Score);
}
