using System.Buffers;

namespace Kith.Engine.Check;

/// <summary>Road, house number and what remains of a Chinese address, divisions taken off.</summary>
internal static class StreetPart
{
    /// <summary>The parts, as written; null for those that are missing.</summary>
    public readonly record struct Parts(string? Road, string? Number, string? Remaining);

    private static readonly SearchValues<char> _stretches = SearchValues.Create("东西南北中一二三四五六七八九十0123456789");
    private static readonly SearchValues<char> _places = SearchValues.Create("园区村镇厦场心城社队");
    private const int LongestRoad = 24;
    private const string Digits = "0123456789０１２３４５６７８９";
    private const string Numerals = "一二三四五六七八九十百零〇";

    /// <param name="text">As written.</param>
    /// <param name="folded">The same folded, character for character.</param>
    public static Parts Read(ReadOnlySpan<char> text, ReadOnlySpan<char> folded)
    {
        var start = 0;
        while (start < folded.Length && (AddressWords.IsGap(folded[start]) && folded[start] is not ('(' or '[')))
        {
            start++;
        }

        text = text[start..];
        folded = folded[start..];
        var (from, end) = Road(folded);
        if (end == 0)
        {
            return new Parts(null, null, Rest(default, text));
        }

        var at = end;
        while (at < folded.Length && folded[at] is ' ' or ',' or '、')
        {
            at++;
        }

        var after = Number(folded, at);
        return after == at
            ? new Parts(text[from..end].ToString(), null, Rest(text[..from], text[end..]))
            : new Parts(text[from..end].ToString(), text[at..after].ToString(), Rest(text[..from], text[after..]));
    }

    private static (int From, int End) Road(ReadOnlySpan<char> text)
    {
        var from = 0;
        for (var i = 0; i < Math.Min(text.Length, from + LongestRoad); i++)
        {
            var c = text[i];
            if (c is '(' or '（' && i > 0)
            {
                return default; // what stands in brackets explains
            }

            if (AddressWords.IsGap(c))
            {
                from = i + 1;
            }
            else if (char.IsAsciiDigit(c))
            {
                // 科园2路, 12号路, 107国道; any other number ends the search: the house came first.
                var next = i;
                while (next < text.Length && char.IsAsciiDigit(text[next]))
                {
                    next++;
                }

                var word = next < text.Length && text[next] == '号' ? text[(next + 1)..] : text[next..];
                if (word.IsEmpty || (word[0] is not ('路' or '街') && !word.StartsWith("大道") && !word.StartsWith("大街") && !word.StartsWith("国道") && !word.StartsWith("省道") && !word.StartsWith("县道") && !word.StartsWith("支路")))
                {
                    return default;
                }

                i = next - 1;
            }
            else if (i > from && IsRoadEnd(text, i, out var end))
            {
                return (AfterPlace(text, from, i), end);
            }
        }

        return default;
    }

    private static bool IsRoadEnd(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at + 1;
        var rest = text[end..];
        switch (text[at])
        {
            case '路' or '巷':
                break;
            case '街' when !rest.StartsWith("道") || rest.StartsWith("道路"):
                break;
            case '道' when !rest.StartsWith("路") && text[at - 1] is not ('街' or '通' or '频' or '河' or '隧') && !rest.StartsWith("里") && !rest.StartsWith("外"):
                break;
            case '胡' when rest.StartsWith("同"):
                end++;
                break;
            default:
                return false;
        }

        // 人民南路四段, 天府大道中段
        var stretch = text[end..].IndexOf('段');
        if (stretch is 1 or 2 && !text.Slice(end, stretch).ContainsAnyExcept(_stretches))
        {
            end += stretch + 1;
        }

        return true;
    }

    /// <summary>A park or village before the road belongs to the rest: 科技园科苑路 is 科苑路.</summary>
    private static int AfterPlace(ReadOnlySpan<char> text, int from, int end)
    {
        var place = text[from..end].LastIndexOfAny(_places);
        return place >= 2 && end - from - place - 1 >= 2 ? from + place + 1 : from;
    }

    /// <summary>The end of a house number that begins here, or the place itself: 189号, 甲28号, 1136弄1号, 28-3号, 12 at the end.</summary>
    private static int Number(ReadOnlySpan<char> text, int at)
    {
        var i = at;
        if (i < text.Length && text[i] is '甲' or '乙' or '丙' or '丁' or '第')
        {
            i++;
        }

        var digits = i;
        while (i < text.Length && (Digits.Contains(text[i]) || Numerals.Contains(text[i]) || (i > digits && text[i] is '-' or '~' or '之' or '、' or '/' && i + 1 < text.Length && Digits.Contains(text[i + 1]))))
        {
            i++;
        }

        if (i == digits)
        {
            return at;
        }

        i += i < text.Length && char.IsAsciiLetter(text[i]) && i + 1 < text.Length && text[i + 1] is '号' or '號' ? 1 : 0;
        if (i < text.Length && text[i] == '弄')
        {
            var end = i + 1;
            var house = Number(text, end);
            return house > end && text[house - 1] is '号' ? house : end;
        }

        if (i < text.Length && text[i] == '号')
        {
            var next = text[(i + 1)..];
            return next.StartsWith("楼") || next.StartsWith("线") || next.StartsWith("门") ? at : i + 1;
        }

        return Digits.Contains(text[digits]) && (i == text.Length || AddressWords.IsGap(text[i])) ? i : at;
    }

    private static string? Rest(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        before = before.Trim(" ,，-、;；");
        after = after.Trim(" ,，-、;；");
        return before.IsEmpty && after.IsEmpty ? null : before.IsEmpty ? after.ToString() : after.IsEmpty ? before.ToString() : $"{before} {after}";
    }
}
