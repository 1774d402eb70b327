namespace Kith.Engine.Acquire;

/// <summary>
/// Finds the likeliest cells of one line whose quoting is broken: of all ways to cut it into the number of cells that the
/// other rows have, the one with the fewest quotes that mean nothing.
/// </summary>
internal static class QuoteRepair
{
    // Work grows with delimiters² × columns; longer lines keep their plain reading.
    private const long MaxWork = 1_000_000;
    private const int Never = int.MaxValue / 2;

    /// <summary>The cells, or null when no cut into so many cells is likely or the line is too long to try.</summary>
    public static CellSpan[]? Find(ReadOnlySpan<char> line, TextDialect dialect, int columns)
    {
        var delimiters = line.Count(dialect.Delimiter);
        if (delimiters + 1 < columns || Work(line, dialect, columns) > MaxWork || dialect.DelimiterRule != DelimiterRule.Each)
        {
            return null;
        }

        // Piece i lies between delimiter i-1 and delimiter i.
        var starts = new int[delimiters + 2];
        for (var (i, at) = (1, 0); i <= delimiters; i++)
        {
            at = starts[i] = starts[i - 1] + line[starts[i - 1]..].IndexOf(dialect.Delimiter) + 1;
        }

        starts[^1] = line.Length + 1;
        var pieces = delimiters + 1;
        var cost = new int[pieces + 1, columns + 1];
        var from = new int[pieces + 1, columns + 1];
        for (var end = 0; end <= pieces; end++)
        {
            for (var n = 0; n <= columns; n++)
            {
                cost[end, n] = end == 0 && n == 0 ? 0 : Never;
            }
        }

        for (var first = 0; first < pieces; first++)
        {
            for (var last = first; last < pieces; last++)
            {
                var price = Price(line[starts[first]..(starts[last + 1] - 1)], dialect, joined: last > first);
                for (var n = 0; n < columns && price < Never; n++)
                {
                    if (cost[first, n] + price < cost[last + 1, n + 1])
                    {
                        cost[last + 1, n + 1] = cost[first, n] + price;
                        from[last + 1, n + 1] = first;
                    }
                }

                if (last == first && !StartsQuoted(line[starts[first]..], dialect))
                {
                    break;
                }
            }
        }

        if (cost[pieces, columns] >= Never)
        {
            return null;
        }

        var cells = new CellSpan[columns];
        for (var (end, n) = (pieces, columns); n > 0; n--)
        {
            var start = from[end, n];
            cells[n - 1] = Cell(line, starts[start], starts[end] - 1, dialect, joined: end - start > 1);
            end = start;
        }

        return cells;
    }

    /// <summary>About how many steps <see cref="Find"/> would take, so that a file full of broken rows can be bounded.</summary>
    public static long Work(ReadOnlySpan<char> line, TextDialect dialect, int columns)
    {
        long pieces = line.Count(dialect.Delimiter) + 1;
        return (pieces * pieces * columns) + line.Length;
    }

    private static bool StartsQuoted(ReadOnlySpan<char> piece, TextDialect dialect)
    {
        var start = dialect.SpaceAfterDelimiter ? piece.TrimStart(' ') : piece;
        return start.Length > 0 && start[0] == dialect.Quote;
    }

    /// <summary>The number of quotes that would mean nothing if this were one cell.</summary>
    private static int Price(ReadOnlySpan<char> text, TextDialect dialect, bool joined)
    {
        var quotes = text.Count(dialect.Quote);
        if (IsQuoted(text, dialect))
        {
            var inner = text.Trim(' ')[1..^1];
            var lone = LoneQuotes(inner, dialect.Quote);
            return joined || lone < quotes ? lone : quotes;
        }

        return joined ? Never : quotes;
    }

    private static bool IsQuoted(ReadOnlySpan<char> text, TextDialect dialect)
    {
        text = text.TrimEnd(' ');
        text = dialect.SpaceAfterDelimiter ? text.TrimStart(' ') : text;
        return text.Length >= 2 && text[0] == dialect.Quote && text[^1] == dialect.Quote;
    }

    private static int LoneQuotes(ReadOnlySpan<char> inner, char quote)
    {
        var lone = 0;
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == quote)
            {
                var doubled = i + 1 < inner.Length && inner[i + 1] == quote;
                lone += doubled ? 0 : 1;
                i += doubled ? 1 : 0;
            }
        }

        return lone;
    }

    private static CellSpan Cell(ReadOnlySpan<char> line, int start, int end, TextDialect dialect, bool joined)
    {
        var text = line[start..end];
        if (!joined && !IsQuoted(text, dialect))
        {
            return new CellSpan(start, text.Length, CellForm.Plain);
        }

        var lead = text.Length - text.TrimStart(' ').Length;
        return new CellSpan(start + lead + 1, text.Trim(' ').Length - 2, CellForm.Quoted);
    }
}
