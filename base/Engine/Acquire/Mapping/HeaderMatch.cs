namespace Kith.Engine.Acquire.Mapping;

/// <summary>Which fields a heading names, and how surely.</summary>
internal static class HeaderMatch
{
    private const int LongestPhrase = 6;
    private static readonly Dictionary<string, List<(string Field, double Weight)>> Words = Build();

    // Words that say nothing when they trail a head: `E-mail 1 - Value`, 电话号码信息.
    private static readonly HashSet<string> Trailing = ["value", "formatted", "work", "home", "primary", "main", "info", "information", "personal", "business", "mobile", "is", "no", "number", "required", "optional", "geschaftlich", "geschaftl", "dienstlich", "privat", "zentrale"];
    private static readonly string[] TrailingZh = ["信息", "资料", "是", "为", "必填", "选填"];

    /// <summary>Field and weight (0 to 1) for each field that the heading may mean; empty when it means none of ours.</summary>
    public static Dictionary<string, double> Fields(HeaderText header)
    {
        var found = new Dictionary<string, double>();
        if (SpeaksOfOthers(header) && !Known(header))
        {
            return found;
        }

        foreach (var reading in header.Readings)
        {
            foreach (var (field, weight) in Read(reading.Key).Where(f => f.Field != FieldWords.Decoy))
            {
                found[field] = Math.Max(found.GetValueOrDefault(field), weight * reading.Weight);
            }
        }

        return found;
    }

    /// <summary>Whether the heading speaks of somebody else or of an event, so that its values must not speak for it either.</summary>
    public static bool SpeaksOfOthers(HeaderText header) =>
        Array.Exists(FieldWords.StrangersZh, w => header.Plain.Contains(w, StringComparison.Ordinal)) || header.Plain.Split(' ').Any(FieldWords.Strangers.Contains);

    /// <summary>Whether the heading is one that names a person here and a company there.</summary>
    public static bool IsPersonOrCompany(HeaderText header) => header.Readings.Any(r => r.Weight > 0.9 && FieldWords.PersonOrCompany.Contains(StripPolite(r.Key)));

    public static bool IsMeaningless(HeaderText header) =>
        header.Readings.All(r => FieldWords.Meaningless.Contains(r.Key) || r.Key.Length == 1 && char.IsAsciiLetter(r.Key[0]));

    // A whole heading that stands in the table is meant, even if one of its words alone would point elsewhere.
    private static bool Known(HeaderText header) => header.Readings.Any(r => r.Weight >= 0.97 && Words.ContainsKey(r.Key));

    private static IEnumerable<(string Field, double Weight)> Read(string key)
    {
        key = StripPolite(key);
        if (Words.TryGetValue(key, out var exact))
        {
            return exact;
        }

        return key.Length == 0 ? [] : HeaderText.IsWide(key[^1]) ? ReadWide(key) : ReadLatin(key);
    }

    /// <summary>Chinese puts the head last: the longest known ending, judged by what stands before it.</summary>
    private static IEnumerable<(string Field, double Weight)> ReadWide(string key)
    {
        // One character alone is a head only when it is the whole heading: 名 in 品名 is no name.
        for (var start = 1; start < key.Length - 1; start++)
        {
            var head = key[start..];
            if (Words.TryGetValue(head, out var fields))
            {
                var rest = Unqualified(key[..start].Replace(" ", "", StringComparison.Ordinal));
                var weight = rest.Length == 0 ? 0.95 : FieldWords.GeneralHeads.Contains(head) ? 0 : 0.72;
                return weight == 0 ? [] : fields.Select(f => (f.Field, f.Weight * weight));
            }
        }

        return [];
    }

    private static IEnumerable<(string Field, double Weight)> ReadLatin(string key)
    {
        var words = key.Split(' ');
        var end = words.Length;
        while (true)
        {
            for (var start = Math.Max(0, end - LongestPhrase); start < end; start++)
            {
                var head = string.Join(' ', words[start..end]);
                if (Words.TryGetValue(head, out var fields))
                {
                    var known = words[..start].All(FieldWords.Qualifiers.Contains);
                    var weight = start == 0 ? 0.97 : known ? 0.95 : FieldWords.GeneralHeads.Contains(head) ? 0 : 0.7;
                    return weight == 0 ? [] : fields.Select(f => (f.Field, f.Weight * weight));
                }
            }

            if (end <= 1 || !Trailing.Contains(words[end - 1]))
            {
                return [];
            }

            end--;
        }
    }

    private static string Unqualified(string prefix)
    {
        while (prefix.Length > 0 && FieldWords.QualifiersZh.Where(q => prefix.StartsWith(q, StringComparison.Ordinal)).MaxBy(q => q.Length) is { } word)
        {
            prefix = prefix[word.Length..];
        }

        return prefix;
    }

    private static string StripPolite(string key)
    {
        foreach (var polite in (string[])["您的", "你的", "请输入", "请填写"])
        {
            key = key.StartsWith(polite, StringComparison.Ordinal) && key.Length > polite.Length ? key[polite.Length..] : key;
        }

        foreach (var trailing in TrailingZh)
        {
            key = key.EndsWith(trailing, StringComparison.Ordinal) && key.Length > trailing.Length + 1 && !Words.ContainsKey(key) ? key[..^trailing.Length] : key;
        }

        return key;
    }

    private static Dictionary<string, List<(string Field, double Weight)>> Build()
    {
        var words = new Dictionary<string, List<(string Field, double Weight)>>();
        foreach (var (field, list) in FieldWords.Table)
        {
            foreach (var entry in list.Split('|'))
            {
                var at = entry.IndexOf('@');
                var weight = at < 0 ? 1 : double.Parse(entry.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture);
                var key = HeaderText.Key(at < 0 ? entry : entry[..at]);
                if (!words.TryGetValue(key, out var fields))
                {
                    words[key] = fields = [];
                }

                if (!fields.Exists(f => f.Field == field))
                {
                    fields.Add((field, weight));
                }
            }
        }

        return words;
    }
}
