using System.Globalization;
using System.Text;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire.Xls;

/// <summary>Old workbooks against the same ones saved as .xlsx, and against the text of their sheets.</summary>
public sealed class OldWorkbookTests(ITestOutputHelper output)
{
    // What both files show, differently: by hand, cell by cell, with why the difference is right.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["formula_stress_test"] = "results of functions that each program computed anew when it saved",
        ["LONumbers"] = "its sister lacks the last row's values",
        ["xlsx-stream-d-date-cell"] = "its sister's cell holds a time that the old one's format does not show",
        ["number_format_russian"] = "its sister is an .xlsm",
        ["numfmt_1_russian"] = "its sister is an .xlsm",
    };

    [Fact]
    public void Old_workbooks_show_what_new_ones_show()
    {
        var folder = SharedData.Require("excel");
        var table = new FormatTable("xls");
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".xls", StringComparison.Ordinal) || file.EndsWith(".biff5", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path);
            try
            {
                using var bytes = File.OpenRead(path);
                using var book = XlsBook.Open(bytes);
                var differences = new List<string>();
                var compared = CompareWithNew(book, Path.ChangeExtension(path, ".xlsx"), differences) + CompareWithText(book, path, differences);
                var rows = Enumerable.Range(0, book.Sheets.Count).Sum(sheet => book.Rows(sheet).Count());
                var why = Known.GetValueOrDefault(Path.GetFileNameWithoutExtension(path));
                table.Add(name, differences.Count == 0 || why is not null ? "right" : "wrong", $"{book.Sheets.Count} sheets, {rows} rows, {compared} cells compared{(differences.Count == 0 ? "" : $", {differences.Count} differ: {why} {string.Join("; ", differences.Take(4))}")}");
            }
            catch (TableRefusedException refused)
            {
                table.Add(name, "refused", refused.Code);
            }
        }

        output.WriteLine(table.Save());
        Assert.Equal(0, table.Count("wrong"));
        Assert.Equal(0, table.Count("refused"));
        Assert.Equal(26, table.Count("right"));
    }

    [Theory]
    [InlineData("1904/1900.xls", "2 11¦1900-01-11")]
    [InlineData("1904/1904.xls", "2 11¦1904-01-12")]
    [InlineData("1904/1904.biff5", "2 11¦1904-01-12")]
    [InlineData("text_and_numbers.xls", "2 Hebrew¦שלום¦עולם")]
    [InlineData("sushi.xls", "1 🍣")]
    [InlineData("ErrorTypes.xls", "3 #DIV/0!¦#DIV/0!¦#DIV/0?¦#DIV/0¦2")]
    [InlineData("merge_cells.xls", "1 A1:B2¦¦C1:C2¦Separate blocks")]
    [InlineData("xlsx-stream-d-date-cell.xls", "4 Boolean¦TRUE¦FALSE")]
    public void A_row_reads_as_a_person_reads_it(string file, string row)
    {
        using var bytes = File.OpenRead(SharedData.Require("excel/sheetjs/" + file));
        using var book = XlsBook.Open(bytes);
        Assert.Contains(book.Rows(0), read => $"{read.Number} {string.Join('¦', read.Cells)}".StartsWith(row, StringComparison.Ordinal));
    }

    [Fact]
    public void Merged_cells_and_sheets_that_cannot_be_seen_are_told()
    {
        using var bytes = File.OpenRead(SharedData.Require("excel/sheetjs/merge_cells.xls"));
        using var book = XlsBook.Open(bytes);
        Assert.Contains(new MergedRange(1, 1, 2, 2), book.Merged(0)!);
        Assert.Equal(5, book.Merged(0)!.Count);
    }

    [Theory]
    [InlineData(936, "王小明", "客户姓名")]
    [InlineData(950, "陳國華", "客戶姓名")]
    [InlineData(1252, "Müller", "Straße")]
    [InlineData(1251, "Иванов", "Имя")]
    public void The_oldest_workbooks_are_read_in_their_code_page(int page, string name, string heading)
    {
        using var book = XlsBook.Open(OldBook.Make(page, [[heading, "n"], [name, 13800138000d], ["", 0.5]]));
        Assert.Equal([$"1 {heading}¦n", $"2 {name}¦13800138000", "3 ¦0.5"], book.Rows(0).Select(row => $"{row.Number} {string.Join('¦', row.Cells)}"));
    }

    [Fact]
    public void A_locked_workbook_is_refused_as_that()
    {
        var refused = Assert.Throws<TableRefusedException>(() => XlsBook.Open(OldBook.Make(1252, [["a"]], locked: true)));
        Assert.Equal("xls.encrypted", refused.Code);
    }

    private static int CompareWithNew(XlsBook book, string path, List<string> differences)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var bytes = File.OpenRead(path);
        using var sister = XlsxBook.Open(bytes);
        var compared = 0;
        for (var sheet = 0; sheet < Math.Min(book.Sheets.Count, sister.Sheets.Count); sheet++)
        {
            var wanted = sister.Rows(sheet).ToDictionary(row => row.Number, row => row.Cells);
            foreach (var row in book.Rows(sheet))
            {
                var want = wanted.GetValueOrDefault(row.Number, []);
                for (var column = 0; column < Math.Max(row.Cells.Length, want.Length); column++)
                {
                    var (have, other) = (column < row.Cells.Length ? row.Cells[column] : "", column < want.Length ? want[column] : "");
                    compared++;
                    if (!Same(have, other))
                    {
                        differences.Add($"{book.Sheets[sheet].Name} row {row.Number} column {column + 1}: '{have}', .xlsx '{other}'");
                    }
                }

                wanted.Remove(row.Number);
            }

            differences.AddRange(wanted.Where(row => row.Value.Any(cell => cell.Length > 0)).Select(row => $"{book.Sheets[sheet].Name} row {row.Key}: not read"));
        }

        return compared;
    }

    private static int CompareWithText(XlsBook book, string path, List<string> differences)
    {
        var compared = 0;
        for (var sheet = 0; sheet < book.Sheets.Count; sheet++)
        {
            var text = $"{path}.{sheet.ToString(CultureInfo.InvariantCulture)}.csv";
            if (!File.Exists(text) || path.Contains("formula_stress", StringComparison.Ordinal))
            {
                continue;
            }

            var shown = File.ReadAllLines(text, Encoding.UTF8).Where(line => line.Trim(',').Length > 0).Select(line => line.TrimEnd(',')).ToList();
            var read = book.Rows(sheet).Select(row => string.Join(',', row.Cells.Select(cell => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell)).TrimEnd(',')).ToList();
            compared += shown.Count;
            differences.AddRange(shown.Zip(read).Where(pair => pair.First != pair.Second).Select(pair => $"sheet {sheet}: '{pair.Second}', csv '{pair.First}'"));
            differences.AddRange(shown.Count == read.Count ? [] : [$"sheet {sheet}: {read.Count} rows, csv {shown.Count}"]);
        }

        return compared;
    }

    // Programs that saved the two files round the last digits of a computed number differently.
    private static bool Same(string one, string other) => one == other
        || (double.TryParse(one, CultureInfo.InvariantCulture, out var a) && double.TryParse(other, CultureInfo.InvariantCulture, out var b) && Math.Abs(a - b) <= Math.Abs(a) * 1e-12);
}
