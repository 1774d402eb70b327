using Kith.Engine.Keep;

namespace Kith.Acquire.Import;

/// <summary>Sheets that tell how to fill in the others, by their names: they are proposed to be left out.</summary>
internal static class NoteSheets
{
    private static readonly string[] Within = ["说明", "說明", "须知", "須知", "readme", "read me", "instruction", "how to"];

    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal) { "封面", "目录", "目錄", "帮助", "幫助", "help", "guide", "guidelines", "about", "cover", "contents", "anleitung", "hinweise", "instrucciones" };

    /// <summary>Whether a sheet of this name seems to hold notes and no list.</summary>
    public static bool IsOne(string name)
    {
        var folded = Fold.Text(name);
        return Whole.Contains(folded) || Array.Exists(Within, word => folded.Contains(word, StringComparison.Ordinal));
    }
}
