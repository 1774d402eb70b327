using System.Collections;

namespace Kith.Engine.Acquire;

/// <summary>
/// Reads the cards of a file (vCard 2.1, 3.0, 4.0: RFC 2426, RFC 6350, and what phones make of them) as the rows of a table,
/// one card after the other with bounded memory. A broken card is a row with its problem: there are as many rows as cards.
/// </summary>
/// <remarks>The columns are found by <see cref="VcardSurvey"/>. One pass only; not safe for several threads.</remarks>
public sealed class VcardReader : IEnumerable<TableRow>, IDisposable
{
    private readonly Stream stream;
    private readonly TextSource source;
    private readonly VcardLines lines;
    private readonly ReadLimits limits;
    private readonly string encoding;
    private readonly Dictionary<string, List<int>> columns = new(StringComparer.Ordinal);
    private readonly int width;
    private bool inCard;
    private long cardLine;

    /// <summary>Starts reading at the stream's position.</summary>
    /// <param name="headings">The columns that the survey found.</param>
    public VcardReader(Stream stream, string encoding, IReadOnlyList<string> headings, ReadLimits? limits = null)
    {
        this.stream = stream;
        this.encoding = encoding;
        this.limits = limits ?? ReadLimits.Default;
        source = new TextSource(stream, encoding, null, this.limits.MaxFindings);
        lines = new VcardLines(source, this.limits);
        width = headings.Count;
        for (var column = 0; column < headings.Count; column++)
        {
            var heading = WithoutNumber(headings[column]);
            if (!columns.TryGetValue(heading, out var places))
            {
                columns[heading] = places = [];
            }

            places.Add(column);
        }
    }

    /// <summary>Bytes decoded so far, up to 128 KiB ahead of the card last given.</summary>
    public long BytesRead => source.BytesDecoded;

    /// <summary>The encoding of lines that were not in the file's own, null while there was none.</summary>
    internal string? Fallback => source.Fallback;

    /// <summary>Lines outside of any card, and the first of them.</summary>
    internal (long Count, long First) Outside { get; private set; }

    public IEnumerator<TableRow> GetEnumerator()
    {
        while (NextCard() is { } card)
        {
            yield return Row(card);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => stream.Dispose();

    /// <summary>The heading of the n-th value of a kind, from 1.</summary>
    internal static string Numbered(string heading, int number) =>
        number == 1 ? heading : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{heading} {number}");

    /// <summary>The next card with its values, or null at the end of the file.</summary>
    internal VcardCard? NextCard()
    {
        VcardCard? card = inCard ? new VcardCard(encoding) : null;
        var (agents, weight) = (0, 0L);
        var agentAhead = false;
        lines.Version21 = false;
        if (card is not null)
        {
            Line = cardLine;
        }

        while (lines.Next(out var tooLong) is { } property)
        {
            var begins = property.Name == "BEGIN" && property.Value.Trim().Equals("VCARD", StringComparison.OrdinalIgnoreCase);
            var ends = property.Name == "END" && property.Value.Trim().Equals("VCARD", StringComparison.OrdinalIgnoreCase);
            if (card is null)
            {
                if (!begins)
                {
                    Outside = (Outside.Count + 1, Outside.First == 0 ? property.Line : Outside.First);
                    continue;
                }

                card = new VcardCard(encoding);
                Line = property.Line;
            }
            else if (begins && !agentAhead)
            {
                // The one before was never ended; this one is read next.
                (inCard, cardLine) = (true, property.Line);
                return Settled(card, "vcard.not-ended");
            }
            else if (begins || agents > 0)
            {
                // The card of an agent lies within its master's: no customer of this list.
                agents += begins ? 1 : ends ? -1 : 0;
                agentAhead = false;
            }
            else if (ends)
            {
                inCard = false;
                return Settled(card, null);
            }
            else
            {
                agentAhead = property is { Name: "AGENT", Value: "" };
                weight += property.Weight;
                if (tooLong && !VcardLines.Media.Contains(property.Name))
                {
                    card.Note("table.cell-too-long");
                }

                if (weight > limits.MaxRowChars)
                {
                    card.Note("vcard.too-long");
                    continue;
                }

                card.Add(property);
                lines.Version21 = card.Version21;
            }
        }

        inCard = false;
        return card is null ? null : Settled(card, "vcard.not-ended");
    }

    /// <summary>The line on which the card last given begins.</summary>
    internal long Line { get; private set; }

    private static VcardCard Settled(VcardCard card, string? problem)
    {
        if (problem is not null)
        {
            card.Note(problem);
        }

        card.Settle();
        return card;
    }

    private TableRow Row(VcardCard card)
    {
        var cells = new string[width];
        Array.Fill(cells, "");
        var further = new SortedDictionary<int, List<string>>();
        foreach (var (heading, value) in card.Values)
        {
            var places = columns.GetValueOrDefault(heading) ?? columns.GetValueOrDefault(VcardHeadings.Plain(heading));
            if (places is null)
            {
                card.Note("row.too-many-cells");
                continue;
            }

            var place = places.FindIndex(column => cells[column].Length == 0);
            if (place >= 0)
            {
                cells[places[place]] = value;
            }
            else
            {
                (further.TryGetValue(places[^1], out var list) ? list : further[places[^1]] = []).Add(value);
            }
        }

        // More of a kind than there are columns: together in the last, as people write them.
        foreach (var (column, values) in further)
        {
            cells[column] = string.Join(" / ", values.Prepend(cells[column]));
        }

        return new TableRow(Line, cells, card.Problem);
    }

    private static string WithoutNumber(string heading)
    {
        var blank = heading.LastIndexOf(' ');
        return blank > 0 && blank < heading.Length - 1 && !heading.AsSpan(blank + 1).ContainsAnyExceptInRange('0', '9') ? heading[..blank] : heading;
    }
}
