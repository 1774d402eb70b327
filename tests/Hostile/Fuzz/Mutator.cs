using System.Text;
using Kith.Engine.Acquire;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Damages bytes the way that wires, editors, programs and ill will do.</summary>
internal static class Mutator
{
    /// <summary>Longest result, so that repeating stays cheap.</summary>
    private const int Longest = 96 << 10;

    private static readonly string[] Tokens =
    [
        "\"", "\"\"", "\"\"\"", "'", "\\", "\\\"", ",", ";", "\t", "|", "，", "、", "^", "\n", "\r", "\r\n", "\r\r\n", "\0", "\0\0\0\0", " ", "\u3000", "\u00A0",
        "\uFEFF", "\uFFFE", "\uFFFF", "\u200B", "\u200E", "\u202E", "\u2066", "\u2028", "\u0085", "\u001B", "\u001A", "sep=;\n", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "'=",
        "姓名,手机\n", "王小明", "13800138000", "+86 138 0013 8000", "张三 13800138000（微信同号）", "a@b.example", "合计", "小计,,,", "Total", "备注：", "1e308", "1E-400", "-0", "NaN",
        "99999999999999999999", "0x7FFFFFFF", "1900-02-29", "9999-12-31", "0001-01-01", "2026/13/32", "31.12.99", "#REF!", "𠮷", "👨‍👩‍👧‍👦", "e\u0301", "İ", "ß", "ﬁ",
        "BEGIN:VCARD\n", "END:VCARD\n", "N:;;;;\n", "=\n", "=0A", ";ENCODING=QUOTED-PRINTABLE:", "<table><tr><td>", "</table>", "<!--", "&#0;", "&amp;", "&#x10FFFF;", "<![CDATA[", "]]>",
    ];

    private static readonly byte[][] Raw =
    [
        [0xFF], [0xFE], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F], [0x81], [0x81, 0x0A],
        [0xB0, 0xA1], [0x8E, 0xA2], [0x1B, 0x24, 0x42], [0x1B, 0x28, 0x42], [0x7E, 0x7B], [0x2B, 0x2F, 0x76, 0x38], [0x00, 0x0A], [0x0A, 0x00],
    ];

    private static readonly string[] Encodings = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "gb18030", "big5", "shift_jis", "windows-1252", "iso-2022-jp", "euc-kr", "windows-1251"];

    /// <summary>A few changes to the seed.</summary>
    /// <param name="other">Gives another seed to splice with.</param>
    public static FuzzInput Change(Random random, FuzzInput seed, Func<FuzzInput> other)
    {
        var bytes = seed.Bytes.ToList();
        var done = new StringBuilder(seed.Name);
        var changes = 1 + random.Next(random.Next(8) == 0 ? 20 : 5);
        for (var change = 0; change < changes; change++)
        {
            var kind = random.Next(15);
            done.Append(' ').Append(kind);
            bytes = Changed(random, bytes, kind, other);
            if (bytes.Count > Longest)
            {
                bytes.RemoveRange(Longest, bytes.Count - Longest);
            }
        }

        return new FuzzInput(done.ToString(), [.. bytes]);
    }

    /// <summary>A text of odd tokens.</summary>
    public static string Token(Random random) => Tokens[random.Next(Tokens.Length)];

    private static List<byte> Changed(Random random, List<byte> bytes, int kind, Func<FuzzInput> other)
    {
        var at = random.Next(bytes.Count + 1);
        var (from, length) = Range(random, bytes.Count);
        switch (kind)
        {
            case 0 when bytes.Count > 0:
                bytes[at % bytes.Count] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at % bytes.Count] = (byte)random.Next(256);
                break;
            case 2 or 3 or 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Token(random)));
                break;
            case 5:
                bytes.InsertRange(at, Raw[random.Next(Raw.Length)]);
                break;
            case 6:
                bytes.RemoveRange(from, length);
                break;
            case 7:
                bytes.InsertRange(at, bytes.GetRange(from, length));
                break;
            case 8:
                var block = bytes.GetRange(from, length);
                bytes.RemoveRange(from, length);
                bytes.InsertRange(random.Next(bytes.Count + 1), block);
                break;
            case 9 when random.Next(3) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 10:
                BlowUp(random, bytes, at);
                break;
            case 11:
                var more = other().Bytes;
                var cut = random.Next(more.Length + 1);
                return [.. bytes.Take(at), .. more.Skip(cut).Take(Longest)];
            case 12 when random.Next(2) == 0:
                return Recoded(random, bytes);
            case 13:
                var again = bytes.GetRange(from, Math.Min(length, 200));
                for (var times = random.Next(random.Next(10) == 0 ? 2000 : 30); times > 0 && again.Count > 0 && bytes.Count < Longest; times--)
                {
                    bytes.InsertRange(at, again);
                }

                break;
            case 14 when random.Next(3) == 0:
                var end = (byte[][])[[0x0A], [0x0D], [0x0D, 0x0A], [0x0D, 0x0D, 0x0A], [0x0A, 0x0D]];
                var chosen = end[random.Next(end.Length)];
                return [.. bytes.Where(b => b != 0x0D).SelectMany(b => b == 0x0A ? chosen : [b])];
        }

        return bytes;
    }

    /// <summary>Most damage is small, some takes half of the file.</summary>
    private static (int From, int Length) Range(Random random, int count)
    {
        var from = random.Next(count + 1);
        var most = random.Next(6) == 0 ? count : 40;
        return (from, random.Next(Math.Min(most, count - from) + 1));
    }

    /// <summary>Makes a number longer, larger or something else.</summary>
    private static void BlowUp(Random random, List<byte> bytes, int at)
    {
        var start = bytes.FindIndex(Math.Min(at, bytes.Count), b => b is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return;
        }

        var end = start;
        while (end < bytes.Count && bytes[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        var number = random.Next(9) switch
        {
            0 => new string('9', 1 + random.Next(400)),
            1 => "-1",
            2 => "0",
            3 => "2147483648",
            4 => "18446744073709551616",
            5 => "1e" + random.Next(500),
            6 => "0." + new string('0', random.Next(340)) + "1",
            7 => random.NextInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => random.Next(70_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(number));
    }

    private static List<byte> Recoded(Random random, List<byte> bytes)
    {
        var target = EncodingNames.Find(Encodings[random.Next(Encodings.Length)]);
        var text = Encoding.UTF8.GetString([.. bytes]);
        var mark = random.Next(2) == 0 ? target.GetPreamble() : [];
        return [.. mark, .. target.GetBytes(text)];
    }
}
