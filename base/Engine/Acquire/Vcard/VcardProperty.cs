namespace Kith.Engine.Acquire;

/// <summary>One property of a card: `item1.TEL;TYPE=CELL:138…`, value still as it is written.</summary>
/// <param name="Line">Physical line on which it begins, from 1.</param>
/// <param name="Group">What ties it to other properties, such as `item1`; empty for none.</param>
/// <param name="Name">In capitals; empty for a line that is no property.</param>
/// <param name="Value">Unfolded, else raw.</param>
internal sealed record VcardProperty(long Line, string Group, string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value)
{
    // What an object costs besides its letters.
    private const int Overhead = 64;

    // Tokens of 2.1 that stand without a name and say how the value is written.
    private static readonly HashSet<string> Encodings = ["quoted-printable", "base64", "8bit", "7bit", "b", "binary", "qp"];

    public string? Parameter(string name)
    {
        foreach (var (key, value) in Parameters)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>How the value is written: `quoted-printable`, `base64`, or empty for plain.</summary>
    public string Encoding
    {
        get
        {
            var said = Parameter("ENCODING") ?? Parameters.FirstOrDefault(p => p.Name.Length == 0 && Encodings.Contains(p.Value.ToLowerInvariant())).Value;
            return said?.ToLowerInvariant() switch
            {
                "quoted-printable" or "qp" => "quoted-printable",
                "base64" or "b" => "base64",
                _ => "",
            };
        }
    }

    /// <summary>The types in small letters, however they are written: `TYPE=a,b`, `TYPE=a;TYPE=b`, `TYPE="a,b"` or bare as in 2.1.</summary>
    public IEnumerable<string> Types => Parameters.Where(p => p.Name is "TYPE" || (p.Name.Length == 0 && !Encodings.Contains(p.Value.ToLowerInvariant())))
        .SelectMany(p => p.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(type => type.ToLowerInvariant());

    /// <summary>About how many characters it weighs in memory, its empty parts included.</summary>
    public long Weight => Overhead + Value.Length + Parameters.Sum(parameter => (long)Overhead + parameter.Name.Length + parameter.Value.Length);

    public bool IsPreferred => Parameter("PREF") is not null || Types.Contains("pref", StringComparer.Ordinal);

    /// <summary>Takes a logical line apart; null when it is no property.</summary>
    public static VcardProperty? Parse(string text, long line)
    {
        var at = 0;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.' or '/'))
        {
            at++;
        }

        if (at == 0 || at == text.Length || text[at] is not (':' or ';'))
        {
            return null;
        }

        var dot = text.IndexOf('.', 0, at);
        var (group, name) = dot < 0 ? ("", text[..at]) : (text[..dot], text[(dot + 1)..at]);
        var parameters = new List<(string, string)>();
        while (at < text.Length && text[at] == ';')
        {
            var end = EndOfParameter(text, at + 1);
            parameters.Add(Parameter(text.AsSpan(at + 1, end - at - 1)));
            at = end;
        }

        return at == text.Length ? null : new VcardProperty(line, group, name.ToUpperInvariant(), parameters, text[(at + 1)..]);
    }

    private static int EndOfParameter(string text, int at)
    {
        var quoted = false;
        for (; at < text.Length && (quoted || text[at] is not (';' or ':')); at++)
        {
            quoted ^= text[at] == '"';
        }

        return at;
    }

    private static (string Name, string Value) Parameter(ReadOnlySpan<char> text)
    {
        var equals = text.IndexOf('=');
        var value = (equals < 0 ? text : text[(equals + 1)..]).Trim().ToString().Replace("\"", "", StringComparison.Ordinal);

        // RFC 6868: what a parameter could not hold otherwise.
        value = value.Contains('^', StringComparison.Ordinal)
            ? value.Replace("^n", "\n", StringComparison.Ordinal).Replace("^'", "\"", StringComparison.Ordinal).Replace("^^", "^", StringComparison.Ordinal)
            : value;
        return (equals < 0 ? "" : text[..equals].Trim().ToString().ToUpperInvariant(), value);
    }
}
