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

    /// <summary>A cell such as 1,234, where nothing proves what its comma is.</summary>
    public string? OpenSample { get; init; }

    /// <summary>The currency (ISO 4217) of all cells that name one; null where none does, or where they name several.</summary>
    public string? Currency { get; init; }

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

    public static AmountShape Detect(IEnumerable<string> cells)
    {
        string? open = null;
        var currencies = new HashSet<string>(StringComparer.Ordinal);
        int dots = 0, commas = 0, either = 0, numbers = 0, samples = 0;
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
            }

            if (byDot.Value != byComma.Value)
            {
                either++;
                open ??= cell.Contains(',', StringComparison.Ordinal) || cell.Contains('，', StringComparison.Ordinal) ? Clean.Code(cell) : null;
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
        return new AmountShape(mark, either > 0 && mark is null, numbers, samples)
        {
            OpenSample = mark is null ? open : null,
            Currency = currencies.Count == 1 ? currencies.First() : null,
        };
    }
}
