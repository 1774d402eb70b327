using System.Text.Json.Serialization;

namespace Kith.Acquire.Import;

/// <summary>Imports that were taken in together: several files, or several sheets of a workbook.</summary>
/// <param name="Members">In the order in which they run: organisations before the rows that name them.</param>
/// <param name="Refused">What came with them and could not be read.</param>
public sealed record ImportSetView(long Id, IReadOnlyList<ImportSetMember> Members, IReadOnlyList<RefusedFile> Refused)
{
    [JsonIgnore]
    public bool IsBusy => Members.Any(member => member.Import.IsBusy);

    [JsonIgnore]
    public IEnumerable<ImportView> Unrun => Members.Select(member => member.Import).Where(import => import.IsUnrun);

    [JsonIgnore]
    public IEnumerable<ImportView> Undoable => Members.Select(member => member.Import)
        .Where(import => import.ChangesetId is not null && ImportSet.Ended.Contains(import.State));
}

/// <param name="Rows">What the rows will be, as far as the plan tells: organisations, persons, persons-of-organisations or customers.</param>
public sealed record ImportSetMember(string Rows, ImportView Import);

/// <summary>A file or sheet that could not be read.</summary>
/// <param name="Sheet">Null = the file as a whole.</param>
public sealed record RefusedFile(string File, string? Sheet, Sentence Reason)
{
    internal static RefusedFile Of(string file, string? sheet, Refused refused) => new(file, sheet, new Sentence(refused.WordKey, refused.Values));
}
