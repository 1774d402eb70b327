using System.Collections.Concurrent;

namespace Kith.Secure.Access;

/// <summary>
/// Slows guessing: after five failures an account waits, after thirty an address (an office may share one), twice as long
/// each time, at most 15 minutes.
/// </summary>
public sealed class Throttle(TimeProvider clock)
{
    private const int FreeForAccount = 5;
    private const int FreeForAddress = 30;
    private const int MostTracked = 100_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> failures = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts an attempt for both before its password is looked at, so that guesses sent all at once are slowed too.
    /// </summary>
    /// <exception cref="Refused">There were too many; the attempt does not count.</exception>
    public void Begin(string account, string address)
    {
        if (failures.Count > MostTracked)
        {
            failures.Clear();
        }

        lock (failures)
        {
            Require(account);
            Require(address);
            Count(account, FreeForAccount);
            Count(address, FreeForAddress);
        }
    }

    public void Succeeded(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            failures.TryRemove(key, out _);
        }
    }

    private void Require(string key)
    {
        if (failures.TryGetValue(key, out var seen) && seen.Until > clock.GetUtcNow())
        {
            throw new Refused(Refusal.TooMany, "access.throttled", null, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["seconds"] = (long)Math.Ceiling((seen.Until - clock.GetUtcNow()).TotalSeconds),
            });
        }
    }

    private void Count(string key, int free) =>
        failures.AddOrUpdate(key, _ => (1, default), (_, seen) => (seen.Failures + 1, UntilAfter(seen.Failures + 1 - free)));

    private DateTimeOffset UntilAfter(int tooMany) => tooMany < 0
        ? default
        : clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, tooMany)));
}
