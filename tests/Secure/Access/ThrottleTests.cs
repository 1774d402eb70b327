using System.Net;
using Kith.Secure.Access;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Access;

/// <summary>Guessing is slowed without giving strangers a way to keep people out.</summary>
public sealed class ThrottleTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");
    private readonly ManualClock clock = new();

    [Fact]
    public void Invented_names_do_not_wipe_out_what_is_counted_now()
    {
        var throttle = new Throttle(clock);
        Invent(throttle, 0, 60_000);
        clock.Advance(TimeSpan.FromSeconds(1));
        var ada = Throttle.Stranger("ada", null);
        Guess(throttle, ada, 5);
        Invent(throttle, 60_000, 110_000);
        Assert.Equal("access.throttled", Assert.Throws<Refused>(() => throttle.Begin(ada)).WordKey);
    }

    [Fact]
    public void An_attempt_that_its_address_refuses_does_not_count_against_the_account()
    {
        var throttle = new Throttle(clock);
        for (var name = 0; name < 30; name++)
        {
            throttle.Begin(Throttle.Stranger("guess " + name, Address));
        }

        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.Throws<Refused>(() => throttle.Begin(Throttle.Stranger("ada", Address)));
        }

        Guess(throttle, Throttle.Stranger("ada", null), 5);
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_is_not_kept_out_by_strangers()
    {
        await using var kith = await RunningKith.Start(clock);
        await kith.Administrator();
        using var own = kith.Anonymous();
        await own.SignIn("ada", RunningKith.Password);
        using var stranger = kith.Anonymous();
        for (var guess = 0; guess < 5; guess++)
        {
            (await stranger.Post("/api/session", new { login = "ada", password = "guess" })).RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
        }

        var right = new { login = "Ada ", password = RunningKith.Password };
        (await stranger.Post("/api/session", right)).RequireRefused(HttpStatusCode.TooManyRequests, "access.throttled");
        (await own.Post("/api/session", right)).RequireDone();
        (await stranger.Post("/api/session", right)).RequireRefused(HttpStatusCode.TooManyRequests, "access.throttled");
    }

    [Fact]
    public async Task A_known_browser_guesses_no_faster_and_is_known_by_its_own_login_only()
    {
        await using var kith = await RunningKith.Start(clock);
        await kith.Administrator();
        using var own = await kith.SignedIn("max", "member");
        foreach (var login in (string[])["max", "ada"])
        {
            for (var guess = 0; guess < 5; guess++)
            {
                (await own.Post("/api/session", new { login, password = "guess" })).RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
            }

            (await own.Post("/api/session", new { login, password = RunningKith.Password })).RequireRefused(HttpStatusCode.TooManyRequests, "access.throttled");
        }

        // Its guesses at the other login were a stranger's, those at its own were not.
        (await kith.Anonymous().Post("/api/session", new { login = "ada", password = RunningKith.Password })).RequireRefused(HttpStatusCode.TooManyRequests, "access.throttled");
        await kith.Anonymous().SignIn("max", RunningKith.Password);
    }

    private static void Guess(Throttle throttle, Throttle.Guesser who, int times)
    {
        for (var guess = 0; guess < times; guess++)
        {
            throttle.Begin(who);
        }
    }

    private static void Invent(Throttle throttle, int from, int to)
    {
        for (var name = from; name < to; name++)
        {
            throttle.Begin(Throttle.Stranger("invented " + name, null));
        }
    }
}
