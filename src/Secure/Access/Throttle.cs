namespace Kith.Secure.Access;

/// <summary>
/// Slows guessing: after five failures an account waits, after thirty an address (an office may share one), twice as long
/// each time, at most 15 minutes. A quarter of an hour without an attempt forgets the failures. A browser that signed in as
/// this account before is counted by itself: strangers who guess don't keep it out. This machine's own address does not
/// count: everybody behind a proxy or on the machine itself shares it, and one guesser would lock all of them out.
/// </summary>
public sealed class Throttle(TimeProvider clock)
{
    private const int FreeForAccount = 5;
    private const int FreeForAddress = 30;
    private const int MostTracked = 100_000;
    private const int ForgottenAtOnce = MostTracked / 10;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly Dictionary<string, (int Failures, DateTimeOffset Until, DateTimeOffset Last)> failures = new(StringComparer.Ordinal);

    /// <summary>Whose attempts are counted together.</summary>
    /// <param name="Account">The login, or the browser that is known by it.</param>
    /// <param name="Address">Where it comes from, where that counts too.</param>
    public sealed record Guesser(string Account, string? Address);

    public static Guesser Stranger(string login, System.Net.IPAddress? from) =>
        new("login " + login, from is null || System.Net.IPAddress.IsLoopback(from) ? null : "address " + from);

    public static Guesser Known(string browser) => new("browser " + browser, null);

    /// <summary>
    /// Counts an attempt before its password is looked at, so that guesses sent all at once are slowed too.
    /// </summary>
    /// <exception cref="Refused">There were too many; the attempt does not count, neither for the account nor for the address.</exception>
    public void Begin(Guesser who)
    {
        lock (failures)
        {
            if (who.Address is not null)
            {
                Require(who.Address);
            }

            Require(who.Account);
            Forget();
            Count(who.Account, FreeForAccount);
            if (who.Address is not null)
            {
                Count(who.Address, FreeForAddress);
            }
        }
    }

    /// <summary>Forgets the account's failures; the address keeps its own, or one known password would hide a hundred guesses.</summary>
    public void Succeeded(Guesser who)
    {
        lock (failures)
        {
            failures.Remove(who.Account);
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

    /// <summary>Makes room by the oldest, many at once: who invents names must not wipe out what is counted now.</summary>
    private void Forget()
    {
        if (failures.Count < MostTracked)
        {
            return;
        }

        foreach (var (key, _) in failures.OrderBy(entry => entry.Value.Last).Take(ForgottenAtOnce).ToList())
        {
            failures.Remove(key);
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
