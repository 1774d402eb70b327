using Kith.Engine.Check;

namespace Kith.Acquire.Import;

/// <summary>The country that a row says one of its customers is in.</summary>
/// <param name="person">0 = the customer of the row.</param>
internal sealed class RowCountry(ImportPlan plan, int person, ColumnTexts texts)
{
    // A person's own country, else that of the row's customer.
    private readonly List<int> columns = [.. plan.Columns.Where(column => column.Field == "country" && (column.Person == person || column.Person == 0)).OrderByDescending(column => column.Person).Select(column => column.Index)];

    /// <summary>ISO 3166 alpha-2; null = it says none.</summary>
    public string? In(string[] cells, IReadOnlyDictionary<int, string>? fixes) =>
        columns.Select(index => Countries.CodeOf(texts.Of(index, cells, fixes))).FirstOrDefault(code => code is not null);
}
