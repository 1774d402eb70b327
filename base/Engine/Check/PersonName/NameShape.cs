namespace Kith.Engine.Check;

/// <summary>Columns that write `Family, Given`, as directories and payrolls do.</summary>
public static class NameShape
{
    private const int FewestSamples = 3;
    private const double MostOfThem = 0.8;
    private const int MostWordsOnASide = 4;

    /// <summary>Words of businesses that are no legal form.</summary>
    private static readonly HashSet<string> OfBusiness = new(StringComparer.OrdinalIgnoreCase) { "bank", "and", "und", "et" };

    /// <summary>Whether nearly all Latin names of a column are of the form.</summary>
    public static bool IsFamilyFirst(IEnumerable<string> cells)
    {
        var (names, inForm) = (0, 0);
        foreach (var cell in cells)
        {
            if (cell.Any(char.IsAsciiLetter))
            {
                names++;
                inForm += InOrder(cell) is null ? 0 : 1;
            }
        }

        return inForm >= FewestSamples && inForm >= names * MostOfThem;
    }

    /// <summary>`Berg, Dr. Hans van den` as `Dr. Hans van den Berg`; null where the text is not of the form.</summary>
    public static string? InOrder(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length is not (2 or 3) || !Array.TrueForAll(parts, IsOfAPerson))
        {
            return null;
        }

        var name = PersonNames.Read(text);
        return name is { Order: NameOrder.FamilyFirst, Family: { } family, Given: { } given } && (parts.Length == 2 || name.Suffix is not null)
            ? string.Join(' ', new[] { name.Title, given, name.Middle, family, name.Suffix }.Where(part => !string.IsNullOrEmpty(part)))
            : null;
    }

    private static bool IsOfAPerson(string part)
    {
        var words = part.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= MostWordsOnASide
            && part.All(letter => (char.IsLetter(letter) && letter < 0x2E80) || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark || letter is ' ' or '\'' or '’' or '-' or '.')
            && !Array.Exists(words, word => OfBusiness.Contains(word) || LegalForms.Of(word) != LegalForm.None);
    }
}
