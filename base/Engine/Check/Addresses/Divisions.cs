using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Kith.Engine.Data;
using Kith.Engine.Keep;

namespace Kith.Engine.Check;

/// <summary>The divisions of China by name: those of today as packed by divisions.table.mjs, and <see cref="RetiredDivisions"/>.</summary>
internal static class Divisions
{
    private const char FirstHan = '\u3400';
    private const char LastHan = '\u9FFF';
    private static readonly List<Division> _all = [];
    private static readonly Dictionary<string, DivisionName[]> _names = [];
    private static readonly Dictionary<string, DivisionName[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private static readonly Dictionary<int, (int Year, int[] Parts)> _splits = [];
    private static readonly Dictionary<string, int> _byCode = [];
    private static readonly Dictionary<int, string> _short = [];

    // For each first character the lengths of the names that begin with it, as bits.
    private static readonly uint[] _lengths = new uint[LastHan - FirstHan + 1];
    private static readonly ulong[] _townNames;
    private static readonly ushort[] _townPlaces;
    private static readonly int[] _lineToNumber;

    static Divisions()
    {
        _lineToNumber = ReadToday();
        ReadRetired();
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        using var stream = EmbeddedTables.Open("towns.bin");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        _townNames = new ulong[count];
        _townPlaces = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            _townNames[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(4 + (8 * i)));
            _townPlaces[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(4 + (8 * count) + (2 * i)));
        }
    }

    /// <summary>The longest name of a division, in characters.</summary>
    public const int Longest = 16;

    public static int Count => _all.Count;

    public static Division Of(int number) => _all[number];

    /// <summary>The lengths of the names that begin with this folded character, as bits; 0 for none.</summary>
    public static uint Lengths(char first) => first is >= FirstHan and <= LastHan ? _lengths[first - FirstHan] : 0;

    /// <summary>Whose name a folded text is, whole; empty when it is none.</summary>
    public static ReadOnlySpan<DivisionName> Named(ReadOnlySpan<char> name) => _lookup.TryGetValue(name, out var found) ? found : default;

    /// <summary>What became of a division whose name lives on for a part of its ground.</summary>
    public static bool TrySplit(int number, out (int Year, int[] Parts) split) => _splits.TryGetValue(number, out split);

    /// <summary>The number of the division with this code of 2, 4, 6 or 9 digits; -1 when there is none.</summary>
    public static int WithCode(string code) => _byCode.TryGetValue(code, out var number) ? number : -1;

