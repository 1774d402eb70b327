using System.Text;

namespace Kith.Engine.Keep;

/// <summary>
/// Keys whose bytes sort names as a Chinese address book does: one alphabet for Latin words and pinyin, characters of one
/// sound by tone and then together (all 黎 before the first 李), surnames by their own reading, digits by value, other
/// scripts after z, names without a letter last.
/// </summary>
public static class SortKey
{
    /// <summary>Bytes of the longest key; names that agree so far are equal.</summary>
    public const int MaxBytes = 96;

    // A word ends lower than any letter, so Li stands before Liam, and Li before 李.
    private const byte WordEnd = 1;
    private const byte SyllableEnd = 2;
    private const byte Digits = 0x30;
    private const byte Nameless = 0xFF;
    private const int MaxDigits = 20;

    [ThreadStatic]
    private static TextUnits? _units;

    /// <summary>The key of a name.</summary>
    public static byte[] For(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = _units ??= new TextUnits();
        text.Read(name, personal: true);
        Span<byte> key = stackalloc byte[MaxBytes + 32];
        var length = 0;
        foreach (ref readonly var unit in text.Units)
        {
            length += unit.First != 0 ? Hanzi(unit, key[length..])
                : unit.IsCharacter ? new Rune(unit.Code).EncodeToUtf8(key[length..])
                : Word(text.Word(unit), key[length..]);
            if (length >= MaxBytes)
            {
                break;
            }
        }

        return length == 0 ? [Nameless] : key[..Math.Min(length, MaxBytes)].ToArray();
    }

    private static int Hanzi(in Unit unit, Span<byte> key)
    {
        var length = Encoding.ASCII.GetBytes(PinyinTable.Letters(unit.First), key);
        key[length++] = SyllableEnd;
        key[length++] = (byte)PinyinTable.Tone(unit.First);
        key[length++] = (byte)(unit.Code >> 16);
        key[length++] = (byte)(unit.Code >> 8);
        key[length++] = (byte)unit.Code;
        return length;
    }

    private static int Word(ReadOnlySpan<char> word, Span<byte> key)
    {
        var length = 0;
        for (var i = 0; i < word.Length && length + MaxDigits + 8 < key.Length;)
        {
            if (char.IsAsciiDigit(word[i]))
            {
                i += Number(word[i..], key, ref length);
                continue;
            }

            var status = Rune.DecodeFromUtf16(word[i..], out var rune, out var used);
            i += Math.Max(1, used);
            length += status == System.Buffers.OperationStatus.Done ? rune.EncodeToUtf8(key[length..]) : 0;
        }

        key[length++] = WordEnd;
        return length;
    }

    /// <summary>How many digits there are, without leading zeros, then the digits: 9 stands before 10.</summary>
    private static int Number(ReadOnlySpan<char> digits, Span<byte> key, ref int length)
    {
        var end = 0;
        while (end < digits.Length && char.IsAsciiDigit(digits[end]))
        {
            end++;
        }

        var value = digits[..end].TrimStart('0');
        value = value[..Math.Min(value.Length, MaxDigits)];
        key[length++] = (byte)(Digits + value.Length);
        length += Encoding.ASCII.GetBytes(value, key[length..]);
        return end;
    }
}
