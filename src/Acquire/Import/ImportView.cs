using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>An import as pages, API and command line show it.</summary>
/// <param name="Progress">How far it is; null unless it is busy.</param>
/// <param name="Problems">How often each finding occurs.</param>
/// <param name="Conflicts">What an undo left alone, since somebody changed it later.</param>
public sealed record ImportView(
    long Id,
    string File,
    long Bytes,
    string Sha256,
    string State,
    FileLayout Layout,
    ImportPlan Plan,
    ImportCounts Counts,
    long? ChangesetId,
    string? Failure,
    IReadOnlyDictionary<string, JsonElement>? FailureData,
    IReadOnlyList<UndoConflict> Conflicts,
    IReadOnlyList<ProblemCount> Problems,
    string By,
    long CreatedAt,
    long? StartedAt,
    long? FinishedAt,
    ImportProgress? Progress)
{
    public double Seconds => StartedAt is { } start && FinishedAt is { } end ? (end - start) / 1000.0 : 0;

    /// <summary>How many are before it in the queue; null unless it waits there.</summary>
    public int? Ahead { get; init; }

    /// <summary>What a paused import was at; null unless it is paused.</summary>
    public string? PausedIn { get; init; }

    /// <summary>The imports that were taken in together with it; null = it came alone.</summary>
    public long? SetId { get; init; }

    /// <summary>Sheets of its workbook that hold rows and that nobody took into a set with it yet.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> OtherSheets { get; init; } = [];

    /// <summary>Who took it back, and when.</summary>
    public UndoMark? Undone { get; init; }

    /// <summary>Of the conflicts those whose old value somebody took anyway since.</summary>
    [JsonIgnore]
    public IReadOnlySet<(long CustomerId, string Field)> Retaken { get; init; } = ImmutableHashSet<(long, string)>.Empty;

    /// <summary>Whether it was never run and its file is not kept any more.</summary>
    public bool FileGone { get; init; }

    public bool IsUnrun => ChangesetId is null && !IsBusy;

    public bool IsBusy => ImportState.IsBusy(State);

    public static ImportView Of(
        ImportJob job, ImportProgress? progress, IReadOnlyList<ProblemCount>? problems) => new(
        job.Id,
        job.FileName,
        job.Bytes,
        job.Sha256,
        job.State,
        job.Layout,
        job.Plan,
        (ImportState.IsBusy(job.State) ? progress?.Counts : null) ?? job.Counts,
        job.ChangesetId,
        job.Failure,
        job.FailureData is null ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(job.FailureData, KithJson.Options),
        job.Conflicts is null ? [] : JsonSerializer.Deserialize<List<UndoConflict>>(job.Conflicts, KithJson.Options)!,
        problems ?? [],
        job.Owner.Name,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
        progress)
    {
        Ahead = ImportState.IsBusy(job.State) && progress is null ? job.Ahead : null,
        PausedIn = job.PausedIn,
        SetId = job.SetId,
    };
}

/// <summary>Who took an import back, and when.</summary>
public sealed record UndoMark(string By, long At);

/// <summary>How often a finding occurs.</summary>
/// <param name="FirstRow">The first row of the file that has it.</param>
/// <param name="Example">What the sentence of one of them says further: a suggestion, an id.</param>
public sealed record ProblemCount(string Code, string? Field, bool Refuses, long Count, long FirstRow, string? Example);
