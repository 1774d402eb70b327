using System.Xml;

namespace Kith.Engine.Acquire;

/// <summary>The rows of one sheet, read forward, one in memory at a time.</summary>
internal sealed class SheetRows : IDisposable
{
    // Spreadsheet programs cut a text at 32,767 units: what is as long as that was probably longer.
    private const int FullCell = 32_766;
    private readonly PartXml _xml;
    private readonly XmlReader _reader;
    private readonly XlsxLimits _limits;
    private readonly SharedStrings _strings;
    private readonly NumberFormats _formats;
    private readonly bool _epoch1904;
    private readonly CellBuffer _text = new();
    private readonly MergedByTable _merged = new();
    private readonly List<int> _decimals = [];
    private readonly string _row, _c, _v, _is, _r, _s, _t, _mergeCell;
    private string[] _cells = new string[64];
    private int _width;
    private long _number;
    private int _column;
    private long _handedOut;
    private bool _lost;
    private string? _note;

    public SheetRows(PartStream part, SharedStrings strings, NumberFormats formats, bool epoch1904, XlsxLimits limits)
    {
        _xml = new PartXml(part, limits);
        _reader = _xml.Xml;
        _limits = limits;
        _strings = strings;
        _formats = formats;
        _epoch1904 = epoch1904;
        var names = _xml.Names;
        (_row, _c, _v, _is) = (names.Add("row"), names.Add("c"), names.Add("v"), names.Add("is"));
        (_r, _s, _t, _mergeCell) = (names.Add("r"), names.Add("s"), names.Add("t"), names.Add("mergeCell"));
    }

    public double Progress => _xml.Part.Progress;

    /// <summary>Expanded bytes read so far.</summary>
    public long BytesRead => _xml.Part.Count;

    /// <summary>Complete once the rows have come to their end.</summary>
    public IReadOnlyList<MergedRange> Merged => _merged.Of(0);

    /// <summary>Whether there are more of them that reach down than are kept.</summary>
    public bool MergedCut => _merged.IsCut(0);

    /// <summary>The row elements that hold anything, with the numbers that they say.</summary>
    /// <exception cref="TableRefusedException">Damaged or over a limit; it names row and column.</exception>
    public IEnumerable<TableRow> All()
    {
        while (Next(out var row))
        {
            yield return row;
        }
    }

    private bool Next(out TableRow row)
    {
        try
        {
            while (_xml.Read())
            {
                if (_reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (ReferenceEquals(_reader.LocalName, _row))
                {
                    if (ReadRow(out row))
                    {
                        return true;
                    }
                }
                else if (ReferenceEquals(_reader.LocalName, _mergeCell) && CellPlace.TryRange(_xml.Attribute("ref"), out var range))
                {
                    _merged.Add(0, range);
                }
            }
        }
        catch (TableRefusedException e) when (e.Row == 0)
        {
            throw new TableRefusedException(e.Code, _number, _column, e.Finding.Data);
        }

        row = default;
        return false;
    }

    /// <summary>Reads on to the merged ranges without building rows; false when that would cost more than <paramref name="budget"/> expanded bytes.</summary>
    public bool SkipToMerged(long budget)
    {
        while (_xml.Part.Count <= budget)
        {
            if (!_xml.Read())
            {
                return true;
            }

            if (_reader.NodeType == XmlNodeType.Element && ReferenceEquals(_reader.LocalName, _mergeCell) && CellPlace.TryRange(_xml.Attribute("ref"), out var range))
            {
                _merged.Add(0, range);
            }
        }

        return false;
    }

    /// <summary>Whether any row holds more than blanks; true also when that is not known after <paramref name="budget"/> expanded bytes.</summary>
    public bool MayHoldAnything(long budget)
    {
        while (BytesRead <= budget)
        {
            if (!_xml.Read())
            {
                return false;
            }

            if (_reader.NodeType == XmlNodeType.Element && ReferenceEquals(_reader.LocalName, _row) && ReadRow(out var row) && !row.IsBlank)
            {
                return true;
            }
        }

        return true;
    }

    public void Dispose() => _xml.Dispose();

    private bool ReadRow(out TableRow row)
    {
        row = default;
        _number++;
        _column = 0;
        _width = 0;
        _lost = false;
        _note = null;
        _decimals.Clear();
        if (_xml.Attribute(_r) is { } place && (!long.TryParse(place, out _number) || _number < 1 || _number > _limits.MaxRowNumber))
        {
            throw new TableRefusedException("xlsx.bad-row-number", data: place.Length > 40 ? place[..40] : place);
        }

        if (_reader.IsEmptyElement)
        {
            return false;
        }

        var depth = _reader.Depth;
        while (_xml.ReadElementWithin(depth))
        {
            if (ReferenceEquals(_reader.LocalName, _c))
            {
                ReadCell();
            }
            else
            {
                _xml.SkipElement();
            }
        }

        if (_width == 0)
        {
            return false;
        }

        _handedOut += _width;
        if (_handedOut > _limits.MaxCells)
        {
            throw new TableRefusedException("xlsx.too-many-cells", data: _limits.MaxCells.ToString());
        }

        var cells = new string[_width];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _cells[i] ?? "";
        }

        Array.Clear(_cells, 0, _width);
        row = new TableRow(_number, cells, _lost ? "xlsx.string-missing" : _note, Decimals: _decimals.Count == 0 ? null : [.. _decimals]);
        return true;
    }

