using System.Globalization;

namespace Kith.Engine.Acquire.Mapping;

/// <summary>The column that counts the rows of a list (序号, No., lfd. Nr.): it says nothing of a customer, and another list counts anew.</summary>
public static class RunningNumber
{
    private const int FewestRows = 2;
    private const int FewestWhereInDoubt = 5;
    private const int MostLeftOut = 5;

    private static readonly HashSet<string> Counting = [.. new[]
    {
        "序号", "序", "行号", "顺序号", "项次", "連番", "#", "s no", "sl no", "sr no", "row", "row no", "line no", "lfd nr",
    }.Select(HeaderKey.Of)];

    /// <summary>Headings of ids and house numbers too: there the numbers must run from 1 without a gap.</summary>
    private static readonly HashSet<string> Doubtful = [.. new[] { "№", "no", "nr", "num", "流水号", "번호", "pos", "line", "n°" }.Select(HeaderKey.Of)];

    /// <param name="cells">The first rows' cells; empty ones are passed over.</param>
    public static bool Is(string header, IReadOnlyList<string> cells)
    {
        var key = HeaderKey.Of(header);
        var inDoubt = Doubtful.Contains(key);
        if (!inDoubt && !Counting.Contains(key))
        {
            return false;
        }

        var leftOut = inDoubt ? 1 : MostLeftOut;
        var (rows, last) = (0, 0L);
        foreach (var cell in cells.Where(cell => !string.IsNullOrWhiteSpace(cell)))
        {
            // A row that was taken out leaves a gap; the count never goes back.
            if (!long.TryParse(cell.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number <= last || number > (rows == 0 ? 1 : last + leftOut))
            {
                return false;
            }

            (rows, last) = (rows + 1, number);
        }

        return rows >= (inDoubt ? FewestWhereInDoubt : FewestRows);
    }
}
