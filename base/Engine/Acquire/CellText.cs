using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>From the characters of a cell in the file to its text.</summary>
internal static class CellText
{
    private static readonly string[] OneChar = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    /// <summary>The text as it stands; the shortest are shared, for flags and digits fill whole columns.</summary>
    public static string Plain(ReadOnlySpan<char> span) => span.Length switch
    {
        0 => "",
        1 when span[0] < 128 => OneChar[span[0]],
        _ => new string(span),
    };

    /// <summary>Undoes doubled quotes, and the dialect's escapes before a character that needed one.</summary>
    public static string Unescape(ReadOnlySpan<char> span, char quote, TextDialect dialect)
    {
        var text = new StringBuilder(span.Length);
        for (var i = 0; i < span.Length; i++)
        {
            var next = i + 1 < span.Length ? span[i + 1] : TextDialect.None;
            var doubled = span[i] == quote && next == quote && quote != TextDialect.None;
            var escaped = span[i] == dialect.Escape && dialect.Escape != TextDialect.None && i + 1 < span.Length
                && (next == dialect.Quote || next == dialect.Delimiter || next == dialect.Escape || next is '\r' or '\n');
            if (doubled || escaped)
            {
                i++;
            }

            text.Append(span[i]);
        }

        return text.ToString();
    }

    /// <summary>The number of line ends: CRLF, LF or a lone CR.</summary>
    public static int LineEnds(ReadOnlySpan<char> span)
    {
        var count = span.Count('\n');
        for (var cr = span.IndexOf('\r'); cr >= 0; cr = span.IndexOf('\r'))
        {
            span = span[(cr + 1)..];
            if (span.IsEmpty || span[0] != '\n')
            {
                count++;
            }
        }

        return count;
    }
}
