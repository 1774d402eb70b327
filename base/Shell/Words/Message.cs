using System.Globalization;
using System.Text;

namespace Kith.Shell;

/// <summary>
/// One text with placeholders: `{name}` stands for a value, `{count|one text|other text}` chooses by a number and may
/// hold placeholders itself, `{{` and `}}` are braces.
/// </summary>
internal sealed class Message
{
    private readonly List<Piece> _pieces = [];

    private Message()
    {
    }

    /// <summary>The names of all placeholders, those within plural forms included.</summary>
    public IEnumerable<string> Names => _pieces
        .Where(piece => piece.Name is not null)
        .SelectMany(piece => (piece.Forms ?? []).SelectMany(form => form.Names).Prepend(piece.Name!))
        .Distinct(StringComparer.Ordinal);

    /// <exception cref="FormatException">A brace is not closed, or a placeholder has no name.</exception>
    public static Message Parse(string text)
    {
        var at = 0;
        var message = Parse(text, ref at, nested: false);
        return at == text.Length ? message : throw new FormatException($"'}}' without '{{' in: {text}");
    }

    public void Write(StringBuilder into, Words words, ReadOnlySpan<(string Name, object? Value)> with)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Name is null)
            {
                into.Append(piece.Text);
            }
            else if (piece.Forms is null)
            {
                into.Append(Find(piece.Name, with, out var value) ? words.Any(value) : $"«{piece.Name}»");
            }
            else
            {
                var one = Find(piece.Name, with, out var count) && IsOne(count);
                piece.Forms[one ? 0 : ^1].Write(into, words, with);
            }
        }
    }

    private static Message Parse(string text, ref int at, bool nested)
    {
        var message = new Message();
        var literal = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at];
            var doubled = at + 1 < text.Length && text[at + 1] == c;
            if (c is '{' or '}' && doubled && !(nested && c == '}'))
            {
                literal.Append(c);
                at += 2;
            }
            else if (c == '{')
            {
                message.Flush(literal);
                message._pieces.Add(Placeholder(text, ref at));
            }
            else if (c == '}' || (nested && c == '|'))
            {
                break;
            }
            else
            {
                literal.Append(c);
                at++;
            }
        }

        message.Flush(literal);
        return message;
    }

    private static Piece Placeholder(string text, ref int at)
    {
        var start = ++at;
        while (at < text.Length && text[at] is not ('}' or '|' or '{'))
        {
            at++;
        }

        var name = text[start..at];
        List<Message>? forms = null;
        while (at < text.Length && text[at] == '|')
        {
            at++;
            (forms ??= []).Add(Parse(text, ref at, nested: true));
        }

        if (name.Length == 0 || at >= text.Length || text[at] != '}')
        {
            throw new FormatException($"a placeholder is not closed or has no name in: {text}");
        }

        at++;
        return new Piece(null, name, forms?.ToArray());
    }

    private void Flush(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            _pieces.Add(new Piece(literal.ToString(), null, null));
            literal.Clear();
        }
    }

    private static bool Find(string name, ReadOnlySpan<(string Name, object? Value)> with, out object? value)
    {
        foreach (var pair in with)
        {
            if (pair.Name == name)
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    private static bool IsOne(object? count) =>
        count is IConvertible number and not string && number.ToDecimal(CultureInfo.InvariantCulture) == 1;

    private readonly record struct Piece(string? Text, string? Name, Message[]? Forms);
}
