namespace Kith.Engine.Keep;

/// <summary>
/// Pinyin of names: surnames by their own readings (单 shan, 尉迟 yuchi), phrases by theirs (重庆 chongqing), and where
/// people differ, each reading. Letters only, without tones; ü is v.
/// </summary>
public static class Pinyin
{
    /// <summary>The readings of the hanzi of a text, the likeliest first, at most four: 单伟 gives shanwei, danwei, chanwei.</summary>
    /// <param name="text">The text; what is not hanzi is left out.</param>
    /// <param name="personal">Whether it is a person's name.</param>
    public static IReadOnlyList<string> Full(string text, bool personal = true) => Ways(text, personal, initials: false);

    /// <summary>The first letters of the syllables, for each reading.</summary>
    /// <inheritdoc cref="Full"/>
    public static IReadOnlyList<string> Initials(string text, bool personal = true) => Ways(text, personal, initials: true);

    private static List<string> Ways(string text, bool personal, bool initials)
    {
        ArgumentNullException.ThrowIfNull(text);
        var units = new TextUnits();
        units.Read(text, personal);
        Span<Unit> hanzi = [.. units.Units.ToArray().Where(u => u.First != 0)];
        var found = new List<string>();
        var ways = Sound.Ways(hanzi, 0, hanzi.Length);
        Span<char> letters = stackalloc char[TextUnits.MaxUnits * SyllableTrie.Longest];
        for (var way = 0; way < ways; way++)
        {
            var length = initials
                ? Sound.Initials(hanzi, 0, hanzi.Length, way, letters)
                : Sound.Letters(hanzi, 0, hanzi.Length, way, letters, letters.Length);
            var read = letters[..length].ToString();
            if (!found.Contains(read))
            {
                found.Add(read);
            }
        }

        return found;
    }
}
