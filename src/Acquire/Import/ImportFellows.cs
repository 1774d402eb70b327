using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>The files of a set: what a short id means in them is the same, this time and when they come again under their names.</summary>
public sealed class ImportFellows(IReadOnlyList<(long? Changeset, string File, string Source)> files)
{
    private readonly HashSet<long> changesets = [.. files.Select(file => file.Changeset).OfType<long>()];
    private readonly HashSet<string> sources = files.Select(file => file.Source.Length > 0 ? file.Source : file.File).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an organisation came in with one of them, now or at an earlier time.</summary>
    public bool Made(Customer organisation) => changesets.Contains(organisation.CreatedIn) || (organisation.Source is { } source && sources.Contains(source));
}
