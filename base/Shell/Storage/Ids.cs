namespace Kith.Shell;

/// <summary>
/// Makes 64-bit, time-ordered ids: 41 bits of milliseconds since 2024-01-01 UTC, 10 bits of node, 12 bits of sequence.
/// </summary>
public sealed class Ids(TimeProvider clock, int node = 0)
{
    private const long Epoch = 1_704_067_200_000;
    private readonly Lock gate = new();
    private long last;

    /// <summary>The highest id handed out; persisted with each commit, so that a clock set back never repeats an id.</summary>
    public long HighWater
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    public long Next()
    {
        lock (gate)
        {
            var floor = ((clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22) | ((long)node << 12);
            last = Math.Max(last + 1, floor);
            return last;
        }
    }

    /// <summary>Never hands out an id at or below <paramref name="highWater"/>.</summary>
    internal void StartAbove(long highWater)
    {
        lock (gate)
        {
            last = Math.Max(last, highWater);
        }
    }

    /// <summary>The moment an id was made, in UTC milliseconds.</summary>
    public static long MomentOf(long id) => (id >> 22) + Epoch;

    /// <summary>The lowest id that can be made at a moment (UTC milliseconds) or after it; 0 before the first.</summary>
    public static long FirstAt(long moment) => moment <= Epoch ? 0 : moment - Epoch >= 1L << 41 ? long.MaxValue : (moment - Epoch) << 22;
}
