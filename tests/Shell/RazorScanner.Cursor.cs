namespace Kith.Tests.Shell;

/// <content>Steps over the source.</content>
internal sealed partial class RazorScanner
{
    private bool Ended => _at >= _source.Length;

    private char Now => _source[_at];

    private bool On(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void Balanced(char open, char close)
    {
        var depth = 0;
        do
        {
            if (Now is '"' or '\'')
            {
                Literal();
                continue;
            }

            if (On("//"))
            {
                SkipTo('\n');
                continue;
            }

            depth += Now == open ? 1 : Now == close ? -1 : 0;
            _at++;
        }
        while (!Ended && depth > 0);
    }

    private void Literal()
    {
        if (On("\"\"\""))
        {
            _at = Math.Min(_source.IndexOf("\"\"\"", _at + 3, StringComparison.Ordinal) + 3, _source.Length);
            return;
        }

        var quote = Now;
        for (_at++; !Ended && Now != quote; _at++)
        {
            _at += Now == '\\' ? 1 : 0;
        }

        _at++;
    }

    private void SkipTo(char end)
    {
        while (!Ended && Now != end)
        {
            _at++;
        }

        _at++;
    }

    // Over white space; whether the sign stands there.
    private bool SpaceThen(char sign)
    {
        while (!Ended && char.IsWhiteSpace(Now))
        {
            _at++;
        }

        return !Ended && Now == sign;
    }

    private string Identifier() => Take(c => char.IsLetterOrDigit(c) || c == '_');

    private string Word() => Take(c => !char.IsWhiteSpace(c) && c is not ('=' or '>' or '/'));

    private string Take(Func<char, bool> belongs)
    {
        var start = _at;
        while (!Ended && belongs(Now))
        {
            _at++;
        }

        return _source[start.._at];
    }
}
