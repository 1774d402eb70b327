using System.Runtime.InteropServices;

namespace Kith.Engine.Check;

/// <summary>The divisions that the rest of a row names; -1 for none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AddressHint(int Province, int City)
{
    public static AddressHint Resolve(AddressHints hints)
    {
        var province = Find(hints.Province, DivisionLevel.Province, -1);
        var city = Find(hints.City, DivisionLevel.City, province);
        city = city >= 0 ? city : CityAreaCodes.CityOf(hints.AreaCode);
        if (city >= 0 && province >= 0 && Divisions.Of(city).Province != province)
        {
            return new AddressHint(province, -1);
        }

        return new AddressHint(city >= 0 ? Divisions.Of(city).Province : province, city);
    }

    private static int Find(string? name, DivisionLevel level, int province)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 20)
        {
            return -1;
        }

        Span<char> folded = stackalloc char[name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            folded[i] = Divisions.Fold(name[i]);
        }

        foreach (var found in Divisions.Named(folded.Trim()))
        {
            var division = Divisions.Of(found.Number);
            if (division.Level == level && (province < 0 || division.Province == province))
            {
                return division.IsRetired ? division.Successors[0] : found.Number;
            }
        }

        return -1;
    }
}
