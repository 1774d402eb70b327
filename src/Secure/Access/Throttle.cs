using System.Collections.Concurrent;

namespace Kith.Secure.Access;

/// <summary>Slows guessing: after five failures an account or an address waits, twice as long each time, at most 15 minutes.</summary>
public sealed class Throttle(TimeProvider clock)
{
    private const int FreeFailures = 5;
    private const int MostTracked = 100_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> failures = new(StringComparer.Ordinal);

    public void Require(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (failures.TryGetValue(key, out var seen) && seen.Until > clock.GetUtcNow())
            {
                throw new Refused(Refusal.TooMany, "access.throttled", null, new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["seconds"] = (long)Math.Ceiling((seen.Until - clock.GetUtcNow()).TotalSeconds),
                });
            }
        }
    }

    public void Failed(params ReadOnlySpan<string> keys)
    {
        if (failures.Count > MostTracked)
        {
            failures.Clear();
        }

        foreach (var key in keys)
        {
            failures.AddOrUpdate(key, _ => (1, default), (_, seen) => (seen.Failures + 1, UntilAfter(seen.Failures + 1)));
        }
    }

    public void Succeeded(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            failures.TryRemove(key, out _);
        }
    }

    private DateTimeOffset UntilAfter(int count) => count < FreeFailures
        ? default
        : clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, count - FreeFailures)));
}
