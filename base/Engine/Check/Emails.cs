using System.Text;

namespace Kith.Engine.Check;

/// <summary>E-mail addresses: found in a cell, checked by what mail systems deliver to (RFC 5321, 5890, 6531), flagged where odd.</summary>
public static class Emails
{
    /// <summary>Longest cell that is read at all, in characters.</summary>
    public const int LongestCell = 2000;

    private const int MostAddresses = 16;

    /// <summary>
    /// The addresses in a cell, in order. Understood around them: mailto:, labels, Name &lt;a@b&gt;, brackets, trailing punctuation,
    /// full-width characters. Empty for a blank cell; a cell without any address gives one refused entry.
    /// </summary>
    public static IReadOnlyList<EmailAddress> Parse(string text)
    {
        if (BlankWords.IsBlankWord(text))
        {
            return [];
        }

        if (text.Length > LongestCell)
        {
            return [Bad("email.too-long")];
        }

        var cell = Fold(text);
        if (cell.Length == 0)
        {
            return [];
        }

        if (cell.AsSpan().Count('@') > 1 && !cell.StartsWith('"') && Several(cell) is { Count: > 1 } several)
        {
            return several;
        }

        return [One(cell)];
    }

    /// <summary>Trims, narrows full-width characters, drops invisible ones at any place; other control characters stay, to be refused.</summary>
    private static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Trim();
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD || (Clean.IsInvisible(rune) && rune.Value > 0x9F))
            {
                continue;
            }

            kept.Append(rune.Value switch
            {
                '。' or '｡' or '．' => new Rune('.'),
                '，' or '、' or '；' or '｜' => new Rune(';'),
                '“' or '”' or '‘' or '’' or '「' or '」' => new Rune(' '),
                '《' or '〈' or '【' => new Rune('<'),
                '》' or '〉' or '】' => new Rune('>'),
                _ => Rune.IsWhiteSpace(rune) && rune.Value is not (0x85 or 0x2028) ? new Rune(' ') : Clean.Narrow(rune),
            });
        }

        var folded = NormalForm.Of(kept.ToString(), NormalizationForm.FormKC).Trim();
        // An ideographic full stop at the end closes a sentence; inside it is a dot of a domain.
        return text.AsSpan().TrimEnd().EndsWith("。") ? folded.TrimEnd('.') : folded;
    }

    private static List<EmailAddress> Several(string cell)
    {
        var found = new List<EmailAddress>();
        foreach (var word in cell.Split([' ', ';', ',', '\n', '\r', '\t', '<', '>'], StringSplitOptions.RemoveEmptyEntries))
        {
            // A slash may be part of an address, so it separates only where it must.
            var parts = word.AsSpan().Count('@') > 1 ? word.Split(['/', '|'], StringSplitOptions.RemoveEmptyEntries) : [word];
            foreach (var part in parts.Where(p => p.Contains('@', StringComparison.Ordinal)).Take(MostAddresses - found.Count))
            {
                found.Add(One(part));
            }
        }

        return found.Exists(e => e.Verdict != Verdict.Bad) ? found : [];
    }

    private static EmailAddress One(string cell)
    {
        var text = EmailText.Unwrap(cell, out var extra);
        var address = EmailText.Judge(text);
        if (address.Verdict == Verdict.Bad && EmailText.AmongWords(text) is { } inner)
        {
            extra = true;
            address = EmailText.Judge(inner);
        }

        return extra && address.Verdict == Verdict.Good ? address with { Verdict = Verdict.Warn, Finding = new Finding("email.extra-text") } : address;
    }

    internal static EmailAddress Bad(string code, string? data = null) => new(null, null, false, Verdict.Bad, new Finding(code, data));
}
