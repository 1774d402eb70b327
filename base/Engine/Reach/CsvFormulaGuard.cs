namespace Kith.Engine.Reach;

/// <summary>
/// Keeps cell text from being run as a formula by the spreadsheet program that opens the file, without losing anything:
/// one leading apostrophe on the way out, exactly that one taken off on the way in.
/// </summary>
public static class CsvFormulaGuard
{
    /// <summary>Puts one apostrophe before text that begins with `= + - @`, TAB, CR or an apostrophe.</summary>
    public static string Guard(string text) => IsRisky(text) ? "'" + text : text;

    /// <summary>Takes off the apostrophe that <see cref="Guard"/> put there; text that was never guarded keeps its own.</summary>
    public static string Strip(string text) => text is ['\'', ..] && IsRisky(text.AsSpan(1)) ? text[1..] : text;

    /// <summary>Whether text begins with a character that <see cref="Guard"/> answers to.</summary>
    public static bool IsRisky(ReadOnlySpan<char> text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..];
}
