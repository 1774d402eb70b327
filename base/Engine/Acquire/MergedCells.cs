using Kith.Engine.Check;

namespace Kith.Engine.Acquire;

/// <summary>The columns, from 0, by which the rows of a table name whom they are about.</summary>
/// <param name="Persons">Those that hold names of persons.</param>
/// <param name="Records">Those that name a company, or whatever the record is.</param>
public sealed record NameColumns(IReadOnlySet<int> Persons, IReadOnlySet<int> Records);

/// <summary>
/// Gives the value of cells merged downwards to the records they cover: one company over three rows of people is the company of
/// all three. Across, a merged cell belongs to its first column alone. A cell that holds something of its own keeps it, a row
/// with nothing of its own stays blank, and an amount stays where it stands: three times 90,000 is another sum.
///
/// A name is what makes a row a record. Only a row with a name of its own is filled; one under a merged person's name, or under
/// any merged name with no name of its own beside it, goes on with the record above (a second phone, a second address). It is
/// marked as a problem that names the row above and is not joined to it: which of two addresses counts, and whether two amounts
/// add up, only a person knows; a row told is neither lost nor made a second customer.
/// </summary>
public static class MergedCells
{
    /// <summary>Ranges that reach down kept of one file, about 12 MB of them; as many as a million rows have that go in pairs in one column.</summary>
    public const int Most = 500_000;

    /// <summary>Columns that reach down into one row; more would make a small file a large table.</summary>
    public const int MostColumns = 100;

    /// <summary>The problem of a row that goes on with one above; its data is that row's number.</summary>
    public const string Continues = "row.continues";

    /// <summary>Whether a range gives its value to rows below its first.</summary>
    public static bool ReachesDown(MergedRange range) => range.LastRow > range.FirstRow;

    /// <summary>Whether more than <see cref="MostColumns"/> ranges reach into one row, so that not all of them are heeded.</summary>
    /// <param name="ranges">In the order of <see cref="Ordered"/>.</param>
    public static bool IsTooWide(IEnumerable<MergedRange> ranges)
    {
        var open = new PriorityQueue<long, long>();
        foreach (var range in ranges)
        {
            while (open.TryPeek(out var last, out _) && last < range.FirstRow)
            {
                open.Dequeue();
            }

            open.Enqueue(range.LastRow, range.LastRow);
            if (open.Count > MostColumns)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The ranges that reach down, in the order in which <see cref="FillDown"/> takes them.</summary>
    public static IEnumerable<MergedRange> Ordered(IEnumerable<MergedRange> ranges) =>
        ranges.Where(ReachesDown).OrderBy(range => range.FirstRow).ThenBy(range => range.FirstColumn);

    /// <summary>Whether a cell is a number or an amount, in whatever writing.</summary>
    public static bool IsNumber(string text) =>
        Amounts.Parse(text, new AmountRules('.')).Value is not null || Amounts.Parse(text, new AmountRules(',')).Value is not null;

    /// <summary>Fills records as they come. A range that begins above the records (a title, a header) gives them nothing.</summary>
    /// <param name="rows">In rising order of their numbers.</param>
    /// <param name="ranges">In the order of <see cref="Ordered"/>; taken as the rows come to them.</param>
    /// <param name="columns">Columns of the table; nothing is filled beyond them.</param>
    /// <param name="names">Where there is no column at all that names a record, every record is filled.</param>
    public static IEnumerable<LabelledRow> FillDown(IEnumerable<LabelledRow> rows, IEnumerable<MergedRange> ranges, int columns, NameColumns names)
    {
        using var waiting = ranges.GetEnumerator();
        var more = waiting.MoveNext();
        var reaching = new Dictionary<int, Reach>();
        foreach (var labelled in rows)
        {
            var number = labelled.Row.Number;
            var record = labelled.Role == RowRole.Data;
            yield return record && reaching.Count > 0 ? labelled with { Row = Under(labelled.Row, reaching, names) } : labelled;

            for (; more && waiting.Current.FirstRow <= number; more = waiting.MoveNext())
            {
                var range = waiting.Current;
                if (record && range.FirstRow == number && range.FirstColumn <= columns && Own(labelled.Row.Cells, range.FirstColumn - 1) is { } value
                    && (reaching.Count < MostColumns || reaching.ContainsKey(range.FirstColumn - 1)))
                {
                    reaching[range.FirstColumn - 1] = new Reach(number, range.LastRow, value, IsNumber(value));
                }
            }
        }
    }

    private static TableRow Under(TableRow row, Dictionary<int, Reach> reaching, NameColumns names)
    {
        foreach (var (column, reach) in reaching)
        {
            if (reach.Last < row.Number)
            {
                // A dictionary may lose keys while it is gone through.
                reaching.Remove(column);
            }
        }

        var person = names.Persons.Any(column => Own(row.Cells, column) is not null);
        var named = person || names.Records.Any(column => Own(row.Cells, column) is not null);
        int? covering = !person && Covered(names.Persons) is { } personal ? personal : !named ? Covered(names.Records) : null;
        if (covering is { } by)
        {
            return row.Problem is not null ? row : row with { Problem = Continues, ProblemColumn = by + 1, ProblemData = reaching[by].First.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        }

        return named || names.Persons.Count + names.Records.Count == 0 ? Filled(row, reaching) : row;

        int? Covered(IReadOnlySet<int> columns) => columns.Where(column => reaching.ContainsKey(column) && Own(row.Cells, column) is null).Select(column => (int?)column).Min();
    }

    private static TableRow Filled(TableRow row, Dictionary<int, Reach> reaching)
    {
        var cells = row.Cells;
        foreach (var (column, reach) in reaching)
        {
            if (!reach.IsNumber && Own(cells, column) is null)
            {
                cells = ReferenceEquals(cells, row.Cells) || column >= cells.Length ? Copy(cells, column + 1) : cells;
                cells[column] = reach.Value;
            }
        }

        return row with { Cells = cells };
    }

    private static string? Own(string[] cells, int column) => column < cells.Length && !string.IsNullOrWhiteSpace(cells[column]) ? cells[column] : null;

    private static string[] Copy(string[] cells, int least)
    {
        var copy = new string[Math.Max(cells.Length, least)];
        Array.Fill(copy, "", cells.Length, copy.Length - cells.Length);
        cells.CopyTo(copy, 0);
        return copy;
    }

    /// <summary>A cell that reaches down, from its own row to its last.</summary>
    private readonly record struct Reach(long First, long Last, string Value, bool IsNumber);
}
