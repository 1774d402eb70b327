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

    // A hash costs about half a second of one core: never more at once than leaves a core for everybody else.
    private readonly SemaphoreSlim atOnce = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> nobody = new(() => Hash("a password that nobody has", RandomNumberGenerator.GetBytes(SaltBytes)));

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

    public async Task<string> Hash(string password)
    {
        await atOnce.WaitAsync();
        try
        {
            return await Task.Run(() => Hash(password, RandomNumberGenerator.GetBytes(SaltBytes)));
        }
        finally
        {
            atOnce.Release();
        }
    }

    /// <summary>Whether the password fits; an unknown user (null) takes as long to refuse as a known one.</summary>
    public async Task<bool> Fits(string password, string? stored)
    {
        await atOnce.WaitAsync();
        try
        {
            return await Task.Run(() =>
            {
                var parts = (stored ?? nobody.Value).Split('$');
                var iterations = int.Parse(parts[1], CultureInfo.InvariantCulture);
                var expected = Convert.FromBase64String(parts[3]);
                var actual = Derive(password, Convert.FromBase64String(parts[2]), iterations);
                return CryptographicOperations.FixedTimeEquals(expected, actual) && stored is not null;
            });
        }
        finally
        {
            atOnce.Release();
        }
    }

    public void Dispose() => atOnce.Dispose();

    private static string Hash(string password, byte[] salt) => string.Create(
        CultureInfo.InvariantCulture,
        $"pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Iterations))}");

    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)), salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
