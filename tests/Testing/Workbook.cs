using System.Security;
using Kith.Tests.Engine.Acquire.Xlsx;

namespace Kith.Tests.Testing;

/// <summary>Workbooks of several sheets.</summary>
internal static class Workbook
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Sheets by name, the cells of a row apart by commas.</summary>
    public static byte[] Of(params (string Name, string[] Rows)[] sheets)
    {
        var maker = new BookMaker()
            .Part("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"a\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
            .Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\">{string.Concat(sheets.Select((_, at) => $"<Relationship Id=\"r{at}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"))}</Relationships>")
            .Part("xl/workbook.xml", $"<workbook xmlns=\"{BookMaker.Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(sheets.Select((sheet, at) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{at + 1}\" r:id=\"r{at}\"/>"))}</sheets></workbook>");
        foreach (var (sheet, at) in sheets.Select((sheet, at) => (sheet, at)))
        {
            var rows = sheet.Rows.Select((row, number) => $"<row r=\"{number + 1}\">{string.Concat(row.Split(',').Select((cell, column) => $"<c r=\"{(char)('A' + column)}{number + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>");
            maker.Part($"xl/worksheets/sheet{at}.xml", $"<worksheet xmlns=\"{BookMaker.Main}\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>");
        }

        return maker.Build().ToArray();
    }
}
