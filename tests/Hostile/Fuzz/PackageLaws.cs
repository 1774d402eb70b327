using System.Globalization;
using System.Xml;

namespace Kith.Tests.Hostile.Fuzz;

/// <summary>Counts the rows of a package a second time, with nothing of the product: what was read can't be fewer.</summary>
internal static class PackageLaws
{
    /// <summary>Every row with a number in it was given, where the package itself is whole.</summary>
    public static void Require(byte[] package, long given)
    {
        long there = 0;
        try
        {
            var parts = WorkbookMutator.Parts(package);
            if (parts.Count(part => part.Name.StartsWith("xl/worksheets/", StringComparison.Ordinal) && part.Name.EndsWith(".xml", StringComparison.Ordinal)) != 1)
            {
                // Which sheet parts the workbook still names is its own affair.
                return;
            }

            there = RowsWithNumbers(parts.Single(part => part.Name.StartsWith("xl/worksheets/", StringComparison.Ordinal) && part.Name.EndsWith(".xml", StringComparison.Ordinal)).Bytes);
        }
        catch (Exception damaged) when (damaged is XmlException or InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return;
        }

        FuzzRun.Require(given >= there, $"{there} rows with numbers, {given} given");
    }

    private static long RowsWithNumbers(byte[] sheet)
    {
        using var xml = XmlReader.Create(new MemoryStream(sheet), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        long rows = 0;
        string? last = null;
        var (inRow, counted, number) = (false, false, false);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "row" when xml.Depth == 2:
                        // Neighbours of one number are one row: some writers give each cell a row element of its own.
                        var said = xml.GetAttribute("r");
                        (inRow, counted) = (!xml.IsEmptyElement, said is not null && said == last && counted);
                        last = said;
                        break;
                    case "c" when xml.Depth == 3:
                        number = inRow && xml.GetAttribute("t") is null or "n" && !xml.IsEmptyElement;
                        break;
                    case "v" when xml.Depth == 4 && number && !counted && !xml.IsEmptyElement:
                        counted = xml.Read() && xml.NodeType == XmlNodeType.Text && double.TryParse(xml.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
                        rows += counted ? 1 : 0;
                        break;
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth is 2 or 3)
            {
                number = false;
                inRow &= xml.Depth != 2;
            }
        }

        return rows;
    }
}
