namespace Kith.Engine.Check;

/// <summary>The numbers of a written date, before it is decided which is which.</summary>
internal ref struct DateParts
{
    private static readonly char[] EraMarks = ['民', '国', '國'];
    private NumberPart first;
    private NumberPart second;
    private NumberPart third;

    /// <summary>One number of a date: its value, how many digits it was written with, and the mark after it (年 月 日) or '\0'.</summary>
    internal readonly record struct NumberPart(int Value, int Length, char Mark);

    public int Count { get; private set; }

    /// <summary>1 to 12 when the month stands there by name.</summary>
    public int NamedMonth { get; private set; }

    /// <summary>How many numbers stand before the month's name.</summary>
    public int NumbersBeforeMonth { get; private set; }

    public bool HasDots { get; private set; }

    /// <summary>What stands between the first two numbers: '.', '/', '-' and the like; '\0' = nothing, or a sign such as 年.</summary>
    public char Separator { get; private set; }

    public bool IsMinguo { get; private set; }

    public readonly NumberPart this[int i] => i == 0 ? first : i == 1 ? second : third;

    /// <summary>Splits folded text without a time of day; false when it is no date by its looks.</summary>
    public bool Read(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            var start = i;
            if (char.IsAsciiDigit(c) || ChineseNumber.Digit(c) >= 0 || c is '十' or '廿')
            {
                while (i < text.Length && (char.IsAsciiDigit(c) ? char.IsAsciiDigit(text[i]) : ChineseNumber.Digit(text[i]) >= 0 || text[i] == '十'))
                {
                    i++;
                }

                var mark = i < text.Length && text[i] is '年' or '月' or '日' or '号' or '號' ? text[i++] : '\0';
                if (!Add(text[start..(mark == '\0' ? i : i - 1)], mark))
                {
                    return false;
                }
            }
            else if (c is '-' or '/' or '.' or ',' or ' ' or '\'')
            {
                HasDots |= c == '.';
                Separator = Separator == '\0' && Count == 1 ? c : Separator;
                i++;
            }
            else if (EraMarks.Contains(c))
            {
                IsMinguo = true;
                i++;
            }
            else if (char.IsLetter(c))
            {
                while (i < text.Length && char.IsLetter(text[i]))
                {
                    i++;
                }

                if (!Word(text[start..i]))
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        return Count > 0;
    }

    private bool Word(ReadOnlySpan<char> word)
    {
        var month = MonthNames.Number(word);
        if (month > 0)
        {
            NumbersBeforeMonth = Count;
            var again = NamedMonth > 0;
            NamedMonth = month;
            return !again;
        }

        return MonthNames.IsIdle(word) || word is "周" or "星期" or "礼拜"
            || ((word.StartsWith("周") || word.StartsWith("星期")) && word.Length <= 3);
    }

    private bool Add(ReadOnlySpan<char> digits, char mark)
    {
        if (Count == 3 || digits.Length > 8)
        {
            return false;
        }

        decimal value;
        if (char.IsAsciiDigit(digits[0]))
        {
            value = int.Parse(digits);
        }
        else if (!ChineseNumber.TryWhole(digits, out value))
        {
            return false;
        }

        var part = new NumberPart((int)value, char.IsAsciiDigit(digits[0]) ? digits.Length : value >= 1000 ? 4 : 2, mark);
        switch (Count++)
        {
            case 0: first = part; break;
            case 1: second = part; break;
            default: third = part; break;
        }

        return true;
    }
}
