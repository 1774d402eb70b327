using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Words that people type into a cell to say that there is nothing.</summary>
public static class BlankWords
{
    // None of these is a name, a stage, a title or a tag in any list.
    private static readonly FrozenSet<string> Marks = new[]
    {
        "无", "無", "没有", "沒有", "暂无", "暫無", "暂缺", "未填", "未填写", "未提供", "待补", "待补充", "不详", "不詳", "n/a", "n.a.", "n.a", "null",
        "(null)", "nan", "undefined", "#n/a", "#null!", "#value!", "#ref!", "#name?", "#div/0!", "(blank)", "(empty)", "\\n", "k.a.", "keine angabe",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What may be one of them, and says nothing where only a number, a date or an address may stand.
    private static readonly FrozenSet<string> Words = Marks.Concat(
    [
        "缺", "空", "未知", "待定", "保密", "测试", "測試", "na", "nil", "none", "unknown", "empty", "blank", "test", "tbd", "tbc", "keine", "entfällt",
        "inconnu", "aucun", "ninguno", "desconocido", "nessuno", "xxx",
    ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> MarkLookup = Marks.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for an empty cell, for dashes, dots and question marks alone, and for words such as 无, N/A, null, test.</summary>
    public static bool IsBlankWord(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length <= 16 && (IsFiller(text) || Lookup.Contains(text));
    }

    /// <summary>
    /// True for what stands for nothing even where any words may stand, as in names and tags: an empty cell, dashes alone, N/A, NULL, 无.
    /// Null, written like a name, is one.
    /// </summary>
    public static bool IsBlankMark(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length <= 16 && (IsFiller(text) || (MarkLookup.Contains(text) && !IsWrittenLikeName(text)));
    }

    private static bool IsWrittenLikeName(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]);

    private static bool IsFiller(ReadOnlySpan<char> text)
    {
        var onlyFiller = true;
        foreach (var c in text)
        {
            onlyFiller &= c is '-' or '—' or '–' or '－' or '_' or '.' or '。' or '/' or '\\' or '*' or '?' or '？' or ' ' or '…' or '\u00A0' or '\u200B' or '\uFEFF';
        }

        return onlyFiller;
    }
}
