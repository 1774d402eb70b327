using Kith.Engine.Acquire.Mapping;

namespace Kith.Engine.Check;

/// <summary>Who can bear a name.</summary>
public enum NameBearer
{
    /// <summary>The name does not say.</summary>
    Unknown,
    Person,
    Organisation,
}

/// <summary>
/// Tells the names of organisations from those of people by the name alone: by its legal form, by a word that only
/// organisations end in, by surname and length.
/// </summary>
public static class NameBearers
{
    private const int MostHanziOfAPerson = 4;

    /// <summary>Words of business that look like the parts of a person's name.</summary>
    private static readonly HashSet<string> OfBusiness = new(StringComparer.OrdinalIgnoreCase)
    {
        "bank", "banking", "hotel", "hotels", "restaurant", "cafe", "café", "bar", "shop", "store", "stores", "market", "studio", "studios", "center", "centre", "service", "services", "solutions",
        "systems", "technologies", "technology", "tech", "software", "media", "consulting", "partners", "associates", "club", "school", "college", "academy", "hospital", "clinic", "praxis", "apotheke",
        "stadtwerke", "bäckerei", "verlag", "verein", "werke", "motors", "foods", "tools", "books", "energy", "logistics", "international", "global", "digital", "design", "labs", "pharma", "airlines",
        "trading", "insurance", "versicherung", "deutsche", "the", "tea", "coffee", "house", "garden", "press", "records", "works", "factory", "supply", "imports", "exports", "industry", "electric", "electronics",
    };

    private static readonly System.Buffers.SearchValues<char> BetweenPeople = System.Buffers.SearchValues.Create("、/／;；+");
    private static readonly System.Buffers.SearchValues<char> MarksOfBusiness = System.Buffers.SearchValues.Create("0123456789&");

    /// <summary>Who bears the name; what stands in brackets behind it is somebody else's or a remark.</summary>
    public static NameBearer Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = WithoutBrackets(Clean.Text(name));
        return text.Length is 0 or > PersonNames.LongestName ? NameBearer.Unknown
            : SaysOrganisation(text) ? NameBearer.Organisation
            : IsPerson(text) ? NameBearer.Person
            : NameBearer.Unknown;
    }

    /// <summary>Whether the name is surely an organisation's: the half of <see cref="Of"/> that is cheap enough for every row.</summary>
    public static bool IsOrganisation(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = WithoutBrackets(Clean.Text(name));
        return text.Length is > 0 and <= PersonNames.LongestName && SaysOrganisation(text);
    }

    /// <summary>Whether the names of several people stand side by side: 李四、王五, Anna Schmidt / Bernd Maier. One name in two scripts is one.</summary>
    public static bool AreSeveral(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length > PersonNames.LongestName || !names.AsSpan().ContainsAny(BetweenPeople))
        {
            return false;
        }

        var parts = names.Split(['、', '/', '／', ';', '；', '+'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, part => PersonNames.IsHan(part[0]) == PersonNames.IsHan(parts[0][0]) && part.Length > 1
            && (PersonNames.IsHan(part[0]) ? !NameTitles.IsRole(part) : part.Contains(' ', StringComparison.Ordinal)) && Of(part) == NameBearer.Person);
    }

    private static bool SaysOrganisation(string text) =>
        LegalForms.Anywhere.Any(word => text.Length > word.Length && text.Contains(word, StringComparison.Ordinal))
        || (PersonNames.IsHan(text[0]) && LegalForms.Endings.Any(word => text.EndsWith(word, StringComparison.Ordinal) && text.Length >= Math.Max(word.Length + 2, MostHanziOfAPerson)))
        || HasForm(text);

    /// <summary>
    /// A person taken for an organisation is worse than an organisation that stays what its column says: forms that are initials,
    /// surnames or given names too (Jansen, A.B.; Daniel Ek; Michael Holding) count in their own writing, where nothing is in doubt.
    /// </summary>
    private static bool HasForm(string text)
    {
        var words = text.AsSpan().ContainsAny(' ', ',', '，') ? text.Split([' ', ',', '，'], StringSplitOptions.RemoveEmptyEntries) : [];
        if (words.Length < 2)
        {
            return false;
        }

        if (Array.Exists(words[1..], word => LegalForms.Of(word) == LegalForm.Sure) || words[0].Equals("university", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // Digits and & are in nobody's name; a word of business may be one: Gregory House.
        var marked = text.AsSpan().ContainsAny(MarksOfBusiness);
        var confirmed = marked || words[^2] is "und" or "and" or "et" or "y" || Array.Exists(words[..^1], OfBusiness.Contains);
        var inDoubt = text[..^words[^1].Length].TrimEnd() is [.., ',' or '，'] ? !marked : !text.Any(char.IsLower) && !confirmed;
        return !inDoubt && LegalForms.Of(words[^1]) switch
        {
            LegalForm.AsWritten => true,
            LegalForm.OfLongNames => words.Length > 2,
            LegalForm.Doubtful => words.Length > 2 && confirmed,
            _ => false,
        };
    }

    private static bool IsPerson(string text) => NameShape.InOrder(text) is { } inOrder ? IsPerson(inOrder) : (ContactWords.IsName(text) || ValueKinds.IsPerson(text))
        && (text.Any(PersonNames.IsHan) ? text.Length <= MostHanziOfAPerson || text.Contains('·', StringComparison.Ordinal) : !Array.Exists(text.Split(' '), OfBusiness.Contains));

    private static string WithoutBrackets(string text)
    {
        var open = text.IndexOfAny(['(', '（', '[', '【']);
        return open > 0 && text[^1] is ')' or '）' or ']' or '】' ? text[..open].Trim() : text;
    }
}
