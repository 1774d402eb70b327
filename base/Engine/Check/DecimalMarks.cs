using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>The decimal mark that people of a region write (Unicode CLDR, symbols of the region's first language).</summary>
public static class DecimalMarks
{
    private static readonly FrozenSet<string> Comma = FrozenSet.Create(
        "AD", "AL", "AM", "AR", "AT", "AZ", "BA", "BE", "BG", "BO", "BR", "BY", "CL", "CO", "CR", "CY", "CZ", "DE", "DK", "DZ", "EC", "EE", "ES", "FI", "FO", "FR", "GE", "GL", "GR", "HR", "HU", "ID",
        "IS", "IT", "KZ", "LT", "LU", "LV", "MA", "MC", "MD", "ME", "MK", "NL", "NO", "PL", "PT", "PY", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "TN", "TR", "UA", "UY", "UZ", "VA", "VE", "VN", "XK");

    /// <summary>',' or '.'.</summary>
    /// <param name="region">ISO 3166 alpha-2.</param>
    public static char OfRegion(string region) => Comma.Contains(region) ? ',' : '.';
}
