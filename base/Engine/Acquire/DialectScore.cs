namespace Kith.Engine.Acquire;

/// <summary>How much sense a sample makes when it is read in one dialect.</summary>
internal static class DialectScore
{
    // What one value a line is worth: a little less than two regular columns.
    private const double OneColumn = 0.3;
    private const int MaxRows = 400;

    private static readonly ReadLimits Limits = ReadLimits.Default with { MaxColumns = int.MaxValue, MaxQuotedLines = 100 };

    /// <summary>Reads and judges.</summary>
    public static DialectDetection.Reading Of(string sample, TextDialect dialect, double weight)
    {
        var rows = Rows(sample, dialect);
        if (rows.Count == 0)
        {
            return new DialectDetection.Reading(dialect, dialect.Delimiter == TextDialect.None ? 0 : -1);
        }

        var width = Width(rows);
        if (dialect.Delimiter != TextDialect.None && width < 2)
        {
            return new DialectDetection.Reading(dialect, -1);
        }

        var regular = Regularity(rows, width);
        var sense = Sense(rows, width, dialect);
        var columns = dialect.Delimiter == TextDialect.None ? OneColumn : (width - 1.0) / width;
        return new DialectDetection.Reading(dialect with { Columns = width }, weight * regular * regular * sense * columns);
    }

    /// <summary>True when most delimiters outside of quotes are followed by a space, or by spaces and a quote.</summary>
    public static bool IsSpaced(string sample, char delimiter, char quote)
    {
        var (spaced, tight, quoted) = (0, 0, 0);
        for (var i = sample.IndexOf(delimiter, StringComparison.Ordinal); i >= 0 && i + 1 < sample.Length; i = sample.IndexOf(delimiter, i + 1))
        {
            var next = sample[i + 1];
            spaced += next == ' ' ? 1 : 0;
            tight += next is not (' ' or '\r' or '\n') && next != delimiter ? 1 : 0;
            quoted += next == ' ' && i + 2 < sample.Length && sample[i + 2] == quote && quote != TextDialect.None ? 1 : 0;
        }

        return spaced > 0 && (tight * 20 <= spaced || quoted * 10 > spaced);
    }

    /// <summary>True when the quote stands right after and right before what could be a delimiter or a line end.</summary>
    public static bool Surrounds(string sample, char quote)
    {
        var (opens, closes) = (0, 0);
        for (var i = sample.IndexOf(quote, StringComparison.Ordinal); i >= 0; i = sample.IndexOf(quote, i + 1))
        {
            opens += i == 0 || Borders(sample[i - 1]) ? 1 : 0;
            closes += i + 1 == sample.Length || Borders(sample[i + 1]) ? 1 : 0;
        }

        return opens > 0 && closes > 0;
    }

    private static bool Borders(char c) => !char.IsLetterOrDigit(c) && c is not ('"' or '\'' or '.' or '-');

    private static List<(string[] Cells, double Trust)> Rows(string sample, TextDialect dialect)
    {
        var scanner = new RowScanner(dialect, Limits);
        var rows = new List<(string[] Cells, double Trust)>();
        for (var (start, line) = (0, 1L); start < sample.Length && rows.Count < MaxRows; start += scanner.Length, line += scanner.Lines)
        {
            var text = sample.AsSpan(start);
            scanner.Scan(text, line, ended: true);
            var blank = text[..scanner.Length].IsWhiteSpace() && dialect.Delimiter != '\t';
            if (!blank && (text[0] != '#' || dialect.Delimiter == '#'))
            {
                // A quote within a cell is common text; one that breaks the row is a sign of the wrong quote.
                var trust = scanner.Problem is not null ? 0.3 : scanner.StrayQuoteColumn > 0 && dialect.Quote != '\'' ? 0.8 : 1;
                rows.Add((scanner.Cells(text), trust));
            }
        }

        return rows;
    }

    private static int Width(List<(string[] Cells, double Trust)> rows)
    {
        // Rows of one cell are titles and notes as long as there is anything wider that repeats or stands alone.
        var widths = rows.Where(r => r.Cells.Length > 1).GroupBy(r => r.Cells.Length)
            .Select(g => (Width: g.Key, Count: g.Sum(r => r.Trust))).ToList();
        var best = widths.Count == 0 ? default : widths.MaxBy(w => (w.Count, w.Width));
        return best.Width > 1 && best.Count * 8 >= rows.Count ? best.Width : 1;
    }

    private static double Regularity(List<(string[] Cells, double Trust)> rows, int width)
    {
        var first = rows.FindIndex(r => r.Cells.Length == width);
        var (got, all) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var (cells, trust) = rows[i];
            // Titles above and notes below are narrower than the table and say little about it.
            var narrow = cells.Length < width && (Filled(cells) <= 1 || (i < first && cells.Length * 2 <= width));
            var weight = narrow ? 0.35 : 1;
            all += weight;
            got += weight * trust * (cells.Length == width ? 1 : Math.Abs(cells.Length - width) == 1 ? 0.4 : 0);
        }

        return got / all;
    }

    private static int Filled(string[] cells) => cells.Count(c => c.Length > 0);

    private static double Sense(List<(string[] Cells, double Trust)> rows, int width, TextDialect dialect)
    {
        var (sum, weights) = (0.0, 0.0);
        Span<int> kinds = stackalloc int[(int)CellKind.Text + 1];
        for (var column = 0; column < width; column++)
        {
            kinds.Clear();
            var (worth, filled) = (0.0, 0);
            foreach (var (cells, _) in rows)
            {
                if (cells.Length == width)
                {
                    var kind = CellKinds.Of(cells[column]);
                    kinds[(int)kind]++;
                    worth += Worth(cells[column], kind, dialect);
                    filled += kind == CellKind.Empty ? 0 : 1;
                }
            }

            var count = kinds[0] + filled;
            kinds[0] = 0;
            var most = 0;
            foreach (var n in kinds)
            {
                most = Math.Max(most, n);
            }

            // An empty column neither helps nor harms much.
            var weight = filled == 0 ? 0.3 : 1;
            var uniform = filled == 0 ? 0.7 : 0.6 + (0.4 * most / filled);
            sum += weight * uniform * (count == 0 ? 0 : worth / count);
            weights += weight;
        }

        return sum / weights;
    }

    private static double Worth(string cell, CellKind kind, TextDialect dialect)
    {
        if (kind == CellKind.Empty)
        {
            return 0.75;
        }

        var trimmed = cell.AsSpan().Trim();
        var loose = trimmed.Length < cell.Length ? 0.9 : 1;
        var leftover = dialect.Quote != '"' && (trimmed[0] == '"' || trimmed[^1] == '"') ? 0.3
            : dialect.Quote != '\'' && trimmed.Length > 1 && trimmed[0] == '\'' ? 0.5
            : dialect.Quote == '"' && trimmed[0] == '"' ? 0.6
            : 1;
        return loose * leftover * kind switch
        {
            CellKind.Words => 0.9,
            CellKind.Code => 0.92,
            CellKind.Flag => 0.95,
            CellKind.Text => cell.AsSpan().ContainsAny("\t|;") && dialect.Quote == TextDialect.None ? 0.5 : cell.AsSpan().ContainsAny('\t', '|') ? 0.6 : 0.78,
            _ => 1,
        };
    }
}
