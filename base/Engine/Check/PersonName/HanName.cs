namespace Kith.Engine.Check;

/// <summary>Names in hanzi.</summary>
internal static class HanName
{
    public static PersonName Read(string text, string? culture)
    {
        var joined = text.Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal);
        if (joined.IndexOfAny(['·', '•', '・', '．']) is > 0 and var dot && dot < joined.Length - 1)
        {
            // 阿卜杜拉·买买提, 约翰·史密斯: the own name first, the father's or family's last.
            return new PersonName(joined[(joined.LastIndexOfAny(['·', '•', '・', '．']) + 1)..], joined[..dot], joined.LastIndexOfAny(['·', '•', '・', '．']) is var last && last > dot ? joined[(dot + 1)..last] : null,
                null, null, null, null, NameOrder.GivenFirst, NameGender.Unknown, 0.8, null);
        }

        if (!joined.All(PersonNames.IsHan))
        {
            // A Japanese name may have kana in it: 山田 さくら.
            return joined.Any(c => c is >= '\u3040' and <= '\u30FF') ? Japanese(text, joined) : PersonName.Unread(text, 0.1);
        }

        Span<char> folded = stackalloc char[joined.Length];
        for (var i = 0; i < joined.Length; i++)
        {
            folded[i] = Divisions.Fold(joined[i]);
        }

        var titled = NameTitles.ClosingLength(folded, out var gender);
        var name = joined[..^titled];
        var title = titled == 0 ? null : joined[^titled..];
        ReadOnlySpan<char> key = folded[..name.Length];
        if (culture == "ja" || (name.Length >= 4 && Surnames.JapaneseLength(name) > 0))
        {
            return Japanese(text, joined);
        }

        // 老张, 小李: a surname with a familiar word before it.
        if (name.Length == 2 && name[0] is '老' or '小' or '阿' && name.Length == 2 && Surnames.IsUsual(key[1]))
        {
            return new PersonName(name[1..], null, null, null, title is null ? name[..1] : name[..1] + title, null, null, NameOrder.FamilyFirst, gender, 0.6, null);
        }

        var family = Surnames.Length(key);
        var sure = 0.95;
        if (family == 2 && name.Length == 2 && title is null && Surnames.IsUsual(key[0]) && !Surnames.IsWellKnown(key))
        {
            // 单于, 乐正 alone: a compound surname without a name is rarer than one character each.
            (family, sure) = (1, 0.6);
        }
        else if (family == 1 && name.Length == 4)
        {
            // 张王晓丽: two surnames, the mother's second.
            (family, sure) = Surnames.IsUsual(key[1]) ? (2, 0.75) : (1, 0.55);
        }
        else if (family == 0)
        {
            (family, sure) = name.Length is 2 or 3 ? (1, 0.5) : (0, 0.2);
        }

        return family == 0 || name.Length - family > 3
            ? PersonName.Unread(name) with { Title = title, Gender = gender }
            : new PersonName(name[..family], name.Length == family ? null : name[family..], null, null, title, null, null, NameOrder.FamilyFirst, gender, sure, null);
    }

    private static PersonName Japanese(string text, string joined)
    {
        var gap = text.IndexOf(' ', StringComparison.Ordinal);
        var family = gap > 0 ? gap : Surnames.JapaneseLength(joined);
        return family == 0 || family >= joined.Length ? PersonName.Unread(joined, 0.3)
            : new PersonName(joined[..family], joined[family..], null, null, null, null, null, NameOrder.FamilyFirst, NameGender.Unknown, 0.8, null);
    }
}
