using Kith.Engine.Keep;

namespace Kith.Engine.Check;

/// <summary>Names of people, taken apart and compared.</summary>
public static class PersonNames
{
    /// <summary>Longest text that is taken apart, in characters.</summary>
    public const int LongestName = 120;

    /// <summary>Takes a name apart. A text that can't be taken apart comes back whole as given name, with little confidence.</summary>
    /// <param name="culture">
    /// ISO 639-1 language (es, fr, de, ja, zh …) of the list, or null. Needed for two surnames in Spanish and for M. in French;
    /// all else is told by the name itself.
    /// </param>
    public static PersonName Read(string text, string? culture = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = Clean.Text(text);
        if (clean.Length is 0 or > LongestName)
        {
            return PersonName.Unread(clean, 0);
        }

        var note = (string?)null;
        var open = clean.IndexOfAny(['(', '（', '[', '【']);
        var close = clean.IndexOfAny([')', '）', ']', '】']);
        if (open >= 0 && close > open && (open > 0 || close < clean.Length - 1))
        {
            note = clean[(open + 1)..close].Trim();
            clean = $"{clean[..open]} {clean[(close + 1)..]}".Trim();
        }

        var han = clean.Count(IsHan);
        var name = han == 0 ? HangulOrLatin(clean, culture)
            : clean.Any(char.IsAsciiLetter) ? Mixed(clean, culture)
            : HanName.Read(clean, culture);
        return note is null || note.Length == 0 ? name : name with { Note = name.Note is null ? note : $"{name.Note} {note}" };
    }

    /// <summary>
    /// Whether two names can be one person's. Order, case, width, accents, traditional characters and forms of address don't matter;
    /// nicknames are not known.
    /// </summary>
    public static NameAgreement Same(string a, string b)
    {
        var (one, other) = (Key(Read(a)), Key(Read(b)));
        if (one.Whole.Length == 0 || other.Whole.Length == 0)
        {
            return one.Whole.Length == other.Whole.Length && Fold.Text(a) == Fold.Text(b) ? NameAgreement.Agree : NameAgreement.Different;
        }

        if (one.Whole == other.Whole || (one.Tokens.Length > 1 && one.Tokens.Order(StringComparer.Ordinal).SequenceEqual(other.Tokens.Order(StringComparer.Ordinal))))
        {
            return NameAgreement.Agree;
        }

        if (one.IsHan != other.IsHan)
        {
            var (hanzi, latin) = one.IsHan ? (one, other) : (other, one);
            return SoundsLike(hanzi, latin) ? NameAgreement.Compatible : NameAgreement.Different;
        }

        if (one.Family.Length > 0 && one.Family == other.Family)
        {
            return one.Given.Length == 0 || other.Given.Length == 0 || (!one.IsHan && GivenFits(one.Given, other.Given)) ? NameAgreement.Compatible : NameAgreement.Different;
        }

        return NameAgreement.Different;
    }

    internal static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or '々' or '〇';

    private static PersonName HangulOrLatin(string text, string? culture)
    {
        if (text.Any(c => c is >= '\uAC00' and <= '\uD7A3'))
        {
            var joined = text.Replace(" ", "", StringComparison.Ordinal);
            var family = joined.Length >= 4 || text.IndexOf(' ', StringComparison.Ordinal) == 2 ? 2 : 1;
            return joined.Length is >= 2 and <= 5 && joined.All(c => c is >= '\uAC00' and <= '\uD7A3')
                ? new PersonName(joined[..family], joined[family..], null, null, null, null, null, NameOrder.FamilyFirst, NameGender.Unknown, 0.85, null)
                : PersonName.Unread(text);
        }

        if (text.Any(c => c is >= '\u3040' and <= '\u30FF'))
        {
            var gap = text.IndexOf(' ', StringComparison.Ordinal);
            return gap > 0 ? new PersonName(text[..gap], text[(gap + 1)..], null, null, null, null, null, NameOrder.FamilyFirst, NameGender.Unknown, 0.7, null) : PersonName.Unread(text, 0.3);
        }

        return LatinName.Read(text, culture);
    }

    /// <summary>张伟 David, David 张, Zhang Wei 张伟: the hanzi are the name; alone, a surname among them takes the Latin word as given name.</summary>
    private static PersonName Mixed(string text, string? culture)
    {
        var hanzi = string.Concat(text.Where(c => IsHan(c) || c == '·')).Trim('·');
        var latin = Clean.Text(string.Concat(text.Select(c => IsHan(c) || c is '·' or '/' or ',' or '，' ? ' ' : c)));
        var name = HanName.Read(hanzi, culture);
        return name is { Given: null, Family: not null } && !latin.Contains(' ', StringComparison.Ordinal)
            ? name with { Given = latin, Order = IsHan(text[0]) ? NameOrder.FamilyFirst : NameOrder.GivenFirst, Confidence = 0.8 }
            : name with { Note = latin };
    }

    private static (string Whole, string Family, string Given, string[] Tokens, bool IsHan) Key(PersonName name)
    {
        var family = Fold.Text(name.Family ?? "");
        var given = Fold.Text(name.Given ?? "");
        var all = Fold.Text($"{name.Family} {name.Given} {name.Middle}");
        var han = all.Length > 0 && IsHan(all[0]);
        return (han ? all.Replace(" ", "", StringComparison.Ordinal) : all, family, given, all.Split(' ', StringSplitOptions.RemoveEmptyEntries), han);
    }

    private static bool SoundsLike((string Whole, string Family, string Given, string[] Tokens, bool IsHan) hanzi, (string Whole, string Family, string Given, string[] Tokens, bool IsHan) latin)
    {
        var forward = string.Concat(latin.Tokens);
        var backward = string.Concat(latin.Tokens.Skip(1)) + latin.Tokens[0];
        var turned = latin.Tokens[^1] + string.Concat(latin.Tokens.SkipLast(1));
        return Pinyin.Full(hanzi.Whole).Any(p => p == forward || p == backward || p == turned);
    }

    /// <summary>J. and John, John A. and John.</summary>
    private static bool GivenFits(string a, string b)
    {
        var (one, other) = (a.Split(' '), b.Split(' '));
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            if (one[i] != other[i] && !(one[i].Length == 1 && other[i].StartsWith(one[i], StringComparison.Ordinal)) && !(other[i].Length == 1 && one[i].StartsWith(other[i], StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }
}
