namespace Kith.Engine.Acquire;

/// <summary>The parts of an ADR (RFC 6350, 6.3.1), each on one line.</summary>
internal sealed record VcardAddress(string PostBox, string Extended, string Street, string City, string Province, string Postcode, string Country, string Rest)
{
    public static VcardAddress Read(string[] parts)
    {
        string At(int index) => index < parts.Length ? OneLine(parts[index]) : "";
        return new VcardAddress(At(0), At(1), At(2), At(3), At(4), At(5), At(6), string.Join(' ', parts.Skip(7).Select(OneLine).Where(part => part.Length > 0)));
    }

    public bool IsEmpty => Street.Length + Extended.Length + City.Length + Province.Length + Postcode.Length + Country.Length + PostBox.Length + Rest.Length == 0;

    /// <summary>
    /// As it is written in its country: Chinese and Japanese from large to small without blanks, Korean from large to small,
    /// others from small to large with commas.
    /// </summary>
    public string Written
    {
        get
        {
            if (Has('\uAC00', '\uD7AF'))
            {
                return Joined(" ", Country, Province, City, Street, Extended, PostBox, Rest, Postcode);
            }

            // The country and the postcode have columns of their own; in a Chinese line they only stand in the way.
            return Has('\u3040', '\u9FFF')
                ? Joined("", IsChina ? "" : Country, Province, City == Province ? "" : City, Street, Extended, PostBox, Rest)
                : Joined(", ", PostBox, Street, Extended, City, Joined(" ", Province, Postcode), Country, Rest);
        }
    }

    private bool IsChina => Country.Trim().ToUpperInvariant() is "中国" or "中國" or "中华人民共和国" or "CHINA" or "CN" or "P.R. CHINA" or "PRC";

    private bool Has(char from, char to) => Street.AsSpan().ContainsAnyInRange(from, to) || City.AsSpan().ContainsAnyInRange(from, to) || Province.AsSpan().ContainsAnyInRange(from, to)
        || Extended.AsSpan().ContainsAnyInRange(from, to);

    private static string Joined(string between, params string[] parts) => string.Join(between, parts.Where(part => part.Length > 0));

    private static string OneLine(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return text.TrimEnd(',', ' ');
        }

        var wide = text.AsSpan().ContainsAnyInRange('\u3040', '\u9FFF');
        return string.Join(wide ? "" : ", ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd(',', ' ')));
    }
}
