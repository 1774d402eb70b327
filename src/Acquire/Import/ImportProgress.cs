namespace Kith.Acquire.Import;

/// <summary>How far a busy import is.</summary>
/// <param name="State">What it does at the moment.</param>
public sealed record ImportProgress(string State)
{
    /// <summary>Rows done.</summary>
    public long Done { get; init; }

    /// <summary>Rows in all, where known; 0 = not known.</summary>
    public long Total { get; init; }

    /// <summary>Share of the file that is read, 0 to 1.</summary>
    public double Share { get; init; }

    public ImportCounts? Counts { get; init; }

    /// <summary>Rows or customers in a second, over the last moments; null at the beginning.</summary>
    public double? PerSecond { get; init; }
}
