namespace Kith.Engine.Check;

/// <summary>Reads one cell: finds the pieces that are numbers, their extensions, and what stands around them.</summary>
internal sealed class PhoneCell(NumberingPlan? home)
{
    private const int MostNumbers = 16;
    private readonly PhonePieces pieces = new(home);
    private bool extraText;
    private bool letterForDigit;
    private bool masked;
    private bool attachable;
    private Range last;

    private List<PhoneNumber> Found => pieces.Found;

    public List<PhoneNumber> Read(string cell)
    {
        Span<char> buffer = stackalloc char[Phones.LongestCell];
        ReadOnlySpan<char> text = buffer[..PhoneText.Fold(cell, buffer)];
        text = text.Trim().TrimStart("'`\"=").TrimEnd("'`\"").Trim();
        Span<char> digits = stackalloc char[FloatText.Capacity + 1];
        digits[0] = '+';
        var skip = text.StartsWith("+") ? 0 : 1;
        switch (FloatText.Unroll(text, digits[1..], out var length))
        {
            case FloatShape.Lost:
                Found.Add(PhonePieces.Bad("phone.digits-lost"));
                return Found;
            case FloatShape.Filled:
                pieces.ReadPiece(digits[skip..(length + 1)], false, false);
                WarnAll("phone.from-float");
                return Found;
            case FloatShape.Exact when length >= 7:
                text = digits[skip..(length + 1)];
                break;
        }

        Scan(text);
        if (Found.Count == 0)
        {
            Found.Add(PhonePieces.Bad(pieces.Noise ?? "phone.not-a-number"));
        }
        else if (extraText)
        {
            WarnAll("phone.extra-text");
        }

        return Found;
    }

    private void Scan(ReadOnlySpan<char> text)
    {
        var start = -1;
        var digits = 0;
        for (var i = 0; i < text.Length && Found.Count < MostNumbers;)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) || (c == '+' && digits < 5))
            {
                start = start < 0 ? i : start;
                digits += c == '+' ? 0 : 1;
                i++;
            }
            else if (c is ',' or '+')
            {
                End(text, ref start, i, ref digits);
                i += c == ',' ? 1 : 0;
            }
            else if (c == '#' || char.IsLetter(c))
            {
                var end = i + 1;
                while (c != '#' && end < text.Length && char.IsLetter(text[end]))
                {
                    end++;
                }

                i = Word(text, i, end, ref start, ref digits);
            }
            else
            {
                masked |= c == '*' && digits > 0;
                i++;
            }
        }

        End(text, ref start, text.Length, ref digits);
    }

    /// <summary>A word between the digits: an extension's mark, a letter typed for a digit, a mask, a label or something else.</summary>
    private int Word(ReadOnlySpan<char> text, int from, int to, ref int start, ref int digits)
    {
        var word = text[from..to];
        if (word is "#" || PhoneText.IsExtensionMark(word))
        {
            var (first, end) = ExtensionDigits(text, to);
            if (end > first && (digits >= 5 || (start < 0 && attachable)))
            {
                End(text, ref start, from, ref digits);
                pieces.Extend(text[first..end]);
                attachable = false;
                return end;
            }
        }

        if (IsLetterForDigit(text, from, to))
        {
            start = start < 0 ? from : start;
            digits += to - from;
            letterForDigit = true;
            return to;
        }

        if (word.Length >= 2 && digits > 0 && word.TrimStart("xX").IsEmpty)
        {
            masked = true;
            return to;
        }

        End(text, ref start, from, ref digits);
        attachable = false;
        extraText |= word is not "#" && !PhoneText.IsLabel(word);
        return to;
    }

    private static (int First, int End) ExtensionDigits(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && text[from] is ' ' or '.' or ':' or '=' or '-' or '#' or '(' or '号' or '號')
        {
            from++;
        }

        var end = from;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - from > 9 ? (from, from) : (from, end);
    }

    /// <summary>A few of O o I l that touch a digit, such as 138 0013 800O.</summary>
    private static bool IsLetterForDigit(ReadOnlySpan<char> text, int from, int to) =>
        to - from <= 4 && !text[from..to].ContainsAnyExcept("OoIl")
        && ((from > 0 && char.IsAsciiDigit(text[from - 1])) || (to < text.Length && char.IsAsciiDigit(text[to])));

    private void End(ReadOnlySpan<char> text, ref int start, int end, ref int digits)
    {
        if (start >= 0)
        {
            if (attachable && pieces.IsExtension(text[start..end]))
            {
                pieces.Extend(text[start..end].Trim());
                (start, digits, attachable) = (-1, 0, false);
                return;
            }

            var before = Found.Count;
            var open = start > 0 && text[start - 1] == '(' ? start - 1 : start;
            var isShort = attachable && PhonePieces.IsShort(text[open..end]);
            if (!isShort || !pieces.IsOfSamePlace(text[last], text[open..end]))
            {
                pieces.ReadPiece(text[open..end], letterForDigit, masked);
            }

            // Digits behind a number that are none themselves: whoever reads the cell should know that they are left.
            attachable = Found.Count > before;
            extraText |= isShort && !attachable;
            last = attachable && !isShort ? open..end : last;
            (start, digits, letterForDigit, masked) = (-1, 0, false, false);
        }
    }

    private void WarnAll(string code)
    {
        for (var i = 0; i < Found.Count; i++)
        {
            if (Found[i].Verdict == Verdict.Good)
            {
                Found[i] = Found[i] with { Verdict = Verdict.Warn, Finding = new Finding(code) };
            }
        }
    }
}
