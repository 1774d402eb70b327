using System.Xml;

namespace Kith.Engine.Acquire;

/// <summary>
/// One XML part read forward under limits: no document type, no entities but the five, bounded depth, names and tokens.
/// Elements are told apart by local name only, so that strict, transitional and prefixed files read alike.
/// </summary>
internal sealed class PartXml : IDisposable
{
    private readonly PartStream _part;
    private readonly XlsxLimits _limits;

    public PartXml(PartStream part, XlsxLimits limits)
    {
        _part = part;
        _limits = limits;
        Names = new BoundedNames(part.Name);
        Xml = XmlReader.Create(part, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = Names,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            // Some programs write control characters that XML forbids; the rest of the table is still worth reading.
            CheckCharacters = false,
            CloseInput = true,
        });
    }

    public XmlReader Xml { get; }

    public NameTable Names { get; }

    public PartStream Part => _part;

    /// <summary>Moves to the next node; false at the end.</summary>
    /// <exception cref="TableRefusedException">The part is no well-formed XML or exceeds a limit.</exception>
    public bool Read()
    {
        _part.TokenDone();
        try
        {
            if (!Xml.Read())
            {
                return false;
            }
        }
        catch (XmlException e)
        {
            throw Refused(e);
        }

        return Xml.Depth <= _limits.MaxDepth ? true : throw new TableRefusedException("xlsx.too-deep", data: _part.Name);
    }

    /// <summary>Moves to the next element at any depth below <paramref name="parentDepth"/>; false when the parent ends.</summary>
    public bool ReadElementWithin(int parentDepth)
    {
        while (Read())
        {
            if (Xml.NodeType == XmlNodeType.Element)
            {
                return true;
            }

            if (Xml.NodeType == XmlNodeType.EndElement && Xml.Depth <= parentDepth)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>From an element's start tag to its end tag, whatever it holds.</summary>
    public void SkipElement()
    {
        if (Xml.IsEmptyElement)
        {
            return;
        }

        var depth = Xml.Depth;
        while (Read() && !(Xml.NodeType == XmlNodeType.EndElement && Xml.Depth == depth))
        {
        }
    }

    /// <summary>Appends the text directly inside the current element and moves to its end tag.</summary>
    public void AppendText(CellBuffer into)
    {
        if (Xml.IsEmptyElement)
        {
            return;
        }

        var depth = Xml.Depth;
        while (Read() && !(Xml.NodeType == XmlNodeType.EndElement && Xml.Depth == depth))
        {
            if (Xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                AppendNode(into);
            }
            else if (Xml.NodeType == XmlNodeType.Element)
            {
                SkipElement();
            }
        }
    }

    /// <summary>
    /// Appends what a string item (`si` or `is`) says: its plain text or its runs joined. Phonetic runs (furigana) are an
    /// aid for reading, not part of the value.
    /// </summary>
    public void AppendStringItem(CellBuffer into)
    {
        if (Xml.IsEmptyElement)
        {
            return;
        }

        var depth = Xml.Depth;
        while (ReadElementWithin(depth))
        {
            switch (Xml.LocalName)
            {
                case "t":
                    AppendText(into);
                    break;
                case "r":
                    break;
                default:
                    SkipElement();
                    break;
            }
        }
    }

    /// <summary>An attribute by local name, in no namespace unless <paramref name="ofRelationships"/>; null when absent.</summary>
    public string? Attribute(string name, bool ofRelationships = false)
    {
        string? found = null;
        if (Xml.MoveToFirstAttribute())
        {
            do
            {
                if (Xml.LocalName == name && Xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal) == ofRelationships
                    && (ofRelationships || Xml.NamespaceURI.Length == 0))
                {
                    found = Xml.Value;
                    break;
                }
            }
            while (Xml.MoveToNextAttribute());
            Xml.MoveToElement();
        }

        return found;
    }

    public void Dispose() => Xml.Dispose();

    private void AppendNode(CellBuffer into)
    {
        try
        {
            while (true)
            {
                var (chars, at, room) = into.Spare();
                var read = Xml.ReadValueChunk(chars, at, room);
                if (read == 0)
                {
                    return;
                }

                _part.TokenDone();
                into.Grow(read);
                if (into.Length > _limits.MaxCellChars)
                {
                    throw new TableRefusedException("xlsx.cell-too-long", data: _limits.MaxCellChars.ToString());
                }
            }
        }
        catch (XmlException e)
        {
            throw Refused(e);
        }
    }

    // The reader tells a forbidden document type by its message only; its messages are not localised here.
    private TableRefusedException Refused(XmlException e) =>
        new(e.Message.Contains("DTD", StringComparison.Ordinal) ? "xlsx.document-type" : "xlsx.damaged", data: _part.Name);

    /// <summary>A name table that stops a file made of ever new names from filling the memory.</summary>
    private sealed class BoundedNames(string part) : NameTable
    {
        private int _characters;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Add(new string(key, start, len));

        public override string Add(string key)
        {
            if (Get(key) is { } known)
            {
                return known;
            }

            // 32 stands for the cost of the entry itself.
            _characters += key.Length + 32;
            return _characters > 1 << 20 ? throw new TableRefusedException("xlsx.too-many-names", data: part) : base.Add(key);
        }
    }
}
