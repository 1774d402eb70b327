using System.Globalization;

namespace Kith.Engine.Acquire;

/// <summary>What a first pass over a file of cards finds: its columns and what to tell about it.</summary>
/// <param name="Encoding">How its text is written.</param>
/// <param name="Encodings">That, and others that the bytes allow.</param>
/// <param name="Shape">The columns; every row is data.</param>
/// <param name="Cards">Cards begun, which is how many rows there will be.</param>
public sealed record VcardSurvey(string Encoding, IReadOnlyList<string> Encodings, TableShape Shape, long Cards, IReadOnlyList<TableFinding> Findings)
{
    private const int MostOfAKind = 20;
    private const int NamesTold = 20;

    /// <summary>Reads the whole file once.</summary>
    /// <param name="seekable">The file, from its start.</param>
    /// <param name="saidEncoding">What the user said; null = find out.</param>
    /// <exception cref="TableRefusedException">`table.empty` when there is no card, `encoding.unknown`.</exception>
    public static VcardSurvey Take(Stream seekable, string? saidEncoding = null, ReadLimits? limits = null)
    {
        var guesses = EncodingDetection.Detect(TextSample.Take(seekable));
        var encoding = saidEncoding is null ? guesses[0].Encoding : EncodingNames.Canonical(saidEncoding) ?? throw new TableRefusedException("encoding.unknown", data: saidEncoding);
        var reader = new VcardReader(seekable, encoding, [], limits);
        var most = new Dictionary<string, int>(StringComparer.Ordinal);
        var ignored = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long cards = 0, media = 0;
        while (reader.NextCard() is { } card)
        {
            cards++;
            media += card.Media;
            foreach (var name in card.Ignored)
            {
                // Names of one's own are endless; the rest is counted under one sign.
                var known = ignored.ContainsKey(name) || ignored.Count < NamesTold ? name : "…";
                ignored[known] = ignored.GetValueOrDefault(known) + 1;
            }

            Count(card, most);
        }

        if (cards == 0)
        {
            throw new TableRefusedException("table.empty");
        }

        var headings = most.OrderBy(pair => VcardHeadings.Rank(pair.Key)).ThenBy(pair => VcardHeadings.Plain(pair.Key) == pair.Key ? 1 : 0)
            .SelectMany(pair => Enumerable.Range(1, pair.Value).Select(number => VcardReader.Numbered(pair.Key, number))).ToList();
        return new VcardSurvey(
            encoding,
            [encoding, .. guesses.Select(guess => guess.Encoding).Where(other => other != encoding)],
            new TableShape(0, 0, 0, 1, headings.Count == 0 ? [VcardHeadings.Name] : headings, 1),
            cards,
            [.. FindingsOf(reader, media, ignored)]);
    }

    private static void Count(VcardCard card, Dictionary<string, int> most)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (heading, _) in card.Values)
        {
            var column = Column(heading, most);
            var count = counts[column] = counts.GetValueOrDefault(column) + 1;
            if (count <= MostOfAKind)
            {
                most[column] = Math.Max(most.GetValueOrDefault(column), count);
            }
        }
    }

    private static string Column(string heading, Dictionary<string, int> most)
    {
        if (!heading.EndsWith(')') || most.ContainsKey(heading))
        {
            return heading;
        }

        var plain = VcardHeadings.Plain(heading);
        return most.Keys.Count(known => known.EndsWith(')') && VcardHeadings.Plain(known) == plain) < VcardHeadings.MostLabels ? heading : plain;
    }

    private static IEnumerable<TableFinding> FindingsOf(VcardReader reader, long media, SortedDictionary<string, long> ignored)
    {
        if (reader.Fallback is { } fallback)
        {
            yield return new TableFinding("encoding.mixed", 0, 0, fallback);
        }

        if (reader.Outside is { Count: > 0 } outside)
        {
            yield return new TableFinding("vcard.text-outside", outside.First, 0, outside.Count.ToString(CultureInfo.InvariantCulture));
        }

        if (media > 0)
        {
            yield return new TableFinding("vcard.media-ignored", 0, 0, media.ToString(CultureInfo.InvariantCulture));
        }

        if (ignored.Count > 0)
        {
            yield return new TableFinding("vcard.properties-ignored", 0, 0, string.Join(", ", ignored.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ×{pair.Value}"))));
        }
    }
}
