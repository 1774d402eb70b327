using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Damages workbooks where it matters: within the parts of a package, in its headers, in the sectors and records of old ones.</summary>
internal static partial class WorkbookMutator
{
    private const int LongestPart = 512 << 10;

    private static readonly string[] Values =
    [
        "", "0", "-1", "1", "2", "7", "255", "16384", "16385", "65536", "1048576", "1048577", "2147483647", "4294967295", "99999999999999999999", "1e400", "NaN", "INF", "A1", "A0", "XFD1048576", "XFE1", "ZZZZ9",
        "A1:XFD1048576", "B5:A1", "s", "n", "b", "e", "d", "str", "inlineStr", "true", "r1", "../../x", "/xl/workbook.xml", "\u202E", "&#0;", "&lt;", "1900-02-29", "60", "-5", "2958466", "0.1e-320",
    ];

    private static readonly string[] Pieces =
    [
        "<row r=\"5\"><c r=\"A5\"><v>5</v></c></row>", "<row><c><v>1</v></c></row>", "<row r=\"1000000\"/>", "<c r=\"C2\" t=\"s\"><v>0</v></c>", "<c t=\"inlineStr\"><is><t>x</t></is></c>", "<v>1</v>", "<mergeCell ref=\"A1:B2\"/>",
        "<!-- -->", "<?x y?>", "<![CDATA[a]]>", "&amp;", "&nope;", "<is><r><t> a</t></r></is>", "<si><t>x</t></si>", "<sheet name=\"x\" sheetId=\"9\" r:id=\"rId1\"/>", "</sheetData>", "<sheetData>", "<t xml:space=\"preserve\">\n</t>", "_x0000_", "_xD83D_",
        "_x000D_", "\u0001", "<x:row xmlns:x=\"urn:x\"/>", "<f>SUM(A1:A9)</f>", "<numFmt numFmtId=\"14\" formatCode=\"[$-804]yyyy&quot;年&quot;\"/>",
    ];

    private static readonly uint[] Numbers = [0, 1, 2, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF];

    public static FuzzInput Change(Random random, FuzzInput seed, Func<FuzzInput> other)
    {
        if (!seed.Bytes.AsSpan().StartsWith("PK"u8))
        {
            return Sectors(random, seed);
        }

        return random.Next(6) switch
        {
            0 => Headers(random, seed),
            1 => random.Next(3) == 0 ? Mutator.Change(random, seed, other) : Headers(random, seed),
            _ => Part(random, seed, other),
        };
    }

