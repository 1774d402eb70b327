namespace Kith.Engine.Acquire;

/// <summary>Cell references such as `AB12`.</summary>
internal static class CellPlace
{
    /// <summary>The column of a reference, from 1; a letter too many gives a number beyond every limit, not an overflow.</summary>
    public static bool TryColumn(ReadOnlySpan<char> place, out int column)
    {
        column = 0;
        var letters = 0;
        foreach (var c in place)
        {
            var letter = c & ~0x20;
            if (c == '$')
            {
                continue;
            }

            if (letter is < 'A' or > 'Z' || !char.IsAsciiLetter(c))
            {
                break;
            }

            column = Math.Min((column * 26) + letter - 'A' + 1, 1_000_000);
            letters++;
        }

        return letters > 0;
    }

    /// <summary>A range such as `A1:C2`; false for anything that is none.</summary>
    public static bool TryRange(string? text, out MergedRange range)
    {
        range = default;
        var parts = (text ?? "").Split(':');
        if (parts.Length != 2 || !TryCell(parts[0], out var row, out var column) || !TryCell(parts[1], out var lastRow, out var lastColumn))
        {
            return false;
        }

        range = new MergedRange(Math.Min(row, lastRow), Math.Min(column, lastColumn), Math.Max(row, lastRow), Math.Max(column, lastColumn));
        return true;
    }

    private static bool TryCell(string place, out long row, out int column)
    {
        row = 0;
        return TryColumn(place, out column) && long.TryParse(place.AsSpan().TrimStart('$').TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"), out row);
    }
}
