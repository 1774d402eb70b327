using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Kith.Engine.Check;

/// <summary>The characters and words that people put around and between the digits of telephone numbers.</summary>
internal static class PhoneText
{
    private static readonly FrozenSet<string> Labels = new[]
    {
        "电话", "電話", "手机", "手機", "号码", "號碼", "电话号码", "手机号", "手机号码", "联系电话", "联系方式", "联系人电话", "固话", "固定电话", "座机", "传真",
        "办公", "办公室", "办公电话", "家庭", "家", "家庭电话", "公司", "公司电话", "住宅", "总机", "客服", "客服电话", "热线", "服务热线", "移动", "移动电话", "移动号码",
        "本人", "工作", "工作电话", "备用", "微信", "微信同号", "电", "机", "和", "或", "或者", "及", "与", "以及", "或是",
        "tel", "tél", "téléphone", "telephone", "telefon", "teléfono", "telefono", "telefone", "tlf", "phone", "ph", "mobile", "mobil", "móvil",
        "mob", "handy", "cell", "cel", "celular", "fax", "office", "home", "work", "business", "direct", "main", "switchboard", "hotline",
        "whatsapp", "wechat", "m", "t", "p", "f", "h", "o", "c", "w", "no", "nr", "number", "num", "contact", "call", "and", "or", "und", "oder", "et", "ou", "y", "e",
        "тел", "телефон", "моб",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ExtensionMarks = new[]
    {
        "ext", "extn", "extension", "extensión", "ex", "xt", "x", "int", "interno", "anexo", "ramal", "poste", "доб", "durchwahl", "dw", "klappe", "app", "内线", "內線",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LabelLookup = Labels.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> MarkLookup = ExtensionMarks.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsLabel(ReadOnlySpan<char> word) => LabelLookup.Contains(word);

    public static bool IsExtensionMark(ReadOnlySpan<char> word) =>
        MarkLookup.Contains(word) || (word.Length <= 6 && (word.IndexOfAny('转', '轉') >= 0 || word.IndexOf("分机") >= 0 || word.IndexOf("分機") >= 0));

    /// <summary>
    /// Folds a cell to few characters: ASCII digits and punctuation, '-' for all dashes, ' ' for all blanks, ',' for what
    /// separates numbers in any script, letters as they are. Returns the length; the result is never longer than the text.
    /// </summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        foreach (var raw in text)
        {
            var c = raw;
            if (c > '~')
            {
                c = FoldWide(c);
                if (c == '\0')
                {
                    continue;
                }
            }
            else if (c < ' ')
            {
                c = c is '\n' or '\r' or '\t' ? ',' : ' ';
            }

            folded[length++] = c switch { ';' or '|' or '&' => ',', '\\' => '/', '~' => '-', _ => c };
        }

        return length;
    }

    private static char FoldWide(char c)
    {
        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            return (char)(c - 0xFEE0);
        }

        switch (c)
        {
            case '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or 'ー' or '〜' or '∼' or '⁓' or '﹣':
                return '-';
            case '、' or '؛' or '،' or '\u2028' or '\u2029' or '\u0085':
                return ',';
            case '⁺' or '﹢':
                return '+';
        }

        if (char.IsSurrogate(c) || char.IsWhiteSpace(c))
        {
            return ' ';
        }

        if (Clean.IsInvisible(new Rune(c)))
        {
            return '\0';
        }

        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit >= 0 ? (char)('0' + digit) : char.IsLetter(c) ? c : char.IsPunctuation(c) || char.IsSymbol(c) ? ' ' : c;
    }

    /// <summary>Collects the ASCII digits of a folded piece; O and l count as the digits they were typed for. -1 when they do not fit.</summary>
    public static int Digits(ReadOnlySpan<char> piece, Span<char> digits)
    {
        var count = 0;
        foreach (var c in piece)
        {
            var digit = c is 'O' or 'o' ? '0' : c is 'I' or 'l' ? '1' : c;
            if (char.IsAsciiDigit(digit))
            {
                if (count == digits.Length)
                {
                    return -1;
                }

                digits[count++] = digit;
            }
        }

        return count;
    }

    /// <summary>11111111111, 12345678901, 98765432: typed to fill the field.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 6)
        {
            return false;
        }

        bool same = true, up = true, down = true;
        for (var i = 1; i < digits.Length; i++)
        {
            var step = (digits[i] - digits[i - 1] + 10) % 10;
            same &= step == 0;
            up &= step == 1;
            down &= step == 9;
        }

        return same || up || down || (digits.Length == 11 && digits[0] == '1' && digits[3..].TrimEnd('0').IsEmpty);
    }

    /// <summary>Chinese service numbers (110, 10086, 12345, 95588, 96110): not a customer's number.</summary>
    public static bool IsChineseShortCode(ReadOnlySpan<char> digits) =>
        (digits.Length is >= 3 and <= 6 && digits[0] == '1' && digits[1] is '0' or '1' or '2')
        || (digits.Length is >= 5 and <= 8 && digits[0] == '9' && digits[1] is '5' or '6');
}
