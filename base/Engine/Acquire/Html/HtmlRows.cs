using System.Globalization;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>The rows of all tables of a page in the order in which they end.</summary>
internal sealed class HtmlRows(HtmlTokens tokens, ReadLimits limits)
{
    private const int DeepestTable = 32;
    private const int MostRowsSpanned = 65_536;
    private const int MostCaptions = 10_000;
    private const int LongestCaption = 100;
    private static readonly HashSet<string> Breaks = ["br", "/p", "/div", "/li", "/h1", "/h2", "/h3"];
    private readonly Stack<Table> open = new();
    private int tables;
    private int ignored;

    /// <summary>What tables call themselves, by their number from 0; of the first 10,000 that do.</summary>
    public Dictionary<int, string> Captions { get; } = [];

    /// <summary>Cells over several columns or rows, met so far.</summary>
    public MergedByTable Merged { get; } = new();

    public IEnumerable<(int Table, TableRow Row)> All()
    {
        while (tokens.Next())
        {
            if (tokens.Tag.Length == 0)
            {
                Text();
                continue;
            }

            if (tokens.Tag == "table")
            {
                if (open.Count < DeepestTable)
                {
                    open.Push(new Table(tables++));
                }
                else
                {
                    ignored++;
                }

                continue;
            }

            if (open.Count == 0)
            {
                continue;
            }

            if (tokens.Tag == "/table" && ignored > 0)
            {
                ignored--;
                continue;
            }

            if (tokens.Tag is "tr" or "/tr" or "/table" or "tbody" or "/tbody" && EndRow() is { } row)
            {
                yield return (open.Peek().Number, row);
            }

            if (tokens.Tag == "/table")
            {
                open.Pop();
            }
            else
            {
                Within(open.Peek());
            }
        }

        while (open.Count > 0)
        {
            // The page breaks off: what is there counts.
            if (EndRow() is { } row)
            {
                yield return (open.Peek().Number, row);
            }

            open.Pop();
        }
    }

    private void Within(Table table)
    {
        switch (tokens.Tag)
        {
            case "td" or "th":
                EndCell(table);
                table.Begin(Number("colspan", limits.MaxColumns + 1), Number("rowspan", MostRowsSpanned), tokens.Attribute("x:num"));
                break;
            case "/td" or "/th":
                EndCell(table);
                break;
            case "caption":
                table.InCaption = true;
                break;
            case "/caption":
                table.InCaption = false;
                break;
            default:
                if (Breaks.Contains(tokens.Tag) && table.Cell is { Length: > 0 } cell && cell.Length < limits.MaxCellChars)
                {
                    cell.Append('\n');
                }

                break;
        }
    }

    private int Number(string attribute, int most) =>
        int.TryParse(tokens.Attribute(attribute), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, most) : 1;

    private void Text()
    {
        if (!open.TryPeek(out var table))
        {
            return;
        }

        if (table.InCaption)
        {
            var begun = Captions.GetValueOrDefault(table.Number);
            if (begun is not null || Captions.Count < MostCaptions)
            {
                var caption = (begun + tokens.Text).Trim();
                Captions[table.Number] = caption[..Math.Min(caption.Length, LongestCaption)];
            }
        }
        else if (table.Cell is { } cell)
        {
            table.TooLong |= tokens.TooLong || cell.Length + tokens.Text.Length > limits.MaxCellChars;
            table.Chars += tokens.Text.Length;
            if (table.Chars > limits.MaxRowChars)
            {
                throw new TableRefusedException("table.row-too-long", table.Row + 1, 0, limits.MaxRowChars.ToString(CultureInfo.InvariantCulture));
            }

            cell.Append(tokens.Text, 0, Math.Clamp(limits.MaxCellChars - cell.Length, 0, tokens.Text.Length));
        }
    }

    private void EndCell(Table table)
    {
        if (table.Cell is null)
        {
            return;
        }

        if (table.ColumnsSpanned + table.Cells.Count > limits.MaxColumns)
        {
            throw new TableRefusedException("table.too-many-columns", table.Row + 1, limits.MaxColumns + 1, limits.MaxColumns.ToString(CultureInfo.InvariantCulture));
        }

        if (table.End() is { } range)
        {
            Merged.Add(table.Number, range);
        }
    }

    private TableRow? EndRow()
    {
        var table = open.Peek();
        EndCell(table);
        return table.EndRow();
    }

    /// <summary>A table that is open, with the row being read.</summary>
    private sealed class Table(int number)
    {
        private readonly List<int> spanned = [];
        private string? exact;
        private int rowsSpanned;

        public int Number => number;

        public long Row { get; private set; }

        public List<string> Cells { get; } = [];

        /// <summary>The text of the cell that is open.</summary>
        public StringBuilder? Cell { get; private set; }

        public int ColumnsSpanned { get; private set; }

        public bool InCaption { get; set; }

        public bool TooLong { get; set; }

        public long Chars { get; set; }

        /// <param name="number">The number itself, which Excel's pages give beside what they show.</param>
        public void Begin(int columns, int rows, string? number)
        {
            (Cell, ColumnsSpanned, rowsSpanned, exact, InCaption) = (new StringBuilder(), columns, rows, number, false);
            SkipSpanned();
        }

        public MergedRange? End()
        {
            var text = string.Join('\n', Cell!.ToString().Split('\n').Select(line => line.Trim()));
            var column = Cells.Count;
            Cells.Add(exact is { Length: > 0 } && text.Contains("E+", StringComparison.OrdinalIgnoreCase) ? exact : text.Trim());
            Cells.AddRange(Enumerable.Repeat("", ColumnsSpanned - 1));
            Cell = null;
            for (var at = column; rowsSpanned > 1 && at < Cells.Count; at++)
            {
                while (spanned.Count <= at)
                {
                    spanned.Add(0);
                }

                spanned[at] = rowsSpanned - 1;
            }

            return ColumnsSpanned > 1 || rowsSpanned > 1 ? new MergedRange(Row + 1, column + 1, Row + rowsSpanned, column + ColumnsSpanned) : null;
        }

        public TableRow? EndRow()
        {
            if (Cells.Count == 0)
            {
                return null;
            }

            var filled = Cells.Count;
            for (var at = filled; at < spanned.Count; at++)
            {
                spanned[at] = Math.Max(0, spanned[at] - 1);
            }

            Row++;
            var row = new TableRow(Row, [.. Cells], TooLong ? "table.cell-too-long" : null);
            Cells.Clear();
            (TooLong, Chars) = (false, 0);
            return row;
        }

        /// <summary>Columns that a cell of a row above reaches down into are empty here.</summary>
        private void SkipSpanned()
        {
            while (Cells.Count < spanned.Count && spanned[Cells.Count] > 0)
            {
                spanned[Cells.Count]--;
                Cells.Add("");
            }
        }
    }
}
