using System.Net;
using System.Text;

namespace Kith.Engine.Acquire;

/// <summary>A page taken apart: tags with their attributes, and the text between them with blanks run together.</summary>
internal sealed class HtmlTokens(TextSource source, ReadLimits limits)
{
    private const int LongestEntity = 32;
    private const int LongestTag = 1 << 16;
    private static readonly HashSet<string> Raw = ["script", "style", "xml", "title", "textarea"];
    private readonly char[] block = new char[TextSource.BlockBytes + 4];
    private readonly StringBuilder text = new();
    private readonly StringBuilder tag = new();
    private int at;
    private int end;

    /// <summary>The tag just read, in small letters, with a slash before it when it closes; empty when it was text.</summary>
    public string Tag { get; private set; } = "";

    /// <summary>The text just read.</summary>
    public StringBuilder Text => text;

    /// <summary>Whether text went beyond the length of a cell and was cut.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Reads the next tag or stretch of text; false at the end.</summary>
    public bool Next()
    {
        text.Clear();
        TooLong = false;
        Tag = "";
        while (Peek() is >= 0 and var c)
        {
            if (c != '<')
            {
                ReadText();
                return true;
            }

            at++;
            if (ReadTag())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value of an attribute of the tag just read, or null.</summary>
    public string? Attribute(string name)
    {
        var body = tag.ToString();
        for (var i = Tag.Length; i < body.Length;)
        {
            while (i < body.Length && (char.IsWhiteSpace(body[i]) || body[i] == '/'))
            {
                i++;
            }

            var start = i;
            while (i < body.Length && !char.IsWhiteSpace(body[i]) && body[i] is not ('=' or '/'))
            {
                i++;
            }

            var found = body.AsSpan(start, i - start);
            while (i < body.Length && char.IsWhiteSpace(body[i]))
            {
                i++;
            }

            var value = "";
            if (i < body.Length && body[i] == '=')
            {
                i++;
                while (i < body.Length && char.IsWhiteSpace(body[i]))
                {
                    i++;
                }

                var quote = i < body.Length && body[i] is '"' or '\'' ? body[i++] : '\0';
                start = i;
                while (i < body.Length && (quote != '\0' ? body[i] != quote : !char.IsWhiteSpace(body[i])))
                {
                    i++;
                }

                value = body[start..i];
                i += quote == '\0' ? 0 : 1;
            }
            else if (i == start)
            {
                i++;
            }

            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return WebUtility.HtmlDecode(value);
            }
        }

        return null;
    }

    private void ReadText()
    {
        var blank = false;
        while (Peek() is >= 0 and not '<' and var c)
        {
            at++;
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                blank = true;
                continue;
            }

            if (blank)
            {
                Put(' ');
                blank = false;
            }

            if (c == '&')
            {
                ReadEntity();
            }
            else
            {
                Put((char)c);
            }
        }

        if (blank)
        {
            Put(' ');
        }
    }

    private void ReadEntity()
    {
        var name = new StringBuilder("&");
        while (name.Length < LongestEntity && Peek() is >= 0 and var c && (char.IsAsciiLetterOrDigit((char)c) || c == '#'))
        {
            name.Append((char)c);
            at++;
        }

        if (Peek() == ';')
        {
            name.Append(';');
            at++;
        }

        // Old exporters leave the semicolon out.
        var written = name.ToString();
        foreach (var letter in WebUtility.HtmlDecode(written is "&nbsp" or "&amp" or "&lt" or "&gt" or "&quot" ? written + ";" : written))
        {
            Put(letter);
        }
    }

    /// <summary>Reads a tag behind its bracket; false for what says nothing: comments, declarations, a bracket in text.</summary>
    private bool ReadTag()
    {
        tag.Clear();
        var first = Peek();
        if (first == '!')
        {
            SkipDeclaration();
            return false;
        }

        if (first != '/' && first != '?' && !(first >= 0 && char.IsAsciiLetter((char)first)))
        {
            Put('<');
            ReadText();
            return true;
        }

        var quote = 0;
        while (Peek() is >= 0 and var c)
        {
            at++;
            if (c == '>' && quote == 0)
            {
                break;
            }

            // A quote counts only behind an equals sign: there are pages with odd ones.
            quote = quote == 0 && c is '"' or '\'' && tag.Length > 0 && tag[^1] is '=' or ' ' ? (quote == 0 ? c : quote) : c == quote ? 0 : quote;
            if (tag.Length < LongestTag)
            {
                tag.Append((char)c);
            }
            else if (quote != 0)
            {
                quote = 0;
            }
        }

        var length = 0;
        while (length < tag.Length && !char.IsWhiteSpace(tag[length]) && (tag[length] != '/' || length == 0))
        {
            length++;
        }

        Tag = tag.ToString(0, length).ToLowerInvariant();
        if (Raw.Contains(Tag))
        {
            SkipRaw("</" + Tag);
        }

        return Tag.Length > 0 && Tag[0] != '?';
    }

    private void SkipDeclaration()
    {
        at++;
        var comment = Peek() == '-';
        var dashes = 0;
        while (Peek() is >= 0 and var c)
        {
            at++;
            if (c == '>' && (!comment || dashes >= 2))
            {
                return;
            }

            dashes = c == '-' ? dashes + 1 : 0;
        }
    }

    private void SkipRaw(string closing)
    {
        var matched = 0;
        while (Peek() is >= 0 and var c)
        {
            at++;
            if (matched == closing.Length)
            {
                if (c == '>')
                {
                    return;
                }

                continue;
            }

            matched = char.ToLowerInvariant((char)c) == closing[matched] ? matched + 1 : c == '<' ? 1 : 0;
        }
    }

    private void Put(char c)
    {
        if (text.Length < limits.MaxCellChars)
        {
            text.Append(c);
        }
        else
        {
            TooLong = true;
        }
    }

    private int Peek()
    {
        if (at == end)
        {
            (at, end) = (0, source.Read(block));
        }

        return end == 0 ? -1 : block[at];
    }
}
