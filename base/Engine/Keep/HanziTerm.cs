namespace Kith.Engine.Keep;

/// <summary>Characters that stand together: hanzi from one up, kana, hangul.</summary>
/// <param name="written">The text as typed, for its sound.</param>
/// <param name="codes">Its folded characters.</param>
internal sealed class HanziTerm(string written, int[] codes) : QueryTerm
{
    /// <summary>Up to here each place of a mistake is a plan of its own; longer texts keep one half whole.</summary>
    private const int ShortText = 4;

    private Unit[]? _units;

    public override string Strict => codes.Length < 3
        ? Chain(codes)
        : MatchText.Any(Chain(codes), MatchText.Prefix(Text(codes)));

    public override bool Verifies => codes.Length > 2 || (codes.Length == 2 && Across(codes[0], codes[1]).Length > 0);

    public override string Forgiving => codes.Length < 2 ? string.Empty : MatchText.Any([.. Sounds(), .. OneWrong()]);

    public override int Rank(RecordText record, bool forgiving)
    {
        var exact = record.Characters(codes);
        return exact < Nearness.None || !forgiving || codes.Length < 2 ? exact : record.CharactersAlike(Units);
    }

    /// <summary>The expression for characters that stand together.</summary>
    public static string Chain(ReadOnlySpan<int> codes)
    {
        if (codes.Length == 1)
        {
            return MatchText.Any([MatchText.Prefix(Text(codes)), .. CompanyWords.WithInside(codes[0]).Select(w => MatchText.Prefix(w))]);
        }

        var pairs = new List<string>(codes.Length - 1);
        for (var i = 0; i + 1 < codes.Length; i++)
        {
            var pair = Text(codes.Slice(i, 2));
            pairs.Add(MatchText.Any([
                MatchText.Prefix(pair),
                .. CompanyWords.WithInside(codes[i + 1]).Where(w => w.IndexOf(pair, StringComparison.Ordinal) > 0).Select(w => MatchText.Prefix(w)),
                Across(codes[i], codes[i + 1])]));
        }

        return MatchText.All(pairs);
    }

    private Unit[] Units
    {
        get
        {
            if (_units is null)
            {
                var text = new TextUnits();
                text.Read(written, personal: true);
                _units = text.Units.ToArray();
            }

            return _units;
        }
    }

    /// <summary>A pair whose first character ends a closing word and whose second starts the next one is no token.</summary>
    private static string Across(int first, int second) => MatchText.All(
        MatchText.Any(CompanyWords.EndingIn(first).Select(w => MatchText.Prefix(w))),
        MatchText.Any(CompanyWords.StartingWith(second).Select(w => MatchText.Prefix(w))));

    private static string Text(ReadOnlySpan<int> codes)
    {
        var text = new System.Text.StringBuilder(codes.Length);
        foreach (var code in codes)
        {
            text.Append(char.ConvertFromUtf32(code));
        }

        return text.ToString();
    }

    private IEnumerable<string> Sounds()
    {
        var units = Units;
        if (units.Any(u => u.First == 0))
        {
            yield break;
        }

        var letters = new char[SearchTokens.Reach + SyllableTrie.Longest];
        for (var way = 0; way < Sound.Ways(units, 0, units.Length); way++)
        {
            yield return MatchText.Prefix(letters.AsSpan(0, Sound.Letters(units, 0, units.Length, way, letters)));
        }
    }

    private IEnumerable<string> OneWrong()
    {
        if (codes.Length > ShortText)
        {
            yield return Chain(codes.AsSpan(0, codes.Length / 2));
            yield return Chain(codes.AsSpan(codes.Length / 2));
        }
        else if (codes.Length > 2)
        {
            yield return Chain(codes.AsSpan(1));
            yield return Chain(codes.AsSpan(0, codes.Length - 1));
            for (var wrong = 1; wrong + 1 < codes.Length; wrong++)
            {
                yield return MatchText.All(Chain(codes.AsSpan(0, wrong)), Chain(codes.AsSpan(wrong + 1)));
            }
        }
    }
}
