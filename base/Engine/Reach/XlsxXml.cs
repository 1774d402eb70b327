using System.Globalization;
using System.Text;

namespace Kith.Engine.Reach;

/// <summary>The XML of a workbook's parts (ECMA-376 part 1), sheets as bytes in blocks.</summary>
internal sealed class XlsxXml
{
    public const int BlockBytes = 1 << 16;
    public const int PlainStyle = 0;
    public const int TextStyle = 1;
    public const int HeaderStyle = 2;
    public const int DateStyle = 3;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const double Narrowest = 8;
    private const double Widest = 60;
    private byte[] _bytes = new byte[BlockBytes * 2];
    private int _used;

    /// <summary>Whether there is enough to be worth compressing.</summary>
    public bool IsFull => _used >= BlockBytes;

    public static string Relations { get; } =
        $"{Declaration}<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"rId1\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    /// <summary>General, text, bold text, day: in the order of the style numbers.</summary>
    public static string Styles { get; } =
        $"""
        {Declaration}<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    public static string ContentTypes(int sheets)
    {
        const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return $"{Declaration}<Types xmlns=\"{Package}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type}sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Type}styles+xml\"/>"
            + Each(sheets, sheet => $"<Override PartName=\"/{SheetPart(sheet)}\" ContentType=\"{Type}worksheet+xml\"/>") + "</Types>";
    }

    public static string Workbook(IReadOnlyList<string> names) =>
        $"{Declaration}<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><sheets>"
        + Each(names.Count, sheet => $"<sheet name=\"{System.Security.SecurityElement.Escape(names[sheet - 1])}\" sheetId=\"{sheet}\" r:id=\"rId{sheet}\"/>") + "</sheets></workbook>";

    public static string WorkbookRelations(int sheets) =>
        $"{Declaration}<Relationships xmlns=\"{Package}relationships\">"
        + Each(sheets, sheet => $"<Relationship Id=\"rId{sheet}\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet{sheet}.xml\"/>")
        + $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Rel}/styles\" Target=\"styles.xml\"/></Relationships>";

    public static string SheetPart(int sheet) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheet}.xml");

    /// <summary>A, B … Z, AA …: a column by its index from 0.</summary>
    public static string Letters(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>A width in characters of the default font that shows most of these texts; wide characters count twice.</summary>
    public static double Width(IEnumerable<string?> texts)
    {
        var widest = 0;
        foreach (var text in texts)
        {
            var width = 0;
            foreach (var letter in text.AsSpan())
            {
                if (letter == '\n')
                {
                    break;
                }

                width += letter >= 0x2E80 ? 2 : 1;
            }

            widest = Math.Max(widest, width);
        }

        return Math.Clamp(widest + 2, Narrowest, Widest);
    }

    /// <summary>Everything above the rows: the header frozen, the widths.</summary>
    public void SheetStart(IReadOnlyList<double> widths)
    {
        Raw(Declaration);
        Raw($"<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
        if (widths.Count > 0)
        {
            Raw("<cols>" + Each(widths.Count, column => $"<col min=\"{column}\" max=\"{column}\" width=\"{widths[column - 1].ToString(CultureInfo.InvariantCulture)}\" customWidth=\"1\"/>") + "</cols>");
        }

        Raw("<sheetData>");
    }

    /// <summary>Everything below the rows: the filter, and that numbers kept as text are meant so.</summary>
    public void SheetEnd(string area) =>
        Raw($"</sheetData><autoFilter ref=\"{area}\"/><ignoredErrors><ignoredError sqref=\"{area}\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>");

    public void RowStart(int row)
    {
        Raw("<row r=\""u8);
        Int(row);
        Raw("\">"u8);
    }

    public void RowEnd() => Raw("</row>"u8);

    public void Number(ReadOnlySpan<byte> column, int row, ReadOnlySpan<char> number, int style)
    {
        CellStart(column, row, style);
        Raw("><v>"u8);
        Escaped(number);
        Raw("</v></c>"u8);
    }

    public void Text(ReadOnlySpan<byte> column, int row, ReadOnlySpan<char> text, int style)
    {
        CellStart(column, row, style);
        Raw(text is [' ' or '\t' or '\n', ..] or [.., ' ' or '\t' or '\n'] ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : " t=\"inlineStr\"><is><t>"u8);
        Escaped(text);
        Raw("</t></is></c>"u8);
    }

    public void MoveTo(Stream sheet)
    {
        sheet.Write(_bytes, 0, _used);
        _used = 0;
    }

    private static string Each(int count, Func<int, FormattableString> one)
    {
        var text = new StringBuilder();
        for (var number = 1; number <= count; number++)
        {
            text.Append(one(number).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private void CellStart(ReadOnlySpan<byte> column, int row, int style)
    {
        Raw("<c r=\""u8);
        Raw(column);
        Int(row);
        if (style == PlainStyle)
        {
            Raw("\""u8);
            return;
        }

        Raw("\" s=\""u8);
        Int(style);
        Raw("\""u8);
    }

    /// <summary>
    /// Text with its markup escaped, and what XML can't hold as `_xHHHH_`; text that only looks like such an escape gets its
    /// underscore escaped (ECMA-376 part 1, 22.9.2.19, ST_Xstring). CR too: a reader of XML would make a line feed of it.
    /// </summary>
    private void Escaped(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var plain = FirstSpecial(text);
            Room(plain * 3);
            _used += Encoding.UTF8.GetBytes(text[..plain], _bytes.AsSpan(_used));
            if (plain == text.Length)
            {
                return;
            }

            switch (text[plain])
            {
                case '<':
                    Raw("&lt;"u8);
                    break;
                case '>':
                    Raw("&gt;"u8);
                    break;
                case '&':
                    Raw("&amp;"u8);
                    break;
                default:
                    Raw($"_x{(int)text[plain]:X4}_");
                    break;
            }

            text = text[(plain + 1)..];
        }
    }

    private static int FirstSpecial(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '<' or '>' or '&' or (< ' ' and not ('\t' or '\n')) or '\uFFFE' or '\uFFFF' || (c == '_' && IsEscape(text[i..])))
            {
                return i;
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return text.Length;
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text is ['_', 'x', var a, var b, var c, var d, '_', ..] && char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) && char.IsAsciiHexDigit(c) && char.IsAsciiHexDigit(d);

    private void Int(int number)
    {
        Room(12);
        number.TryFormat(_bytes.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    private void Raw(string text)
    {
        Room(text.Length * 3);
        _used += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used));
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (_bytes.Length - _used < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + bytes));
        }
    }
}
