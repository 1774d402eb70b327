using System.Buffers;
using Kith.Check.Cleaning;
using Kith.Engine.Acquire;
using Kith.Engine.Check;

namespace Kith.Acquire.Import;

/// <summary>What the findings of an import say and offer.</summary>
internal static class ProblemWords
{
    private const string Email = "email.";
    private const string Phone = "phone.";
    private const char FirstHan = '\u2E80';

    private static readonly HashSet<string> WithSuggestion = new(StringComparer.Ordinal)
    {
        "email.typo", "email.space", "phone.letter-for-digit", "uscc.alphabet", "postcode.leading-zero", "vat-id.leading-zero",
    };

    /// <summary>What stands between the values of a cell.</summary>
    private static readonly SearchValues<char> Between = SearchValues.Create(";；,，、|/\\&\r\n\t");

    /// <summary>What stands between a value and the words about it.</summary>
    private static readonly SearchValues<char> Around = SearchValues.Create("<>()（）[]【】《》“”\"':：");

    /// <summary>What a number is written with, letters typed for digits among it.</summary>
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+-(). OoIl");

    /// <summary>A finding about the file as such, with the row that it begins in.</summary>
    public static string OfFile(Words words, TableFinding finding)
    {
        var sentence = FindingWords.Say(words, finding.Code, finding.Data);
        return finding.Row > 0 ? words.Say("import.finding-at", ("row", finding.Row), ("sentence", sentence)) : sentence;
    }

    /// <summary>
    /// The text that the whole cell would have: a suggestion is for one value, and what stands beside that value stays. Null =
    /// none is known, or it can't be told for sure which piece of the cell it is for.
    /// </summary>
    public static string? SuggestionOf(ImportProblem problem)
    {
        if (!WithSuggestion.Contains(problem.Code) || problem is not { Value: { } text, Data: { Length: > 0 } meant })
        {
            return null;
        }

        var region = problem.Code.StartsWith(Phone, StringComparison.Ordinal) && Phones.Parse(meant, Cleaner.HomeRegion) is [{ Region: { } country }] ? country : Cleaner.HomeRegion;
        Func<string, bool>? isFaulty = problem.Code.StartsWith(Email, StringComparison.Ordinal) ? piece => IsFaultyEmail(piece, problem)
            : problem.Code.StartsWith(Phone, StringComparison.Ordinal) ? piece => IsFaultyPhone(piece, problem, region)
            : null;
        // The other kinds of cells hold one value. Blanks set values apart only where nothing else does: numbers are written with them.
        return isFaulty is null ? meant : WithPiece(text, meant, IsBetween, isFaulty) ?? WithPiece(text, meant, IsBetweenOrAround, isFaulty);
    }

    private static bool IsBetween(char letter) => Between.Contains(letter);

    private static bool IsBetweenOrAround(char letter) => Between.Contains(letter) || Around.Contains(letter) || char.IsWhiteSpace(letter) || letter >= FirstHan;

    /// <summary>The text with the one faulty piece replaced; null = there is none, or more than one.</summary>
    private static string? WithPiece(string text, string meant, Func<char, bool> separates, Func<string, bool> isFaulty)
    {
        string? found = null;
        for (var start = 0; start <= text.Length;)
        {
            var end = start;
            while (end < text.Length && !separates(text[end]))
            {
                end++;
            }

            var piece = text[start..end].Trim();
            if (piece.Length > 0 && isFaulty(piece))
            {
                if (found is not null)
                {
                    return null;
                }

                var at = text.IndexOf(piece, start, StringComparison.Ordinal);
                found = string.Concat(text.AsSpan(0, at), meant, text.AsSpan(at + piece.Length));
            }

            start = end + 1;
        }

        return found;
    }

    private static bool IsFaultyEmail(string piece, ImportProblem problem) =>
        !piece.AsSpan().ContainsAny(Around)
        && (!piece.Any(char.IsWhiteSpace) || string.Equals(piece.Replace(" ", "", StringComparison.Ordinal), problem.Data, StringComparison.OrdinalIgnoreCase))
        && Emails.Parse(piece) is [{ Finding: { } finding }] && Is(finding, problem);

    private static bool IsFaultyPhone(string piece, ImportProblem problem, string region) =>
        Clean.Code(piece) is var written && !written.AsSpan().ContainsAnyExcept(OfNumbers)
        && Phones.Parse(written, region) is [{ Finding: { } finding }] && Is(finding, problem);

    private static bool Is(Finding finding, ImportProblem problem) => finding.Code == problem.Code && finding.Data == problem.Data;
}