    /// <summary>The counties (or cities without counties) that have a town of this folded full name.</summary>
    public static TownPlaces TownsNamed(ReadOnlySpan<char> name)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 0x100000001b3UL;
        }

        var at = Array.BinarySearch(_townNames, hash);
        if (at < 0)
        {
            return default;
        }

        var end = at + 1;
        while (at > 0 && _townNames[at - 1] == hash)
        {
            at--;
        }

        while (end < _townNames.Length && _townNames[end] == hash)
        {
            end++;
        }

        return new TownPlaces(at, end - at);
    }

    /// <summary>The number of the city that a division lies in or is; -1 for a province.</summary>
    public static int CityOf(int number)
    {
        var division = _all[number];
        return division.Level switch
        {
            DivisionLevel.Province => -1,
            DivisionLevel.City => number,
            // What lies directly below its province is a city to people.
            _ => division.City >= 0 ? division.City : number,
        };
    }

    /// <summary>The name without what says its level: 深圳 of 深圳市; the full name where there is no shorter one.</summary>
    public static string ShortName(int number) => _short.GetValueOrDefault(number, _all[number].Name);

    /// <summary>Folds a character as names are folded: half width, simplified.</summary>
    public static char Fold(char c) => c switch
    {
        >= '\u4E00' and <= '\u9FFF' when FoldTable.Simplified(c) is <= char.MaxValue and var simple => (char)simple,
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    private static int[] ReadToday()
    {
        var lines = new List<int>();
        foreach (var line in EmbeddedTables.Lines("divisions.txt"))
        {
            var parts = line.Split('\t');
            var code = parts[0];
            var number = _all.Count;
            var level = code.Length switch { 2 => DivisionLevel.Province, 4 => DivisionLevel.City, 6 => DivisionLevel.County, _ => DivisionLevel.Town };
            var province = level == DivisionLevel.Province ? number : _byCode[code[..2]];
            var city = level is DivisionLevel.Province ? -1 : level == DivisionLevel.City ? number
                : _byCode.TryGetValue(code[..4], out var own) || (IsMunicipality(code) && _byCode.TryGetValue(code[..2] + "01", out own)) ? own : -1;
            _byCode[code] = number;
            lines.Add(number);
            _all.Add(new Division(code, parts[1], level, province, city, 0, []));
            Name(parts[1], number, full: true);
            foreach (var name in parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                _short.TryAdd(number, name);
                // 延边州 and 积石山县 say the level as well as the full name does.
                Name(name, number, full: level > DivisionLevel.Province && name.Length > 2 && name[^1] == parts[1][^1]);
            }
        }

        return [.. lines];
    }

    private static bool IsMunicipality(string code) => code.StartsWith("11", StringComparison.Ordinal) || code.StartsWith("12", StringComparison.Ordinal)
        || code.StartsWith("31", StringComparison.Ordinal) || code.StartsWith("50", StringComparison.Ordinal);

    private static void ReadRetired()
    {
        foreach (var line in RetiredDivisions.Facts)
        {
            var province = _byCode[line[..2]];
            var year = 0;
            var level = DivisionLevel.County;
            foreach (var word in line[3..].Split(' '))
            {
                if (word.IndexOfAny('>', '=') is > 0 and var mark)
                {
                    Retire(province, year, level, word[..mark], word[(mark + 1)..], livesOn: word[mark] == '=');
                }
                else
                {
                    level = word[0] == '!' ? DivisionLevel.City : DivisionLevel.County;
                    year = int.Parse(word.AsSpan(word[0] == '!' ? 1 : 0), System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }
    }

    private static void Retire(int province, int year, DivisionLevel level, string name, string successors, bool livesOn)
    {
        var city = -1;
        if (successors.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
        {
            city = Find(successors[..colon], n => n.Level == DivisionLevel.City && n.Province == province);
            successors = successors[(colon + 1)..];
        }

        // 昌平县>区: what ends its name is all that changed.
        var stem = name.EndsWith("地区", StringComparison.Ordinal) ? name[..^2] : name[..^1];
        var heirs = successors.Length == 1 ? [stem + successors] : successors.Split(',');
        var numbers = Array.ConvertAll(heirs, h => Find(h, d => d.Province == province && (d.Level == level || level == DivisionLevel.City || d.Level == DivisionLevel.City)
            && (city < 0 || d.City == city)));
        if (livesOn)
        {
            _splits[Find(name, d => d.Province == province && d.Level == level)] = (year, numbers);
            return;
        }

        var retired = _all.Count;
        _all.Add(new Division("", name, level, province, level == DivisionLevel.City ? retired : _all[numbers[0]].City, year, numbers));
        Name(name, retired, full: true);
        if (stem.Length >= 2 && level == DivisionLevel.City && IsFree(stem, province))
        {
            Name(stem, retired, full: false);
        }
    }

    // 襄樊 needs no 市, but 晋中地区 must not make 晋中 a retired name.
    private static bool IsFree(string stem, int province) => !_names.TryGetValue(stem, out var all) || !Array.Exists(all, n => _all[n.Number].Province == province);

    private static int Find(string name, Func<Division, bool> suits) =>
        Array.Find(_names.GetValueOrDefault(name) ?? [], n => !_all[n.Number].IsRetired && suits(_all[n.Number])) is { } found && _names.ContainsKey(name)
            && suits(_all[found.Number]) ? found.Number
        : throw new InvalidOperationException($"The successor '{name}' is no division.");

    private static void Name(string name, int number, bool full)
    {
        var folded = string.Create(name.Length, name, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = Fold(from[i]);
            }
        });
        var entry = new DivisionName(number, full);
        _names[folded] = _names.TryGetValue(folded, out var others) ? [.. others, entry] : [entry];
        _lengths[folded[0] - FirstHan] |= 1u << folded.Length;
    }

    /// <summary>Where the towns of one name lie.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct TownPlaces(int start, int count)
    {
        public int Count => count;

        /// <summary>The number of the county (or city without counties) of one of them.</summary>
        public int this[int i] => _lineToNumber[_townPlaces[start + i]];
    }
}
