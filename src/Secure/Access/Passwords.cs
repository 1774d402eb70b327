using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Secure.Access;

/// <summary>
/// Passwords as PBKDF2-HMAC-SHA512 (OWASP password storage cheat sheet: at least 210,000 iterations), at least 15
/// characters with no rules of composition (NIST SP 800-63B-4, single factor).
/// </summary>
public sealed class Passwords : IDisposable
{
    public const int Shortest = 15;
    private const int Longest = 256;
    private const int FewestDistinct = 5;
    private const int Iterations = 220_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Whoever comes later is turned away at once, or strangers could make everybody wait for minutes.</summary>
    private const int MostWaiting = 8;

    // A hash costs about half a second of one core: never more at once than leaves a core for everybody else.
    private readonly SemaphoreSlim atOnce = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> nobody = new(() => Hash("a password that nobody has", RandomNumberGenerator.GetBytes(SaltBytes)));
    private int strangers;

    /// <summary>Refuses a password that is too short, too long or trivially guessed.</summary>
    public static void Require(string password, string login)
    {
        var normal = password.Normalize(NormalizationForm.FormKC);
        if (normal.EnumerateRunes().Count() < Shortest)
        {
            throw Refused.Invalid("password.short", "password", ("least", Shortest));
        }

        if (password.Length > Longest)
        {
            throw Refused.Invalid("password.long", "password", ("most", Longest));
        }

        if (normal.Distinct().Count() < FewestDistinct || normal.Contains(login, StringComparison.OrdinalIgnoreCase) && normal.Length < login.Length + 8)
        {
            throw Refused.Invalid("password.guessable", "password");
        }
    }

    /// <summary>For a caller who may set a password, who waits whatever strangers do.</summary>
    public Task<string> Hash(string password, CancellationToken stop) =>
        InTurn(() => Hash(password, RandomNumberGenerator.GetBytes(SaltBytes)), stop);

    /// <summary>Whether the password fits; an unknown user (null) takes as long to refuse as a known one.</summary>
    /// <param name="stranger">Whether to be turned away when many wait.</param>
    /// <exception cref="Refused">Too many wait already.</exception>
    public async Task<bool> Fits(string password, string? stored, bool stranger, CancellationToken stop)
    {
        if (!stranger)
        {
            return await InTurn(() => Fits(password, stored), stop);
        }

        try
        {
            if (Interlocked.Increment(ref strangers) > MostWaiting)
            {
                throw new Refused(Refusal.TooMany, "access.busy");
            }

            return await InTurn(() => Fits(password, stored), stop);
        }
        finally
        {
            Interlocked.Decrement(ref strangers);
        }
    }

    public void Dispose() => atOnce.Dispose();

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken stop)
    {
        await atOnce.WaitAsync(stop);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            atOnce.Release();
        }
    }

    private bool Fits(string password, string? stored)
    {
        var parts = (stored ?? nobody.Value).Split('$');
        var iterations = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var expected = Convert.FromBase64String(parts[3]);
        var actual = Derive(password, Convert.FromBase64String(parts[2]), iterations);
        return CryptographicOperations.FixedTimeEquals(expected, actual) && stored is not null;
    }

    private static string Hash(string password, byte[] salt) => string.Create(
        CultureInfo.InvariantCulture,
        $"pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Iterations))}");

    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)), salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
