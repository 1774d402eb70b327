namespace Kith.Engine.Check;

/// <summary>
/// The form of a code, written as the code itself is: n any digit, d a digit from 1 to 9, a a capital letter, c a capital
/// letter or digit; all else stands for itself, and blanks and hyphens only for the usual writing.
/// </summary>
internal static class CodeForm
{
    /// <summary>Whether a code without blanks and hyphens has this form.</summary>
    public static bool Fits(string form, ReadOnlySpan<char> dense)
    {
        var at = 0;
        foreach (var token in form)
        {
            if (token is ' ' or '-')
            {
                continue;
            }

            if (at == dense.Length || !Fits(token, dense[at++]))
            {
                return false;
            }
        }

        return at == dense.Length;
    }

    /// <summary>A code that has this form, with the form's blanks and hyphens.</summary>
    public static string Write(string form, ReadOnlySpan<char> dense)
    {
        Span<char> written = stackalloc char[form.Length];
        var at = 0;
        for (var i = 0; i < form.Length; i++)
        {
            written[i] = form[i] is ' ' or '-' ? form[i] : dense[at++];
        }

        return written.ToString();
    }

    private static bool Fits(char token, char c) => token switch
    {
        'n' => char.IsAsciiDigit(c),
        'd' => c is >= '1' and <= '9',
        'a' => char.IsAsciiLetterUpper(c),
        'c' => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c),
        _ => token == c,
    };
}
