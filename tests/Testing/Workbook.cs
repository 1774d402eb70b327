using System.IO.Compression;
using System.Security;

namespace Kith.Tests.Testing;

/// <summary>Workbooks of several sheets.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Sheets by name, the cells of a row apart by commas; #1.5 is a cell with the number 1.5.</summary>
    public static byte[] Of(params (string Name, string[] Rows)[] sheets)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"a\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\">{Each((_, at) => $"<Relationship Id=\"r{at}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>")}</Relationships>");
            Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{Each((sheet, at) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{at + 1}\" r:id=\"r{at}\"/>")}</sheets></workbook>");
            for (var at = 0; at < sheets.Length; at++)
            {
                Part(zip, $"xl/worksheets/sheet{at}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(sheets[at].Rows.Select(Row))}</sheetData></worksheet>");
            }
        }

        return content.ToArray();

        string Each(Func<(string Name, string[] Rows), int, string> text) => string.Concat(sheets.Select(text));
    }

    private static string Row(string cells, int at) => $"<row r=\"{at + 1}\">" + string.Concat(cells.Split(',').Select((cell, column) =>
        cell is ['#', >= '0' and <= '9', ..] ? $"<c r=\"{(char)('A' + column)}{at + 1}\"><v>{cell[1..]}</v></c>" : $"<c r=\"{(char)('A' + column)}{at + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>")) + "</row>";

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
