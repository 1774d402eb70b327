using System.Xml;

namespace Kith.Engine.Acquire;

/// <summary>The number format of each cell style of a workbook (`s` of a cell → `cellXfs` → `numFmts`).</summary>
internal sealed class NumberFormats
{
    // Spreadsheet programs stop at some 64,000 styles; further ones are taken as General.
    private const int MaxStyles = 200_000;
    private readonly List<NumberFormat> _byStyle = [];

    /// <summary>The format of a style; General for a style that does not exist.</summary>
    public NumberFormat this[int style] => (uint)style < (uint)_byStyle.Count ? _byStyle[style] : NumberFormat.General;

    /// <summary>Reads the styles part; none means that every number is General.</summary>
    public static NumberFormats Read(PartStream? part, XlsxLimits limits)
    {
        var formats = new NumberFormats();
        if (part is null)
        {
            return formats;
        }

        var styles = new List<int>();
        var codes = new Dictionary<int, NumberFormat>();
        using var xml = new PartXml(part, limits);
        while (xml.Read())
        {
            if (xml.Xml.NodeType != XmlNodeType.Element || xml.Xml.Depth != 1 || xml.Xml.IsEmptyElement)
            {
                continue;
            }

            switch (xml.Xml.LocalName)
            {
                case "numFmts":
                    ReadCodes(xml, codes);
                    break;
                case "cellXfs":
                    ReadStyles(xml, styles);
                    break;
                default:
                    xml.SkipElement();
                    break;
            }
        }

        foreach (var id in styles)
        {
            // A few writers give codes of their own to ids below 164; what is written down wins.
            if (!codes.TryGetValue(id, out var format))
            {
                codes[id] = format = NumberFormat.BuiltIn(id);
            }

            formats._byStyle.Add(format);
        }

        return formats;
    }

    private static void ReadCodes(PartXml xml, Dictionary<int, NumberFormat> codes)
    {
        var depth = xml.Xml.Depth;
        while (xml.ReadElementWithin(depth))
        {
            if (xml.Xml.LocalName == "numFmt" && int.TryParse(xml.Attribute("numFmtId"), out var id)
                && xml.Attribute("formatCode") is { } code && codes.Count < MaxStyles)
            {
                codes[id] = NumberFormat.Parse(code);
            }
        }
    }

    private static void ReadStyles(PartXml xml, List<int> styles)
    {
        var depth = xml.Xml.Depth;
        while (xml.ReadElementWithin(depth))
        {
            if (xml.Xml.LocalName == "xf" && styles.Count < MaxStyles)
            {
                styles.Add(int.TryParse(xml.Attribute("numFmtId"), out var id) ? id : 0);
            }
        }
    }
}
