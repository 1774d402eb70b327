using System.Text;

namespace Kith.Tests.Testing;

/// <summary>All rows of all tables as text, to see that an act changed nothing, or came back to what was.</summary>
internal static class TableCopy
{
    /// <summary>What a "no" may touch: its own trace, and the mark of the ids. A template remembers when it was used last.</summary>
    private static readonly string[] Traces = ["audit_entry", "session", "meta", "import_template"];

    public static SortedDictionary<string, string> Of(KithFolder folder, params IEnumerable<string> without)
    {
        var copy = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tables = folder.Query<string>("select name from sqlite_schema where type = 'table' and sql not like '%fts5%' and name not like 'customer_search%'");
        foreach (var table in tables.Except(Traces, StringComparer.Ordinal).Except(without, StringComparer.Ordinal))
        {
            copy[table] = Rows(folder, table);
        }

        return copy;
    }

    public static void RequireSame(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        Assert.All(before, pair => Assert.Equal(pair.Value, after[pair.Key]));

    private static string Rows(KithFolder folder, string table)
    {
        var text = new StringBuilder();
        foreach (IDictionary<string, object?> row in folder.Query<dynamic>($"select * from \"{table}\""))
        {
            text.AppendJoin('|', row.Values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value?.ToString())).Append('\n');
        }

        return text.ToString();
    }
}
