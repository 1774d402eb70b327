using System.Text.RegularExpressions;

namespace Kith.Tests.Shell;

/// <summary>
/// Reads a .razor file as markup with islands of C#, and tells what a person would see written literally, which styles
/// and handlers stand inline. It knows as much Razor as our pages use.
/// </summary>
internal sealed partial class RazorScanner
{
    private static readonly string[] Void = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];
    private static readonly string[] Directives = ["using", "inject", "inherits", "namespace", "implements", "typeparam", "attribute", "page", "layout"];
    private static readonly string[] Blocks = ["if", "for", "foreach", "while", "switch", "using", "lock", "try"];

    private readonly string _source;
    private readonly List<string> _found = [];
    private int _at;

    private RazorScanner(string source) => _source = source;

    /// <summary>Each finding as "line: what".</summary>
    public static IReadOnlyList<string> Findings(string source)
    {
        var scanner = new RazorScanner(Comments().Replace(source, match => new string('\n', match.Value.Count(c => c == '\n'))));
        while (!scanner.Ended)
        {
            scanner.Markup();
            // A stray closing tag ends Markup; go on behind it.
            scanner._at = Math.Min(scanner._at + 1, scanner._source.Length);
        }

        return scanner._found;
    }

    // Text and elements, until the closing tag of the element around them.
    private void Markup()
    {
        var text = _at;
        while (!Ended)
        {
            if (On("</"))
            {
                Text(text);
                return;
            }

            if (Now == '<' && _at + 1 < _source.Length && (char.IsLetter(_source[_at + 1]) || _source[_at + 1] == '!'))
            {
                Text(text);
                Element();
                text = _at;
            }
            else if (On("@@"))
            {
                _at += 2;
            }
            else if (Now == '@')
            {
                Text(text);
                Razor();
                text = _at;
            }
            else
            {
                _at++;
            }
        }

        Text(text);
    }

    private void Text(int from)
    {
        var text = Entity().Replace(_source[from.._at], "");
        if (text.Any(char.IsLetter))
        {
            Report(from + text.Length - text.TrimStart().Length, $"text \"{text.Trim()}\"");
        }
    }

    private void Report(int at, string what) => _found.Add($"{_source.AsSpan(0, Math.Min(at, _source.Length)).Count('\n') + 1}: {what}");

    private void Element()
    {
        var start = _at;
        if (On("<!"))
        {
            SkipTo('>');
            return;
        }

        _at++;
        var name = Word();
        if (Attributes(name))
        {
            return;
        }

        if (Void.Contains(name))
        {
            return;
        }

        Markup();
        if (!On($"</{name}"))
        {
            throw new FormatException($"<{name}> of line {_source.AsSpan(0, start).Count('\n') + 1} is not closed");
        }

        SkipTo('>');
    }

    // True when the element closes itself.
    private bool Attributes(string element)
    {
        while (!Ended)
        {
            if (On("/>"))
            {
                _at += 2;
                return true;
            }

            if (Now == '>')
            {
                _at++;
                return false;
            }

            if (char.IsWhiteSpace(Now))
            {
                _at++;
                continue;
            }

            var at = _at;
            var name = Word();
            if (name.Length == 0)
            {
                throw new FormatException($"an attribute of <{element}> in line {_source.AsSpan(0, at).Count('\n') + 1} can't be read");
            }

            var value = !Ended && Now == '=' ? Value() : "";
            Judge(at, element, name, value);
        }

        return true;
    }

    private void Judge(int at, string element, string name, string value)
    {
        var literal = Expressions(value);
        if (name == "style")
        {
            Report(at, "a style attribute");
        }
        else if (Handler().IsMatch(name))
        {
            Report(at, $"the inline handler {name}");
        }
        else if (Spoken().IsMatch(name) && literal.Any(char.IsLetter))
        {
            Report(at, $"{name}=\"{value}\" on {element}");
        }
    }

    private string Value()
    {
        _at++;
        var quote = Now;
        var start = ++_at;
        while (!Ended && Now != quote)
        {
            if (On("@@"))
            {
                _at += 2;
            }
            else if (Now == '@')
            {
                Razor();
            }
            else
            {
                _at++;
            }
        }

        return _source[start.._at++];
    }

    // What stands in an attribute beside expressions.
    private static string Expressions(string value)
    {
        var scanner = new RazorScanner(value);
        var rest = "";
        while (!scanner.Ended)
        {
            if (scanner.Now == '@' && !scanner.On("@@"))
            {
                scanner.Razor();
            }
            else
            {
                rest += scanner.Now;
                scanner._at++;
            }
        }

        return rest;
    }

    private void Razor()
    {
        _at++;
        if (Now == '(')
        {
            Balanced('(', ')');
            return;
        }

        if (Now == '{')
        {
            Code();
            return;
        }

        var word = Identifier();
        if (word is "code" or "functions")
        {
            SpaceThen('{');
            Balanced('{', '}');
        }
        else if (Directives.Contains(word) && !SpaceThen('('))
        {
            SkipTo('\n');
        }
        else if (Blocks.Contains(word))
        {
            Block();
        }
        else
        {
            Accesses();
        }
    }

    private void Block()
    {
        if (SpaceThen('('))
        {
            Balanced('(', ')');
        }

        SpaceThen('{');
        Code();
        var behind = _at;
        SpaceThen('\0');
        if (On("else"))
        {
            _at += "else".Length;
            SpaceThen('\0');
            _at += On("if") ? "if".Length : 0;
            Block();
        }
        else
        {
            _at = behind;
        }
    }

    // A code block: C# in which an element may begin where a statement may.
    private void Code()
    {
        _at++;
        var statement = true;
        while (!Ended && Now != '}')
        {
            if (Now == '<' && statement && char.IsLetter(_source[_at + 1]))
            {
                Element();
            }
            else if (Now == '@')
            {
                Razor();
            }
            else if (Now == '{')
            {
                Code();
                statement = true;
            }
            else if (Now is '"' or '\'')
            {
                Literal();
                statement = false;
            }
            else
            {
                statement = char.IsWhiteSpace(Now) ? statement : Now is ';' or ':' or ')';
                _at++;
            }
        }

        _at++;
    }

    // .Name, [index], (arguments), one after the other.
    private void Accesses()
    {
        while (!Ended)
        {
            if (Now == '[')
            {
                Balanced('[', ']');
            }
            else if (Now == '(')
            {
                Balanced('(', ')');
            }
            else if ((Now is '.' || On("?.") || On("!.")) && char.IsLetter(_source.ElementAtOrDefault(_at + (Now == '.' ? 1 : 2))))
            {
                _at += Now == '.' ? 1 : 2;
                Identifier();
            }
            else
            {
                return;
            }
        }
    }

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex("&#?[a-zA-Z0-9]+;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entity();

    [GeneratedRegex("^(on[a-z]+|hx-on.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Handler();

    [GeneratedRegex("^(title|placeholder|alt|aria-label|aria-description|Label|Title|Text|Hint|Placeholder|Error|Note|What|Where|Todo|Message)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spoken();
}
