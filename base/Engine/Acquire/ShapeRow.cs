namespace Kith.Engine.Acquire;

/// <summary>What the shape of a table depends on in one row.</summary>
internal sealed class ShapeRow
{
    private readonly string[] _cells;

    public ShapeRow(TableRow row)
    {
        (_cells, Number) = (row.Cells, row.Number);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Distinct = true;
        Height = 1 + _cells.Max(CellTextHeight);
        for (var i = 0; i < _cells.Length; i++)
        {
            var cell = _cells[i].Trim();
            if (cell.Length == 0)
            {
                continue;
            }

            First = Filled == 0 ? cell : First;
            Filled++;
            LastFilled = i + 1;
            Longest = Math.Max(Longest, cell.Length);
            Distinct &= seen.Add(cell);
            // Years and marks such as Q1 head columns as often as they fill them.
            var kind = CellKinds.Of(cell);
            var named = RowWords.IsHeader(cell);
            Values += CellKinds.IsValue(kind) && !IsYear(cell) && (kind != CellKind.Code || (cell.Length > 3 && !named)) ? 1 : 0;
            HeaderWords += named ? 1 : 0;
            Units += RowWords.IsUnit(cell) ? 1 : 0;
            Notes += RowWords.IsNote(cell) ? 1 : 0;
        }

        Comment = First.StartsWith('#') && First.Length > 1 && (Filled == 1 || First.Length > 2 && First[1] == ' ');
    }

    public long Number { get; }

    public string First { get; } = "";

    public int Filled { get; }

    public int LastFilled { get; }

    public int Longest { get; }

    public bool Distinct { get; }

    public int Values { get; }

    public int HeaderWords { get; }

    public int Units { get; }

    public int Notes { get; }

    public bool Comment { get; }

    /// <summary>Physical lines it takes at most.</summary>
    public int Height { get; }

    public bool AnyHeaderWord => HeaderWords > 0;

    public string this[int column] => column < _cells.Length ? _cells[column] : "";

    public bool Has(int column) => column < _cells.Length && !string.IsNullOrWhiteSpace(_cells[column]);

    /// <summary>Filled cells between two 1-based columns.</summary>
    public int FilledWithin(int first, int last)
    {
        var count = 0;
        for (var i = first - 1; i < last; i++)
        {
            count += Has(i) ? 1 : 0;
        }

        return count;
    }

    public bool SameAs(ShapeRow other) =>
        Filled == other.Filled && Enumerable.Range(0, LastFilled).All(i => string.Equals(this[i].Trim(), other[i].Trim(), StringComparison.OrdinalIgnoreCase));

    public bool SharesCell(ShapeRow other)
    {
        for (var i = 0; i < LastFilled; i++)
        {
            if (Has(i) && string.Equals(this[i], other[i], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsYear(string cell) => cell.Length == 4 && (cell[0] == '1' || cell[0] == '2') && cell.All(char.IsAsciiDigit);

    private static int CellTextHeight(string cell) => cell.AsSpan().Count('\n');
}

/// <summary>What the columns of a table mostly hold below its top.</summary>
internal sealed class ColumnKinds
{
    private readonly CellKind[] _kinds;
    private readonly string[] _samples;

    public ColumnKinds(List<ShapeRow> rows, int width)
    {
        (_kinds, _samples) = (new CellKind[width], new string[width]);
        // The lower part is data for sure; of a handful of rows all but the first.
        var from = rows.Count > 12 ? rows.Count / 3 : Math.Min(rows.Count - 1, rows.Count / 2);
        for (var column = 0; column < width; column++)
        {
            var kinds = rows.Skip(from).Where(r => r.Has(column)).Select(r => CellKinds.Of(r[column])).ToList();
            var top = kinds.GroupBy(k => k).OrderByDescending(g => g.Count()).FirstOrDefault();
            var typed = top is not null && top.Count() * 3 >= kinds.Count * 2 && (CellKinds.IsValue(top.Key) || top.Key == CellKind.Flag);
            _kinds[column] = typed ? top!.Key : CellKind.Empty;
            _samples[column] = typed ? rows.Skip(from).First(r => r.Has(column) && CellKinds.Of(r[column]) == top!.Key)[column].Trim() : "";
            Typed += typed ? 1 : 0;
        }
    }

    /// <summary>Columns that hold one kind of value.</summary>
    public int Typed { get; }

    /// <summary>How much of a row is of its columns' kinds and how much is not, in typed columns only; a code says half as much.</summary>
    public (int Fits, int Misses) Compare(ShapeRow row)
    {
        var (fits, misses) = (0, 0);
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] != CellKind.Empty && row.Has(i))
            {
                var kind = CellKinds.Of(row[i]);
                var year = _kinds[i] == CellKind.Number && ShapeRow.IsYear(row[i].Trim());
                fits += kind != _kinds[i] || year ? 0 : kind != CellKind.Code ? 2 : Resembles(row[i].Trim(), _samples[i]) ? 1 : 0;
                misses += kind is CellKind.Words or CellKind.Text ? 2 : kind == CellKind.Code && kind != _kinds[i] ? 1 : 0;
            }
        }

        return (fits, misses);
    }

    private static bool Resembles(string code, string sample) => code.Length == sample.Length || code[0] == sample[0];
}
