namespace Kith.Engine.Check;

/// <summary>Chinese addresses, as lists have them: parts missing, short, without separators, traditional, with the wider part last.</summary>
public static class ChineseAddress
{
    private static readonly string[] _labels = ["收货地址", "详细地址", "联系地址", "通讯地址", "公司地址", "办公地址", "注册地址", "家庭住址", "住址", "地址", "邮寄地址"];

    /// <summary>
    /// Takes an address apart. Divisions that exist no longer are mapped to those that have their ground today, each with a finding;
    /// a name that several places have stays open unless the text, or else <paramref name="hints"/>, decide.
    /// </summary>
    /// <inheritdoc cref="Addresses.Parse"/>
    public static PostalAddress Parse(string text, DateOnly? asOf = null, AddressHints? hints = null)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF'))
        {
            return PinyinAddress.Parse(text, hints);
        }

        Span<char> folded = text.Length <= Addresses.LongestText ? stackalloc char[text.Length] : new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = Divisions.Fold(text[i]);
        }

        var (body, postcode) = Body(folded);
        ReadOnlySpan<char> read = folded[..body.End.Value];
        var from = body.Start.Value;
        var reader = new DivisionReader(read, asOf);
        reader.Read(from);
        if (!reader.Found)
        {
            reader.Search();
        }

        if (reader is { City: >= 0, County: < 0, Open: null, DisagreesAt.End.Value: 0 })
        {
            reader.SearchCounty();
        }

        var hinted = false;
        if (hints is not null && reader.City < 0 && AddressHint.Resolve(hints) is { City: >= 0 } or { Province: >= 0 })
        {
            hinted = Decide(ref reader, read, from, asOf, AddressHint.Resolve(hints));
        }

        return Write(text, folded, reader, from, body.End.Value, postcode, hinted, asOf);
    }

    /// <summary>Where the address itself lies, without a label before it and a postcode at either end.</summary>
    private static (Range Body, string? Postcode) Body(ReadOnlySpan<char> text)
    {
        var start = Trim(text, 0);
        foreach (var label in _labels)
        {
            if (text[start..].StartsWith(label))
            {
                start = Trim(text, start + label.Length);
                break;
            }
        }

        var end = text.Length;
        if (Postcode(text[start..]) && (start + 6 == end || !char.IsAsciiDigit(text[start + 6])))
        {
            return (Trim(text, start + 6)..end, text.Slice(start, 6).ToString());
        }

        var tail = text.TrimEnd(" )）]】。.");
        if (tail.Length - 6 > start && Postcode(tail[^6..]) && tail[..^6].TrimEnd(" (（[:：") is var before && before.Length > start
            && (before.Length < tail.Length - 6 || before.EndsWith("邮编")) && !char.IsAsciiDigit(before[^1]) && before[^1] != '-')
        {
            var code = tail[^6..].ToString();
            before = before.EndsWith("邮编") ? before[..^2] : before.EndsWith("邮政编码") ? before[..^4] : before;
            return (start..before.TrimEnd(" (（[,，;；").Length, code);
        }

        return (start..end, null);
    }

    private static bool Postcode(ReadOnlySpan<char> text) => text.Length >= 6 && text[0] is >= '0' and <= '8' && !text[..6].ContainsAnyExceptInRange('0', '9');

    private static int Trim(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && AddressWords.IsGap(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Lets the rest of the row decide what the address leaves open; whether it did.</summary>
    private static bool Decide(ref DivisionReader reader, ReadOnlySpan<char> text, int from, DateOnly? asOf, AddressHint hint)
    {
        if (reader.Province >= 0 && hint.Province >= 0 && reader.Province != hint.Province)
        {
            return false;
        }

        if (reader.Open is { } open)
        {
            var left = open.FindAll(o => hint.City >= 0 ? Divisions.CityOf(o) == hint.City : Divisions.Of(o).Province == hint.Province);
            reader.Narrow(left);
            return left.Count > 0;
        }

        // Read again as if the city stood before it, so that short names count.
        var again = new DivisionReader(text, asOf);
        again.Settle(hint.City >= 0 ? hint.City : hint.Province, inferred: false);
        again.Read(from);
        if (again.DisagreesAt.End.Value > 0)
        {
            return false;
        }

        reader = again;
        return true;
    }

    private static PostalAddress Write(string text, ReadOnlySpan<char> folded, scoped in DivisionReader reader, int from, int end, string? postcode, bool hinted, DateOnly? asOf)
    {
        var findings = new List<Finding>(0);
        if (reader.Retired is { } retired)
        {
            findings.Add(new Finding("address.division-retired", $"{retired.Name}|{retired.Year}|{string.Join(',', retired.Successors.Select(s => Divisions.Of(s).Name))}"));
        }
        else if (reader.Split.Parts is { } parts && asOf is { } day && day.Year < reader.Split.Year)
        {
            findings.Add(new Finding("address.division-retired", $"{Divisions.Of(reader.County).Name}|{reader.Split.Year}|{string.Join(',', parts.Select(s => Divisions.Of(s).Name))}"));
        }

        if (reader.Open is { } open && reader.Retired is null)
        {
            findings.Add(new Finding("address.division-ambiguous", string.Join('|', open.Select(FullName))));
        }

        if (reader.DisagreesAt.End.Value > 0)
        {
            findings.Add(new Finding("address.parts-disagree", text[reader.DisagreesAt]));
        }

        var zone = Part(text, reader.ZoneAt);
        if (zone is not null && reader.County < 0)
        {
            findings.Add(new Finding("address.zone", zone));
        }

        if (hinted)
        {
            findings.Add(new Finding("address.from-hint"));
        }

        if (!reader.Found)
        {
            findings.Add(new Finding("address.not-found"));
        }

        // A name with several places is a name all the same; a retired one is not today's.
        var district = reader.County >= 0 ? Divisions.Of(reader.County).Name : reader.Open is not null && reader.Retired is null && Divisions.Of(reader.Open[0]).Level == DivisionLevel.County ? Divisions.Of(reader.Open[0]).Name : null;
        var province = reader.Province >= 0 ? reader.Province : Common(reader.Open, o => Divisions.Of(o).Province);
        var city = reader.City >= 0 ? reader.City : Common(reader.Open, Divisions.CityOf);
        var town = reader.Town >= 0 ? Divisions.Of(reader.Town).Name : Part(text, reader.TownAt);
        var at = reader.Start < 0 && !hinted ? from : Math.Max(reader.Position, from);
        var street = StreetPart.Read(text.AsSpan(at, Math.Max(0, end - at)), folded[at..Math.Max(at, end)]);
        var first = reader.Skip(from);
        var before = reader.Start > first ? text[first..reader.Start].TrimEnd(' ', ',', '，', '(', '（', '-') : "";
        before = reader.Between.End.Value > 0 ? $"{before} {text[reader.Between]}".Trim(' ', ',', '，', ':', '：') : before;
        var rest = before.Length == 0 ? street.Remaining : street.Remaining is null ? before : $"{before} {street.Remaining}";
        return new PostalAddress("CN", Name(province), province >= 0 && Divisions.Of(province).Code is "81" or "82" ? Name(province) : Name(city), district, Code(reader.County, city, province), town, zone, street.Road, street.Number, rest,
            postcode, Confidence(reader, hinted), findings);
    }

    private static double Confidence(scoped in DivisionReader reader, bool hinted)
    {
        if (!reader.Found)
        {
            return 0;
        }

        var sure = reader.Open is not null ? 0.5 : reader.County >= 0 ? 0.98 : reader.City >= 0 ? 0.95 : 0.9;
        sure -= (reader.AnyShort ? 0.06 : 0) + (reader.Inferred ? 0.08 : 0) + (reader.Retired is null ? 0 : 0.03) + (hinted ? 0.1 : 0);
        return Math.Round(reader.DisagreesAt.End.Value > 0 ? Math.Min(sure, 0.4) : sure, 2);
    }

    private static string? Name(int number) => number >= 0 ? Divisions.Of(number).Name : null;

    private static string? Part(string text, Range at) => at.End.Value > 0 ? text[at] : null;

    internal static string? Code(int county, int city, int province)
    {
        var code = county >= 0 ? Divisions.Of(county).Code : city >= 0 ? Divisions.Of(city).Code : province >= 0 ? Divisions.Of(province).Code : "";
        var whole = province >= 0 ? Divisions.Of(province).Code : "";
        // GB/T 2260 has one code for each of these, whatever lies below.
        return code.Length == 0 ? null : whole is "71" or "81" or "82" || (county < 0 && whole is "11" or "12" or "31" or "50") ? whole + "0000" : code.PadRight(6, '0');
    }

    private static int Common(List<int>? open, Func<int, int> of) => open is { Count: > 0 } && open.TrueForAll(o => of(o) == of(open[0])) ? of(open[0]) : -1;

    private static string FullName(int number)
    {
        var city = Divisions.CityOf(number);
        var province = Divisions.Of(Divisions.Of(number).Province).Name;
        return province + (city >= 0 && city != number && Divisions.Of(city).Name != province ? Divisions.Of(city).Name : "") + Divisions.Of(number).Name;
    }
}
