using System.Buffers;

namespace Kith.Engine.Check;

/// <summary>How a column writes its numbers, judged from a sample of its cells.</summary>
/// <param name="DecimalMark">'.' or ',' as the samples prove it, or null.</param>
/// <param name="IsAmbiguous">There are cells such as 1,234 and none proves what the comma is: ask a person.</param>
/// <param name="Numbers">Cells that are numbers in any writing.</param>
/// <param name="Samples">Cells that are not blank.</param>
public sealed record AmountShape(char? DecimalMark, bool IsAmbiguous, int Numbers, int Samples)
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(" ()（）[]【】/_-:：,，");

    // Four amounts in five have to name a currency that the fifth is taken to bear.
    private const int Most = 4;
    private const int MostOutOf = 5;

    /// <summary>A cell such as 1,234, where nothing proves what its comma is.</summary>
    public string? OpenSample { get; init; }

    /// <summary>A cell such as 1.000, where nothing proves what its dot is: a thousand to those who write decimals with a comma.</summary>
    public string? OpenDotSample { get; init; }

    /// <summary>
    /// The currency (ISO 4217) of cells that name none: the one that all others name, and they are four in five. Null where
    /// there are several, or where marked amounts among plain ones may be marked because they are the exception.
    /// </summary>
    public string? Currency { get; init; }

    /// <summary>The currencies that cells name, where they do not decide what the others are.</summary>
    public IReadOnlyList<string> NamedCurrencies { get; init; } = [];

    /// <summary>An amount that names no currency beside others that do.</summary>
    public string? UnnamedSample { get; init; }

    /// <summary>The currency that a heading names: 金额(元), Price (EUR), USD amount; null for a multiple such as 万元.</summary>
    public static string? CurrencyOf(string heading)
    {
        var text = Clean.Code(heading).AsSpan();
        string? found = null;
        foreach (var range in text.SplitAny(Breaks))
        {
            // TRY is a currency, try is not; RM and Ft mean more than money.
            var word = text[range];
            var latin = !word.ContainsAnyExceptInRange('A', 'z');
            var code = latin && (word.Length < 3 || (word.Length == 3 && word.ContainsAnyInRange('a', 'z'))) ? null : Currencies.Code(word, null);
            if (code is not null && found is not null && code != found)
            {
                return null;
            }

            found ??= code;
        }

        return found;
    }

    /// <param name="cells">Cells of text.</param>
    /// <param name="decimals">Cells that are numbers in the file itself: how they are written proves nothing and leaves nothing open.</param>
    public static AmountShape Detect(IEnumerable<string> cells, IReadOnlyCollection<string>? decimals = null)
    {
        string? open = null, openDot = null, unnamed = null;
        var currencies = new SortedSet<string>(StringComparer.Ordinal);
        int dots = 0, commas = 0, either = 0, numbers = 0, named = 0, samples = 0;
        foreach (var cell in cells)
        {
            if (BlankWords.IsBlankWord(cell))
            {
                continue;
            }

            samples++;
            var byDot = Amounts.Parse(cell, new AmountRules('.'));
            var byComma = Amounts.Parse(cell, new AmountRules(','));
            if (byDot.Verdict == Verdict.Bad && byComma.Verdict == Verdict.Bad)
            {
                continue;
            }

            numbers++;
            if (byDot.Currency is { } currency)
            {
                currencies.Add(currency);
                named++;
            }
            else
            {
                unnamed ??= Clean.Code(cell);
            }

            if (byDot.Value != byComma.Value)
            {
                either++;
                var hasComma = cell.Contains(',', StringComparison.Ordinal) || cell.Contains('，', StringComparison.Ordinal);
                open ??= hasComma ? Clean.Code(cell) : null;
                openDot ??= hasComma ? null : Clean.Code(cell);
                continue;
            }

            // Both rules agree, so the cell itself shows its mark: the last of the two signs, unless it groups.
            var sign = cell.LastIndexOfAny(['.', ',', '．', '，']);
            if (sign < 0)
            {
                continue;
            }

            var isDot = cell[sign] is '.' or '．';
            var groups = cell.Count(c => c == cell[sign]) > 1;
            dots += isDot != groups ? 1 : 0;
            commas += isDot == groups ? 1 : 0;
        }

        char? mark = dots > commas ? '.' : commas > dots ? ',' : null;
        numbers += decimals?.Count ?? 0;
        samples += decimals?.Count ?? 0;
        unnamed ??= decimals?.FirstOrDefault();
        var settled = currencies.Count == 1 && named * MostOutOf >= numbers * Most ? currencies.Min : null;
        return new AmountShape(mark, either > 0 && mark is null, numbers, samples)
        {
            OpenSample = mark is null ? open : null,
            OpenDotSample = mark is null ? openDot : null,
            Currency = settled,
            NamedCurrencies = settled is null ? [.. currencies] : [],
            UnnamedSample = settled is null && currencies.Count > 0 ? unnamed : null,
        };
    }
}
