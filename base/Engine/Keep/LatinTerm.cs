namespace Kith.Engine.Keep;

/// <summary>Letters: a word, pinyin, initials, both mixed, a part of an e-mail address, an id.</summary>
/// <param name="spellings">The folded letters, and other spellings of them (mueller, muller).</param>
internal sealed class LatinTerm(IReadOnlyList<string> spellings) : QueryTerm
{
    private readonly string[] _abbreviated = [.. Abbreviations.Of(spellings[0])];

    public override string Strict => MatchText.Any([.. spellings.Select(s => MatchText.Prefix(s)), .. _abbreviated]);

    public override string Forgiving => MatchText.Any(Typos.Of(spellings[0]).Select(t => MatchText.Prefix(t)));

    public override bool Verifies => _abbreviated.Length > 0 || spellings[0].Length > SearchTokens.Reach;

    public override int Rank(RecordText record, bool forgiving)
    {
        var best = Nearness.None;
        foreach (var spelling in spellings)
        {
            best = Math.Min(best, record.Letters(spelling));
        }

        return best < Nearness.None || !forgiving || spellings[0].Length < Typos.Shortest ? best : record.LettersAlike(spellings[0]);
    }
}
