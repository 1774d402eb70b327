using System.Buffers;

namespace Kith.Engine.Check;

/// <summary>Codes and numbers as people write them in cells.</summary>
internal static class CodeText
{
    private static readonly SearchValues<char> Gaps = SearchValues.Create(" -·'\"`");

    /// <summary>Half-width, without blanks, hyphens and quotes.</summary>
    public static string Dense(string text)
    {
        var code = Clean.Code(text);
        if (code.AsSpan().IndexOfAny(Gaps) < 0 && code.AsSpan().IndexOfAny("–—−") < 0)
        {
            return code;
        }

        // Once more, since a mark may now stand behind another letter than before.
        return Clean.Code(string.Concat(code.Where(c => !Gaps.Contains(c) && c is not ('–' or '—' or '−'))));
    }

    /// <summary>The dense form, or null for a cell that says nothing.</summary>
    public static string? DenseOrNull(string text) =>
        BlankWords.IsBlankWord(text) || Dense(text) is not { } code || BlankWords.IsBlankWord(code) ? null : code;

    /// <summary>The clean half-width form, or null for a cell that says nothing.</summary>
    public static string? CleanOrNull(string text) =>
        BlankWords.IsBlankWord(text) || Clean.Code(text) is not { } code || BlankWords.IsBlankWord(code) ? null : code;

    public static bool IsAlphanumeric(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
