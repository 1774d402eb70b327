using Kith.Engine.Acquire;

namespace Kith.Acquire.Import;

/// <summary>What became of a row.</summary>
public enum RowOutcome
{
    Created,
    Updated,
    Unchanged,
    Rejected,
}

/// <summary>What became of a row, with everything there is to say about it.</summary>
/// <param name="People">How many people were made beside the row's own customer.</param>
public sealed record RowResult(TableRow Line, RowOutcome Outcome, int People, IReadOnlyList<CellFinding> Findings)
{
    public long Number => Line.Number;
}
