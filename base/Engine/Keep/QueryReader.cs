using System.Text;

namespace Kith.Engine.Keep;

/// <summary>Takes what was typed apart into terms.</summary>
internal static class QueryReader
{
    private const int ShortestGroupedNumber = 6;

    /// <summary>The terms in the order typed.</summary>
    public static IEnumerable<QueryTerm> Terms(string text)
    {
        var numbers = new List<(string Digits, bool International)>();
        foreach (var chunk in Halfwidth(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsNumber(chunk))
            {
                numbers.Add(Number(chunk));
                continue;
            }

            foreach (var term in Group(numbers).Concat(chunk.Contains('@') ? Email(chunk) : Runs(chunk).SelectMany(Words)))
            {
                yield return term;
            }

            numbers.Clear();
        }

        foreach (var term in Group(numbers))
        {
            yield return term;
        }
    }

    private static string Halfwidth(string text) => string.Create(text.Length, text, (into, from) =>
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = from[i] is >= '！' and <= '～' ? (char)(from[i] - 0xFEE0) : from[i];
        }
    });

    private static bool IsNumber(string chunk) => chunk.Any(char.IsAsciiDigit) && chunk.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '.' or '(' or ')' or '/');

    private static (string Digits, bool International) Number(string chunk)
    {
        var digits = string.Concat(chunk.Where(char.IsAsciiDigit));
        return (digits, chunk[0] == '+');
    }

    /// <summary>Numbers side by side may be one in groups.</summary>
    private static QueryTerm[] Group(List<(string Digits, bool International)> numbers)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        QueryTerm[] each = [.. numbers.Select(n => new DigitsTerm(n.Digits, n.International))];
        var joined = string.Concat(numbers.Select(n => n.Digits));
        return numbers.Count == 1 || joined.Length is < ShortestGroupedNumber or > PhoneDigits.Longest
            ? each
            : [new EitherTerm(new DigitsTerm(joined, numbers[0].International), each)];
    }

    private static IEnumerable<QueryTerm> Email(string chunk)
    {
        var text = chunk.Trim('<', '>', '"', '\'', ',', ';', '(', ')', '.');
        return text.Any(char.IsLetterOrDigit) ? [new EmailTerm(text)] : [];
    }

    /// <summary>Splits at brackets, commas, slashes and signs.</summary>
    private static List<string> Runs(string chunk)
    {
        var runs = new List<string>();
        var run = new StringBuilder();
        foreach (var rune in chunk.EnumerateRunes())
        {
            if (Fold.Classify(rune.Value, out _, out _) != CharKind.Hard)
            {
                run.Append(rune.ToString());
            }
            else if (run.Length > 0)
            {
                runs.Add(run.ToString());
                run.Clear();
            }
        }

        if (run.Length > 0)
        {
            runs.Add(run.ToString());
        }

        return runs;
    }

    private static QueryTerm[] Words(string chunk)
    {
        var text = new TextUnits();
        text.Read(chunk, personal: true);
        var units = text.Units.ToArray();
        if (units.Length == 0)
        {
            return [];
        }

        if (units.All(u => u.IsCharacter))
        {
            return [new HanziTerm(chunk, [.. units.Select(u => u.Code)])];
        }

        if (units.Any(u => u.IsCharacter))
        {
            return [Mixed(text)];
        }

        QueryTerm[] words = [.. units.Select(u => Word(chunk, text.Word(u).ToString(), text.OtherSpelling(u).ToString()))];
        return words.Length == 1 ? words : [new EitherTerm(Word(chunk, string.Concat(units.Select(u => text.Word(u).ToString())), string.Empty), words)];
    }

    private static QueryTerm Word(string chunk, string word, string other)
    {
        if (word.All(char.IsAsciiDigit))
        {
            return new DigitsTerm(word, false);
        }

        var spellings = new List<string> { word };
        if (other.Length > 0)
        {
            spellings.Add(other);
        }

        // The passport writes lyu, the keyboard lv, the schoolbook lü.
        if (word.Contains("lyu", StringComparison.Ordinal) || word.Contains("nyu", StringComparison.Ordinal))
        {
            spellings.Add(word.Replace("yu", "v", StringComparison.Ordinal));
        }
        else if (chunk.Contains('ü', StringComparison.OrdinalIgnoreCase))
        {
            spellings.Add(word.Replace("lu", "lv", StringComparison.Ordinal).Replace("nu", "nv", StringComparison.Ordinal));
        }

        return new LatinTerm([.. spellings.Distinct()]);
    }

    private static MixedTerm Mixed(TextUnits text)
    {
        var pieces = new List<Piece>();
        var squashed = new StringBuilder();
        var sounds = new List<IReadOnlyList<string[]>>();
        foreach (ref readonly var unit in text.Units)
        {
            if (!unit.IsCharacter)
            {
                var word = text.Word(unit).ToString();
                pieces.Add(new Piece(0, word));
                squashed.Append(word);
                sounds.Add(Abbreviations.Of(word));
                continue;
            }

            pieces.Add(new Piece(unit.Code, string.Empty));
            squashed.Append(char.ConvertFromUtf32(unit.Code));
            var readings = new List<string[]>();
            for (var i = 0; i < Sound.Count(unit); i++)
            {
                readings.Add([PinyinTable.Letters(Sound.Reading(unit, i))]);
            }

            sounds.Add(readings);
        }

        return new MixedTerm(pieces, squashed.ToString(), sounds);
    }
}
