using Kith.Engine.Keep;
using Kith.Keep.Customers;

namespace Kith.Acquire.Import;

/// <summary>
/// A filter over the keys of all customers, kept up to date while it lives: most rows of a large import are new, and the
/// database need not be asked about keys that nobody has.
/// </summary>
internal sealed class KnownKeys : IDisposable
{
    /// <summary>Below this, looking up costs less than building the filter.</summary>
    private const long FewestRows = 20_000;

    /// <summary>30 MB of filter; with more customers every key is looked up.</summary>
    private const long MostKeys = 20_000_000;

    private const int KeysPerRow = 6;

    private readonly CustomerWriter writer;

    private KnownKeys(CustomerWriter writer, KeyFilter? filter)
    {
        this.writer = writer;
        Filter = filter;
    }

    /// <summary>Null where it is not worth building.</summary>
    public KeyFilter? Filter { get; }

    /// <param name="rows">How many rows are to come.</param>
    public static async Task<KnownKeys> Of(Store store, CustomerWriter writer, long rows)
    {
        var keys = rows < FewestRows ? MostKeys : store.Read(sql => CustomerKeys.Count(sql, MostKeys));
        if (keys == MostKeys)
        {
            return new KnownKeys(writer, null);
        }

        var filter = new KeyFilter(Math.Min(keys + (rows * KeysPerRow), MostKeys));
        await store.Write(_ =>
        {
            // From here on the filter hears of new keys; the snapshot below holds all before.
            writer.Watch(filter);
            return true;
        });
        store.Read(sql =>
        {
            foreach (var fingerprint in CustomerKeys.All(sql))
            {
                filter.Add(fingerprint);
            }

            return true;
        });
        return new KnownKeys(writer, filter);
    }

    public void Dispose() => writer.Watch(null);
}