    private void ReadCell()
    {
        _column++;
        var type = 'n';
        var style = 0;
        if (_reader.MoveToFirstAttribute())
        {
            do
            {
                if (ReferenceEquals(_reader.LocalName, _r))
                {
                    if (CellPlace.TryColumn(_reader.Value, out var column))
                    {
                        _column = column;
                    }
                }
                else if (ReferenceEquals(_reader.LocalName, _s))
                {
                    _ = int.TryParse(_reader.Value, out style);
                }
                else if (ReferenceEquals(_reader.LocalName, _t))
                {
                    type = TypeOf(_reader.Value);
                }
            }
            while (_reader.MoveToNextAttribute());
            _reader.MoveToElement();
        }

        if (_column > _limits.MaxColumns)
        {
            throw new TableRefusedException("xlsx.too-many-columns", _number, _column, _limits.MaxColumns.ToString());
        }

        if (_reader.IsEmptyElement)
        {
            return;
        }

        _text.Clear();
        var depth = _reader.Depth;
        var found = false;
        while (_xml.ReadElementWithin(depth))
        {
            if (ReferenceEquals(_reader.LocalName, _v) && !found)
            {
                found = true;
                _xml.AppendText(_text);
            }
            else if (ReferenceEquals(_reader.LocalName, _is))
            {
                // Some writers forget the type of inline strings, or leave an empty value beside them.
                _text.Clear();
                (found, type) = (true, 'i');
                _xml.AppendStringItem(_text);
            }
            else
            {
                _xml.SkipElement();
            }
        }

        if (_text.Length > 0)
        {
            var value = Value(type, style);
            if (value.Length >= FullCell && value.Length <= FullCell + 1)
            {
                _note ??= "xlsx.cell-full";
            }

            Put(value);
        }
    }

    // s shared string, i text in place, b boolean, d ISO date, n number (also the answer to unknown types: text survives it)
    private static char TypeOf(string type) => type switch
    {
        "s" => 's',
        "str" or "inlineStr" or "e" => 'i',
        "b" => 'b',
        "d" => 'd',
        _ => 'n',
    };

    private string Value(char type, int style)
    {
        switch (type)
        {
            case 's':
                if (int.TryParse(_text.Text, out var index) && _strings[index] is { } shared)
                {
                    return shared;
                }

                _lost = true;
                return "";
            case 'i':
                _text.DecodeEscapes();
                return _text.ToString();
            case 'b':
                return _text.Text.Trim() is "1" or "true" ? "TRUE" : _text.Text.Trim() is "0" or "false" ? "FALSE" : _text.ToString();
            case 'd':
                return SheetCellText.FromIso(_text.ToString(), _formats[style]);
            default:
                var text = SheetCellText.FromNumber(_text.Text, _formats[style], _epoch1904, out var lostDigits);
                if (lostDigits)
                {
                    _note ??= "xlsx.number-over-15-digits";
                }

                if (SheetCellText.IsDecimal(text, _formats[style]))
                {
                    _decimals.Add(_column - 1);
                }

                return text;
        }
    }

    private void Put(string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        if (_column > _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_column, _cells.Length * 2));
        }

        _cells[_column - 1] = value;
        _width = Math.Max(_width, _column);
    }
}
