namespace Kith.Engine.Check;

/// <summary>The usual case of a name written all in capitals or all small.</summary>
internal static class NameCase
{
    /// <summary>The name in usual case; null where its case is one that somebody chose.</summary>
    public static string? Suggest(string name)
    {
        var letters = name.Count(char.IsLetter);
        var upper = name.Count(char.IsUpper);
        var lower = name.Count(char.IsLower);
        if (letters < 4 || (upper != letters && lower != letters))
        {
            return null;
        }

        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = NameTitles.IsParticle(words[i]) && i > 0 && i < words.Length - 1 ? words[i].ToLowerInvariant()
                : words[i].Trim(',', '.').ToUpperInvariant() is "II" or "III" or "IV" or "MD" or "MBA" ? words[i].ToUpperInvariant()
                : Word(words[i]);
        }

        return string.Join(' ', words) is var suggestion && suggestion == name ? null : suggestion;
    }

    private static string Word(string word)
    {
        var letters = word.ToLowerInvariant().ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            // O'Neill, Smith-Jones, McDonald; Mac is left alone, for Macey and Mackie are no MacEy and MacKie.
            if (i == 0 || letters[i - 1] is '-' or '\'' or '’' or '.' || (i == 2 && letters.Length > 4 && letters[0] is 'm' or 'M' && letters[1] == 'c'))
            {
                letters[i] = char.ToUpperInvariant(letters[i]);
            }
        }

        return new string(letters);
    }
}
