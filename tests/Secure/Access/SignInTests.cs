using System.Net;
using Kith.Tests.Testing;

namespace Kith.Tests.Secure.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly ManualClock clock = new();
    private RunningKith kith = null!;

    public async ValueTask InitializeAsync()
    {
        kith = await RunningKith.Start(clock);
        await kith.Administrator();
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    [Fact]
    public async Task A_session_lasts_until_it_is_ended()
    {
        var ada = kith.Anonymous();
        await ada.SignIn(" ADA ", RunningKith.Password);
        (await ada.Get("/api/customers")).RequireDone();
        (await ada.Delete("/api/session")).RequireDone();
        (await ada.Get("/api/customers")).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");
    }

    [Fact]
    public async Task A_session_ends_by_itself_after_two_weeks()
    {
        var ada = await kith.Administrator();
        clock.Advance(TimeSpan.FromDays(13.9));
        (await ada.Get("/api/customers")).RequireDone();
        clock.Advance(TimeSpan.FromDays(0.2));
        (await ada.Get("/api/customers")).RequireRefused(HttpStatusCode.Unauthorized, "access.sign-in");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer()
    {
        var wrong = await kith.Anonymous().Post("/api/session", new { login = "ada", password = "wrong horse battery staple" });
        var unknown = await kith.Anonymous().Post("/api/session", new { login = "nobody", password = "wrong horse battery staple" });
        wrong.RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
        unknown.RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
        Assert.Equal(wrong.Json.GetProperty("title").GetString(), unknown.Json.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Guessing_is_slowed_and_time_heals()
    {
        var guesser = kith.Anonymous();
        for (var guess = 0; guess < 5; guess++)
        {
            (await guesser.Post("/api/session", new { login = "ada", password = "guess" })).RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
        }

        (await guesser.Post("/api/session", new { login = "ada", password = RunningKith.Password })).RequireRefused(HttpStatusCode.TooManyRequests, "access.throttled");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await guesser.SignIn("ada", RunningKith.Password);
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_are_slowed_too()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            kith.Anonymous().Post("/api/session", new { login = "ada", password = "guess" })));
        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized), 1, 5);
        Assert.All(answers, answer => Assert.Contains(answer.Code, (string[])["access.wrong-password", "access.throttled"]));
    }

    [Fact]
    public async Task An_endless_name_leaves_no_endless_traces()
    {
        (await kith.Anonymous().Post("/api/session", new { login = new string('x', 1_000_000), password = "guess" }))
            .RequireRefused(HttpStatusCode.Unauthorized, "access.wrong-password");
        Assert.True(kith.Folder.Single<long>("select max(length(detail)) from audit_entry") < 200);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_the_database_holds_only_its_hash()
    {
        var client = kith.Anonymous();
        var answer = await client.Post("/api/session", new { login = "ada", password = RunningKith.Password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("kith=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var token = System.Buffers.Text.Base64Url.DecodeFromChars(cookie.AsSpan("kith=".Length, cookie.IndexOf(';', StringComparison.Ordinal) - "kith=".Length));
        Assert.DoesNotContain(kith.Folder.Query<byte[]>("select token_hash from session"), hash => hash.AsSpan().SequenceEqual(token));
    }
}
