namespace Kith.Engine.Keep;

/// <summary>Letters: a word, pinyin, initials, both mixed, a part of an e-mail address, an id.</summary>
/// <param name="spellings">The folded letters, and other spellings of them (mueller, muller).</param>
internal sealed class LatinTerm(IReadOnlyList<string> spellings) : QueryTerm
{
    private const int ShortestAbbreviation = 3;

    /// <summary>From so many letters on a part of an e-mail address may begin anywhere.</summary>
    private const int ShortestFragment = 5;

    private readonly string[] _likely = [.. Likely(spellings[0])];

    public override string Strict => MatchText.Any([.. spellings.Select(s => MatchText.Prefix(s)), .. _likely]);

    public override string Forgiving => spellings[0].Length < ShortestAbbreviation ? string.Empty : MatchText.Any([
        .. Mixtures(spellings[0]).Select(Abbreviations.Expression),
        .. Fragments(spellings[0]),
        .. Typos.Of(spellings[0]).Select(t => MatchText.Prefix(t))]);

    public override bool Verifies => _likely.Length > 0 || spellings[0].Length > SearchTokens.Reach;

    public override int Rank(RecordText record, bool forgiving)
    {
        var best = Nearness.None;
        foreach (var spelling in spellings)
        {
            best = Math.Min(best, record.Letters(spelling));
        }

        return best < Nearness.None || !forgiving || spellings[0].Length < Typos.Shortest ? best : record.LettersAlike(spellings[0]);
    }

    /// <summary>
    /// Zhangwm can only be abbreviated, and linl may well be Li N. L.; that hanli may be H. An Li is left to the forgiving
    /// plan, so that the count of whole pinyin stays exact.
    /// </summary>
    private static IEnumerable<string> Likely(string letters)
    {
        if (letters.Length < ShortestAbbreviation)
        {
            return [];
        }

        var known = PinyinTable.Syllables.Shape(letters) != PinyinShape.None;
        return Mixtures(letters).Where(parts => !known || (parts[0].Length > 1 && parts.Length == 3 && parts[1].Length + parts[2].Length == 2))
            .Select(Abbreviations.Expression);
    }

    private static IEnumerable<string[]> Mixtures(string letters) => Abbreviations.Of(letters).Where(Abbreviations.IsMixed);

    /// <summary>Addresses have a token at every third letter at least.</summary>
    private static IEnumerable<string> Fragments(string letters) => letters.Length < ShortestFragment ? []
        : Enumerable.Range(1, EmailParts.Step - 1).Select(skipped => MatchText.Prefix(letters.AsSpan(skipped)));
}
