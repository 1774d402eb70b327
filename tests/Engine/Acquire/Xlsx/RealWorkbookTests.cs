using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kith.Engine.Acquire;
using Kith.Tests.Testing;

namespace Kith.Tests.Engine.Acquire.Xlsx;

/// <summary>Workbooks of many writers against what an independent reader found in them.</summary>
public sealed class RealWorkbookTests(ITestOutputHelper output)
{
    // Where that reader fails or errs: what a person sees in the file, by hand.
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["TestExcel_2040.xlsx"] = "xlsx.encrypted",
        ["agile_AES128_SHA1_CBC_pwd_password.xlsx"] = "xlsx.encrypted",
        ["agile_AES256_SHA512_CBC_pwd_password.xlsx"] = "xlsx.encrypted",
        ["standard_AES128_SHA1_ECB_pwd_password.xlsx"] = "xlsx.encrypted",
    };

    [Fact]
    public void Real_files_read_as_another_reader_reads_them_or_are_refused()
    {
        var folder = SharedData.Require("excel");
        using var stream = new GZipStream(File.OpenRead(SharedData.Require("expected/xlsx_openpyxl.json.gz")), CompressionMode.Decompress);
        using var expected = JsonDocument.Parse(stream);
        var table = new StringBuilder();
        int right = 0, refused = 0, wrong = 0;
        foreach (var file in expected.RootElement.EnumerateObject())
        {
            var path = Path.Combine(folder, file.Name["dev/excel/".Length..]);
            var differences = new List<string>();
            var reasons = new SortedDictionary<string, int>();
            var verdict = "right";
            try
            {
                using var bytes = File.OpenRead(path);
                using var book = XlsxBook.Open(bytes);
                if (file.Value.TryGetProperty("sheets", out var sheets))
                {
                    Compare(book, sheets, differences, reasons);
                }
                else
                {
                    var rows = Enumerable.Range(0, book.Sheets.Count).Sum(s => book.Rows(s).Count());
                    differences.AddRange(rows == 0 ? ["no rows and nothing to compare with"] : []);
                    verdict = $"right ({rows} rows; the other reader fails)";
                }
            }
            catch (TableRefusedException e)
            {
                verdict = $"refused {e.Code}";
                refused++;
                if (Refusals.GetValueOrDefault(Path.GetFileName(path)) != e.Code)
                {
                    differences.Add($"unexpected refusal, {e.Finding.Data} row {e.Row} column {e.Column}");
                }
            }

            right += differences.Count == 0 && verdict.StartsWith('r') && !verdict.StartsWith("refused", StringComparison.Ordinal) ? 1 : 0;
            wrong += differences.Count == 0 ? 0 : 1;
            table.AppendLine($"{Path.GetFileName(path),-60} {(differences.Count == 0 ? verdict : "WRONG " + differences.Count)}");
            reasons.ToList().ForEach(r => table.AppendLine($"    {r.Value} × {r.Key}"));
            differences.Take(8).ToList().ForEach(d => table.AppendLine("    " + d));
        }

        output.WriteLine($"{table}workbooks: {right} right, {refused} refused clearly, {wrong} wrong");
        Assert.Equal(0, wrong);
        Assert.True(right >= 63, $"{right} right");
    }

    [Theory]
    [InlineData("AutoFilter.xlsx", "AutoFilter.xlsx.xls.{0}.csv", 11)]
    [InlineData("sushi.xlsx", "sushi.xlsx.{0}.csv", 1)]
    public void Sheets_show_what_their_csv_shows(string workbook, string pattern, int sheets)
    {
        var folder = SharedData.Require("excel/sheetjs");
        using var bytes = File.OpenRead(Path.Combine(folder, workbook));
        using var book = XlsxBook.Open(bytes);
        for (var sheet = 0; sheet < sheets; sheet++)
        {
            var shown = File.ReadAllLines(Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, pattern, sheet))).Where(l => l.Trim(',').Length > 0);
            var read = book.Rows(sheet).Select(r => string.Join(',', r.Cells.Select(c => c.Contains(',') ? $"\"{c}\"" : c)));
            Assert.Equal(shown.Select(l => l.TrimEnd(',')), read);
        }
    }

    private static void Compare(XlsxBook book, JsonElement sheets, List<string> differences, SortedDictionary<string, int> reasons)
    {
        foreach (var sheet in sheets.EnumerateObject())
        {
            var index = book.Sheets.ToList().FindIndex(s => s.Name == sheet.Name);
            if (index < 0)
            {
                if (sheet.Value.TryGetProperty("cells", out var lost) && lost.EnumerateObject().Any())
                {
                    differences.Add($"sheet '{sheet.Name}' missing");
                }

                continue;
            }

            var cells = sheet.Value.GetProperty("cells").EnumerateObject().ToDictionary(c => c.Name, c => c.Value);
            foreach (var row in book.Rows(index).TakeWhile(r => r.Number <= 200))
            {
                for (var column = 0; column < Math.Min(row.Cells.Length, 40); column++)
                {
                    var place = Place(column) + row.Number.ToString(CultureInfo.InvariantCulture);
                    cells.Remove(place, out var want);
                    if (Same(row.Cells[column], want))
                    {
                        continue;
                    }

                    if (Reason(row.Cells[column], want) is { } reason)
                    {
                        reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                    }
                    else
                    {
                        differences.Add($"{sheet.Name}!{place}: read '{row.Cells[column]}', other reader {want}");
                    }
                }
            }

            differences.AddRange(cells.Where(c => int.Parse(c.Key.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray())) <= 200 && !Same("", c.Value))
                .Select(c => $"{sheet.Name}!{c.Key}: not read, other reader {c.Value}"));
            var merged = book.Merged(index)!.Count;
            if (merged != sheet.Value.GetProperty("merged").GetArrayLength() && (merged < 40 || sheet.Value.GetProperty("merged").GetArrayLength() != 40))
            {
                differences.Add($"{sheet.Name}: {merged} merged ranges, other reader {sheet.Value.GetProperty("merged").GetArrayLength()}");
            }

            if (book.Sheets[index].Hidden == (sheet.Value.GetProperty("state").GetString() == "visible"))
            {
                differences.Add($"{sheet.Name}: hidden is {book.Sheets[index].Hidden}");
            }
        }
    }

    /// <summary>Cells where both readings can be defended, and why ours is what an importer wants.</summary>
    private static string? Reason(string read, JsonElement want)
    {
        if (want.ValueKind == JsonValueKind.Undefined)
        {
            return "a value hidden under a merge, which the other reader drops";
        }

        if (want.ValueKind == JsonValueKind.Number && SameSerial(read, want.GetDouble()))
        {
            return "a date code in capitals alone (D, HH, [S]), which the other reader does not know";
        }

        var text = want.ValueKind == JsonValueKind.Object ? want.EnumerateObject().First().Value.ToString() : want.ToString();
        return double.TryParse(read, CultureInfo.InvariantCulture, out var number) && (number < 0 || number > 2_958_465) && (text == "#VALUE!" || text[0] == '-' || text.StartsWith("18", StringComparison.Ordinal))
            ? "outside the calendar: the number is kept, the other reader invents a date"
            : read == "0" && text == "00:00:00" ? "day 0: the number is kept"
            : read.StartsWith("1900-02-29", StringComparison.Ordinal) ? "the day that never was, shown as spreadsheet programs show it"
            : text.Contains("_x0007_", StringComparison.Ordinal) && read == "\a7\a" ? "an escape that the other reader leaves" : null;
    }

    private static bool SameSerial(string read, double serial) =>
        read.Contains('-') ? DateTime.TryParse(read, CultureInfo.InvariantCulture, out var date) && Math.Abs((date - new DateTime(1899, 12, 30)).TotalDays - serial) <= 1
        : read.Split(':') is [var hours, var minutes, var seconds]
            && Math.Abs(((int.Parse(hours) * 3600) + (int.Parse(minutes) * 60) + int.Parse(seconds)) - (serial * 86400)) <= 1;

    private static bool Same(string read, JsonElement want) => want.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => read.Length == 0,
        JsonValueKind.String => read == want.GetString(),
        JsonValueKind.True => read == "TRUE",
        JsonValueKind.False => read == "FALSE",
        JsonValueKind.Number => SameNumber(read, want.GetDouble()),
        _ => SameMoment(read, want),
    };

    private static bool SameNumber(string read, double want)
    {
        var (text, scale) = read.EndsWith('%') ? (read[..^1], 100) : (read, 1);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs((number / scale) - want) <= Math.Abs(want) * 1e-14;
    }

    private static bool SameMoment(string read, JsonElement want)
    {
        if (want.TryGetProperty("td", out var seconds))
        {
            var parts = read.Split(':');
            return parts.Length == 3 && Math.Abs((int.Parse(parts[0]) * 3600) + (int.Parse(parts[1]) * 60) + double.Parse(parts[2]) - seconds.GetDouble()) <= 0.5;
        }

        if (want.TryGetProperty("t", out var time))
        {
            return TimeOnly.TryParse(read, out var t) && Math.Abs((t - TimeOnly.Parse(time.GetString()!)).TotalSeconds) <= 0.5;
        }

        var text = (want.TryGetProperty("dt", out var moment) ? moment : want.GetProperty("d")).GetString()!;
        var date = DateTime.Parse(text, CultureInfo.InvariantCulture);
        return DateTime.TryParse(read, CultureInfo.InvariantCulture, out var got)
            && (read.Length == 10 ? got.Date == date.Date : Math.Abs((got - date).TotalSeconds) <= 0.5);
    }

    private static string Place(int column) => (column >= 26 ? ((char)('A' + (column / 26) - 1)).ToString() : "") + (char)('A' + (column % 26));
}
