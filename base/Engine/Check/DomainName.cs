using System.Globalization;
using System.Text;

namespace Kith.Engine.Check;

/// <summary>Domain names in any script.</summary>
internal static class DomainName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The ASCII form (xn--…) in lower case, null when there is none; a name in another script is put into its canonical spelling.</summary>
    public static string? ToAscii(ref string domain)
    {
        if (Ascii.IsValid(domain))
        {
            return domain.ToLowerInvariant();
        }

        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            domain = Idn.GetUnicode(ascii);
            return ascii;
        }
        catch (ArgumentException)
        {
            return null; // the framework has no question form of this check
        }
    }
}
