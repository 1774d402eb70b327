using System.Collections.Frozen;

namespace Kith.Engine.Check;

/// <summary>Words that people type into a cell to say that there is nothing.</summary>
public static class BlankWords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "无", "無", "没有", "沒有", "暂无", "暫無", "暂缺", "缺", "空", "未知", "不详", "不詳", "未填", "未填写", "未提供", "待补", "待补充",
        "待定", "保密", "测试", "測試", "n/a", "na", "n.a.", "n.a", "null", "(null)", "nil", "none", "nan", "undefined", "unknown", "#n/a",
        "#null!", "#value!", "#ref!", "#name?", "#div/0!", "empty", "blank", "(blank)", "(empty)", "test", "tbd", "tbc", "k.a.", "keine",
        "keine angabe", "entfällt", "inconnu", "aucun", "ninguno", "desconocido", "nessuno", "\\n", "xxx",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for an empty cell, for dashes, dots and question marks alone, and for words such as 无, N/A, null, test.</summary>
    public static bool IsBlankWord(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > 16)
        {
            return false;
        }

        var onlyFiller = true;
        foreach (var c in text)
        {
            onlyFiller &= c is '-' or '—' or '–' or '－' or '_' or '.' or '。' or '/' or '\\' or '*' or '?' or '？' or ' ' or '…' or '\u00A0' or '\u200B' or '\uFEFF';
        }

        return onlyFiller || Lookup.Contains(text);
    }
}
