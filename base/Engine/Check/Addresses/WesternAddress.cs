using System.Text.RegularExpressions;

namespace Kith.Engine.Check;

/// <summary>
/// Addresses of one line (commas or line breaks) in the United States, Canada, Great Britain, Australia, Germany, Austria, Switzerland,
/// France, the Netherlands, Belgium, Spain and Italy. Only what is certain by its place is taken out; all else stays in the rest.
/// </summary>
public static partial class WesternAddress
{
    /// <inheritdoc cref="Addresses.Parse"/>
    public static PostalAddress Parse(string text, string region)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split([',', '\n', '\r', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (lines.Count > 0 && Country().IsMatch(lines[^1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        string? postcode = null, city = null, state = null, road = null, number = null;
        switch (region)
        {
            case "US" or "AU" or "CA":
                TakeStateAndCode(lines, region, ref postcode, ref state, ref city);
                break;
            case "GB" or "IE":
                if (lines.Count > 0 && BritishCode().Match(lines[^1]) is { Success: true } code)
                {
                    postcode = code.Value.ToUpperInvariant();
                    Remove(lines, lines.Count - 1, code);
                    city = lines.Count > 1 ? TakeLast(lines) : null;
                }

                break;
            default:
                TakeCodeAndCity(lines, region, ref postcode, ref city, ref state);
                break;
        }

        var form = region is "US" or "CA" or "AU" or "GB" or "IE" or "FR" ? NumberFirst() : NumberLast();
        for (var i = 0; i < lines.Count && road is null; i++)
        {
            if (form.Match(lines[i]) is { Success: true } street)
            {
                (number, road) = (street.Groups["number"].Value, street.Groups["road"].Value.Trim());
                Remove(lines, i, street);
            }
            else if (region is "ES" or "IT" && i + 1 < lines.Count && RoadWord().IsMatch(lines[i]) && BareNumber().IsMatch(lines[i + 1]))
            {
                // Via Roma, 12
                (road, number) = (lines[i], lines[i + 1]);
                lines.RemoveRange(i, 2);
            }
        }

        var rest = lines.Count == 0 ? null : string.Join(", ", lines);
        var certain = (postcode is null ? 0 : 0.4) + (city is null ? 0 : 0.3) + (road is null ? 0 : 0.25);
        return new PostalAddress(region, state, city, null, null, null, null, road, number, rest, postcode, certain, certain == 0 ? [new Finding("address.not-found")] : []);
    }

    /// <summary>Springfield, IL 62704; Toronto ON M5V 2T6; Sydney NSW 2000.</summary>
    private static void TakeStateAndCode(List<string> lines, string region, ref string? postcode, ref string? state, ref string? city)
    {
        var form = region switch { "US" => AmericanEnd(), "CA" => CanadianEnd(), _ => AustralianEnd() };
        if (lines.Count == 0)
        {
            return;
        }

        // Toronto, ON, M5V 2T6
        var end = lines[^1];
        var taken = 1;
        var match = form.Match(end);
        if (!match.Success && lines.Count > 1)
        {
            end = $"{lines[^2]} {lines[^1]}";
            taken = 2;
            match = form.Match(end);
        }

        if (!match.Success)
        {
            return;
        }

        postcode = match.Groups["code"].Success ? match.Groups["code"].Value.ToUpperInvariant() : null;
        state = match.Groups["state"].Value.ToUpperInvariant();
        lines.RemoveRange(lines.Count - taken, taken);
        var before = end[..match.Index].Trim();
        city = before.Length > 0 && lines.Count > 0 && !before.AsSpan().ContainsAnyInRange('0', '9') ? before : before.Length == 0 && lines.Count > 1 ? TakeLast(lines) : null;
        if (before.Length > 0 && city is null)
        {
            // No comma before the city: where the street ends is not certain.
            lines.Add(before);
        }
    }

    /// <summary>10115 Berlin; 75001 Paris; 1012 AB Amsterdam; 28013 Madrid; 00184 Roma RM.</summary>
    private static void TakeCodeAndCity(List<string> lines, string region, ref string? postcode, ref string? city, ref string? state)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (CodeAndCity().Match(lines[i]) is not { Success: true } match || !IsCodeOf(region, match.Groups["code"].Value) || (match.Index > 0 && i > 0))
            {
                continue;
            }

            postcode = match.Groups["code"].Value.ToUpperInvariant();
            city = match.Groups["city"].Value.Trim();
            if (region == "IT" && ItalianProvince().Match(city) is { Success: true } province)
            {
                state = province.Groups["province"].Value;
                city = city[..province.Index].Trim();
            }

            Remove(lines, i, match);
            return;
        }
    }

    private static bool IsCodeOf(string region, string code) => region switch
    {
        "NL" => code.Length >= 6,
        "AT" or "CH" or "BE" or "LU" or "DK" or "NO" => code.Length == 4,
        "DE" or "FR" or "ES" or "IT" => code.Length == 5,
        _ => code.Length >= 4,
    };

    private static string TakeLast(List<string> lines)
    {
        var last = lines[^1];
        lines.RemoveAt(lines.Count - 1);
        return last;
    }

    private static void Remove(List<string> lines, int line, Match match)
    {
        var left = (lines[line][..match.Index].Trim() + " " + lines[line][(match.Index + match.Length)..].Trim()).Trim();
        if (left.Length == 0)
        {
            lines.RemoveAt(line);
        }
        else
        {
            lines[line] = left;
        }
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(USA?|U\.S\.A\.?|United States( of America)?|Canada|Australia|UK|United Kingdom|England|Great Britain|Deutschland|Germany|Österreich|Austria|Schweiz|Switzerland|France|Nederland|(The )?Netherlands|Belgi(um|ë|que)|España|Spain|Italia|Italy|Ireland)\.?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Country();

    [GeneratedRegex(@"\b(?<state>A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\.?\s+(?<code>\d{5}(-\d{4})?)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AmericanEnd();

    [GeneratedRegex(@"\b(?<state>AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)\s+(?<code>[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CanadianEnd();

    [GeneratedRegex(@"\b(?<state>NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+(?<code>\d{4})$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AustralianEnd();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BritishCode();

    [GeneratedRegex(@"(?<![\d\p{L}])((D|F|A|CH|B|NL|I|E)-)?(?<code>\d{4}\s?[A-Z]{2}(?=\s)|\d{4,5})\s+(?<city>\p{L}[\p{L}\s.'()/-]{1,40})$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeAndCity();

    [GeneratedRegex(@"\s\(?(?<province>[A-Z]{2})\)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ItalianProvince();

    [GeneratedRegex(@"^(?<number>\d{1,6}(\s?[A-Z](?=\s))?([-/]\d{1,5})?(\s(bis|ter))?)\s*,?\s+(?<road>[\p{L}\d][\p{L}\d\s.'’-]{2,50}?)(?=$|\s+(Apt|Suite|Ste|Unit|Floor|Fl|#))", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberFirst();

    [GeneratedRegex(@"^(?<road>\p{L}[\p{L}\d\s.'’/-]{2,50}?)\s+(n[.º°]?\s*)?(?<number>\d{1,5}\s?([a-z](?![\p{L}]))?([-/+]\s?\d{1,4}[a-z]?)?)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberLast();

    [GeneratedRegex(@"^(via|viale|piazza|corso|largo|calle|c/|avenida|avda|av|plaza|paseo|rambla|camino|carrer)\b", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoadWord();

    [GeneratedRegex(@"^(n[.º°]?\s*)?\d{1,5}\s?[a-z]?$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareNumber();
}