    /// <summary>The parts of a package, as they are once expanded.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Parts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return [.. zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).Select(entry =>
        {
            using var from = entry.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            return (entry.FullName, to.ToArray());
        })];
    }

    private static FuzzInput Part(Random random, FuzzInput seed, Func<FuzzInput> other)
    {
        var parts = Parts(seed.Bytes);
        var xml = parts.Where(part => part.Bytes.Length is > 0 and < LongestPart && (part.Name.EndsWith(".xml", StringComparison.Ordinal) || part.Name.EndsWith(".rels", StringComparison.Ordinal))).ToList();
        if (xml.Count == 0)
        {
            return Headers(random, seed);
        }

        // Sheets and their texts are what people's data comes in.
        var likely = xml.Where(part => part.Name.Contains("sheet", StringComparison.OrdinalIgnoreCase) || part.Name.Contains("styles", StringComparison.Ordinal) || part.Name.Contains("Strings", StringComparison.Ordinal)).ToList();
        var (name, bytes) = likely.Count > 0 && random.Next(5) > 0 ? likely[random.Next(likely.Count)] : xml[random.Next(xml.Count)];
        var text = Encoding.UTF8.GetString(bytes);
        for (var change = random.Next(1, 7); change > 0; change--)
        {
            text = Edited(random, text);
        }

        var changed = random.Next(10) == 0 ? Mutator.Change(random, new FuzzInput(name, bytes), other).Bytes : Encoding.UTF8.GetBytes(text);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part.Name, random.Next(8) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                entry.Write(part.Name == name ? changed : part.Bytes);
            }
        }

        return new FuzzInput($"{seed.Name}!{name}", stream.ToArray());
    }

    /// <summary>One change that knows of tags, attributes and texts.</summary>
    private static string Edited(Random random, string xml)
    {
        switch (random.Next(8))
        {
            case 0 or 1 when Any(random, Attribute(), xml) is { } attribute:
                var value = Values[random.Next(Values.Length)];
                return string.Concat(xml.AsSpan(0, attribute.Groups[1].Index), value, xml.AsSpan(attribute.Groups[1].Index + attribute.Groups[1].Length));
            case 2 when Any(random, Text(), xml) is { } text:
                var put = random.Next(2) == 0 ? Values[random.Next(Values.Length)] : System.Security.SecurityElement.Escape(Mutator.Token(random).Replace("\0", "", StringComparison.Ordinal));
                return string.Concat(xml.AsSpan(0, text.Groups[1].Index), put, xml.AsSpan(text.Groups[1].Index + text.Groups[1].Length));
            case 3 when Any(random, Tag(), xml) is { } tag:
                return xml.Remove(tag.Index, tag.Length);
            case 4 when Any(random, Element(), xml) is { } element:
                return xml.Insert(element.Index, string.Concat(Enumerable.Repeat(element.Value, 1 + random.Next(random.Next(20) == 0 ? 500 : 4))));
            case 5 when Any(random, Tag(), xml) is { } place:
                return xml.Insert(place.Index, Pieces[random.Next(Pieces.Length)]);
            case 6 when Any(random, Element(), xml) is { } one && Any(random, Element(), xml) is { } two && one.Index + one.Length <= two.Index:
                return xml[..one.Index] + two.Value + xml[(one.Index + one.Length)..two.Index] + one.Value + xml[(two.Index + two.Length)..];
            case 7 when random.Next(4) == 0:
                return xml[..random.Next(xml.Length + 1)];
            default:
                return xml;
        }
    }

    private static Match? Any(Random random, Regex pattern, string xml)
    {
        var match = pattern.Match(xml, random.Next(xml.Length + 1));
        match = match.Success ? match : pattern.Match(xml);
        return match.Success ? match : null;
    }

    /// <summary>Sizes, places, names and sums of a package that lie.</summary>
    private static FuzzInput Headers(Random random, FuzzInput seed)
    {
        var bytes = (byte[])seed.Bytes.Clone();
        var signatures = new List<(int At, int Length)>();
        for (var at = 0; at + 4 <= bytes.Length; at++)
        {
            if (bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] <= 8)
            {
                signatures.Add((at, bytes[at + 2] == 3 ? 30 : bytes[at + 2] == 1 ? 46 : 22));
            }
        }

        for (var change = random.Next(1, 5); change > 0 && signatures.Count > 0; change--)
        {
            var (at, length) = signatures[random.Next(signatures.Count)];
            var field = at + 4 + random.Next(length - 4);
            if (field + 4 <= bytes.Length)
            {
                if (random.Next(2) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(field), (ushort)Numbers[random.Next(Numbers.Length)]);
                }
                else
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(field), Numbers[random.Next(Numbers.Length)]);
                }
            }
        }

        return new FuzzInput(seed.Name + " headers", bytes);
    }

    /// <summary>Sectors, chains and records of an old workbook.</summary>
    private static FuzzInput Sectors(Random random, FuzzInput seed)
    {
        var bytes = (byte[])seed.Bytes.Clone();
        for (var change = random.Next(1, random.Next(4) == 0 ? 30 : 5); change > 0 && bytes.Length > 600; change--)
        {
            // Most of a small workbook is empty space: most of the changes go where something stands.
            var at = random.Next(8) == 0 ? random.Next(512) : random.Next(bytes.Length - 4);
            for (var tries = 0; tries < 20 && bytes[at] == 0; tries++)
            {
                at = random.Next(bytes.Length - 4);
            }

            switch (random.Next(6))
            {
                case 0:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at & ~3), Numbers[random.Next(Numbers.Length)]);
                    break;
                case 1:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at & ~1), (ushort)Numbers[random.Next(Numbers.Length)]);
                    break;
                case 2:
                    var (from, to) = (random.Next(bytes.Length / 512) * 512, random.Next(bytes.Length / 512) * 512);
                    bytes.AsSpan(from, 512).ToArray().CopyTo(bytes, to);
                    break;
                case 3 when random.Next(6) == 0:
                    Array.Resize(ref bytes, Math.Max(600, random.Next(bytes.Length)));
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return new FuzzInput(seed.Name + " sectors", bytes);
    }

    [GeneratedRegex("=\"([^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex Text();

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(row|c|si|xf|sheet|mergeCell|numFmt|t|v)\\b[^<>]*(/>|>.*?</\\1>)", RegexOptions.Singleline)]
    private static partial Regex Element();
}
