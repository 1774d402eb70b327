using Kith.Engine.Keep;

namespace Kith.Acquire.Import;

/// <summary>Sheets that tell how to fill in the others, by their names: they are proposed to be left out.</summary>
internal static class NoteSheets
{
    // Whole names: 产品说明会名单 is a list.
    private static readonly HashSet<string> Names = new(
        [
            "说明", "使用说明", "填写说明", "填表说明", "填报说明", "导入说明", "导出说明", "操作说明", "模板说明", "字段说明", "表格说明", "数据说明", "须知", "填写须知", "填表须知",
            "填报须知", "导入须知", "使用须知", "注意事项", "填写指南", "导入指南", "使用指南", "封面", "目录", "帮助", "使用帮助",
            "說明", "使用說明", "填寫說明", "填表說明", "填報說明", "匯入說明", "導入說明", "操作說明", "範本說明", "欄位說明", "須知", "填寫須知", "填表須知", "匯入須知", "注意事項", "目錄", "幫助",
            "readme", "read me", "instruction", "instructions", "import instructions", "how to", "how to use", "how to import", "how to fill in", "notes", "help", "guide", "guidelines", "about",
            "cover", "contents", "anleitung", "hinweise", "instrucciones",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a sheet of this name seems to hold notes and no list.</summary>
    public static bool IsOne(string name) => Names.Contains(Fold.Text(name).Trim());
}
