namespace Kith.Engine.Keep;

/// <summary>Letters: a word, pinyin, initials, both mixed, a part of an e-mail address, an id.</summary>
/// <param name="spellings">The folded letters, and other spellings of them (mueller, muller).</param>
internal sealed class LatinTerm(IReadOnlyList<string> spellings) : QueryTerm
{
    private const int ShortestAbbreviation = 3;

    /// <summary>Zhangwm can only be abbreviated; hanli may be, but its count should stay exact.</summary>
    private readonly bool _abbreviated =
        spellings[0].Length >= ShortestAbbreviation && PinyinTable.Syllables.Shape(spellings[0]) == PinyinShape.None && Mixtures(spellings[0]).Any();

    public override string Strict => MatchText.Any([
        .. spellings.Select(s => MatchText.Prefix(s)), .. _abbreviated ? Mixtures(spellings[0]) : []]);

    public override string Forgiving => spellings[0].Length < ShortestAbbreviation ? string.Empty : MatchText.Any([
        .. _abbreviated ? [] : Mixtures(spellings[0]), .. Typos.Of(spellings[0]).Select(t => MatchText.Prefix(t))]);

    public override bool Verifies => _abbreviated || spellings[0].Length > SearchTokens.Reach;

    public override int Rank(RecordText record, bool forgiving)
    {
        var best = Nearness.None;
        foreach (var spelling in spellings)
        {
            best = Math.Min(best, record.Letters(spelling));
        }

        return best < Nearness.None || !forgiving || spellings[0].Length < Typos.Shortest ? best : record.LettersAlike(spellings[0]);
    }

    private static IEnumerable<string> Mixtures(string letters) =>
        Abbreviations.Of(letters).Where(Abbreviations.IsMixed).Select(Abbreviations.Expression);
}
