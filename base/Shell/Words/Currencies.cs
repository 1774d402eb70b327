using System.Collections.Frozen;

namespace Kith.Shell;

/// <summary>How many decimals a currency has (ISO 4217, list one); two unless listed.</summary>
internal static class Currencies
{
    private const int Usual = 2;

    private static readonly FrozenDictionary<string, int> Unusual =
        Of(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")
            .Concat(Of(3, "BHD IQD JOD KWD LYD OMR TND"))
            .Concat(Of(4, "CLF UYW"))
            .ToFrozenDictionary(StringComparer.Ordinal);

    public static int Decimals(string currency) => Unusual.GetValueOrDefault(currency, Usual);

    /// <summary>How many minor units make one: 10 to the power of the decimals.</summary>
    public static decimal Scale(int decimals)
    {
        var scale = 1m;
        for (var i = 0; i < decimals; i++)
        {
            scale *= 10;
        }

        return scale;
    }

    private static IEnumerable<KeyValuePair<string, int>> Of(int decimals, string codes) =>
        codes.Split(' ').Select(code => KeyValuePair.Create(code, decimals));
}
