using System.Globalization;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>The column that counts the rows of a list (序号, No., lfd. Nr.): it says nothing of a customer, and another list counts anew.</summary>
public static class RunningNumber
{
    private const int FewestRows = 2;
    private const int MostLeftOut = 5;

    private static readonly HashSet<string> Headings = [.. new[]
    {
        "序号", "序", "行号", "顺序号", "流水号", "项次", "連番", "번호", "#", "№", "no", "no.", "nr", "nr.", "num", "s no", "s/n", "sl no", "sr no", "serial no", "row", "row no", "line", "line no", "lfd nr", "lfd. nr.", "pos", "pos.", "n°",
    }.Select(HeaderKey.Of)];

    /// <param name="cells">The first rows' cells; empty ones are passed over.</param>
    public static bool Is(string header, IReadOnlyList<string> cells)
    {
        if (!Headings.Contains(HeaderKey.Of(header)))
        {
            return false;
        }

        var (rows, last) = (0, 0L);
        foreach (var cell in cells.Where(cell => !string.IsNullOrWhiteSpace(cell)))
        {
            // A row that was taken out leaves a gap; the count never goes back.
            if (!long.TryParse(cell.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number <= last || number > last + MostLeftOut)
            {
                return false;
            }

            (rows, last) = (rows + 1, number);
        }

        return rows >= FewestRows;
    }
}
