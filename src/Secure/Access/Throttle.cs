using System.Collections.Concurrent;

namespace Kith.Secure.Access;

/// <summary>
/// Slows guessing: after five failures an account waits, after thirty an address (an office may share one), twice as long
/// each time, at most 15 minutes. A quarter of an hour without an attempt forgets the failures. This machine's own address
/// does not count: everybody behind a proxy or on the machine itself shares it, and one guesser would lock all of them out.
/// </summary>
public sealed class Throttle(TimeProvider clock)
{
    private const int FreeForAccount = 5;
    private const int FreeForAddress = 30;
    private const int MostTracked = 100_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until, DateTimeOffset Last)> failures = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts an attempt for both before its password is looked at, so that guesses sent all at once are slowed too.
    /// </summary>
    /// <exception cref="Refused">There were too many; the attempt does not count.</exception>
    public void Begin(string account, System.Net.IPAddress? from)
    {
        var address = from is null || System.Net.IPAddress.IsLoopback(from) ? null : "address " + from;
        if (failures.Count > MostTracked)
        {
            failures.Clear();
        }

        lock (failures)
        {
            Require(account);
            Count(account, FreeForAccount);
            if (address is not null)
            {
                Require(address);
                Count(address, FreeForAddress);
            }
        }
    }

    /// <summary>Forgets the account's failures; the address keeps its own, or one known password would hide a hundred guesses.</summary>
    public void Succeeded(string account) => failures.TryRemove(account, out _);

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

    private void Count(string key, int free)
    {
        var now = clock.GetUtcNow();
        var before = failures.TryGetValue(key, out var seen) && now - seen.Last < Longest ? seen.Failures : 0;
        failures[key] = (before + 1, UntilAfter(before + 1 - free), now);
    }

    private DateTimeOffset UntilAfter(int tooMany) => tooMany < 0
        ? default
        : clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, tooMany)));
}
