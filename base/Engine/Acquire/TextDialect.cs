namespace Kith.Engine.Acquire;

/// <summary>How delimiters in a row are counted.</summary>
public enum DelimiterRule
{
    /// <summary>Each delimiter ends a cell (the rule of CSV).</summary>
    Each,

    /// <summary>A run of delimiters is one, as in columns aligned with spaces.</summary>
    Run,

    /// <summary>Only a run of two or more ends a cell, so that single spaces may stand in a value.</summary>
    LongRun,
}

/// <summary>How a text file is written. Detected, or said by the user.</summary>
public sealed record TextDialect
{
    /// <summary>The delimiter, quote or escape of a file that has none.</summary>
    public const char None = '\0';

    /// <summary>Comma, double quote, UTF-8.</summary>
    public static TextDialect Csv { get; } = new();

    /// <summary>A name that <see cref="EncodingNames.Find"/> knows, such as <c>utf-8</c> or <c>gb18030</c>.</summary>
    public string Encoding { get; init; } = EncodingNames.Utf8;

    /// <summary>For a UTF-8 file: the encoding of lines that are not valid UTF-8; null lets the reader find out.</summary>
    public string? LineFallback { get; init; }

    /// <summary>What ends a cell; <see cref="None"/> for one value a line.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>How runs of the delimiter count.</summary>
    public DelimiterRule DelimiterRule { get; init; }

    /// <summary>True when one space after a delimiter belongs to it, as in <c>a, "b, c", d</c>.</summary>
    public bool SpaceAfterDelimiter { get; init; }

    /// <summary>What surrounds a cell that holds delimiters or line ends; <see cref="None"/> when quotes are plain text.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>The character that takes a quote's meaning away, or <see cref="None"/>; a doubled quote always does.</summary>
    public char Escape { get; init; }

    /// <summary>Physical lines to leave out at the top: 1 after a <c>sep=;</c> line.</summary>
    public int SkipLines { get; init; }

    /// <summary>The number of columns most rows have, 0 when unknown; it guides the repair of broken quoting.</summary>
    public int Columns { get; init; }
}

/// <summary>What the user said about a text file; null means "find out".</summary>
/// <param name="Encoding">A name that <see cref="EncodingNames.Find"/> knows.</param>
/// <param name="Delimiter"><see cref="TextDialect.None"/> for one value a line.</param>
/// <param name="Quote"><see cref="TextDialect.None"/> when quotes are plain text.</param>
/// <param name="Escape"><see cref="TextDialect.None"/> when only doubling escapes.</param>
public sealed record TextOverrides(string? Encoding = null, char? Delimiter = null, char? Quote = null, char? Escape = null);

/// <summary>An encoding and how likely it is.</summary>
/// <param name="Encoding">A name that <see cref="EncodingNames.Find"/> knows.</param>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct EncodingGuess(string Encoding, double Confidence);

/// <summary>What was found out about a text file.</summary>
/// <param name="Dialect">The best reading.</param>
/// <param name="EncodingConfidence">0 to 1; 1 where the file proves it or the user said it.</param>
/// <param name="DialectConfidence">0 to 1; 1 where the file proves it or the user said it.</param>
/// <param name="Alternatives">Other encodings the bytes allow, best first.</param>
/// <param name="Findings">What to tell about the file, such as <c>encoding.mixed</c> with its first line.</param>
public sealed record TextGuess(
    TextDialect Dialect,
    double EncodingConfidence,
    double DialectConfidence,
    IReadOnlyList<EncodingGuess> Alternatives,
    IReadOnlyList<TableFinding> Findings);
