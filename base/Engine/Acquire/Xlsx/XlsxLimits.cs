namespace Kith.Engine.Acquire;

/// <summary>
/// What a workbook may cost at most. All sizes are counted while reading: what the file declares about itself is never
/// believed. The defaults let through anything a spreadsheet program can write and hold a reader below about 200 MB.
/// </summary>
public sealed record XlsxLimits
{
    public static XlsxLimits Default { get; } = new();

    /// <summary>Parts in the package; a real workbook has tens to hundreds.</summary>
    public int MaxParts { get; init; } = 20_000;

    /// <summary>Expanded bytes of one part. The largest real sheets are about 2 GB.</summary>
    public long MaxPartBytes { get; init; } = 4L << 30;

    /// <summary>Expanded bytes per stored byte; real sheets stay below 100, a deflate bomb reaches 1,000.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Expanded bytes below which the ratio does not matter.</summary>
    public long RatioFloor { get; init; } = 32L << 20;

    /// <summary>Bytes of one XML token (a tag with its attributes, a comment).</summary>
    public int MaxTokenBytes { get; init; } = 4 << 20;

    /// <summary>Nesting of elements; a real sheet needs about ten.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Characters of one cell; spreadsheet programs stop at 32,767.</summary>
    public int MaxCellChars { get; init; } = 1 << 18;

    /// <summary>Memory for the shared strings, offsets included.</summary>
    public long MaxSharedStringBytes { get; init; } = 128L << 20;

    /// <summary>Columns of a sheet (XFD), by the file format.</summary>
    public int MaxColumns { get; init; } = 16_384;

    /// <summary>The highest row number believed. The format ends at 1,048,576, yet some programs write further.</summary>
    public long MaxRowNumber { get; init; } = 1_000_000_000;

    /// <summary>Cells handed out in one sheet, gaps included: a few values far to the right of many rows must stay cheap.</summary>
    public long MaxCells { get; init; } = 400_000_000;

    /// <summary>Expanded bytes of a sheet that may be read only to find its merged ranges, which stand behind the rows.</summary>
    public long MergedBudget { get; init; } = 512L << 20;

    /// <summary>Expanded bytes of all sheets together that may be read only to find out which of them hold anything.</summary>
    public long LookBudget { get; init; } = 64L << 20;
}
