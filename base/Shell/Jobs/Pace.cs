namespace Kith.Shell;

/// <summary>
/// How fast work goes, over its last five to ten seconds: hardly anything goes at one pace from its beginning to its end.
/// For one thread.
/// </summary>
public sealed class Pace(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private (long At, long Done)? older;
    private (long At, long Done) newer;

    /// <summary>What is done in a second; null in the first one.</summary>
    public double? At(long done)
    {
        var now = (At: clock.GetTimestamp(), Done: done);
        if (older is null)
        {
            older = newer = now;
            return null;
        }

        if (clock.GetElapsedTime(newer.At, now.At) >= Window)
        {
            older = newer;
            newer = now;
        }

        var passed = clock.GetElapsedTime(older.Value.At, now.At);
        return passed < Least ? null : (done - older.Value.Done) / passed.TotalSeconds;
    }
}
