using Kith.Engine.Keep;

namespace Kith.Engine.Check;

/// <summary>Names in Latin letters (and others that part their words).</summary>
internal static class LatinName
{
    // Ouyang is hardly ever a given name: it counts as the commonest of surnames.
    private const int Compound = 80;

    public static PersonName Read(string text, string? culture)
    {
        var suggestion = NameCase.Suggest(text);
        var comma = text.IndexOfAny([',', '，']);
        var (before, after) = comma > 0 ? (Words(text[..comma]), Words(text[(comma + 1)..])) : (Words(text), []);
        var titles = new List<string>();
        var suffixes = new List<string>();
        var gender = NameGender.Unknown;
        TakeTitles(before);
        TakeTitles(after);
        TakeSuffixes(after);
        TakeSuffixes(before);
        var parts = after.Count > 0 ? new Parts(string.Join(' ', before), after[0], Rest(after, 1), Particles(before), NameOrder.FamilyFirst, 0.95) : Split(before, culture);
        return new PersonName(parts.Family, parts.Given, parts.Middle, parts.Particles, Joined(titles), Joined(suffixes), null, parts.Order, gender, parts.Confidence, suggestion);

        void TakeTitles(List<string> words)
        {
            while (words.Count > 1 && (NameTitles.IsTitle(words[0], out var says) || (culture == "fr" && words[0] == "M." && (says = NameGender.Male) == NameGender.Male)))
            {
                gender = says == NameGender.Unknown ? gender : says;
                titles.Add(words[0]);
                words.RemoveAt(0);
            }
        }

        void TakeSuffixes(List<string> words)
        {
            var least = ReferenceEquals(words, before) ? 1 : 0;
            while (words.Count > least && NameTitles.IsSuffix(words[^1]) && !(least == 1 && words.Count == 2 && titles.Count == 0 && !words[^1].EndsWith('.')))
            {
                suffixes.Insert(0, words[^1]);
                words.RemoveAt(words.Count - 1);
            }
        }
    }

    private sealed record Parts(string? Family, string? Given, string? Middle, string? Particles, NameOrder Order, double Confidence);

    private static Parts Split(List<string> words, string? culture)
    {
        if (words.Count <= 1)
        {
            return new Parts(null, Joined(words), null, null, NameOrder.Unknown, 0.3);
        }

        return ByCapitals(words) ?? Asian(words) ?? GivenFirst(words, culture);
    }

    /// <summary>ZHANG Wei, CHAN Tai Man Peter, Peter CHAN Tai Man, John SMITH: the capitals are the family.</summary>
    private static Parts? ByCapitals(List<string> words)
    {
        var capital = words.FindIndex(IsCapital);
        if (capital < 0 || words.TrueForAll(w => IsCapital(w) || w.Length == 1))
        {
            return null;
        }

        var end = capital + 1;
        while (end < words.Count && IsCapital(words[end]))
        {
            end++;
        }

        while (capital > 0 && NameTitles.IsParticle(words[capital - 1]) && capital > 1)
        {
            capital--;
        }

        if (words.FindIndex(end, IsCapital) >= 0)
        {
            return null;
        }

        var family = string.Join(' ', words[capital..end]);
        var particles = Particles(words[capital..end]);
        if (end == words.Count)
        {
            return new Parts(family, words[0], capital > 1 ? string.Join(' ', words[1..capital]) : null, particles, NameOrder.GivenFirst, 0.92);
        }

        if (capital > 0)
        {
            return new Parts(family, string.Join(' ', words[end..]), string.Join(' ', words[..capital]), particles, NameOrder.FamilyFirst, 0.9);
        }

        // The third word after the family is the Western name of Hong Kong: CHAN Tai Man Peter.
        return words.Count - end >= 3
            ? new Parts(family, string.Join(' ', words[end..^1]), words[^1], particles, NameOrder.FamilyFirst, 0.9)
            : new Parts(family, string.Join(' ', words[end..]), null, particles, NameOrder.FamilyFirst, 0.93);
    }

    private static bool IsCapital(string word) => word.Count(char.IsLetter) >= 2 && !word.Any(char.IsLower) && !word.EndsWith('.');

