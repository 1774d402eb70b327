using Kith.Secure.Access;

namespace Kith.Tests.Secure.Access;

/// <summary>Hashing is dear, so the line before it is short.</summary>
public sealed class PasswordsTests : IDisposable
{
    private const int Many = 40;
    private readonly Passwords passwords = new();

    public void Dispose() => passwords.Dispose();

    [Fact]
    public async Task Strangers_beyond_a_short_line_are_turned_away_at_once()
    {
        using var gone = new CancellationTokenSource();
        var guesses = Guesses(gone.Token);
        var refused = guesses.Where(guess => guess.IsFaulted).ToList();
        Assert.InRange(refused.Count, Many / 2, Many - 1);
        foreach (var guess in refused)
        {
            Assert.Equal("access.busy", (await Assert.ThrowsAsync<Refused>(() => guess)).WordKey);
        }

        // Somebody known waits in the line, whatever strangers do.
        Assert.False(await passwords.Fits("guess", null, stranger: false, TestContext.Current.CancellationToken));
        Assert.All(guesses.Except(refused), guess => Assert.False(guess.IsFaulted));
        await gone.CancelAsync();
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_line()
    {
        using var gone = new CancellationTokenSource();
        var guesses = Guesses(gone.Token);
        await gone.CancelAsync();
        foreach (var guess in guesses)
        {
            await Record.ExceptionAsync(() => guess);
        }

        Assert.Contains(guesses, guess => guess.IsCanceled);
        Assert.False(await passwords.Fits("guess", null, stranger: true, TestContext.Current.CancellationToken));
    }

    private List<Task<bool>> Guesses(CancellationToken stop) =>
        [.. Enumerable.Range(0, Many).Select(_ => passwords.Fits("guess", null, stranger: true, stop))];
}
