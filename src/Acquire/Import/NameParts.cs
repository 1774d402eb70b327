namespace Kith.Acquire.Import;

/// <summary>
/// Lists that call the family name just "name" (Name, Vorname): a column of names beside one of given names that it does not
/// contain is the other part, and the two are one name.
/// </summary>
internal static class NameParts
{
    private const string Whole = "name";

    public static IReadOnlyList<ColumnPlan> In(IReadOnlyList<ColumnPlan> columns, IReadOnlyList<string[]> rows)
    {
        foreach (var (part, other) in ((string, string)[])[("given_name", "family_name"), ("family_name", "given_name")])
        {
            foreach (var known in columns.Where(column => column.Field == part).ToList())
            {
                var beside = columns.Where(column => column != known && column.Person == known.Person && column.Field is (Whole or "family_name" or "given_name"));
                if (beside.ToList() is [{ Field: Whole } whole] && !Contains(rows, whole.Index, known.Index))
                {
                    columns = [.. columns.Select(column => column == whole ? column with { Field = other } : column)];
                }
            }
        }

        return columns;
    }

    /// <summary>Whether the names hold the parts, in most rows that have both; where no row has both nothing is known, and the name stays whole.</summary>
    private static bool Contains(IReadOnlyList<string[]> rows, int whole, int part)
    {
        var both = rows.Where(row => whole < row.Length && part < row.Length && row[whole].Trim().Length > 0 && row[part].Trim().Length > 0).ToList();
        return both.Count == 0 || both.Count(row => row[whole].Contains(row[part].Trim(), StringComparison.OrdinalIgnoreCase)) * 2 > both.Count;
    }
}