    /// <summary>Chinese in pinyin, Hong Kong, Korean, Vietnamese: the surname by how common it is.</summary>
    private static Parts? Asian(List<string> words)
    {
        var letters = words.ConvertAll(w => Fold.Text(w).Replace(" ", "", StringComparison.Ordinal));
        if (words.Count <= 3 && letters.TrueForAll(IsPinyin))
        {
            var (first, last) = (Surnames.Share(letters[0]), Surnames.Share(letters[^1]));
            // A word of two syllables is a given name (Wei Xiaoming) or a compound surname.
            first = Syllables(letters[0]) > 1 && first > 0 ? Compound : first;
            last = Syllables(letters[^1]) > 1 && last > 0 ? Compound : last;
            if (first > 0 || last > 0)
            {
                var leads = first >= last || (Syllables(string.Concat(letters.Skip(1))) == 2 && words.Count == 3 && first > 0);
                var sure = Math.Round(0.6 + (0.35 * Math.Abs(first - last) / Math.Max(first, last)), 2);
                return leads
                    ? new Parts(words[0], string.Join(' ', words.Skip(1)), null, null, NameOrder.FamilyFirst, sure)
                    : new Parts(words[^1], string.Join(' ', words.SkipLast(1)), null, null, NameOrder.GivenFirst, sure);
            }
        }

        if (Surnames.IsElsewhere(letters[0]) && !Surnames.IsElsewhere(letters[^1]) && words.Count is 2 or 3 && (words.Count == 3 || words[1].Contains('-', StringComparison.Ordinal)))
        {
            // Nguyen Van An: the word between is a middle name there; Chan Tai Man has two characters.
            var vietnamese = letters[0] is "nguyen" or "tran" or "pham" or "hoang" or "huynh" or "phan" or "bui" or "ngo" or "duong" or "dang" or "vu" or "vo" or "truong";
            return vietnamese && words.Count == 3
                ? new Parts(words[0], words[2], words[1], null, NameOrder.FamilyFirst, 0.8)
                : new Parts(words[0], string.Join(' ', words.Skip(1)), null, null, NameOrder.FamilyFirst, 0.75);
        }

        return null;
    }

    private static bool IsPinyin(string letters) => letters.Length is > 1 and <= 18 && letters.All(char.IsAsciiLetterLower) && PinyinTable.Syllables.Shape(letters.Replace('ü', 'v')) == PinyinShape.Whole;

    private static int Syllables(string letters)
    {
        // Each syllable has one run of vowels; n, g and r may stand between two.
        var count = 0;
        var vowel = false;
        foreach (var c in letters)
        {
            var now = c is 'a' or 'e' or 'i' or 'o' or 'u' or 'v';
            count += now && !vowel ? 1 : 0;
            vowel = now;
        }

        return count;
    }

    private static Parts GivenFirst(List<string> words, string? culture)
    {
        var family = words.Count - 1;
        if (culture is "es" or "pt" && words.Count >= 3 && !NameTitles.IsParticle(words[family - 1]))
        {
            family--;
        }

        while (family > 1 && NameTitles.IsParticle(words[family - 1]))
        {
            family--;
        }

        // van der Berg, al-Rashid: nothing but a family name.
        if (NameTitles.IsParticle(words[0]) && words[0].Length > 1 && char.IsLower(words[0][0]))
        {
            return new Parts(string.Join(' ', words), null, null, Particles(words), NameOrder.Unknown, 0.6);
        }

        return new Parts(string.Join(' ', words[family..]), words[0], family > 1 ? string.Join(' ', words[1..family]) : null, Particles(words[family..]), NameOrder.GivenFirst, words.Count == 2 ? 0.85 : 0.75);
    }

    private static string? Particles(List<string> family)
    {
        var count = 0;
        while (count < family.Count - 1 && NameTitles.IsParticle(family[count]))
        {
            count++;
        }

        return count == 0 ? null : string.Join(' ', family[..count]);
    }

    private static List<string> Words(string text) => [.. text.Split([' ', ',', '，'], StringSplitOptions.RemoveEmptyEntries)];

    private static string? Rest(List<string> words, int from) => words.Count > from ? string.Join(' ', words[from..]) : null;

    private static string? Joined(List<string> words) => words.Count == 0 ? null : string.Join(' ', words);
}
