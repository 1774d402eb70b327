namespace Kith.Shell.Web;

/// <summary>Where a form or a sign-in leads back to: a path of this site only, whatever the address says.</summary>
public static class LocalPath
{
    /// <summary>The address if it is a path of this site, else <paramref name="otherwise"/>.</summary>
    public static string Or(string? address, string otherwise) => IsLocal(address) ? address! : otherwise;

    // "//host" and "/\\host" would leave it.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && (address.Length == 1 || address[1] is not ('/' or '\\')) && !address.Any(char.IsControl);
}
