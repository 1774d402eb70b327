namespace Kith.Engine.Keep;

/// <summary>A hanzi as typed, or letters: pinyin, initials or a word.</summary>
internal readonly record struct Piece(int Code, string Letters);

/// <summary>Hanzi and letters in one: 张w, 张wei, z伟, 阿里cloud, T恤.</summary>
/// <param name="pieces">What was typed, in order.</param>
/// <param name="squashed">All of it, folded.</param>
/// <param name="sounds">For each piece the syllables or first letters that it may stand for.</param>
internal sealed class MixedTerm(IReadOnlyList<Piece> pieces, string squashed, IReadOnlyList<IReadOnlyList<string[]>> sounds) : QueryTerm
{
    private const int MaxReadings = 8;
    private const int ShortestWord = 3;

    public override bool Verifies => true;

    public override string Strict => MatchText.Any([
        MatchText.All([.. Hanzi(), MatchText.Any(Readings().Select(Abbreviations.Expression))]),
        MatchText.All([.. Hanzi(), .. Seams()]),
        MatchText.Prefix(squashed),
        Apart() ? MatchText.All([.. Hanzi(), .. Words().Select(w => MatchText.Prefix(w))]) : string.Empty]);

    public override int Rank(RecordText record, bool forgiving)
    {
        var together = Math.Min(record.Spoken([.. pieces]), record.Squashed(squashed));
        if (together < Nearness.None || !Apart())
        {
            return together;
        }

        var sum = Words().Sum(w => char.IsAsciiDigit(w[0]) ? new DigitsTerm(w, false).Rank(record, false) : record.Letters(w));
        foreach (var run in Runs())
        {
            sum += record.Characters(run);
        }

        return Math.Min(sum, Nearness.None);
    }

    /// <summary>The parts of all pieces, for each combination of what they may stand for.</summary>
    private List<string[]> Readings()
    {
        List<string[]> readings = [[]];
        foreach (var piece in sounds)
        {
            readings = [.. readings.SelectMany(r => piece.Select(p => (string[])[.. r, .. p])).Take(MaxReadings)];
        }

        return readings;
    }

    /// <summary>Whether the letters may stand elsewhere in the record: a word or a number does, an initial does not.</summary>
    private bool Apart() => Words().All(w => w.Length >= ShortestWord || w.All(char.IsAsciiDigit));

    private IEnumerable<string> Words() => pieces.Where(p => p.Code == 0).Select(p => p.Letters);

    private IEnumerable<string> Hanzi() => Runs().Select(r => HanziTerm.Chain(r));

    /// <summary>Where hanzi and a word touch without a space there is a token of both.</summary>
    private IEnumerable<string> Seams()
    {
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (pieces[i].Code == 0 || pieces[i + 1].Code == 0)
            {
                yield return MatchText.Prefix(Text(pieces[i]) + Text(pieces[i + 1]));
            }
        }
    }

    private static string Text(Piece piece) => piece.Code == 0 ? piece.Letters : char.ConvertFromUtf32(piece.Code);

    private IEnumerable<int[]> Runs()
    {
        var run = new List<int>();
        foreach (var piece in pieces)
        {
            if (piece.Code != 0)
            {
                run.Add(piece.Code);
            }
            else if (run.Count > 0)
            {
                yield return [.. run];
                run.Clear();
            }
        }

        if (run.Count > 0)
        {
            yield return [.. run];
        }
    }
}
