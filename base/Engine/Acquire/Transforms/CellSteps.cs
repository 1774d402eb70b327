using System.Buffers;
using System.Globalization;
using Kith.Engine.Check;

namespace Kith.Engine.Acquire;

/// <summary>The steps of a column, ready to be run on each of its cells. A step that can't do its work leaves the text as it is: the check of the field then says what is wrong with it.</summary>
public sealed class CellSteps
{
    /// <summary>A column has no more steps than these.</summary>
    public const int Most = 20;

    private const int LongestGrown = 100_000;
    private const int MostDigits = 28;
    private static readonly SearchValues<char> Blanks = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace)]);

    private readonly Func<string, string>[] steps;

    /// <param name="decimalMark">How the column writes amounts, `.` or `,`; what a step makes of them is written the same way.</param>
    public CellSteps(IEnumerable<CellStep> steps, char decimalMark = '.') => this.steps = [.. steps.Select(step => Ready(step, decimalMark))];

    public string Run(string text)
    {
        foreach (var step in steps)
        {
            text = step(text);
        }

        return text;
    }

    internal static bool IsFactor(string? text) => FactorOf(text) is not null;

    /// <summary>With a point or a comma before decimals; a comma before three digits is taken for neither decimals nor thousands.</summary>
    private static decimal? FactorOf(string? text)
    {
        if (text is null || text.Length > MostDigits || (text.Split(',') is [_, { Length: 3 }]))
        {
            return null;
        }

        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var factor) && factor != 0 ? factor : null;
    }

    private static Func<string, string> Ready(CellStep step, char decimalMark)
    {
        switch (step.Kind)
        {
            case StepKind.Trim:
                return Clean.Text;
            case StepKind.Case:
                return step.Text switch { "upper" => text => text.ToUpperInvariant(), "lower" => text => text.ToLowerInvariant(), _ => Title };
            case StepKind.Split:
                return text => Split(text, step.Text ?? "", step.Part);
            case StepKind.Replace:
                var table = Folded(step.Table!);
                return text => table.TryGetValue(text.Trim(), out var found) ? found : string.IsNullOrWhiteSpace(text) ? text : step.With ?? text;
            case StepKind.Substitute:
                return text => Substitute(text, step.Text!, step.With ?? "");
            case StepKind.Date:
                var order = step.Text switch { "dmy" => DateOrder.DayFirst, "mdy" => DateOrder.MonthFirst, _ => DateOrder.YearFirst };
                return text => Dates.Parse(text, new DateRules(order, AllowSerial: true)) is { Verdict: not Verdict.Bad, Value: { } date } ? date : text;
            case StepKind.Unit:
                var factor = FactorOf(step.Text)!.Value;
                return text => Times(text, factor, decimalMark);
            case StepKind.Default:
                return text => string.IsNullOrWhiteSpace(text) ? step.Text! : text;
            default:
                return _ => step.Text!;
        }
    }

    /// <summary>Later spellings of the same text win, as they stand below in the table that a person sees.</summary>
    private static Dictionary<string, string> Folded(IReadOnlyDictionary<string, string> table)
    {
        var folded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in table)
        {
            folded[from.Trim()] = to;
        }

        return folded;
    }

    /// <summary>
    /// No other step makes a text longer than what it holds itself. Here a letter may become a thousand, step by step, so one
    /// that would grow beyond 100,000 characters stays as it is: that is told by counting, before it costs the memory.
    /// </summary>
    private static string Substitute(string text, string piece, string with)
    {
        var grown = with.Length <= piece.Length ? 0 : (long)text.AsSpan().Count(piece) * (with.Length - piece.Length);
        return grown > 0 && text.Length + grown > LongestGrown ? text : text.Replace(piece, with, StringComparison.Ordinal);
    }

    private static string Split(string text, string separator, int part)
    {
        if (part == 0)
        {
            text = separator.Length == 0 ? text.Trim() : text;
            var at = separator.Length == 0 ? text.AsSpan().IndexOfAny(Blanks) : text.IndexOf(separator, StringComparison.Ordinal);
            return at < 0 ? "" : text[(at + separator.Length)..].Trim();
        }

        var parts = separator.Length == 0
            ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : text.Split(separator, StringSplitOptions.TrimEntries);
        var index = part > 0 ? part - 1 : parts.Length + part;
        return index >= 0 && index < parts.Length ? parts[index] : "";
    }

    /// <summary>The first letter of each word large, the others small; words of one writing only, so that McDonald stays.</summary>
    private static string Title(string text) => string.Join(' ', text.Split(' ').Select(word =>
        word.Length > 0 && (!word.Any(char.IsLower) || !word.Any(char.IsUpper))
            ? char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()
            : word));

    private static string Times(string text, decimal factor, char decimalMark)
    {
        // 1.75m is a length as well as 1.75 million.
        if (text.EndsWith('m'))
        {
            return text;
        }

        var amount = Amounts.Parse(text, new AmountRules(decimalMark));
        if (amount.Verdict == Verdict.Bad || amount.IsPercent || !decimal.TryParse(amount.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        try
        {
            var product = (number * factor).ToString("0.############################", CultureInfo.InvariantCulture).Replace('.', decimalMark);
            return amount.Currency is null ? product : $"{product} {amount.Currency}";
        }
        catch (OverflowException)
        {
            return text;
        }
    }
}
